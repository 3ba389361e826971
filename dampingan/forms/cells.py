"""From what stands in one cell to a value: numbers, dates, times, words of a list. Nothing is ever quoted."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import TypeVar

from dampingan.formats import MONTHS
from dampingan.forms.problems import CellProblem
from dampingan.forms.workbook import Entry
from dampingan.records.checks import BadValueError, text

T = TypeVar("T")

MOST_COUNTED = 100_000
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?")
_WORDED_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?: ?WIB)?", re.IGNORECASE)
_SPREADSHEET_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - how spreadsheets count days, without a zone


def flawed(entry: Entry) -> CellProblem | None:
    """Return the problem of a cell that holds a formula or an error of the spreadsheet."""
    if entry.rumus:
        return CellProblem(entry.sel, "berisi rumus.", "Ketik isinya sendiri, tanpa tanda sama dengan di depan.")
    if entry.galat:
        return CellProblem(entry.sel, "berisi galat Excel.", "Hapus, lalu ketik isinya sendiri.")
    return None


def chosen(entry: Entry, choices: Mapping[str, T]) -> T | None:
    """Return what a word of a list stands for; None where the cell is empty.

    Raises:
        BadValueError: the word is not in the list.
    """
    if entry.kosong:
        return None
    known = {label.casefold(): value for label, value in choices.items()}
    if entry.teks.casefold() not in known:
        raise BadValueError("tidak ada dalam daftar pilihan.", f"Pilih salah satu: {', '.join(choices)}.")
    return known[entry.teks.casefold()]


def counted(entry: Entry, most: int = MOST_COUNTED, least: int = 0) -> int | None:
    """Return a whole number; None where the cell is empty.

    Raises:
        BadValueError: not a whole number within the limits.
    """
    if entry.kosong:
        return None
    if isinstance(entry.isi, bool) or not re.fullmatch(r"\d{1,9}", entry.teks) or not least <= int(entry.teks) <= most:
        raise BadValueError(f"bukan bilangan bulat {least} sampai {most}.", "Tulis angka saja.")
    return int(entry.teks)


def worded(entry: Entry, length: int) -> str | None:
    """Return free text as records keep it; None where the cell is empty.

    Raises:
        BadValueError: too long, or it holds what looks like a NIK or family card.
    """
    content = entry.isi if isinstance(entry.isi, str) else entry.teks
    clean = text(length)(content)
    return None if clean is None else str(clean)


def dated(entry: Entry) -> dt.date | None:
    """Return a date; None where the cell is empty.

    Raises:
        BadValueError: not a date.
    """
    if entry.kosong:
        return None
    value = entry.isi
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    try:
        return _written_date(entry.teks)
    except ValueError:
        raise BadValueError("bukan tanggal.", "Tulis hari, bulan, dan tahun, misalnya 24/11/2026.") from None


def _written_date(words: str) -> dt.date:
    if match := _ISO_DATE.fullmatch(words):
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC_DATE.fullmatch(words):
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    if match := _WORDED_DATE.fullmatch(words):
        month = 1 + [name.casefold() for name in MONTHS].index(match[2].casefold())
        return dt.date(int(match[3]), month, int(match[1]))
    raise ValueError


def timed(entry: Entry) -> dt.time | None:
    """Return a time of day, to the minute; None where the cell is empty.

    Raises:
        BadValueError: not a time.
    """
    if entry.kosong:
        return None
    value = entry.isi
    if isinstance(value, float) and 0 <= value < 1:
        value = dt.timedelta(days=value)
    if isinstance(value, dt.timedelta):
        value = _SPREADSHEET_ZERO + value + dt.timedelta(seconds=1)  # a fraction of a day may fall just short
    if isinstance(value, (dt.datetime, dt.time)):
        return dt.time(value.hour, value.minute)
    match = _TIME.fullmatch(entry.teks)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise BadValueError("bukan jam.", "Tulis jam dan menit, misalnya 09.30.")
    return dt.time(int(match[1]), int(match[2]))
