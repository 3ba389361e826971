"""The three parts of the page: one at a time, so that each answers at once."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dampingan.ui import frame, ranking
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.irisan import answer, data, index, together, words
from dampingan.ui.view import View

PARTS: dict[str, tuple[str, Callable[[View, DeltaGenerator], None]]] = {
    "irisan": ("Cari irisan", answer.show),
    "kombinasi": ("Kombinasi", together.show),
    "indeks": ("Indeks Alkire–Foster", index.show),
}
PARAMS = ("lihat", "ya", "tidak", "salah", "tampil", "banyak", "k", "bobot", "satuan", "desa")
"""The page's own parameters of the address."""
_FIRST = "irisan"
_CSS = Path(__file__).with_name("irisan.css")


def show(view: View, top: DeltaGenerator) -> None:
    """Draw the choice of the part, and the part; its title goes to ``top``."""
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")
    key = choice_param("lihat", PARTS, _FIRST)
    st.segmented_control(
        "Bagian", list(PARTS), format_func=lambda part: PARTS[part][0], required=True, key=key,
        label_visibility="collapsed",
    )  # fmt: skip
    part = str(st.session_state[key])
    keep_param("lihat", part, _FIRST)
    count = data.households(view)
    if count:
        PARTS[part][1](view, top)
        return
    with top:
        frame.heading(words.nothing(view, count), view.subtitle())
    ranking.nothing(view)
