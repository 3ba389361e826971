"""Words around the map, and the style of its page."""

from pathlib import Path

import streamlit as st

from dampingan.exports.map_geometry import Geometry
from dampingan.measures.map_layers import Layer
from dampingan.measures.map_values import MapValues
from dampingan.ui.view import View

_CSS = Path(__file__).with_name("peta.css")


def style() -> None:
    """Give the page its own style."""
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")


def meaning(view: View, layer: Layer) -> str:
    """Return what a layer measures, of what."""
    return layer.arti.format(unit=view.manifest.unit, siapa=view.whom)


def note(values: MapValues, drawn: Geometry) -> str:
    """Return what must be said of the ground and of the targets."""
    rule = {
        "skematik": "Bentuk desa dihitung dari titik dan luasnya.",
        "ubin": "Tiap ubin satu desa atau kelurahan, dekat tempat sebenarnya.",
        "resmi": "",
    }[drawn.kode]
    targets = int(values.unit["sasaran"].sum())
    return f"{drawn.catatan}. {rule} {targets} desa sasaran menurut aturan simulasi.".replace(".  ", ". ")
