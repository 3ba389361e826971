"""Tables as CSV, XLSX or Parquet, each with its source, rule and, where it is so, "data contoh"."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dampingan.errors import DampinganError

SAMPLE_WORDS = "DATA CONTOH SINTETIS"
SOURCE_COLUMN = "sumber_data"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ENDINGS = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    nama: str
    frame: pl.DataFrame


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a text as a formula."""
    return text.startswith(_FORMULA_STARTS)


def disarmed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table whose texts no spreadsheet runs as a formula; numbers stay numbers."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(
        pl.when(pl.any_horizontal(pl.col(name).str.starts_with(s) for s in _FORMULA_STARTS))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    )


def marked(frame: pl.DataFrame, source: str) -> pl.DataFrame:
    """Return a table with a last column that names its source (``notes.source_line``: says "data contoh")."""
    return frame.with_columns(pl.lit(source).alias(SOURCE_COLUMN))


def write_table(
    frame: pl.DataFrame, target: Path, *, notes: Sequence[tuple[str, str]], further: Sequence[Sheet] = ()
) -> None:
    """Write a table in the format that the file's name ends with.

    Args:
        frame: the table, already ``marked``.
        target: ``.csv``, ``.xlsx`` or ``.parquet``.
        notes: what stands beside the figures (period, source, rule), as pairs; a sheet of its own in XLSX.
        further: more sheets, in XLSX only.

    Raises:
        DampinganError: another ending, or the file can't be written.
    """
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        raise DampinganError(
            f"Akhiran '{target.suffix}' tidak dikenal.", mend=f"Pakai salah satu: {', '.join(_ENDINGS)}."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if ending == ".csv":
            disarmed(frame).write_csv(target)
        elif ending == ".parquet":
            frame.write_parquet(target, metadata=dict(notes))
        else:
            write_workbook([Sheet("Tabel", frame), *further], target, notes)
    except OSError:
        raise DampinganError(
            f"Berkas {target.name} tidak dapat ditulis.",
            mend="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from None


def write_workbook(sheets: Sequence[Sheet], target: Path, notes: Sequence[tuple[str, str]]) -> None:
    """Write sheets with typed cells, filters and frozen headings, and a last sheet of notes."""
    from xlsxwriter import Workbook

    with Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for sheet in sheets:
            sheet.frame.write_excel(book, worksheet=sheet.nama, autofilter=True, freeze_panes=(1, 0), autofit=True)
        page = book.add_worksheet("Keterangan")
        page.set_column(0, 0, 28)
        page.set_column(1, 1, 110)
        for row, (name, text) in enumerate(notes):
            page.write_string(row, 0, name)
            page.write_string(row, 1, text)
