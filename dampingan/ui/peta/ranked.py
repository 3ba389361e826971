"""The ranked table: all that the map says, for keyboard and screen reader; a row chosen is a desa chosen."""

from typing import TYPE_CHECKING

import polars as pl
import streamlit as st

from dampingan.measures.map_values import MapValues
from dampingan.ui import frame, style, tables
from dampingan.ui.peta import selection
from dampingan.ui.tables import Column
from dampingan.ui.view import View

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

_ROW, _VISIBLE_ROWS = 35, 12


def show(view: View, values: MapValues, chosen: str) -> None:
    """Draw the units within the filter by rank, and the download of what is shown."""
    rows = values.inside.sort("peringkat", "kode_desa", nulls_last=True)
    frame.section(f"Peringkat: {_measure(values)}", "Sama dengan peta. Pilih satu baris untuk memilih desanya.")
    if rows.is_empty():
        style.notice("Tidak ada desa dalam saringan ini", "Ubah saringan di sisi kiri.")
        return
    codes: list[str] = rows["kode_desa"].to_list()
    columns = _columns(values)
    shown = rows.with_columns(
        pl.when("sasaran").then(pl.lit("ya")).otherwise(pl.lit("")).alias("sasaran"),
        _class_words(values),
    )
    _follow(codes, chosen)
    st.dataframe(
        shown.select(pl.col(c.nama).alias(c.judul) for c in columns), hide_index=True, placeholder="–",
        key=selection.TABLE_KEY,
        on_select=lambda: _take(codes), selection_mode="single-row", row_height=_ROW,
        height=_ROW * (min(rows.height, _VISIBLE_ROWS) + 1) + 3, column_config={c.judul: _config(c) for c in columns},
    )  # fmt: skip
    frame.source(view, f"{rows.height} baris.")
    tables.download(shown, columns, name="peta", view=view)


def _follow(codes: list[str], chosen: str) -> None:
    """Take the mark off a row that is no longer the one chosen; an unchanged table need not be sent again."""
    state = st.session_state.get(selection.TABLE_KEY)
    marked = state["selection"]["rows"] if state else []
    if marked and (marked[0] >= len(codes) or codes[marked[0]] != chosen):
        st.session_state[selection.TABLE_KEY] = {"selection": {"rows": [], "columns": [], "cells": []}}


def _take(codes: list[str]) -> None:
    picked = st.session_state[selection.TABLE_KEY]["selection"]["rows"]
    selection.choose(codes[picked[0]] if picked else "")


def _measure(values: MapValues) -> str:
    return "jumlah desil 1" if values.layer.bentuk == "kelas" else values.layer.judul


def _class_words(values: MapValues) -> pl.Expr:
    labels = {place: line.label for place, line in enumerate(values.legenda)}
    return pl.col("kelas").replace_strict(labels, default="", return_dtype=pl.String).alias("kelas_legenda")


def _columns(values: MapValues) -> list[Column]:
    classes = [Column("kelas_legenda", "Kelas di legenda")] if values.layer.bentuk == "bidang" else []
    return [
        Column("peringkat", "Peringkat", 0),
        Column("nama", "Desa/kelurahan"),
        Column("kecamatan", "Kecamatan"),
        Column("teks", values.layer.judul),
        *classes,
        Column("pct_tidak_diketahui", "Tidak diketahui (%)", 1),
        Column("sasaran", "Sasaran (simulasi)"),
        Column("kode_desa", "Kode Kemendagri"),
    ]


def _config(column: Column) -> "ColumnConfig":
    if column.desimal is None:
        return st.column_config.TextColumn(help=column.bantuan or None)
    return st.column_config.NumberColumn(help=column.bantuan or None, format="localized")
