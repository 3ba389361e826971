"""Small lists of desa that people bring: a decree's targets, or the number of all families."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dampingan.errors import SourceError
from dampingan.regions.crosswalk import crosswalk
from dampingan.sources.columns import Heading, Sheets
from dampingan.sources.quality import safe_place
from dampingan.sources.reading import ROW, open_file
from dampingan.sources.text import fold, is_blank, to_number

_NAMES: Mapping[str, frozenset[str]] = {
    "kode": frozenset({"kode", "kodedesa", "kodekemendagri", "kodewilayah", "kodebps", "kodekemdagri"}),
    "desa": frozenset({"desa", "namadesa", "desakelurahan", "kelurahan", "namadesakelurahan"}),
    "nama": frozenset({"nama"}),
    "kecamatan": frozenset({"kecamatan", "namakecamatan"}),
    "kk": frozenset({"kk", "jumlahkk", "jumlahkeluarga", "keluarga"}),
}


@dataclass(frozen=True)
class UnitList:
    """The units of a list by ``kode_desa`` with their number of families (or None), and what matched nothing."""

    units: Mapping[str, int | None]
    unmatched: tuple[str, ...]


def read_unit_list(file: Path) -> UnitList:
    """Read a list of desa and kelurahan by code, or by kecamatan and name; optionally with ``kk``.

    Raises:
        SourceError: unreadable, no column names a desa, or a desa stands twice with different families.
    """
    opened = open_file(file)
    heading = _heading(opened.sheets(), file)
    frame = opened.load(heading, frozenset())
    found: dict[str, int | None] = {}
    unmatched = []
    for row in frame.iter_rows(named=True):
        match = crosswalk().resolve(row.get("kode"), kecamatan=row.get("kecamatan"), desa=row.get("desa"))
        if match.kode_desa is None:
            told = tuple(row.get(name) for name in ("kode", "desa", "kecamatan"))
            if not all(map(is_blank, told)):
                unmatched.append(f"baris {row[ROW]}: {safe_place(*told)}")
            continue
        families = _families(row, file)
        if found.get(match.kode_desa, families) != families:
            raise SourceError(
                f"{file.name}: desa {match.kode_desa} tertulis dua kali dengan jumlah keluarga berbeda.",
                where=f"Baris {row[ROW]}.",
                mend="Sisakan satu baris untuk tiap desa.",
            )
        found[match.kode_desa] = families
    return UnitList(found, tuple(unmatched))


def families_of(file: Path) -> dict[str, int]:
    """Return all families of each unit from a table with a column ``kk``.

    Raises:
        SourceError: as ``read_unit_list``; or no unit has a number, or some place is unknown.
    """
    listed = read_unit_list(file)
    numbers = {code: kk for code, kk in listed.units.items() if kk is not None}
    if not numbers or listed.unmatched:
        raise SourceError(
            f"{file.name} tidak dapat dipakai sebagai tabel jumlah keluarga.",
            where="; ".join(listed.unmatched[:5]) or "Kolom kk tidak ada atau kosong.",
            mend="Isi kolom kode desa dan kk (jumlah keluarga) untuk tiap desa.",
        )
    return numbers


def _families(row: Mapping[str, object], file: Path) -> int | None:
    text = row.get("kk")
    if text is None or not str(text).strip():
        return None
    value = to_number(str(text))
    if value is None or value != int(value) or value < 0:
        raise SourceError(f"{file.name}: jumlah keluarga bukan bilangan bulat.", where=f"Baris {row[ROW]}, kolom kk.")
    return int(value)


def _heading(sheets: Sheets, file: Path) -> Heading:
    for sheet, rows in sheets.items():
        for number, cells in enumerate(rows):
            columns = _places(cells)
            if "kode" in columns or {"desa", "kecamatan"} <= set(columns):
                return Heading(sheet, number, len(cells), columns)
    raise SourceError(
        f"{file.name} tidak memuat kolom yang menyebut desa.",
        mend="Sediakan kolom kode_desa, atau kolom desa dan kecamatan.",
    )


def _places(cells: Sequence[str | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for key, names in _NAMES.items():
            if cell and fold(cell) in names:
                found.setdefault(key, place)
    # In a list of persons "Nama" is a person's; it names the desa only where no other column does.
    name = found.pop("nama", None)
    return found if name is None else {"desa": name} | found
