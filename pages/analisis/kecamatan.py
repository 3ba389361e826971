"""Kecamatan: compare the kecamatan by one measure, look into their desa, and see what they are made of."""

import streamlit as st

from dampingan.ui import view
from dampingan.ui.kecamatan import against_idm, choice, desa, gathered, makeup, parts, ranked, spread, table

look = view.current()
top = st.container()
chosen = choice.choose(look)
places = look.by_kecamatan()
with top:
    parts.heading(look, chosen, places)

if places.is_empty():
    parts.nothing(look)
else:
    if parts.told(chosen, places):
        parts.pair("peringkat", lambda: ranked.show(look, chosen, places), lambda: desa.show(look, chosen, places))
    else:
        parts.unavailable(look, chosen)
    parts.pair("sebaran", lambda: spread.show(look, chosen), lambda: makeup.show(look, chosen))
    parts.pair("pemusatan", lambda: against_idm.show(look, chosen), lambda: gathered.show(look, chosen))
    table.show(look, chosen, places)
