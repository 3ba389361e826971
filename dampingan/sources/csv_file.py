"""Reading CSV: comma, semicolon, tab or bar; UTF-8 with and without BOM, cp1252, UTF-16.

Polars reads fast, but of a row with a cell too many, or with a quotation mark that is never closed, it may
silently take the wrong cells. What it read is trusted only if every line is one row and no row is too long;
otherwise Python's csv module reads the file again, slowly and strictly.
"""

import codecs
import csv
import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl

from dampingan.errors import SourceError
from dampingan.sources.columns import Heading
from dampingan.sources.reading import PREVIEW_ROWS, ROW

DELIMITERS = (",", ";", "\t", "|")
UTF8, UTF16, CP1252 = "utf-8-sig", "utf-16", "cp1252"
_PREVIEW_BYTES = 256 * 1024
_BLOCK = 1 << 20
_NEVER = "\x1f"
"""A sign that no table holds: read with it as delimiter, a line stays one cell."""
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Row = list[str | None]


@dataclass
class CsvFile:
    """A text table; its delimiter is the one that splits the heading into most cells."""

    path: Path
    format: str = "CSV"
    _delimiter: str = field(default=",", init=False, repr=False)
    _encoding: str = field(default=UTF8, init=False, repr=False)
    _bare_returns: bool = field(default=False, init=False, repr=False)
    """True where lines end with a carriage return alone (Excel for Macintosh)."""

    def sheets(self) -> dict[str, list[Row]]:
        """Return the first lines; a row that spans several lines stands at its last one.

        Raises:
            SourceError: the file is not text.
        """
        text, self._encoding = _preview(self.path)
        self._bare_returns = "\r" in text and "\n" not in text
        tables = {d: _first_rows(text, d) for d in DELIMITERS}
        self._delimiter = max(tables, key=lambda d: max(len(row) for row in [[], *tables[d]]))
        return {"": tables[self._delimiter]}

    def load(self, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        """Return the chosen columns; ``baris`` is the number of the line in the file.

        Raises:
            SourceError: a row has too many cells, a quotation mark is not closed, or the file is damaged.
        """
        below = heading.row + 1
        if self._encoding == UTF8 and not self._bare_returns:
            frame = self._scan(self.path, heading, coded, below)
            if frame is not None:
                return frame
        # cp1252 letters may stand far below the first rows that were looked at.
        encoding = CP1252 if self._encoding == UTF8 and not _is_utf8(self.path) else self._encoding
        with tempfile.TemporaryDirectory(prefix="dampingan-") as folder:
            copy = Path(folder) / "utf8.csv"
            if encoding != UTF8 or self._bare_returns:
                _transcode(self.path, copy, encoding, newline=None if self._bare_returns else "")
                frame = self._scan(copy, heading, coded, below)
                if frame is not None:
                    return frame
            lines = self._rewrite(copy, encoding, heading)
            frame = self._scan(copy, heading, coded, 0)
        if frame is None:
            raise SourceError(
                f"Berkas {self.path.name} tidak dapat dibaca sebagai tabel.",
                mend="Buka di Excel, periksa isinya, lalu simpan ulang sebagai .xlsx.",
            )
        return frame.with_columns(pl.Series(ROW, lines, pl.UInt32))

    def _scan(self, path: Path, heading: Heading, coded: frozenset[str], skip: int) -> pl.DataFrame | None:
        """Read below the first ``skip`` lines; None where Polars can't or may have misread."""
        by_place = {place: key for key, place in heading.columns.items()}
        names = [by_place.get(place, f"~{place}") for place in range(heading.width)]
        lazy = pl.scan_csv(
            path,
            has_header=False,
            glob=False,
            skip_lines=skip,
            separator=self._delimiter,
            schema={name: pl.Categorical() if name in coded else pl.String() for name in names},
            missing_columns="insert",
            row_index_name=ROW,
            row_index_offset=skip + 1,
        )
        try:
            lines = self._plain_lines(path, skip, heading.width)
            frame = lazy.select(ROW, *heading.columns).collect()
        except pl.exceptions.PolarsError:
            return None
        return frame if frame.height == lines else None

    def _plain_lines(self, path: Path, skip: int, width: int) -> int | None:
        """Return the number of lines if each holds at most ``width`` cells and closes its quotation marks."""
        delimiter = re.escape(self._delimiter)
        bare = pl.col("line").str.replace_all(rf'(^|{delimiter})"(?:[^"]|"")*"', "$1")
        found = (
            pl.scan_csv(
                path,
                has_header=False,
                glob=False,
                skip_lines=skip,
                separator=_NEVER,
                quote_char=None,
                schema={"line": pl.String()},
            )
            .select(
                pl.len().alias("lines"),
                bare.str.contains(r'["\x00]').any().alias("odd"),
                (bare.str.count_matches(self._delimiter, literal=True) >= width).any().alias("long"),
            )
            .collect(engine="streaming")
        )
        lines, odd, too_long = found.row(0)
        return None if odd or too_long else int(lines)

    def _rewrite(self, target: Path, encoding: str, heading: Heading) -> list[int]:
        """Write the rows below the heading without line breaks in cells; return the line of each."""
        lines: list[int] = []
        with (
            self.path.open(encoding=encoding, errors="replace", newline="") as read,
            target.open("w", encoding="utf-8", newline="") as write,
        ):
            writer = csv.writer(write, delimiter=self._delimiter, lineterminator="\n")
            for line, cells in self._rows(read, heading):
                lines.append(line)
                writer.writerow([" ".join(cell.replace(_NEVER, " ").splitlines()) for cell in cells])
        return lines

    def _rows(self, stream: io.TextIOWrapper, heading: Heading) -> Iterator[tuple[int, list[str]]]:
        """Yield the first line and the cells, as many as the heading has, of each row below the heading."""
        reader = csv.reader(stream, delimiter=self._delimiter)
        width, line = heading.width, 1
        widths: dict[int, int] = {}
        try:
            for cells in reader:
                if line > heading.row + 1:
                    self._refuse_flawed(cells, line, width)
                    if len(cells) >= width:
                        widths.setdefault(len(cells), line)
                    # Blank cells too many are harmless only where all rows have them; else a cell was split.
                    if len(widths) > 1:
                        raise self._too_long(widths[max(widths)], max(widths), width)
                    yield line, (cells + [""] * width)[:width]
                line = reader.line_num + 1
        except csv.Error:
            raise self._unclosed(line) from None

    def _refuse_flawed(self, cells: list[str], line: int, width: int) -> None:
        lengthy = [cell for cell in cells if "\n" in cell or "\r" in cell]
        whole_rows = any(part.count(self._delimiter) >= width - 1 for cell in lengthy for part in cell.splitlines())
        if whole_rows or (len(cells) < width and cells and cells[-1] in lengthy):
            raise self._unclosed(line)
        if any("\0" in cell for cell in cells):
            raise SourceError(
                f"Berkas {self.path.name} rusak: memuat bita nol.",
                where=f"Baris {line}.",
                mend="Salin ulang berkasnya dari sumbernya, atau simpan ulang dari Excel sebagai .xlsx.",
            )
        if any(cell.strip() for cell in cells[width:]):
            raise self._too_long(line, len(cells), width)

    def _too_long(self, line: int, cells: int, width: int) -> SourceError:
        return SourceError(
            f"Berkas {self.path.name} tidak dapat dibaca sebagai tabel.",
            where=f"Baris {line} berisi {cells} sel, sedangkan judulnya {width} kolom.",
            mend="Beri tanda kutip pada sel yang memuat pemisah kolom, atau simpan ulang sebagai .xlsx.",
        )

    def _unclosed(self, line: int) -> SourceError:
        return SourceError(
            f"Berkas {self.path.name} tidak dapat dibaca sebagai tabel.",
            where=f'Baris {line} memuat tanda kutip (") yang tidak ditutup.',
            mend="Hapus atau lengkapi tanda kutipnya, atau simpan ulang sebagai .xlsx.",
        )


def _first_rows(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in islice(reader, PREVIEW_ROWS):
            rows += [[] for _ in range(reader.line_num - len(rows) - 1)]
            rows.append(list(cells))
    except csv.Error:
        # An unclosed quotation mark below makes one endless cell; the rows above it are enough here.
        return rows
    return rows


def _encoding(head: bytes) -> str:
    if head.startswith(_UTF16_MARKS):
        return UTF16
    try:
        # Not final: a multi-byte sign cut off at the end of the preview is no sign of another encoding.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return CP1252
    return UTF8


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _preview(path: Path) -> tuple[str, str]:
    with path.open("rb") as stream:
        head = stream.read(_PREVIEW_BYTES)
    encoding = _encoding(head)
    if b"\0" in head and encoding != UTF16:
        raise SourceError(
            f"Berkas {path.name} rusak, atau bukan berkas teks (misalnya gambar yang diganti namanya).",
            mend="Berikan berkas CSV, XLSX atau Parquet yang utuh dari Dinas Sosial.",
        )
    return head.decode(encoding, errors="replace"), encoding


def _transcode(source: Path, target: Path, encoding: str, *, newline: str | None) -> None:
    with (
        source.open(encoding=encoding, errors="replace", newline=newline) as read,
        target.open("w", encoding="utf-8", newline="\n") as write,
    ):
        while text := read.read(_BLOCK):
            write.write(text)
