"""A delivered table, loaded with its canonical column names, freed of rows that hold no data."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from dampingan.errors import SourceError
from dampingan.sources.columns import Heading
from dampingan.sources.concepts import first_possible
from dampingan.sources.decoding import Decoded, decode
from dampingan.sources.dialect import Kind, Role, RoleSpec
from dampingan.sources.quality import ColumnQuality, Findings
from dampingan.sources.reading import ROW, Opened
from dampingan.sources.text import BLANKS, is_blank

CODED: frozenset[Kind] = frozenset({"kode", "bit", "ya_tidak", "bulat", "desimal", "tanggal"})
_TOTAL = r"(?i)^\s*(jumlah|total)\b"
_NUMBERING_ROWS = 3
"""Rows below the heading in which column numbers are looked for."""
_ALWAYS_READ: frozenset[Kind] = frozenset({"bagian_kode", "nama_wilayah", "identitas", "penanda"})
_FEW_VALUES: frozenset[Kind] = CODED | {"bagian_kode", "nama_wilayah", "penanda"}


@dataclass(frozen=True)
class Table:
    """One delivered file in memory: known columns as text, and what their values mean."""

    role: Role
    file: str
    spec: RoleSpec
    frame: pl.DataFrame
    decoded: Mapping[str, Decoded] = field(repr=False)

    def has(self, *names: str) -> bool:
        """Tell whether all these canonical columns were delivered."""
        return set(names) <= set(self.frame.columns)

    def missing(self) -> tuple[str, ...]:
        """Return the official names of the columns for which the file has neither them nor an alternative."""
        found = set(self.frame.columns)
        told = [way for ways in self.spec.konsep.values() for way in ways]
        concept_columns = {name for way in told for name in way.columns()}
        satisfied = {n for ways in self.spec.konsep.values() if any(set(w.kolom) <= found for w in ways)
                     for w in ways for n in w.kolom}  # fmt: skip
        return tuple(self.spec.kolom[name].nama for name in self.spec.kolom
                     if name in concept_columns - satisfied - found)  # fmt: skip

    def quality(self) -> list[ColumnQuality]:
        """Return the share of unknown cells of each coded column."""
        return [
            ColumnQuality(berkas=self.file, kolom=d.column.nama, sel=d.cells, kosong=d.blanks,
                          di_luar_daftar=sum(d.outside.values()))
            for d in self.decoded.values()
        ]  # fmt: skip


def load_table(
    opened: Opened, heading: Heading, role: Role, spec: RoleSpec, findings: Findings, personal: Collection[str] = ()
) -> Table:
    """Return the table of one file, decoded; rows of totals, column numbers and blanks taken off.

    Args:
        opened: the file.
        heading: where its columns stand.
        role: household or member file.
        spec: the dialect's words for it.
        findings: receives the checks' results.
        personal: columns that tell of a person (``dialect.PERSONAL``) to read along, as text.

    Raises:
        SourceError: a needed column is missing, or no row holds data.
    """
    _refuse_missing(opened.path.name, heading, spec)
    used = used_columns(heading.columns, spec)
    along = {key: place for key, place in heading.personal.items() if key in personal}
    coded = frozenset(key for key in used if spec.kolom[key].jenis in _FEW_VALUES)
    raw = opened.load(replace(heading, columns={key: heading.columns[key] for key in used} | along), coded)
    frame = _without_extra_rows(raw, spec, opened.path.name, findings)
    if frame.is_empty():
        raise SourceError(
            f"Berkas {opened.path.name} hanya berisi judul kolom, tanpa satu baris data pun.",
            mend="Minta berkas yang berisi datanya.",
        )
    decoded = {key: decode(frame[key], spec.kolom[key]) for key in used if spec.kolom[key].jenis in CODED}
    for name, meaning in decoded.items():
        findings.add_outside(frame, name, meaning, opened.path.name)
    return Table(role, opened.path.name, spec, frame, decoded)


def used_columns(columns: Mapping[str, int], spec: RoleSpec) -> list[str]:
    """Return the delivered columns that are read: of alternatives only the first that the file allows."""
    found = set(columns)
    used = {name for name in found if spec.kolom[name].jenis in _ALWAYS_READ or name in spec.selalu}
    used |= {name for name in (spec.keberadaan,) if name}
    used |= set(next((way for way in spec.kunci if set(way) <= found), ()))
    used |= set(next(((w.kolom,) for w in spec.desil if w.kolom in found), ()))
    used |= next((w.columns() for w in spec.umur if w.columns() & found), frozenset())
    for ways in spec.konsep.values():
        way = first_possible(ways, found)
        used |= set(way.columns()) if way else set()
    return [name for name in columns if name in used]


def _refuse_missing(file: str, heading: Heading, spec: RoleSpec) -> None:
    _need(file, "nomor yang mengaitkan rumah tangga dan anggota", spec.kunci, heading, spec)
    if spec.wilayah:
        ways = (*spec.wilayah.kode, tuple(n for n in (spec.wilayah.kecamatan, spec.wilayah.desa) if n))
        _need(file, "kode wilayah", ways, heading, spec)
    if spec.desil:
        _need(file, "desil", tuple((way.kolom,) for way in spec.desil), heading, spec)


def _need(file: str, what: str, ways: tuple[tuple[str, ...], ...], heading: Heading, spec: RoleSpec) -> None:
    if any(set(way) <= set(heading.columns) for way in ways if way):
        return
    known = [" + ".join(spec.kolom[name].nama for name in way) for way in ways if way]
    aliases = sorted({a for way in ways if way and len(way) == 1 for a in spec.kolom[way[0]].alias})
    sheet = f" lembar {heading.sheet}" if heading.sheet else ""
    raise SourceError(
        f"Kolom {what} tidak ada di {file}.",
        where=f"Judul terbaca di baris {heading.row + 1}{sheet}, tetapi tanpa {' atau '.join(known)}.",
        mend=f"Kolom yang dikenali: {', '.join(known + aliases)}.",
    )


def is_blank_expr(column: str) -> pl.Expr:
    """Return whether a text cell says nothing."""
    text = pl.col(column)
    return text.is_null() | text.str.strip_chars().str.to_lowercase().is_in(sorted(BLANKS))


def key_expression(spec: RoleSpec, found: set[str]) -> pl.Expr:
    """Return the link between the files as text; null where any part is blank."""
    way = next(way for way in spec.kunci if set(way) <= found)
    parts = [
        # A number that passed through a float ends with .0 in one file and not in the other.
        pl.when(~is_blank_expr(name)).then(pl.col(name).str.strip_chars(" \t\u00a0'").str.replace(r"\.0+$", ""))
        for name in way
    ]
    return parts[0] if len(parts) == 1 else pl.concat_str(parts, separator="|")


def _without_extra_rows(frame: pl.DataFrame, spec: RoleSpec, file: str, findings: Findings) -> pl.DataFrame:
    """Add ``kunci`` and take off rows that hold no household and no member."""
    parts = {name for way in spec.kunci for name in way if name in frame.columns}
    keyed = frame.with_columns(pl.col(parts).cast(pl.String)).with_columns(
        key_expression(spec, set(frame.columns)).alias("kunci")
    )
    first = int(keyed[ROW][0]) if keyed.height else 0
    numbering = pl.col(ROW) < first + _NUMBERING_ROWS
    suspect = pl.col("kunci").is_null() | pl.col("kunci").str.contains(_TOTAL) | numbering
    judged = keyed.filter(suspect).drop(spec.pribadi, strict=False)
    extra = [row[ROW] for row in judged.iter_rows(named=True) if _holds_no_data(row, spec)]
    if not extra:
        return keyed
    findings.add_rows("bukan_data", keyed, pl.col(ROW).is_in(extra), file)
    return keyed.filter(~pl.col(ROW).is_in(extra))


def _holds_no_data(row: dict[str, object], spec: RoleSpec) -> bool:
    """Tell a row of totals, of column numbers ``(1) (2) (3)``, or one that names no household and no place."""
    cells = {name: str(value) for name, value in row.items() if name != ROW and value is not None}
    cells = {name: text for name, text in cells.items() if not is_blank(text)}
    key = cells.pop("kunci", None)
    if _numbers_columns(list(cells.values())):
        return True
    if key is not None:
        return re.match(_TOTAL, key) is not None
    place = set(_place_columns(spec)) or set(cells)
    return not place & set(cells) or any(re.match(_TOTAL, cell) for cell in cells.values())


def _place_columns(spec: RoleSpec) -> list[str]:
    if spec.wilayah is None:
        return []
    names = [name for way in spec.wilayah.kode for name in way]
    return names + [name for name in (spec.wilayah.kecamatan, spec.wilayah.desa) if name]


def _numbers_columns(cells: list[str]) -> bool:
    numbers = [cell.strip("() ") for cell in cells]
    return (
        len(numbers) >= 3 and all(n.isdecimal() and len(n) <= 3 for n in numbers) and len(set(numbers)) == len(numbers)
    )
