"""Taking a filled form of records back: every wrong cell is named; what it asks for is returned, not yet saved."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dampingan.edits import Edit, RefusedEditsError, check, state_at
from dampingan.exports.record_form import heading
from dampingan.exports.record_layout import (
    FIRST,
    HEAD,
    MEMBER,
    MESIN,
    YES,
    Choices,
    FormColumn,
    FormSheet,
    FormSpec,
    Kind,
    choices,
)
from dampingan.forms.cells import chosen, flawed, worded
from dampingan.forms.problems import CellProblem, ReturnedFormError
from dampingan.forms.workbook import Entry, FilledBook, cell
from dampingan.records.base import fields
from dampingan.records.checks import BadValueError, shown
from dampingan.records.models import PerangkatDaerah
from dampingan.records.reader import Reader

_CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
_GROUPED = re.compile(r"(?:Rp ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.IGNORECASE)
_VERSION = re.compile(r"[0-9]{1,9}")
_MARKS = {YES, "ya", "v", "1", "√", "✓"}
_LONGEST = 4000
_NEW_FORM = "Unduh formulir yang baru, lalu pindahkan isiannya."


@dataclass
class _Row:
    """A row as it is read: its values, the cell of each, and which record it shows."""

    nomor: int
    nilai: dict[str, object] = field(default_factory=dict)
    sel: dict[str, str] = field(default_factory=dict)
    id: str = ""
    versi: str = ""


def read_form(spec: FormSpec, reader: Reader, content: bytes) -> list[Edit]:
    """Return what a filled form asks for; a form that comes back as it was made asks for nothing.

    Args:
        spec: the kind of form.
        reader: an open reader or unit of work.
        content: the XLSX file.

    Raises:
        ReturnedFormError: names every sheet and cell that is wrong; also rows that others changed meanwhile, and new
            rows that are already recorded, as where the same form was saved before.
        DampinganError: it is no XLSX file.
    """
    book = FilledBook(content)
    _refuse_others(spec, book)
    reading = _Reading(reader, book, choices({o.nama: o.id for o in reader.find(PerangkatDaerah)}))
    edits = [edit for sheet in spec.lembar for edit in reading.edits(sheet)]
    problems = [*reading.problems, *_refused(reader, edits)]
    if problems:
        raise ReturnedFormError(problems)
    return edits


def _refuse_others(spec: FormSpec, book: FilledBook) -> None:
    """Refuse what is no such form, is of another version, lacks a sheet, or whose headings were changed."""
    if not book.has(MESIN) or book.entry(MESIN, 1, 2).teks != spec.jenis:
        raise ReturnedFormError([CellProblem("Berkas", f"bukan {_small(spec.judul)}.", "Pilih berkas yang benar.")])
    if book.entry(MESIN, 2, 2).teks != spec.versi:
        raise ReturnedFormError([CellProblem("Berkas", f"bukan formulir versi {spec.versi}.", _NEW_FORM)])
    missing = [s.nama for s in spec.lembar if not book.has(s.nama)]
    if missing:
        raise ReturnedFormError([CellProblem(f"Lembar {name}", "tidak ada.", _NEW_FORM) for name in missing])
    moved = [
        CellProblem(cell(sheet.nama, HEAD, place), f'bukan lagi judul "{column.judul}".', _NEW_FORM)
        for sheet in spec.lembar
        for place, column in enumerate(sheet.kolom, 1)
        if book.entry(sheet.nama, HEAD, place).teks != heading(column)
    ]
    if moved:
        raise ReturnedFormError(moved)


def _refused(reader: Reader, edits: list[Edit]) -> list[CellProblem]:
    try:
        check(reader, edits)
    except RefusedEditsError as error:
        wrong = [CellProblem(p.tempat, p.masalah.pesan, p.masalah.cara) for p in error.problems]
        late = [CellProblem(c.tempat, f"{c.galat.what} {c.galat.where}".strip(), _NEW_FORM) for c in error.conflicts]
        return [*wrong, *late]
    return []


class _Reading:
    """The rows of a form, read one after another; ``problems`` gathers what is wrong."""

    def __init__(self, reader: Reader, book: FilledBook, offered: Choices) -> None:
        self._reader, self._book, self._offered = reader, book, offered
        self.problems: list[CellProblem] = []

    def edits(self, sheet: FormSheet) -> list[Edit]:
        """Return what the rows of a sheet ask for."""
        rows = [row for n in range(FIRST, self._book.last_row(sheet.nama) + 1) if (row := self._row(sheet, n))]
        stored = {r.id: r for r in self._reader.find(sheet.model, id=[row.id for row in rows if row.id])}
        known = {identity: r.versi for identity, r in stored.items()}
        seen: dict[str, int] = {}
        found = []
        for row in rows:
            if row.id in seen:
                self._refuse(sheet, row, f"salinan dari baris {seen[row.id]}.", "Isi catatan baru pada baris kosong.")
            elif row.id:
                seen[row.id] = row.nomor
                base = self._base(sheet, row, stored.get(row.id) if known.get(row.id) == _number(row.versi) else None)
                found += self._change(sheet, row, base)
            else:
                place = cell(sheet.nama, row.nomor, 1)
                found.append(Edit(place, sheet.model, row.nilai, sel=row.sel, sekali=True))
        return found

    def _base(self, sheet: FormSheet, row: _Row, current: object) -> Mapping[str, object] | None:
        """Return the record as it was when the form was made."""
        if current is not None:
            return {name: getattr(current, name) for name in fields(sheet.model)}
        return state_at(self._reader, sheet.model, row.id, _number(row.versi))

    def _change(self, sheet: FormSheet, row: _Row, base: Mapping[str, object] | None) -> list[Edit]:
        if base is None:
            self._refuse(sheet, row, "penanda barisnya tidak dikenal.", _NEW_FORM)
            return []
        if not any(row.nilai.values()):
            self._refuse(
                sheet, row, "dikosongkan.", "Kembalikan isinya; catatan dihapus lewat halaman, bukan formulir."
            )
            return []
        changed = {name: value for name, value in row.nilai.items() if value != base[name]}
        if not changed:
            return []
        place = cell(sheet.nama, row.nomor, 1)
        return [Edit(place, sheet.model, changed, row.id, _number(row.versi), sel=row.sel)]

    def _row(self, sheet: FormSheet, number: int) -> _Row | None:
        """Read a row; None where it is empty, or where a cell of it is wrong."""
        row, wrong = _Row(number), len(self.problems)
        row.nilai = {name: [] for name in sheet.lists}
        blank = True
        for place, column in enumerate(sheet.kolom, 1):
            entry = self._book.entry(sheet.nama, number, place)
            blank = blank and entry.kosong and not entry.rumus
            self._take(row, column, entry)
        row.id, row.versi = (self._book.entry(sheet.nama, number, len(sheet.kolom) + n).teks for n in (2, 3))
        return None if (blank and not row.id) or len(self.problems) > wrong else row

    def _take(self, row: _Row, column: FormColumn, entry: Entry) -> None:
        name, _, code = column.nama.partition(MEMBER)
        row.sel.setdefault(name, entry.sel)
        if flaw := flawed(entry):
            self.problems.append(flaw)
            return
        try:
            value = _value(column, entry, self._offered)
        except BadValueError as error:
            self.problems.append(CellProblem(entry.sel, error.pesan, error.cara))
            return
        marked = row.nilai.get(name)
        if not code:
            row.nilai[name] = value
        elif value and isinstance(marked, list):
            marked.append(code)

    def _refuse(self, sheet: FormSheet, row: _Row, message: str, mend: str) -> None:
        self.problems.append(CellProblem(cell(sheet.nama, row.nomor, 1), message, mend))


def _value(column: FormColumn, entry: Entry, offered: Choices) -> object:
    """Return what stands in a cell; raises ``BadValueError`` where it is nothing that belongs there."""
    if column.jenis == "pilihan":
        return chosen(entry, {label: code for code, label in column.pilihan.items()})
    if column.jenis in ("desa", "perangkat"):
        return (_unit if column.jenis == "desa" else _office)(entry, offered)
    return _PLAIN[column.jenis](entry)


def _unit(entry: Entry, offered: Choices) -> str | None:
    if entry.kosong:
        return None
    found = _CODE.findall(entry.teks)
    code = found[-1] if found else ""
    if code not in set(offered.desa.values()):
        raise BadValueError(f"{shown(entry.teks)} bukan desa atau kelurahan di kabupaten ini.", "Pilih dari daftar.")
    return code


def _office(entry: Entry, offered: Choices) -> str | None:
    if entry.kosong:
        return None
    known = {" ".join(name.split()).casefold(): identity for name, identity in offered.perangkat.items()}
    if entry.teks.casefold() not in known:
        raise BadValueError(
            f"{shown(entry.teks)} tidak terdaftar sebagai Perangkat Daerah.",
            "Pilih dari daftar, atau daftarkan dahulu.",
        )
    return known[entry.teks.casefold()]


def _mark(entry: Entry) -> bool:
    if entry.kosong:
        return False
    if entry.teks.casefold() not in _MARKS:
        raise BadValueError("bukan tanda x.", "Tulis x, atau kosongkan.")
    return True


def _whole(entry: Entry) -> int | None:
    value = _amount(entry)
    if value is not None and not value.is_integer():
        raise BadValueError("bukan bilangan bulat.", "Tulis angka tanpa pecahan.")
    return None if value is None else int(value)


def _amount(entry: Entry) -> float | None:
    """Return a number; one written as text may have points for thousands, a decimal comma and "Rp"."""
    if entry.kosong:
        return None
    if isinstance(entry.isi, (int, float)) and not isinstance(entry.isi, bool):
        return float(entry.isi)
    match = _GROUPED.fullmatch(entry.teks)
    if match is None:
        raise BadValueError(f"{shown(entry.teks)} bukan angka.", "Tulis angka saja, misalnya 15000000.")
    return float(f"{match[1].replace('.', '')}.{match[2] or 0}")


def _text(entry: Entry) -> str | None:
    return worded(entry, _LONGEST)


_PLAIN: dict[Kind, Callable[[Entry], object]] = {
    "tanda": _mark, "tahun": _whole, "jumlah": _whole, "rupiah": _whole, "angka": _amount, "teks": _text,
}  # fmt: skip


def _number(text: str) -> int:
    return int(text) if _VERSION.fullmatch(text) else 0


def _small(title: str) -> str:
    return title[0].lower() + title[1:]
