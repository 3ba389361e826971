"""Peta: where the desa merah are, and any of the figures behind it, on a map that needs no internet."""

import streamlit as st

from dampingan.measures.map_headline import of_map
from dampingan.ui import frame, view
from dampingan.ui.peta import controls, data, downloads, draw, panel, ranked, words

look = view.current()
top = st.container()
choice = controls.choose(look, background=bool(draw.background()[0]))
values = data.values(look, choice.layer.kode, choice.cara, choice.batas)
meaning = words.meaning(look, choice.layer)
with top:
    title = of_map(values, look.kecamatan, unit=look.manifest.unit)
    frame.heading(title, look.subtitle(f"{choice.layer.judul}: {meaning}"))

words.style()
with st.container(key="peta_baris", horizontal=True):
    with st.container(key="peta_kiri"):
        drawn = draw.show(look, values, choice, meaning)
        frame.source(look, words.note(values, drawn))
    with st.container(key="peta_kanan"):
        panel.show(look, values, choice.desa)
downloads.show(look, values, drawn, meaning, targets=choice.sasaran)
ranked.show(look, values, choice.desa)
data.preload()
