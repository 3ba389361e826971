"""Which columns a table has, in which dialect and role it is written, and where its heading stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dampingan.errors import SourceError
from dampingan.sources.dialect import ROLES, Dialect, Role, RoleSpec
from dampingan.sources.text import fold

FEWEST_COLUMNS = 3
"""A row of cells with fewer known column names is not taken for a heading."""


@dataclass(frozen=True)
class Heading:
    """Where a table's heading stands and which known columns it names."""

    sheet: str
    row: int
    """Zero-based row within the sheet."""
    width: int
    columns: Mapping[str, int]
    """Canonical column to its zero-based place in the row."""
    personal: Mapping[str, int] = field(default_factory=dict)
    """The same for the columns that tell of a person; they have no part in recognising the table."""


def recognise(cells: Sequence[str | None], spec: RoleSpec) -> dict[str, int]:
    """Return canonical column -> place, for one row of cells; the first of doubled names counts."""
    return _recognise(cells, _spellings(spec))


def _spellings(spec: RoleSpec) -> dict[str, str]:
    return {name: key for key, column in spec.kolom.items() for name in column.names()}


def _recognise(cells: Sequence[str | None], wanted: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = wanted.get(fold(cell)) if cell else None
        if key and key not in found:
            found[key] = place
    return found


def find_heading(sheets: Mapping[str, Sequence[Sequence[str | None]]], spec: RoleSpec) -> Heading | None:
    """Return the row that names most known columns among the first rows of all sheets."""
    wanted = _spellings(spec)
    candidates = (
        Heading(sheet, number, len(cells), _recognise(cells, wanted))
        for sheet, rows in sheets.items()
        for number, cells in enumerate(rows)
    )
    best = max(candidates, key=lambda h: len(h.columns), default=None)
    if best is None or len(best.columns) < FEWEST_COLUMNS:
        return None
    return replace(best, personal=_recognise(sheets[best.sheet][best.row], spec.personal_names()))


@dataclass(frozen=True)
class Recognition:
    """The dialect of a delivery and the headings of its two files."""

    dialect: Dialect
    headings: Mapping[Role, Heading]


Sheets = Mapping[str, Sequence[Sequence[str | None]]]
Scores = Mapping[str, Mapping[tuple[Role, Role], Heading | None]]
"""By dialect: the heading of the file given in one role, read as a file of the other or the same role."""

_KIND: Mapping[Role, str] = {"ruta": "rumah tangga", "art": "anggota rumah tangga"}


def _named(files: Mapping[Role, str], role: Role) -> str:
    return f"{files[role]} " if role in files else ""


def _matched(heading: Heading | None) -> int:
    return len(heading.columns) if heading else 0


def recognise_delivery(
    sheets: Mapping[Role, Sheets], candidates: Iterable[Dialect], files: Mapping[Role, str] = MappingProxyType({})
) -> Recognition:
    """Return the dialect that names most columns of both files, and their headings.

    Args:
        sheets: the first rows of each sheet of the two files.
        candidates: the dialects to try.
        files: the names of the two files, for the messages.

    Raises:
        SourceError: no dialect fits, two fit equally well, or the two files were exchanged.
    """
    tried = list(candidates)
    scores = {
        d.nama: {(given, taken): find_heading(sheets[given], d.role(taken)) for given in ROLES for taken in ROLES}
        for d in tried
    }
    ranked = sorted(tried, key=lambda d: sum(_matched(scores[d.nama][role, role]) for role in ROLES), reverse=True)
    best = ranked[0]
    headings = scores[best.nama]
    _refuse_exchanged(scores, tried, files)
    found = {role: headings[role, role] for role in ROLES}
    _refuse_ambiguous(scores, ranked)
    for role, heading in found.items():
        if heading is None:
            _refuse_unknown(role, tried, files)
    return Recognition(best, {role: heading for role, heading in found.items() if heading})


def _refuse_exchanged(scores: Scores, tried: list[Dialect], files: Mapping[Role, str]) -> None:
    exchanged: tuple[tuple[Role, Role], ...] = (("ruta", "art"), ("art", "ruta"))
    for given, other in exchanged:
        right = max((scores[d.nama][given, given] for d in tried), key=_matched)
        wrong = max((scores[d.nama][given, other] for d in tried), key=_matched)
        # A workbook may hold both tables: then each is recognised on a sheet of its own.
        same_table = right is None or wrong is None or right.sheet == wrong.sheet
        if same_table and _matched(wrong) > _matched(right):
            raise SourceError(
                f"Berkas {_named(files, given)}yang diberikan sebagai berkas {_KIND[given]} "
                f"tampaknya berkas {_KIND[other]}.",
                where=f"Kolom yang cocok: {_matched(wrong)} kolom {_KIND[other]}, "
                f"{_matched(right)} kolom {_KIND[given]}.",
                mend="Periksa urutannya: --ruta untuk berkas rumah tangga, --art untuk berkas anggota.",
            )


def _refuse_ambiguous(scores: Scores, ranked: list[Dialect]) -> None:
    totals = [sum(_matched(scores[d.nama][role, role]) for role in ROLES) for d in ranked]
    if len(ranked) > 1 and totals[0] == totals[1] and totals[0] >= FEWEST_COLUMNS:
        raise SourceError(
            f"Susunan kolom cocok dengan lebih dari satu dialek ({ranked[0].nama}, {ranked[1].nama}).",
            mend=f"Sebutkan dialeknya, misalnya --dialek {ranked[0].nama}.",
        )


def _refuse_unknown(role: Role, tried: list[Dialect], files: Mapping[Role, str]) -> None:
    known = [column.nama for column in list(tried[0].role(role).kolom.values())[:12]]
    raise SourceError(
        f"Baris judul kolom berkas {_KIND[role]} {_named(files, role)}tidak ditemukan.",
        where=f"Dicari dalam 40 baris pertama tiap lembar; dialek yang dicoba: {', '.join(d.nama for d in tried)}.",
        mend=f"Pastikan ada satu baris judul dengan nama kolom seperti {', '.join(known)}.",
    )
