"""Rows of a SID's entry and what they change.

A later date of check is a new check, and the one before stays, so that progress can be seen; anything else corrects the
check that was seen.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dampingan.edits import Edit, PlacedProblem, RefusedEditsError
from dampingan.records.base import Record
from dampingan.records.errors import Problem
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.terms import KATEGORI_SID, KOMPONEN_SID

DATE = "tanggal"
FORM_KIND, FORM_VERSION = "formulir-sid", "1"
CATEGORY_SHEET, PARTS_SHEET, MARK_SHEET = "SID", "Komponen", "tanda"

_NOT_YET = Problem(DATE, "Tanggal pemeriksaan", "belum terjadi.", "Tulis hari pemeriksaan yang sudah dilakukan.")


@dataclass(frozen=True)
class Row:
    """One category, or the components, of a desa as they were entered.

    ``tetap``: the columns that say which row it is; ``isian``: field to value, None where empty; ``dilihat``: the same
    fields as the person saw them, None where there was no check; ``sel``: field to the cell of a form.
    """

    tempat: str
    model: type[Record]
    tetap: Mapping[str, str]
    isian: Mapping[str, object]
    id: str | None = None
    versi: int = 0
    dilihat: Mapping[str, object] | None = None
    sel: Mapping[str, str] = field(default_factory=dict)


def category_row(kode_desa: str, kategori: str, isian: Mapping[str, object], seen: Record | None = None) -> Row:
    """Return the row of one category on the page.

    Args:
        kode_desa: the desa.
        kategori: a key of ``KATEGORI_SID``.
        isian: ``keadaan, tanggal, bukti`` as entered.
        seen: the last check as it was seen.
    """
    return _row(SidKategori, KATEGORI_SID[kategori], {"kode_desa": kode_desa, "kategori": kategori}, isian, seen)


def parts_row(kode_desa: str, isian: Mapping[str, object], seen: Record | None = None) -> Row:
    """Return the row of the four components on the page: ``tanggal`` and the keys of ``KOMPONEN_SID``."""
    return _row(SidKomponen, "Komponen", {"kode_desa": kode_desa}, isian, seen)


def sid_edits(rows: Sequence[Row], *, today: dt.date) -> list[Edit]:
    """Return what some rows change; rows that are as they were seen change nothing.

    Args:
        rows: as entered.
        today: a check that is dated later is refused.

    Raises:
        RefusedEditsError: names each row that is dated in the future.
    """
    edits = [edit for row in rows for edit in _edits(row)]
    early = [edit for edit in edits if isinstance(day := edit.nilai.get(DATE), dt.date) and day > today]
    if early:
        raise RefusedEditsError([PlacedProblem(edit.sel.get(DATE, edit.tempat), _NOT_YET) for edit in early], [])
    return edits


def saved_words(edits: Sequence[Edit]) -> str:
    """Return in words what was saved."""
    if not edits:
        return "Tidak ada yang berubah."
    new = sum(edit.id is None for edit in edits)
    corrected = sum(edit.id is not None and bool(edit.nilai) for edit in edits)
    return f"{new} pemeriksaan baru, {corrected} pembetulan."


def fields_of(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of a row that people fill."""
    return ("keadaan", DATE, "bukti") if model is SidKategori else (DATE, *KOMPONEN_SID)


def _row(
    model: type[Record], place: str, fixed: Mapping[str, str], isian: Mapping[str, object], seen: Record | None
) -> Row:
    if seen is None:
        return Row(place, model, fixed, isian)
    told = {name: getattr(seen, name) for name in fields_of(model)}
    return Row(place, model, fixed, isian, seen.id, seen.versi, told)


def _edits(row: Row) -> list[Edit]:
    whole = {**row.tetap, **row.isian}
    if row.id is None:
        filled = any(value is not None for value in row.isian.values())
        return [Edit(row.tempat, row.model, whole, sel=row.sel)] if filled else []
    if row.dilihat is None:
        return [Edit(row.tempat, row.model, row.isian, row.id, row.versi, sel=row.sel)]
    changed = {name: value for name, value in row.isian.items() if value != row.dilihat[name]}
    if not changed:
        return []
    day, before = row.isian[DATE], row.dilihat[DATE]
    if isinstance(day, dt.date) and isinstance(before, dt.date) and day > before:
        # The check that was seen is named as well, so that whoever saw an old one learns of the newer.
        unchanged = Edit(row.tempat, row.model, {}, row.id, row.versi, sel=row.sel)
        return [unchanged, Edit(row.tempat, row.model, whole, sel=row.sel)]
    return [Edit(row.tempat, row.model, changed, row.id, row.versi, sel=row.sel)]
