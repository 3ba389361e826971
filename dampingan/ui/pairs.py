"""Two figures that belong together: side by side on a laptop, one above the other on a tablet."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def halves(name: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the places of two figures; ``name`` is one of its own on each page (``style.css``)."""
    with st.container(key=f"dua_{name}", horizontal=True, gap="medium"):
        return st.container(), st.container()
