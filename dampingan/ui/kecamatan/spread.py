"""How the desa of each kecamatan lie apart in the measure chosen."""

import streamlit as st

from dampingan.measures import headlines_kecamatan as headlines
from dampingan.measures.distribution import distribution
from dampingan.ui import charts, frame, style
from dampingan.ui.charts_strip import strips
from dampingan.ui.kecamatan import figures
from dampingan.ui.kecamatan.choice import Choice
from dampingan.ui.view import View


def show(view: View, choice: Choice) -> None:
    """Draw every unit as a dot in the row of its kecamatan."""
    units, chosen = figures.everywhere(view), figures.singled_out(view, choice)
    found = distribution(units, choice.column)
    if found.unit.is_empty():
        frame.section(f"Sebaran {choice.ukuran.judul}")
        style.notice("Sebaran tidak tersedia", "Tidak satu pun desa atau kelurahan punya angka untuk ukuran ini.")
        return
    name = chosen[0] if len(chosen) == 1 else ""
    frame.section(
        headlines.of_spread(found, choice.column, kecamatan=name),
        f"Tiap titik satu {view.saringan.kind}: {choice.counted(view)}. Kotak: separuh yang di tengah, dengan garis "
        "median. Yang tertinggi disebut.",
    )
    with st.container(key="kecamatan_sebaran"):
        charts.show(
            strips(found, share=choice.share, chosen=chosen), key="sebaran_desa",
            alt=f"Sebaran {choice.ukuran.judul} antardesa di tiap kecamatan, urut menurut median.",
        )  # fmt: skip
    missing = int(found.ringkasan["unit_tanpa_nilai"].sum())
    frame.source(view, f"{missing} {view.saringan.kind} tanpa angka tidak digambar." if missing else "")
