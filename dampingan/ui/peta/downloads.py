"""The map to take away: a picture and GeoJSON, made when they are asked for."""

import streamlit as st

from dampingan.exports.map_files import MapSheet, geojson
from dampingan.exports.map_geometry import Geometry
from dampingan.exports.map_picture import png
from dampingan.measures.map_headline import of_map
from dampingan.measures.map_values import MapValues
from dampingan.ui.view import View


def show(view: View, values: MapValues, drawn: Geometry, meaning: str, *, targets: bool) -> None:
    """Offer the map that is shown."""
    sheet = MapSheet(
        values=values, geometry=drawn, title=of_map(values, view.kecamatan, unit=view.manifest.unit),
        subtitle=view.subtitle(meaning), manifest=view.manifest, rules=view.rules, targets=targets,
    )  # fmt: skip
    name = f"peta-{values.layer.kode}-{view.saringan.periode}"
    with st.container(horizontal=True):
        st.download_button(
            "Unduh gambar (PNG)", lambda: png(sheet), file_name=f"{name}.png", mime="image/png", on_click="ignore",
            key="unduh_peta_png",
        )  # fmt: skip
        st.download_button(
            "Unduh data peta (GeoJSON)", lambda: geojson(sheet), file_name=f"{name}.geojson",
            mime="application/geo+json", on_click="ignore", key="unduh_peta_geojson",
        )  # fmt: skip
