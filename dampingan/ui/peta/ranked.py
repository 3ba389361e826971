"""The ranked table: all that the map says, for keyboard and screen reader; a row chosen is a desa chosen."""

import polars as pl
import streamlit as st

from dampingan.measures.headlines import inside
from dampingan.measures.map_values import MapValues
from dampingan.ui import frame, style, tables
from dampingan.ui.peta import selection
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_ROW, _VISIBLE_ROWS = 35, 12


def show(view: View, values: MapValues, chosen: str) -> None:
    """Draw the units within the filter by rank, and the download of what is shown."""
    rows = values.inside.sort("peringkat", "kode_desa", nulls_last=True)
    by = _measure(view, values)
    frame.section(
        f"Peringkat: {by}",
        f"Urut menurut {by}, {_end(values)} di atas. Pilih satu baris untuk menyorot desanya di peta.",
    )
    if rows.is_empty():
        style.notice("Tidak ada desa dalam saringan ini", "Ubah saringan di sisi kiri.")
        return
    codes: list[str] = rows["kode_desa"].to_list()
    columns = _columns(view, values)
    counts = view.desa(everywhere=True).select("kode_desa", "rt_desil1")
    shown = rows.join(counts, on="kode_desa", how="left", maintain_order="left").with_columns(
        pl.when("sasaran").then(pl.lit("ya")).otherwise(pl.lit("")).alias("sasaran"),
        _class_words(values),
    )
    _follow(codes, chosen)
    st.dataframe(
        tables.styled(shown, columns), hide_index=True, placeholder="–", key=selection.TABLE_KEY,
        on_select=lambda: _take(codes), selection_mode="single-row", row_height=_ROW,
        height=_ROW * (min(rows.height, _VISIBLE_ROWS) + 1) + 3, column_config=tables.configured(columns),
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


def _measure(view: View, values: MapValues) -> str:
    if values.layer.bentuk == "kelas":
        return f"banyaknya {view.manifest.unit} desil 1"
    return inside(values.layer.judul)


def _end(values: MapValues) -> str:
    if values.layer.rendah_buruk:
        return "terendah"
    return "tertinggi" if values.layer.bentuk == "bidang" else "terbanyak"


def _class_words(values: MapValues) -> pl.Expr:
    labels = {place: line.label for place, line in enumerate(values.legenda)}
    return pl.col("kelas").replace_strict(labels, default="", return_dtype=pl.String).alias("kelas_legenda")


def _columns(view: View, values: MapValues) -> list[Column]:
    return [
        Column("peringkat", "Peringkat", 0),
        Column("nama", "Desa/kelurahan"),
        Column("kecamatan", "Kecamatan"),
        *_value_columns(view, values),
        Column("pct_tidak_diketahui", "Tidak diketahui (%)", 1),
        Column("sasaran", "Sasaran (simulasi)"),
        Column("kode_desa", "Kode Kemendagri"),
    ]


def _value_columns(view: View, values: MapValues) -> list[Column]:
    """Return the layer's own columns: its value, its class, and why a unit has no value where any has none."""
    layer = values.layer
    if layer.bentuk == "kelas":
        return [Column("teks", layer.judul), Column("rt_desil1", f"{view.manifest.unit.capitalize()} desil 1", 0)]
    classes = [Column("kelas_legenda", "Kelas di legenda")] if layer.bentuk == "bidang" else []
    lacking = [Column("keadaan", "Keterangan")] if (values.inside["keadaan"] != "").any() else []
    return [Column("nilai", f"{layer.judul} (%)" if layer.persen else layer.judul, layer.desimal), *classes, *lacking]
