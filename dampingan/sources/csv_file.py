"""Reading CSV: comma, semicolon or tab; UTF-8 with and without BOM, cp1252, UTF-16."""

import csv
import io
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from dampingan.errors import SourceError
from dampingan.sources.columns import Heading
from dampingan.sources.reading import PREVIEW_ROWS, ROW

DELIMITERS = (",", ";", "\t", "|")
_PREVIEW_BYTES = 256 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class CsvFile:
    """A text table; its delimiter is the one that splits the heading into most cells."""

    path: Path
    format: str = "CSV"
    _delimiter: str = field(default=",", init=False, repr=False)
    _encoding: str = field(default="utf-8-sig", init=False, repr=False)

    def sheets(self) -> dict[str, list[list[str | None]]]:
        """Return the first rows.

        Raises:
            SourceError: the file is not text.
        """
        text, self._encoding = _preview(self.path)
        tables = {d: list(csv.reader(io.StringIO(text), delimiter=d))[:PREVIEW_ROWS] for d in DELIMITERS}
        self._delimiter = max(tables, key=lambda d: max((len(row) for row in tables[d]), default=0))
        return {"": [list(row) for row in tables[self._delimiter]]}

    def load(self, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        """Return the chosen columns; ``baris`` is the line number when no cell holds a line break."""
        if self._encoding == "utf-8-sig":
            try:
                return self._scan(self.path, heading, coded)
            except pl.exceptions.PolarsError as error:
                # cp1252 letters may stand far below the first rows that were looked at.
                if "utf" not in str(error).casefold():
                    raise self._ragged(heading) from None
        with tempfile.TemporaryDirectory(prefix="dampingan-") as folder:
            copy = Path(folder) / "utf8.csv"
            _transcode(self.path, copy, "utf-16" if self._encoding == "utf-16" else "cp1252")
            try:
                return self._scan(copy, heading, coded)
            except pl.exceptions.PolarsError:
                raise self._ragged(heading) from None

    def _scan(self, path: Path, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        by_place = {place: key for key, place in heading.columns.items()}
        names = {place: by_place.get(place, f"~{place}") for place in range(heading.width)}
        schema = {name: pl.Categorical() if name in coded else pl.String() for name in names.values()}
        lazy = pl.scan_csv(
            path,
            has_header=False,
            glob=False,
            skip_lines=heading.row + 1,
            separator=self._delimiter,
            schema=schema,
            row_index_name=ROW,
            row_index_offset=heading.row + 2,
        )
        return lazy.select(ROW, *heading.columns).collect()

    def _ragged(self, heading: Heading) -> SourceError:
        line, cells = _first_ragged(self.path, self._delimiter, heading)
        return SourceError(
            f"Berkas {self.path.name} tidak dapat dibaca sebagai tabel.",
            where=f"Baris {line} berisi {cells} sel, sedangkan judulnya {heading.width} kolom.",
            mend="Beri tanda kutip pada sel yang memuat pemisah kolom, atau simpan ulang sebagai .xlsx.",
        )


def _encoding(head: bytes) -> str:
    if head.startswith(_UTF16_MARKS):
        return "utf-16"
    try:
        io.TextIOWrapper(io.BytesIO(head), encoding="utf-8-sig").read()
    except UnicodeDecodeError as error:
        # A cut multi-byte sign at the end of the preview is no sign of another encoding.
        return "utf-8-sig" if error.start >= len(head) - 4 else "cp1252"
    return "utf-8-sig"


def _preview(path: Path) -> tuple[str, str]:
    with path.open("rb") as stream:
        head = stream.read(_PREVIEW_BYTES)
    encoding = _encoding(head)
    if b"\0" in head and encoding != "utf-16":
        raise SourceError(
            f"Berkas {path.name} bukan berkas teks (mungkin gambar atau berkas lain yang diganti namanya).",
            mend="Berikan berkas CSV, XLSX atau Parquet dari Dinas Sosial.",
        )
    return head.decode(encoding, errors="replace"), encoding


def _transcode(source: Path, target: Path, encoding: str) -> None:
    with (
        source.open(encoding=encoding, errors="replace", newline="") as read,
        target.open("w", encoding="utf-8", newline="") as write,
    ):
        while block := read.read(1 << 20):
            write.write(block)


def _first_ragged(path: Path, delimiter: str, heading: Heading) -> tuple[int, int]:
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        for number, cells in enumerate(csv.reader(stream, delimiter=delimiter), start=1):
            if number > heading.row + 1 and len(cells) > heading.width:
                return number, len(cells)
    return heading.row + 2, 0
