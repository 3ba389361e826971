"""A returned workbook, opened with care: cells by their place, and whether a formula stands there."""

import datetime as dt
import warnings
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from dampingan.errors import DampinganError

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 80 * 2**20
"""A form of 6,000 households unpacks to a tenth of this."""
MOST_ROWS = 20_000

_FORMULA, _ERROR = "f", "e"
_XML = (".xml", ".rels", ".vml")
_ANOTHER_KIND = "Simpan sebagai Buku Kerja Excel (.xlsx) tanpa kata sandi, lalu serahkan lagi."


def cell(sheet: str, row: int, column: int) -> str:
    """Return a cell's name; row and column are counted from 1.

    >>> cell("Verifikasi", 17, 17), cell("Notulen", 3, 28)
    ('Verifikasi!Q17', 'Notulen!AB3')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row}"


@dataclass(frozen=True)
class Entry:
    """What stands in a cell."""

    sel: str
    isi: object = field(default=None, repr=False)
    rumus: bool = False
    galat: bool = False

    @property
    def teks(self) -> str:
        """Return it as text without surrounding spaces; whole numbers without a fraction; empty where blank."""
        value = self.isi
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else " ".join(str(value).split()) if isinstance(value, str) else str(value)

    @property
    def kosong(self) -> bool:
        """Tell whether nothing stands there."""
        return self.teks == ""


class FilledBook:
    """A workbook as it came back."""

    def __init__(self, content: bytes) -> None:
        """Open a workbook.

        Raises:
            DampinganError: it is no whole XLSX file, or one that cannot be a form.
        """
        _refuse_unsafe(content)
        try:
            from openpyxl import load_workbook

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about validation lists, which are of no concern when reading
                book = load_workbook(BytesIO(content), data_only=False, keep_links=False)
        except Exception:  # noqa: BLE001 - the reader raises whatever a damaged part leads to; its texts may quote cells
            raise _unreadable() from None
        self._sheets = {_folded(sheet.title): sheet for sheet in book.worksheets}

    def has(self, sheet: str) -> bool:
        """Tell whether a sheet is there."""
        return _folded(sheet) in self._sheets

    def last_row(self, sheet: str) -> int:
        """Return the last row that may hold something."""
        return min(int(self._sheet(sheet).max_row), MOST_ROWS)

    def entry(self, sheet: str, row: int, column: int) -> Entry:
        """Return what stands in a cell; row and column are counted from 1."""
        found = self._sheet(sheet).cell(row, column)
        value = found.value
        if not isinstance(value, (str, int, float, bool, dt.date, dt.time, dt.timedelta)):
            return Entry(cell(sheet, row, column), None if value is None else "", found.data_type == _FORMULA)
        return Entry(cell(sheet, row, column), value, found.data_type == _FORMULA, found.data_type == _ERROR)

    def _sheet(self, name: str) -> Any:
        return self._sheets[_folded(name)]


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def _refuse_unsafe(content: bytes) -> None:
    """Refuse what would take too much room unpacked, or brings definitions of its own into the XML."""
    if len(content) > MOST_BYTES:
        raise DampinganError("Berkas terlalu besar untuk sebuah formulir.", mend="Periksa berkas yang dipilih.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise _unreadable()
            if any(_defines(archive.read(part)) for part in archive.infolist() if part.filename.endswith(_XML)):
                raise _unreadable()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        raise _unreadable() from None


def _defines(part: bytes) -> bool:
    """Tell whether a part of the workbook has a document type, or is in an encoding in which it could hide one."""
    return b"<!DOCTYPE" in part.upper() or b"\0" in part


def _unreadable() -> DampinganError:
    return DampinganError("Berkas ini bukan buku kerja Excel (.xlsx) yang utuh.", mend=_ANOTHER_KIND)
