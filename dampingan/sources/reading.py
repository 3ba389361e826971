"""Opening a delivered file of any kind: CSV, XLSX or Parquet, everything read as text.

Identifiers are never read as numbers: a NIK that passed through a float has lost digits.
"""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from dampingan.errors import SourceError
from dampingan.sources.columns import Heading

PREVIEW_ROWS = 40
ROW = "baris"
"""Column with the row number as the operator sees it in the file."""

_PARQUET_MAGIC = b"PAR1"
_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_PDF_MAGIC = b"%PDF"
_UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What Polars raises on a damaged Parquet file; some damages make it panic."""
_ASK_FOR_TABLE = "Minta berkasnya dalam bentuk CSV, XLSX atau Parquet."


class Opened(Protocol):
    """A file whose kind is known: its first rows, and a way to load chosen columns."""

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        ...

    @property
    def format(self) -> str:
        """Return the file's kind."""
        ...

    def sheets(self) -> Mapping[str, Sequence[Sequence[str | None]]]:
        """Return the first rows of each sheet."""
        ...

    def load(self, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        """Return the heading's columns under their canonical names, as text, with ``baris``.

        ``coded`` columns hold few different values and come as Categorical.
        """
        ...


def open_file(path: Path) -> Opened:
    """Return the file opened by its content, whatever its name ends with.

    Raises:
        SourceError: the file is absent, empty, locked, or neither text, XLSX nor Parquet.
    """
    from dampingan.sources import csv_file, xlsx_file

    head = _first_bytes(path)
    if not head:
        raise SourceError(f"Berkas {path.name} kosong (0 bita).", mend="Minta ulang berkasnya.")
    if head.startswith(_PARQUET_MAGIC):
        return ParquetFile(path)
    if head.startswith(_ZIP_MAGIC):
        return xlsx_file.XlsxFile(path)
    if head.startswith(_OLE_MAGIC):
        raise SourceError(
            f"Berkas {path.name} terkunci kata sandi, atau masih berformat Excel lama (.xls).",
            mend="Buka di Excel, hilangkan kata sandinya, lalu simpan ulang sebagai .xlsx atau .csv.",
        )
    if head.startswith(_PDF_MAGIC):
        raise SourceError(f"Berkas {path.name} dokumen PDF, bukan tabel.", mend=_ASK_FOR_TABLE)
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
        raise SourceError(
            f"Berkas {path.name} halaman web (HTML atau XML), walaupun namanya lain.",
            mend="Buka di Excel lalu simpan ulang sebagai .xlsx; bila isinya pesan kesalahan, unduh ulang.",
        )
    return csv_file.CsvFile(path)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(f"{path} adalah folder, bukan berkas.", mend="Sebutkan berkas di dalamnya.")
        with path.open("rb") as stream:
            return stream.read(64)
    except FileNotFoundError:
        raise SourceError(f"Berkas {path.name} tidak ditemukan.", mend="Periksa nama dan foldernya.") from None
    except OSError:
        raise SourceError(
            f"Berkas {path.name} tidak dapat dibuka.",
            mend="Tutup berkasnya di program lain dan periksa apakah Anda berhak membacanya.",
        ) from None


@dataclass(frozen=True)
class ParquetFile:
    """A Parquet file; its column names are the heading."""

    path: Path
    format: str = "Parquet"

    def _scan(self) -> tuple[pl.LazyFrame, list[str]]:
        try:
            frame = pl.scan_parquet(self.path, glob=False)
            return frame, frame.collect_schema().names()
        except _UNREADABLE:
            raise _broken_parquet(self.path) from None

    def sheets(self) -> dict[str, list[list[str | None]]]:
        """Return the column names as the only row."""
        return {"": [list(self._scan()[1])]}

    def load(self, heading: Heading, coded: frozenset[str]) -> pl.DataFrame:
        """Return the chosen columns as text; ``baris`` counts the data rows from 1."""
        frame, names = self._scan()
        kinds = {key: pl.Categorical() if key in coded else pl.String() for key in heading.columns}
        types = frame.collect_schema()
        chosen = [
            _as_text(names[place], types[names[place]]).cast(kinds[key]).alias(key)
            for key, place in heading.columns.items()
        ]
        try:
            return frame.select(chosen).with_row_index(ROW, 1).collect()
        except _UNREADABLE:
            raise _broken_parquet(self.path) from None


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if not dtype.is_float():
        return column.cast(pl.String)
    # 33279900000001.0 must be the same text as the whole number has in another file.
    return pl.when(column % 1 == 0).then(column.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(
        column.cast(pl.String)
    )  # fmt: skip


def _broken_parquet(path: Path) -> SourceError:
    return SourceError(
        f"Berkas Parquet {path.name} rusak atau terpotong.",
        mend="Salin atau unduh ulang berkasnya sampai selesai, lalu coba lagi.",
    )
