"""Desil 1 against the Indeks Desa Membangun: where the desa lie in the fields of the desa-merah rule."""

import polars as pl
import streamlit as st

from dampingan.formats import joined, number, percent
from dampingan.measures import headlines_kecamatan as headlines
from dampingan.measures.quadrants import Axis, Quadrants, quadrants
from dampingan.palette import KELAS
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import charts, frame, style
from dampingan.ui.charts_scatter import scatter
from dampingan.ui.kecamatan import figures
from dampingan.ui.kecamatan.choice import Choice
from dampingan.ui.view import View


def show(view: View, choice: Choice) -> None:
    """Draw the scatter: the desa within the filter full, or those of the kecamatan looked into; others faded."""
    table, rule = view.desa(everywhere=True), view.rules.desa_merah
    axis: Axis = "pct_desil1" if choice.share else "rt_desil1"
    codes = figures.inside(view, choice)["kode_desa"].to_list()
    near, name = quadrants(table, rule, axis, codes), choice.kecamatan(view)
    if near.titik.is_empty():
        frame.section("Desil 1 dan IDM")
        style.notice(
            "Tidak ada desa untuk diagram ini",
            "Diagram ini memerlukan desa yang punya data rumah tangga dan IDM; kelurahan tidak memiliki IDM.\n"
            "Ubah saringan di sisi kiri, atau pilih kecamatan lain.",
        )
        return
    far = quadrants(table, rule, axis).titik.filter(~pl.col("kode_desa").is_in(codes))
    unit = view.manifest.unit
    amount = f"persentase {unit} desil 1" if choice.share else f"banyaknya {unit} desil 1"
    frame.section(
        headlines.of_quadrants(near, kecamatan=name),
        f"Tiap titik satu desa: {amount} (tegak) dan IDM {TAHUN_IDM} (mendatar).{_limits(near, share=choice.share)}",
    )
    st.html(_legend(near, others=not far.is_empty()))
    charts.show(
        scatter(near, far, share=choice.share), key="sebaran_idm",
        alt=f"Diagram titik {amount} terhadap IDM {TAHUN_IDM}, dengan empat bidang aturan desa merah.",
    )  # fmt: skip
    frame.source(view, _note(near, rule.kriteria, share=choice.share))


def _limits(near: Quadrants, *, share: bool) -> str:
    amount = None if near.ambang is None else f"desil 1 {percent(near.ambang) if share else number(near.ambang, 1)}"
    score = None if near.idm_batas is None else f"IDM {number(near.idm_batas, 4)}"
    told = [limit for limit in (amount, score) if limit]
    return f" Garis putus-putus: ambang {joined(told)}." if told else ""


def _legend(near: Quadrants, *, others: bool) -> str:
    held = set(near.titik["kelas"])
    marks = [style.class_mark(kelas) for kelas in KELAS if kelas in held]
    rest = '<span class="dmp-kelas"><i class="dmp-titik-lain"></i>Desa lain</span>' if others else ""
    return f'<div class="dmp-legenda-kelas">{"".join(marks)}{rest}</div>'


def _note(near: Quadrants, criterion: str, *, share: bool) -> str:
    hidden, red = near.tidak_ditampilkan, near.kelurahan_merah
    parts = [
        f"{hidden} tidak digambar: kelurahan (tanpa IDM) atau unit tanpa data." if hidden else "",
        f"{red} kelurahan merah tidak digambar karena tidak memiliki IDM." if red else "",
        _below(near, share=share) if criterion == "salah_satu" else "",
    ]
    return " ".join(part for part in parts if part)


def _below(near: Quadrants, *, share: bool) -> str:
    """Say why some desa are concentrated though they lie below the line; kuning with a low IDM is not."""
    who = "Titik merah" if near.idm_batas is None else "Titik merah, dan titik kuning di kanan garis tegak, yang berada"
    by, other = ("jumlah", "persentase") if share else ("persentase", "jumlah")
    return f"{who} di bawah garis mendatar terpusat menurut {by}, bukan menurut {other}."
