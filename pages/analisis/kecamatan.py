"""Kecamatan: compare the kecamatan by one measure, and see all nine indicators at once."""

import streamlit as st

from dampingan.measures import headlines
from dampingan.ui import charts, comparison, frame, heat_map, view

look = view.current()
top = st.container()
measure, form = comparison.choose(look)
places = look.by_kecamatan()
whole = look.kabupaten()
column = measure.column(form)
reference = whole[column] if form == "persen" else None
with top:
    frame.heading(
        headlines.of_comparison(measure.judul, places, column, reference), look.subtitle(measure.subtitle(look, form))
    )

if not places.is_empty() and places[column].null_count() < places.height:
    charts.show(
        charts.bars(places, name="kecamatan", value=column, chosen=look.kecamatan, line=comparison.line(reference)),
        alt=f"Batang {measure.judul} per kecamatan, urut dari yang terbesar.",
        key="batang_ukuran",
    )
    frame.source(look)
else:
    comparison.unavailable(look, measure)

shown = comparison.within_filter(look, places)
frame.section("Sembilan indikator per kecamatan", f"Persentase {look.whom} yang keadaannya diketahui.")
heat_map.show(shown, whole, name="kecamatan", whole_name="Kabupaten")
frame.source(look)
comparison.show_table(look, shown, measure)
