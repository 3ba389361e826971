"""Reading back what a form tells of the meeting itself: attendance, date, place, minutes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dampingan.forms.cells import chosen, counted, dated, flawed, timed, worded
from dampingan.forms.problems import CellProblem
from dampingan.forms.workbook import Entry, FilledBook
from dampingan.musdes.layout import ATTENDANCE, LONG_FIELDS, MINUTES, YES_NO, FormField
from dampingan.musdes.verdicts import named_in
from dampingan.records.checks import YEARS, BadValueError
from dampingan.records.terms import UNSUR_PESERTA

People = tuple[int | None, int | None]

_FIELDS = {field.nama: field for field in (*ATTENDANCE, *MINUTES)}
_ORDERED = (
    ("jam_selesai", "jam_mulai", "mendahului jam mulai."),
    ("rw_diundang", "rw_hadir", "kurang daripada RW yang hadir."),
    ("rt_diundang", "rt_hadir", "kurang daripada RT yang hadir."),
    ("jumlah_rw", "rw_diundang", "kurang daripada RW yang diundang."),
    ("jumlah_rt", "rt_diundang", "kurang daripada RT yang diundang."),
)
"""Fields of which the first may not be less than the second."""
_FEWEST_NAME_WORDS = 2
"""In the minutes only names of several words are looked for: one alone may be a word like any other."""


@dataclass(frozen=True)
class Meeting:
    """What a form tells of the meeting: columns of its record, and (men, women) of each group that was told."""

    musdes: Mapping[str, Any] = field(repr=False)
    peserta: Mapping[str, People] = field(repr=False)


def read_meeting(book: FilledBook, today: date, names: Collection[str]) -> tuple[Meeting, list[CellProblem]]:
    """Return what is told of the meeting, and what is wrong with it.

    Args:
        book: the returned form.
        today: the day on which the form comes back.
        names: of the heads of the households on the list; they may not stand in the minutes.
    """
    values: dict[str, Any] = {}
    problems: list[CellProblem] = []
    for wanted in _FIELDS.values():
        entry = book.entry(wanted.lembar, wanted.baris, wanted.kolom)
        if flaw := flawed(entry):
            problems.append(flaw)
            continue
        try:
            values[wanted.nama] = _valued(entry, wanted, YES_NO)
        except BadValueError as error:
            problems.append(CellProblem(entry.sel, error.pesan, error.cara))
    problems += [*_wrong_day(values, today), *_wrong_order(values), *_named(values, names)]
    return _meeting(values), problems


def _wrong_day(values: Mapping[str, Any], today: date) -> list[CellProblem]:
    day = values.get("tanggal")
    if day is None or (day <= today and day.year >= YEARS[0]):
        return []
    return [CellProblem(_FIELDS["tanggal"].sel, "bukan hari yang sudah lewat.", "Tulis tanggal musyawarah diadakan.")]


def _wrong_order(values: Mapping[str, Any]) -> list[CellProblem]:
    return [
        CellProblem(_FIELDS[more].sel, words, "Periksa kedua isian.")
        for more, less, words in _ORDERED
        if values.get(more) is not None and values.get(less) is not None and values[more] < values[less]
    ]


def _named(values: Mapping[str, Any], names: Collection[str]) -> list[CellProblem]:
    return [
        CellProblem(_FIELDS[nama].sel, "memuat nama kepala rumah tangga.", "Tulis tanpa nama orang.")
        for nama in LONG_FIELDS
        if any(named_in(values.get(nama), name, fewest_words=_FEWEST_NAME_WORDS) for name in names)
    ]


def _meeting(values: Mapping[str, Any]) -> Meeting:
    people = {unsur: (values.get(f"{unsur}.laki_laki"), values.get(f"{unsur}.perempuan")) for unsur in UNSUR_PESERTA}
    return Meeting(
        {nama: value for nama, value in values.items() if "." not in nama},
        {unsur: both for unsur, both in people.items() if both != (None, None)},
    )


def _valued(entry: Entry, wanted: FormField, yes_no: Mapping[str, bool]) -> object:
    """Return the value of a field; None where it is empty.

    Raises:
        BadValueError: the cell holds something else, or nothing where something must be.
    """
    if entry.kosong and wanted.wajib:
        raise BadValueError("wajib diisi.", f"Isi {wanted.label[0].lower()}{wanted.label[1:]}.")
    match wanted.jenis:
        case "jumlah":
            return counted(entry)
        case "tanggal":
            return dated(entry)
        case "jam":
            return timed(entry)
        case "pilihan":
            return chosen(entry, wanted.pilihan)
        case "ya_tidak":
            return chosen(entry, yes_no)
        case "teks":
            return worded(entry, wanted.panjang)
