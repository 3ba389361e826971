"""Find the columns of a boundary file: by what stands in them, and among equals by the usual names.

Usual names: OCHA COD-AB (``ADM4_PCODE``, ``village_code``), BIG Rupabumi Indonesia (``KDEPUM``, ``KDEBPS``,
``WADMKD``, ``NAMOBJ``), BPS maps (``IDDESA``, ``NMDESA``).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from dampingan.config import KABUPATEN, KODE_KABUPATEN
from dampingan.errors import RegionError
from dampingan.regions.crosswalk import crosswalk, digits, normalise_name
from dampingan.regions.reference import units

CODE_NAMES = (
    "kdepum",
    "kode_kemendagri",
    "kode_desa",
    "kode_kd",
    "kddesa",
    "kd_desa",
    "kdebps",
    "kode_bps",
    "adm4_pcode",
    "village_code",
    "iddesa",
    "id_desa",
    "id2013",
    "idsp2010",
    "kode_kel",
    "kode",
)
UNIT_NAMES = (
    "wadmkd",
    "adm4_en",
    "adm4_id",
    "adm4_name",
    "village",
    "namobj",
    "nama_desa",
    "nmdesa",
    "namdes",
    "kel_desa",
    "desa_kelur",
    "desa",
    "kelurahan",
    "nama_kel",
    "name_4",
    "nama",
    "name",
)
KECAMATAN_NAMES = (
    "wadmkc",
    "adm3_en",
    "adm3_id",
    "adm3_name",
    "district",
    "kecamatan",
    "nama_kec",
    "nmkec",
    "namkec",
    "kec",
    "name_3",
)
KABUPATEN_NAMES = (
    "wadmkk",
    "adm2_en",
    "adm2_id",
    "adm2_name",
    "regency",
    "kabupaten",
    "kab_kota",
    "kabkota",
    "kabkot",
    "nama_kab",
    "nmkab",
    "nmkabkot",
    "name_2",
    "adm2_pcode",
    "regency_code",
    "kdpkab",
    "kdbbps",
)

_CODE_LENGTH = 10
_PREFIX = KODE_KABUPATEN.replace(".", "")
_KABUPATEN = normalise_name(KABUPATEN).removeprefix("KABUPATEN")


@dataclass(frozen=True)
class NameColumns:
    """The columns that name the desa and its kecamatan; None where there is none."""

    unit: str | None
    kecamatan: str | None


def known_roles(fields: Iterable[str]) -> int:
    """Return how many of code, name and kecamatan have a column of a usual name (0-3)."""
    lower = {field.lower() for field in fields}
    return sum(not lower.isdisjoint(names) for names in (CODE_NAMES, UNIT_NAMES, KECAMATAN_NAMES))


def find_code_column(table: pl.DataFrame, wanted: str | None = None) -> str | None:
    """Return the column in which the most of the kabupaten's codes stand, or None.

    Args:
        table: the attributes as text.
        wanted: the operator's own choice (capitals don't matter); it must hold codes of the kabupaten.

    Raises:
        RegionError: the wanted column is absent or holds no code of the kabupaten.
    """
    if wanted is not None:
        return _wanted_column(table, wanted)
    return _best({name: _codes_in(table[name]) for name in table.columns}, CODE_NAMES)


def code_digits(column: str) -> pl.Expr:
    """Return the ten digits of a column's codes, without ``ID``, dots and a number's ``.0``; else null."""
    bare = pl.col(column).str.replace(r"\.0$", "").str.replace_all(r"\D", "")
    return pl.when(bare.str.len_chars() == _CODE_LENGTH).then(bare)


def in_kabupaten_by_code(column: str) -> pl.Expr:
    """Return whether a row's code is of this kabupaten; null where the row has no code."""
    return code_digits(column).str.starts_with(_PREFIX)


def in_kabupaten_by_name(table: pl.DataFrame) -> pl.Series | None:
    """Return whether each row's kabupaten is this one, by its name or code; None without such a column."""
    usual = [name for name in table.columns if name.lower() in KABUPATEN_NAMES]
    for name in sorted(usual, key=lambda column: _rank(column, KABUPATEN_NAMES)):
        ours = [value for value in table[name].drop_nulls().unique() if _is_kabupaten(value)]
        if ours:
            return table[name].is_in(ours).fill_null(value=False)
    return None


def code_kind(codes: Iterable[str]) -> str:
    """Return ``Kemendagri`` or ``BPS``, whichever most of the given ten-digit codes are."""
    official = {digits(code) for code in units()["kode_desa"]}
    known = [code in official for code in codes]
    return "Kemendagri" if 2 * sum(known) >= len(known) else "BPS"


def find_name_columns(table: pl.DataFrame) -> NameColumns:
    """Return the columns with the most names of desa and of kecamatan.

    Desa are counted once per name: most kecamatan share their name with a desa, so a kecamatan column
    would win by rows.
    """
    reference = units()
    desa = {normalise_name(name) for name in reference["nama"]}
    kecamatan = {normalise_name(name) for name in reference["kecamatan"]}
    normal = {column: [normalise_name(value) for value in table[column].drop_nulls()] for column in table.columns}
    unit = _best({column: len(desa.intersection(names)) for column, names in normal.items()}, UNIT_NAMES)
    areas = {column: sum(name in kecamatan for name in names) for column, names in normal.items() if column != unit}
    return NameColumns(unit, _best(areas, KECAMATAN_NAMES))


def _wanted_column(table: pl.DataFrame, wanted: str) -> str:
    found = next((name for name in table.columns if name.lower() == wanted.strip().lower()), None)
    if found is None:
        raise RegionError(
            f"Kolom kode {wanted!r} tidak ada dalam berkas batas.",
            where=f"Kolom yang ada: {', '.join(table.columns) or '(tidak ada)'}",
            mend="Pilih salah satu kolom itu, atau kosongkan agar dicari otomatis.",
        )
    if not _codes_in(table[found]):
        raise RegionError(
            f"Kolom {found} tidak memuat kode desa {KABUPATEN}.",
            where=f"Kolom: {found}",
            mend="Pilih kolom berisi kode BPS atau Kemendagri sepuluh angka, atau kosongkan.",
        )
    return found


def _codes_in(column: pl.Series) -> int:
    """Count the kabupaten's units whose code stands in the column."""
    codes = column.to_frame().select(code_digits(column.name)).to_series().drop_nulls().unique()
    ours = codes.filter(codes.str.starts_with(_PREFIX))
    return len({crosswalk().resolve(code).kode_desa for code in ours} - {None})


def _best(scores: dict[str, int], usual: Sequence[str]) -> str | None:
    best = max(scores, key=lambda name: (scores[name], -_rank(name, usual)), default=None)
    return best if best is not None and scores[best] > 0 else None


def _rank(name: str, usual: Sequence[str]) -> int:
    return usual.index(name.lower()) if name.lower() in usual else len(usual)


def _is_kabupaten(value: str) -> bool:
    name = re.sub(r"^(KABUPATEN|KAB)", "", normalise_name(value))
    return name == _KABUPATEN or digits(value) == _PREFIX
