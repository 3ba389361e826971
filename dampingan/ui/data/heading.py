"""The page's style, title and notices."""

from pathlib import Path

import streamlit as st

from dampingan.ui import frame, uploader
from dampingan.ui.data.loaded import headline, manifests, show_said
from dampingan.ui.view import View

_CSS = Path(__file__).with_name("data.css")


def show(view: View) -> None:
    """Write what is loaded as the page's title, and what was said of the last deed."""
    uploader.clear_leftovers()
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")
    frame.heading(headline(manifests(view)), view.subtitle("sumber, mutu, dan pemuatan data"))
    with st.container():  # always there: were the parts below to move, a file on its way to the app would be lost
        show_said()
