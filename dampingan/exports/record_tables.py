"""Lists of records as CSV and XLSX, each row with its source; no text is run as a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import polars as pl

from dampingan.exports.tables import SOURCE_COLUMN, Sheet, disarmed, marked


@dataclass(frozen=True)
class RecordList:
    """A list of records to take away.

    ``judul``: name of the sheet; ``kolom``: the columns to write, in order, each with its heading; ``sumber``: where
    the rows come from; ``catatan``: further pairs of heading and text for the sheet of notes; ``lain``: further
    sheets.
    """

    judul: str
    baris: pl.DataFrame
    kolom: Mapping[str, str]
    sumber: str
    catatan: Sequence[tuple[str, str]]
    lain: Sequence[Sheet] = ()

    def csv(self) -> bytes:
        """Return it as CSV, as ``record_csv`` does."""
        return record_csv(self.baris, self.kolom, self.sumber)

    def workbook(self) -> bytes:
        """Return it as a workbook, as ``record_workbook`` does; each row carries its source here too."""
        rows = marked(titled(self.baris, self.kolom), self.sumber).rename({SOURCE_COLUMN: "Sumber"})
        return record_workbook([Sheet(self.judul, rows), *self.lain], [("Sumber", self.sumber), *self.catatan])


def record_csv(frame: pl.DataFrame, titles: Mapping[str, str], source: str) -> bytes:
    """Return a list as CSV for a spreadsheet set to Indonesian (semicolons, decimal comma).

    Args:
        frame: the rows.
        titles: the columns to write, in order, each with its heading.
        source: written in a last column of every row.
    """
    target = BytesIO()
    disarmed(marked(titled(frame, titles), source)).write_csv(
        target, separator=";", decimal_comma=True, include_bom=True, date_format="%d.%m.%Y"
    )
    return target.getvalue()


def record_workbook(sheets: Sequence[Sheet], notes: Sequence[tuple[str, str]]) -> bytes:
    """Return lists as a workbook with typed cells, filters and frozen headings, and a last sheet of notes.

    Args:
        sheets: each with its heading already in the column names.
        notes: pairs of heading and text.
    """
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for sheet in sheets:
            sheet.frame.write_excel(
                book, worksheet=sheet.nama, autofilter=True, freeze_panes=(1, 0), autofit=True,
                dtype_formats={pl.Date: "dd.mm.yyyy"},
            )  # fmt: skip
        page = book.add_worksheet("Keterangan")
        page.set_column(0, 0, 24)
        page.set_column(1, 1, 100)
        for row, (name, text) in enumerate(notes):
            page.write_string(row, 0, name)
            page.write_string(row, 1, text)
    return target.getvalue()


def titled(frame: pl.DataFrame, titles: Mapping[str, str]) -> pl.DataFrame:
    """Return the columns of ``titles`` under their headings."""
    return frame.select(pl.col(name).alias(title) for name, title in titles.items())
