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
            raise SourceError(
                f"Berkas {self.path.name} bukan buku kerja Excel yang utuh.",
                mend="Buka di Excel dan simpan ulang sebagai .xlsx, atau minta ulang berkasnya.",
            ) from None

    def _cells(
        self, sheet: str, *, skip: int = 0, rows: int | None = None, places: list[int] | None = None
    ) -> pl.DataFrame:
        loaded = self._reader.load_sheet(
            sheet, header_row=None, skip_rows=skip, n_rows=rows, use_columns=places, dtypes="string"
        )
        return loaded.to_polars()

    def sheets(self) -> dict[str, list[list[str | None]]]:
        """Return the first rows of each sheet that is not empty."""
        return {
            sheet: [list(row) for row in self._cells(sheet, rows=PREVIEW_ROWS).rows()]
            for sheet in self._reader.sheet_names
        }

    def load(self, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        """Return the chosen columns of the heading's sheet; ``baris`` is the row number in Excel."""
        places = sorted(heading.columns.values())
        frame = self._cells(heading.sheet, skip=heading.row + 1, places=places)
        names = dict(zip(places, frame.columns, strict=True))
        kinds = {key: pl.Categorical() if key in coded else pl.String() for key in heading.columns}
        chosen = [pl.col(names[place]).cast(kinds[key]).alias(key) for key, place in heading.columns.items()]
        return frame.select(chosen).with_row_index(ROW, heading.row + 2)
