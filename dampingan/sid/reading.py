"""A SID form that came back: every wrong cell named, nothing half taken; an unchanged form changes nothing."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from dampingan.edits import Edit, state_at
from dampingan.forms.cells import chosen, dated, flawed, worded
from dampingan.forms.problems import CellProblem, ReturnedFormError
from dampingan.forms.workbook import Entry, FilledBook
from dampingan.records.base import Record
from dampingan.records.checks import BadValueError
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.reader import Reader
from dampingan.records.terms import KATEGORI_SID, KEADAAN_KOMPONEN, KEADAAN_SID, KOMPONEN_SID
from dampingan.regions.reference import units
from dampingan.sid.rows import (
    CATEGORY_SHEET,
    FORM_KIND,
    FORM_VERSION,
    MARK_SHEET,
    PARTS_SHEET,
    Row,
    fields_of,
    sid_edits,
)

Read = Callable[[Entry], object]

FIRST_ROW = 2
_VERSION = re.compile(r"[0-9]{1,9}")
_OLD_FORM = "Unduh formulir yang baru, lalu salin isiannya."
_EVIDENCE = 1000
_STATES = {label: code for code, label in KEADAAN_SID.items()}
_PARTS = {label: code for code, label in KEADAAN_KOMPONEN.items()}
_CATEGORIES = {label: code for code, label in KATEGORI_SID.items()}
_CATEGORY_FIELDS: Mapping[str, tuple[int, Read]] = {
    "keadaan": (5, lambda e: chosen(e, _STATES)),
    "tanggal": (6, dated),
    "bukti": (7, lambda e: worded(e, _EVIDENCE)),
}
"""Field to its column, from 1, and how it is read."""
_PART_FIELDS: Mapping[str, tuple[int, Read]] = {
    "tanggal": (4, dated),
    **{part: (5 + place, lambda e: chosen(e, _PARTS)) for place, part in enumerate(KOMPONEN_SID)},
}
_IDENTITY = {SidKategori: 8, SidKomponen: 9}
"""Column of the hidden id; the version stands beside it."""


def returned_edits(content: bytes, reader: Reader, *, today: dt.date) -> list[Edit]:
    """Return what a form that came back changes.

    Args:
        content: the file.
        reader: on the store, to know what the person saw.
        today: a check that is dated later is refused.

    Raises:
        ReturnedFormError: it is another form, or names every cell that is wrong.
        RefusedEditsError: names every check that is dated in the future.
        DampinganError: the file cannot be opened.
    """
    book = FilledBook(content)
    _refuse_other(book)
    problems: list[CellProblem] = []
    rows = [
        *_rows(book, CATEGORY_SHEET, SidKategori, _CATEGORY_FIELDS, problems),
        *_rows(book, PARTS_SHEET, SidKomponen, _PART_FIELDS, problems),
    ]
    problems += _doubled(rows)
    if problems:
        raise ReturnedFormError(problems)
    return sid_edits(_with_seen(rows, reader), today=today)


def _refuse_other(book: FilledBook) -> None:
    if not book.has(MARK_SHEET) or book.entry(MARK_SHEET, 1, 1).teks != FORM_KIND:
        raise ReturnedFormError([CellProblem("Berkas", "bukan formulir SID dari dasbor ini.", _OLD_FORM)])
    if book.entry(MARK_SHEET, 2, 1).teks != FORM_VERSION:
        raise ReturnedFormError([CellProblem("Berkas", "formulir SID versi lama.", _OLD_FORM)])
    lacking = [name for name in (CATEGORY_SHEET, PARTS_SHEET) if not book.has(name)]
    if lacking:
        raise ReturnedFormError([CellProblem(f"Lembar {n}", "tidak ada.", _OLD_FORM) for n in lacking])


def _rows(
    book: FilledBook, sheet: str, model: type[Record], fields: Mapping[str, tuple[int, Read]],
    problems: list[CellProblem],
) -> list[Row]:  # fmt: skip
    found = []
    for number in range(FIRST_ROW, book.last_row(sheet) + 1):
        entries = {name: book.entry(sheet, number, column) for name, (column, _) in fields.items()}
        kode = book.entry(sheet, number, 1)
        if kode.kosong and all(entry.kosong for entry in entries.values()):
            continue
        wrong = _fixed_problems(book, sheet, number, model)
        values: dict[str, object] = {}
        for name, (_, read) in fields.items():
            try:
                problem, values[name] = flawed(entries[name]), None if flawed(entries[name]) else read(entries[name])
            except BadValueError as error:
                problem = CellProblem(entries[name].sel, error.pesan, error.cara)
            wrong += [problem] if problem else []
        problems += wrong
        if not wrong:
            found.append(_row(book, sheet, number, model, values, {n: e.sel for n, e in entries.items()}))
    return found


def _fixed_problems(book: FilledBook, sheet: str, number: int, model: type[Record]) -> list[CellProblem]:
    """Return what is wrong with the cells that say which row it is."""
    kode = book.entry(sheet, number, 1)
    kind = _kinds().get(kode.teks)
    if kind is None:
        return [CellProblem(kode.sel, "bukan kode desa di Kabupaten Pemalang.", "Jangan menambah atau mengubah baris.")]
    if kind != "desa":
        return [CellProblem(kode.sel, "kelurahan; SID hanya berlaku untuk desa.", "Hapus isian baris ini.")]
    category = book.entry(sheet, number, 4)
    if model is SidKategori and category.teks not in _CATEGORIES:
        return [CellProblem(category.sel, "bukan salah satu dari sebelas kategori.", "Kembalikan tulisannya.")]
    return []


def _row(
    book: FilledBook, sheet: str, number: int, model: type[Record], values: dict[str, object], cells: dict[str, str]
) -> Row:
    fixed = {"kode_desa": book.entry(sheet, number, 1).teks}
    if model is SidKategori:
        fixed["kategori"] = _CATEGORIES[book.entry(sheet, number, 4).teks]
    column = _IDENTITY[model]
    identity, version = (book.entry(sheet, number, place).teks for place in (column, column + 1))
    place = f"{sheet}!baris {number}"
    seen = int(version) if _VERSION.fullmatch(version) else 0
    return Row(place, model, fixed, values, identity or None, seen, None, cells)


def _doubled(rows: list[Row]) -> list[CellProblem]:
    seen: dict[tuple[object, ...], str] = {}
    problems = []
    for row in rows:
        key = (row.model, *row.tetap.values())
        if key in seen:
            problems.append(CellProblem(row.tempat, f"sama dengan {seen[key]}.", "Hapus salah satunya."))
        seen.setdefault(key, row.tempat)
    return problems


def _with_seen(rows: list[Row], reader: Reader) -> list[Row]:
    """Return the rows with what the person saw; an id that was never there is left for the store to refuse."""
    stored = {record.id: record for model in (SidKategori, SidKomponen) for record in reader.find(model)}
    return [_seeing(row, reader, stored.get(row.id)) if row.id else row for row in rows]


def _seeing(row: Row, reader: Reader, record: Record | None) -> Row:
    seen: Mapping[str, object] | None
    if record is not None and record.versi == row.versi:
        seen = {name: getattr(record, name) for name in fields_of(row.model)}
    else:
        seen = state_at(reader, row.model, str(row.id), row.versi)
    if seen is None:
        return row
    fields = {name: seen[name] for name in fields_of(row.model)}
    day = fields["tanggal"]
    fields["tanggal"] = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return replace(row, dilihat=fields)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return dict(units().select("kode_desa", "jenis").iter_rows())
