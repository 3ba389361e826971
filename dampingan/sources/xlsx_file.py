"""Reading XLSX workbooks: several sheets, heading rows above the table, all cells as text."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from dampingan.errors import SourceError
from dampingan.sources.columns import Heading
from dampingan.sources.reading import PREVIEW_ROWS, ROW

if TYPE_CHECKING:
    import fastexcel


@dataclass(frozen=True)
class XlsxFile:
    """A workbook; the sheet is chosen by its heading."""

    path: Path
    format: str = "XLSX"
    _reader: "fastexcel.ExcelReader" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Open the workbook once."""
        import fastexcel

        try:
            object.__setattr__(self, "_reader", fastexcel.read_excel(self.path))
        except fastexcel.FastExcelError:
            raise self._broken() from None

    def _broken(self) -> SourceError:
        return SourceError(
            f"Berkas {self.path.name} bukan buku kerja Excel yang utuh.",
            mend="Buka di Excel dan simpan ulang sebagai .xlsx, atau minta ulang berkasnya.",
        )

    def _cells(self, sheet: str, *, rows: int | None = None, places: list[int] | None = None) -> "fastexcel.ExcelSheet":
        import fastexcel

        try:
            return self._reader.load_sheet(
                sheet, header_row=None, skip_rows=0, n_rows=rows, use_columns=places, dtypes="string"
            )
        except fastexcel.FastExcelError:
            raise self._broken() from None

    def sheets(self) -> dict[str, list[list[str | None]]]:
        """Return the first rows of each sheet.

        Raises:
            SourceError: a sheet is damaged.
        """
        found = {}
        for sheet in self._reader.sheet_names:
            cells = self._cells(sheet, rows=PREVIEW_ROWS)
            # Blank columns before the table are left out of the cells, but counted when columns are chosen.
            before = cells.selected_columns[0].absolute_index if cells.selected_columns else 0
            found[sheet] = [[None] * before + list(row) for row in cells.to_polars().rows()]
        return found

    def load(self, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        """Return the chosen columns of the heading's sheet; ``baris`` is the row number in Excel."""
        places = sorted(heading.columns.values())
        frame = self._cells(heading.sheet, places=places).to_polars().slice(heading.row + 1)
        names = dict(zip(places, frame.columns, strict=True))
        kinds = {key: pl.Categorical() if key in coded else pl.String() for key in heading.columns}
        chosen = [pl.col(names[place]).cast(kinds[key]).alias(key) for key, place in heading.columns.items()]
        return frame.select(chosen).with_row_index(ROW, heading.row + 2)
