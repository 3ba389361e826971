"""Sheets of a workbook with typed cells: numbers stay numbers, and no text is ever run as a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from dampingan.config import KABUPATEN
from dampingan.exports.facts import Edition
from dampingan.exports.notes import notes
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.exports.typed_book import TypedBook

Kind = Literal["teks", "jumlah", "persen", "rasio", "indeks", "tahun"]

_FORMATS: dict[Kind, str] = {
    "teks": "General",
    "jumlah": "#,##0_ ",
    "persen": "0.0_ ",
    "rasio": "0.00_ ",
    "indeks": "0.0000_ ",
    "tahun": "0_ ",
}
_HEAD: dict[str, Any] = {"bold": True, "bg_color": "#E6ECEC", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
_LINE = 15
"""Height of a line, points."""


@dataclass(frozen=True)
class Field:
    """A column of a sheet: heading, kind of its cells, width in characters, whether long texts are folded."""

    judul: str
    jenis: Kind = "teks"
    lebar: float = 14
    lipat: bool = False


class Book:
    """A workbook in the making; ``content`` closes it and returns the file."""

    def __init__(self, edition: Edition, title: str) -> None:
        """Begin a workbook that says whose figures it holds."""
        self.edition = edition
        self._xlsx = TypedBook(
            title=title, author=KABUPATEN, subject=edition.sumber, created=edition.manifest.diterbitkan
        )

    def content(self) -> bytes:
        """Add the sheet of notes, close the workbook, and return it."""
        told = notes(
            self.edition.manifest, self.edition.rules, self.edition.table, desil=self.edition.desil,
            saringan=self.edition.bagian.kata if self.edition.bagian else "",
        )  # fmt: skip
        self.table("Keterangan", [Field("Hal", lebar=28), Field("Isi", lebar=110, lipat=True)], told)
        return self._xlsx.content()

    def sheet(self, name: str, *, landscape: bool = False) -> Any:
        """Add a sheet that prints on A4 with the sample mark, its source and page numbers."""
        page = self._xlsx.book.add_worksheet(name)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        if landscape:
            page.set_landscape()
        if self.edition.manifest.contoh:
            page.set_header(f"&R&B{SAMPLE_WORDS}")
        page.set_footer(f"&L&8{self.edition.sumber}&R&8&P / &N")
        return page

    def put(self, page: Any, row: int, column: int, value: object, kind: Kind = "teks", **look: Any) -> None:
        """Write one cell: nothing where there is no value, numbers as numbers, texts as texts."""
        if value is None:
            return
        shown = {"num_format": _FORMATS[kind]} if isinstance(value, int | float) else {}
        self._xlsx.put(page, row, column, value, **shown, **look)

    def table(
        self, name: str, fields: Sequence[Field], rows: Sequence[Sequence[object]], *, landscape: bool = False
    ) -> None:
        """Add a sheet with one table: frozen heading, filter, widths, typed cells."""
        page = self.sheet(name, landscape=landscape)
        self.put_table(page, 0, fields, rows)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, len(rows), len(fields) - 1)

    def put_table(
        self, page: Any, top: int, fields: Sequence[Field], rows: Sequence[Sequence[object]], **look: Any
    ) -> None:
        """Write a table's heading in row ``top`` (from 0) and its rows below."""
        page.set_row(top, 2 * _LINE + 2)
        for column, field in enumerate(fields):
            page.set_column(column, column, field.lebar)
            side = {"align": "left" if field.jenis == "teks" else "right"}
            self.put(page, top, column, field.judul, "teks", **_HEAD | side | look)
        for order, row in enumerate(rows, top + 1):
            lines = max((lines_of(v, f.lebar) for f, v in zip(fields, row, strict=True) if f.lipat), default=1)
            if lines > 1:
                page.set_row(order, lines * _LINE)
            for column, (field, value) in enumerate(zip(fields, row, strict=True)):
                self.put(page, order, column, value, field.jenis, text_wrap=field.lipat, valign="top", **look)


def lines_of(value: object, width: float) -> int:
    """Return how many lines a text takes in a column so many characters wide."""
    return max(1, ceil(len(str(value)) * 1.1 / width))
