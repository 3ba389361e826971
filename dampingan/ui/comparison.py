"""Comparing the kecamatan: the choice of a measure, its words, and the table underneath."""

from dataclasses import dataclass
from typing import Literal

import polars as pl
import streamlit as st

from dampingan.formats import percent
from dampingan.indicators import INDICATORS
from dampingan.ui import charts, frame, style, tables
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.tables import Column
from dampingan.ui.view import View

Form = Literal["persen", "jumlah"]
_FORMS: dict[str, str] = {"persen": "Persentase", "jumlah": "Jumlah"}
_DESIL = "desil"


@dataclass(frozen=True)
class Measure:
    """What is compared: the chosen desil themselves (``desil``), or one of the nine indicators."""

    kode: str
    pendek: str
    judul: str

    def column(self, form: Form) -> str:
        """Return the column of ``totals`` that holds it."""
        part = "terpilih" if self.kode == _DESIL else self.kode
        return f"{'pct' if form == 'persen' else 'rt'}_{part}"

    def subtitle(self, view: View, form: Form) -> str:
        """Return what is counted, of what."""
        if form == "jumlah":
            return f"banyaknya {view.manifest.unit}"
        return f"persentase dari semua {view.manifest.unit} dalam berkas" if self.kode == _DESIL else (
            f"persentase dari {view.manifest.unit} yang keadaannya diketahui"
        )  # fmt: skip


def choose(view: View) -> tuple[Measure, Form]:
    """Draw the choice of measure and form, kept in the address, and return what is chosen."""
    offered = {m.kode: m for m in _measures(view)}
    key, form_key = choice_param("ukuran", offered, _DESIL), choice_param("bentuk", _FORMS, "persen")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Bandingkan menurut", list(offered), list(offered).index(st.session_state[key]),
            format_func=lambda kode: offered[kode].pendek, key=key,
        )  # fmt: skip
        st.segmented_control(
            "Bentuk angka", list(_FORMS), default=st.session_state[form_key], format_func=lambda form: _FORMS[form],
            required=True, key=form_key,
        )  # fmt: skip
    kode, form = str(st.session_state[key]), str(st.session_state[form_key])
    keep_param("ukuran", kode, _DESIL)
    keep_param("bentuk", form, "persen")
    return offered[kode], "persen" if form == "persen" else "jumlah"


def _measures(view: View) -> list[Measure]:
    whom = view.whom[0].upper() + view.whom[1:]
    return [Measure(_DESIL, whom, whom), *(Measure(i.kode, i.judul, i.pendek) for i in INDICATORS)]


def line(value: object) -> charts.Line | None:
    """Return the kabupaten's line for a chart of per cents."""
    return charts.Line(value, f"Kabupaten {percent(value)}") if isinstance(value, float) else None


def within_filter(view: View, places: pl.DataFrame) -> pl.DataFrame:
    """Return the kecamatan of the filter, by name."""
    chosen = places.filter(pl.col("kecamatan").is_in(view.kecamatan)) if view.kecamatan else places
    return chosen.sort("kecamatan")


def unavailable(view: View, measure: Measure) -> None:
    """Say that a measure can't be told, and why."""
    remark = view.manifest.keterangan_indikator.get(measure.kode)
    style.notice(
        f"{measure.pendek}: tidak tersedia",
        f"Sumber {view.manifest.sumber} tidak memuatnya untuk periode ini.\n{remark.catatan if remark else ''}\n"
        "Pilih ukuran lain di atas.",
    )


def show_table(view: View, shown: pl.DataFrame, measure: Measure) -> None:
    """Draw the figures behind the chart, of the kecamatan in the filter, with their download."""
    frame.section("Angka per kecamatan", view.subtitle())
    if shown.is_empty():
        style.notice("Belum ada data untuk kecamatan ini", "Ubah saringan di sisi kiri.")
        return
    columns = _columns(view, measure)
    told = shown if measure.kode == _DESIL else shown.with_columns(
        tidak_diketahui=pl.col("rt_terpilih") - pl.col(f"rt_diketahui_{measure.kode}")
    )  # fmt: skip
    tables.show(told, columns, key="tabel_kecamatan")
    frame.source(view)
    tables.download(told, columns, name="kecamatan", view=view)


def _columns(view: View, measure: Measure) -> list[Column]:
    unit, desil = view.manifest.unit.capitalize(), view.saringan.desil_words
    columns = [
        Column("kecamatan", "Kecamatan"),
        Column("rt", f"{unit} dalam berkas", 0),
        Column("rt_terpilih", f"{unit} {desil}", 0),
        Column("pct_terpilih", f"{desil.capitalize()} (%)", 1, f"Dari semua {view.manifest.unit} dalam berkas."),
        Column("pangsa_terpilih", "Pangsa kabupaten (%)", 1, f"Dari semua {view.whom} kabupaten."),
        Column("jiwa_terpilih", f"Jiwa {desil}", 0),
    ]
    if measure.kode == _DESIL:
        return columns
    return columns[:1] + columns[2:3] + [
        Column(f"rt_{measure.kode}", measure.judul, 0, measure.pendek),
        Column(f"rt_diketahui_{measure.kode}", "Diketahui", 0, f"{unit} yang keadaannya diketahui: penyebutnya."),
        Column("tidak_diketahui", "Tidak diketahui", 0),
        Column(f"pct_{measure.kode}", f"{measure.judul} (%)", 1, "Dari yang diketahui."),
    ]  # fmt: skip
