"""Profil Desa: one desa or kelurahan, its class and reason, and the nine indicators."""

import streamlit as st

from dampingan.measures import headlines
from dampingan.ui import frame, unit_profile, view

look = view.current()
top = st.container()
unit = unit_profile.choose(look)
ranked = look.desa(everywhere=True)["peringkat"].drop_nulls().len()
with top:
    frame.heading(headlines.of_unit(unit, ranked), unit_profile.subtitle(look, unit))

if unit["rt"] is None:
    unit_profile.show_empty(look, unit)
else:
    unit_profile.show_class(look, unit)
    unit_profile.show_cards(look, unit, ranked)
    profile = look.profile(str(unit["kode_desa"]))
    unit_profile.show_indicators(look, unit, profile)
    unit_profile.show_definitions(look)
