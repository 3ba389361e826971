"""Two figures side by side on a laptop, one above the other on a tablet."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_CSS = Path(__file__).with_name("profil.css")


def apply() -> None:
    """Give the page its own style."""
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")


def halves(name: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the places of two figures that belong together."""
    with st.container(key=f"profil_dua_{name}", horizontal=True, gap="medium"):
        return st.container(), st.container()
