"""The map as one would draw it first: folium.GeoJson with its colours, sent whole at each run (for bench_map)."""

import os
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from dampingan.exports.map_geometry import features, schematic
from dampingan.measures.desa_table import desa_table
from dampingan.measures.map_layers import LAYERS
from dampingan.measures.map_values import map_values
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore

LEAFLET = "../../app/static/leaflet/leaflet"


class PlainMap(folium.Map):
    """A map that needs Leaflet only."""

    default_js = [("leaflet", f"{LEAFLET}.js")]  # noqa: RUF012
    default_css = [("leaflet", f"{LEAFLET}.css")]  # noqa: RUF012


store = SnapshotStore(Path(os.environ["DAMPINGAN_DATA"]))
table = desa_table(store.read(store.periods()[-1]), read_rules())
layer = st.radio("Lapisan", ["pct_rtlh", "pct_tanpa_jamban"], horizontal=True)
values = map_values(table, LAYERS[layer])
colours = {row["kode_desa"]: values.legenda[row["kelas"]].warna for row in values.unit.to_dicts() if not row["keadaan"]}
ground = {"type": "FeatureCollection", "features": features(schematic().unit)}
plain = PlainMap(location=(-7.02, 109.42), zoom_start=10, tiles=None)
folium.GeoJson(
    ground,
    style_function=lambda f: {"fillColor": colours.get(f["properties"]["kode_desa"], "#8A9499"), "fillOpacity": 1},
    tooltip=folium.GeoJsonTooltip(["nama", "kecamatan"]),
).add_to(plain)
told = st_folium(plain, key="polos", height=460, use_container_width=True, returned_objects=["last_active_drawing"])
chosen = (told.get("last_active_drawing") or {}).get("properties", {}).get("nama", "")
st.html(f'<div class="dmp-panel"><h2>{chosen}</h2></div>')
