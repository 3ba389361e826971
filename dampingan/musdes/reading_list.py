"""Reading back the list of households: every row must be one of the form's, once, unmoved, with a result that fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dampingan.forms.cells import chosen, flawed, worded
from dampingan.forms.problems import CellProblem
from dampingan.forms.workbook import Entry, FilledBook, cell
from dampingan.musdes.households import FormRow
from dampingan.musdes.layout import FIRST, HEAD, LIST, REASONS, STATUS, VERIFIKASI, YES_NO, Column, column_of
from dampingan.musdes.verdicts import UndecidedError, Verdict, decided, named_in
from dampingan.records.checks import BadValueError

NOTE_LENGTH = 500
_WRITTEN = {"nama": "nama", "nik": "nik", "alamat": "alamat"}
"""Columns that must still stand beside their household's code, and what the form wrote there."""
_FILLED: Mapping[str, Callable[[Entry], Any]] = {
    "status": lambda entry: chosen(entry, {word: word for word in STATUS}),
    "alasan": lambda entry: chosen(entry, REASONS),
    "mampu": lambda entry: chosen(entry, YES_NO),
    "catatan": lambda entry: worded(entry, NOTE_LENGTH),
}
"""Columns that are filled in at the meeting, and how each is read."""

Owner = Callable[[set[str]], Mapping[str, str]]
"""Tells, in words, whose the codes are that are not this form's; unknown ones are absent."""
Row = Mapping[str, Entry]


@dataclass
class ListReader:
    """Reads the list of a returned form; ``problems`` gathers what is wrong."""

    book: FilledBook
    expected: Mapping[str, FormRow]
    """By code."""
    owner: Owner
    problems: list[CellProblem] = field(default_factory=list)

    def verdicts(self) -> list[Verdict]:
        """Return a result for each household that could be read, and note all that is wrong."""
        found: dict[str, Verdict] = {}
        lines: dict[str, int] = {}
        strangers: list[tuple[Entry, str]] = []
        self._check_headings()
        if self.problems:
            return []  # every cell below would seem wrong
        for number, row in self._rows():
            kode = self._code(row)
            if not kode:
                continue
            if kode not in self.expected:
                strangers.append((row["kode"], kode))
            elif kode in lines:
                self._note(row["kode"], f"rumah tangga ini sudah ada di baris {lines[kode]}.", "Hapus salah satu.")
            else:
                lines[kode] = number
                verdict = self._verdict(row, self.expected[kode])
                if verdict:
                    found[kode] = verdict
        self._name_strangers(strangers)
        self._name_missing(lines)
        return list(found.values())

    def _check_headings(self) -> None:
        for place, column in enumerate(LIST, 1):
            if self.book.entry(VERIFIKASI, HEAD, place).teks != column.judul:
                self.problems.append(
                    CellProblem(
                        cell(VERIFIKASI, HEAD, place), f"judul kolom bukan lagi '{column.judul}'.",
                        "Jangan menambah, menghapus, atau memindahkan kolom; isi ulang pada formulir aslinya.",
                    )
                )  # fmt: skip

    def _rows(self) -> list[tuple[int, Row]]:
        rows = [(number, entries(self.book, VERIFIKASI, LIST, number)) for number in self._numbers()]
        return [(number, row) for number, row in rows if any(not entry.kosong or entry.rumus for entry in row.values())]

    def _numbers(self) -> range:
        return range(FIRST, self.book.last_row(VERIFIKASI) + 1)

    def _code(self, row: Row) -> str:
        """Return the code of a row whose cells hold no formula; empty where the row cannot be used."""
        flaws = [problem for entry in row.values() if (problem := flawed(entry))]
        self.problems += flaws
        kode = row["kode"].teks.replace(" ", "").lower()
        if flaws:
            # The row is there, so it must not be called missing besides.
            return kode if kode in self.expected and not row["kode"].rumus else ""
        if not kode:
            self._note(row["kode"], "baris ini tidak punya kode.", "Rumah tangga baru ditulis di lembar Usulan baru.")
        return kode

    def _verdict(self, row: Row, household: FormRow) -> Verdict | None:
        if any(flawed(entry) for entry in row.values()) or self._moved(row, household):
            return None
        told = self._told(row, household)
        if told is None:
            return None
        try:
            return decided(household.ref, **told)
        except UndecidedError as error:
            self._note(row[error.kunci], error.pesan, error.cara)
            return None

    def _told(self, row: Row, household: FormRow) -> dict[str, Any] | None:
        """Return what was filled in, or None where a cell of it is wrong; every wrong one is noted."""
        told: dict[str, Any] = {}
        for kunci, read in _FILLED.items():
            try:
                told[kunci] = read(row[kunci])
            except BadValueError as error:
                self._note(row[kunci], error.pesan, error.cara)
        if named_in(told.get("catatan"), household.nama):
            self._note(row["catatan"], "memuat nama kepala rumah tangga.", "Tulis catatan tanpa nama orang.")
        return told if len(told) == len(_FILLED) else None

    def _moved(self, row: Row, household: FormRow) -> bool:
        """Tell whether another household's name, NIK or address stands beside the code: cells were sorted apart."""
        wrong = [
            kunci
            for kunci, written in _WRITTEN.items()
            if row[kunci].teks != " ".join(str(getattr(household, written)).split())
        ]
        for kunci in wrong:
            self._note(
                row[kunci], "bukan isi asli untuk kode baris ini; mungkin barisnya tergeser atau terurut sebagian.",
                "Kembalikan isi aslinya, atau pindahkan isian Anda ke formulir yang baru.",
            )  # fmt: skip
        return bool(wrong)

    def _name_strangers(self, strangers: list[tuple[Entry, str]]) -> None:
        owners = self.owner({kode for _, kode in strangers}) if strangers else {}
        for entry, kode in strangers:
            whose = owners.get(kode)
            self._note(
                entry, f"baris ini milik {whose}." if whose else "kode baris ini tidak dikenal.",
                "Hapus baris itu; rumah tangga baru ditulis di lembar Usulan baru.",
            )  # fmt: skip

    def _name_missing(self, lines: Mapping[str, int]) -> None:
        for place in (place for place, kode in enumerate(self.expected) if kode not in lines):
            self.problems.append(
                CellProblem(
                    cell(VERIFIKASI, FIRST + place, column_of(LIST, "kode")),
                    f"baris nomor {place + 1} tidak ada lagi.",
                    "Kembalikan barisnya; yang belum diverifikasi dibiarkan tanpa status.",
                )
            )  # fmt: skip

    def _note(self, entry: Entry, pesan: str, cara: str) -> None:
        self.problems.append(CellProblem(entry.sel, pesan, cara))


def entries(book: FilledBook, sheet: str, columns: tuple[Column, ...], row: int) -> dict[str, Entry]:
    """Return a row's cells by the keys of their columns."""
    return {column.kunci: book.entry(sheet, row, place) for place, column in enumerate(columns, 1)}
