"""The page's own style."""

from pathlib import Path

import streamlit as st

_CSS = Path(__file__).with_name("profil.css")


def apply() -> None:
    """Give the page its own style."""
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")
