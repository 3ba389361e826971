"""Tables as people read them, and the same tables as CSV: one list of columns for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from dampingan.exports.notes import source_line
from dampingan.exports.tables import disarmed, marked
from dampingan.formats import number
from dampingan.ui.libraries import ALL_PAGES
from dampingan.ui.view import View

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler
    from streamlit.elements.lib.column_types import ColumnConfig

_ROW, _VISIBLE_ROWS = 35, 14


@dataclass(frozen=True)
class Column:
    """How a column is called and written; ``desimal`` None for text."""

    nama: str
    judul: str
    desimal: int | None = None
    bantuan: str = ""
    lebar: int | None = None
    """Pixels; None to fit."""


def show(frame: pl.DataFrame, columns: Sequence[Column], *, key: str) -> None:
    """Draw a table with Indonesian numbers; sorting goes by the numbers themselves."""
    st.dataframe(
        styled(frame, columns), hide_index=True, key=key, row_height=_ROW, placeholder="–",
        height=_ROW * (min(frame.height, _VISIBLE_ROWS) + 1) + 3, column_config=configured(columns),
    )  # fmt: skip


def styled(frame: pl.DataFrame, columns: Sequence[Column]) -> "Styler":
    """Return a table for ``st.dataframe``: its columns by their titles, its numbers written in Indonesian."""
    ALL_PAGES.load()
    shown = _titled(frame, columns).to_pandas()
    return shown.style.format({c.judul: _writer(c.desimal) for c in columns if c.desimal is not None}, na_rep="–")


def configured(columns: Sequence[Column]) -> "dict[str, ColumnConfig]":
    """Return how ``st.dataframe`` is to draw the columns: numbers at the right."""
    return {c.judul: _config(c) for c in columns}


def download(frame: pl.DataFrame, columns: Sequence[Column], *, name: str, view: View) -> None:
    """Offer the table that is shown, as CSV for a spreadsheet set to Indonesian."""
    st.download_button(
        "Unduh tabel (CSV)", csv_bytes(frame, columns, view), file_name=f"{name}-{view.saringan.periode}.csv",
        mime="text/csv", on_click="ignore", key=f"unduh_{name}",
        help="Pemisah kolom titik koma, desimal koma, siap dibuka dengan Excel berbahasa Indonesia.",
    )  # fmt: skip


def csv_bytes(frame: pl.DataFrame, columns: Sequence[Column], view: View) -> bytes:
    """Return a table as CSV with its source, filter and, where it is so, "data contoh" in every row."""
    rounded = frame.with_columns(pl.col(c.nama).cast(pl.Float64).round(c.desimal) for c in columns if c.desimal)
    noted = f"{source_line(view.manifest)}; {view.subtitle()}; aturan {view.rules.versi}, {view.rules.sebutan}"
    target = BytesIO()
    disarmed(marked(_titled(rounded, columns), noted)).write_csv(
        target, separator=";", decimal_comma=True, include_bom=True
    )
    return target.getvalue()


def _titled(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    return frame.select(pl.col(c.nama).alias(c.judul) for c in columns)


def _writer(decimals: int) -> Callable[[Any], str]:
    return lambda value: number(value, decimals)


def _config(column: Column) -> "ColumnConfig":
    make = st.column_config.TextColumn if column.desimal is None else st.column_config.NumberColumn
    return make(
        help=column.bantuan or None, width=column.lebar,
        alignment="left" if column.desimal is None else "right",
    )  # fmt: skip
