"""What each kecamatan is made of: its desa by class, or its households by desil."""

from html import escape

import streamlit as st

from dampingan.measures import composition
from dampingan.measures import headlines_kecamatan as headlines
from dampingan.palette import KELAS, TANPA_DATA, TINGKAT
from dampingan.ui import charts, frame, style
from dampingan.ui.charts_stacked import Part, stacked
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.kecamatan import figures
from dampingan.ui.kecamatan.choice import Choice
from dampingan.ui.view import View

_KINDS = {"kelas": "Kelas desa", "desil": "Desil"}
_CLASSES = (
    *(Part(kelas, kelas.capitalize(), colour) for kelas, colour in KELAS.items()),
    Part(composition.NOT_JUDGED, "Belum dinilai", TANPA_DATA, bergaris=True),
)
_DESIL = (
    Part("rt_desil1", "Desil 1", TINGKAT[4]),
    Part("rt_desil2", "Desil 2", TINGKAT[2]),
    Part("rt_desil3_4", "Desil 3–4", TINGKAT[1]),
    Part(composition.OTHER_DESIL, "Desil lain atau tidak diketahui", TANPA_DATA, bergaris=True),
)


def show(view: View, choice: Choice) -> None:
    """Draw the stacked bars with the choice of what they are stacked by."""
    key = choice_param("susunan", _KINDS, "kelas")
    kind = str(st.session_state[key])
    keep_param("susunan", kind, "kelas")
    chosen = figures.singled_out(view, choice)
    name = chosen[0] if len(chosen) == 1 else ""
    if kind == "kelas":
        found, parts, total = composition.by_class(figures.everywhere(view)), _CLASSES, "unit"
        title = headlines.of_classes(found, kecamatan=name)
        words = f"Banyaknya {view.saringan.kind} menurut kelas, dinilai dari desil 1; angka di ujung: jumlahnya."
    else:
        found, parts, total = composition.by_desil(view.scoped_everywhere), _DESIL, "rt"
        title = headlines.of_desil(found, view.manifest.unit, kecamatan=name)
        words = f"Banyaknya {view.manifest.unit} dalam berkas menurut desil; angka di ujung: jumlahnya."
    frame.section(title, words)
    if found[total].null_count() == found.height:
        style.notice("Belum ada data untuk pilihan ini", "Ubah saringan di sisi kiri.")
        return
    held = [part for part in parts if found[part.kolom].sum()]
    with st.container(key="kecamatan_legenda", horizontal=True, vertical_alignment="center"):
        st.html(_legend(held, kind))
        _choose(key)
    with st.container(key="kecamatan_susunan"):
        charts.show(
            stacked(found, held, name="kecamatan", total=total, chosen=chosen), key="batang_susunan",
            alt=f"Batang bertumpuk per kecamatan: {', '.join(part.judul.lower() for part in held)}.",
        )  # fmt: skip
    frame.source(view, f"Kelas: {view.rules.sebutan}." if kind == "kelas" else "")


def _choose(key: str) -> None:
    st.segmented_control(
        "Susunan", list(_KINDS), default=st.session_state[key], format_func=lambda kind: _KINDS[kind], required=True,
        key=key, label_visibility="collapsed",
    )  # fmt: skip


def _legend(parts: list[Part], kind: str) -> str:
    """Return the legend in the order of the parts; classes wear their mark and word as everywhere."""
    if kind == "kelas":
        marks = [style.class_mark(part.kolom) for part in parts]
    else:
        marks = [f"<span>{_swatch(part)}{escape(part.judul)}</span>" for part in parts]
    return f'<div class="{"dmp-legenda-kelas" if kind == "kelas" else "dmp-legenda"}">{"".join(marks)}</div>'


def _swatch(part: Part) -> str:
    return '<i class="dmp-tanda-kosong"></i>' if part.bergaris else f'<i style="background-color:{part.warna}"></i>'
