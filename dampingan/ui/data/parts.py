"""The parts of the page, one at a time; which one stands in the address."""

from collections.abc import Callable, Mapping

import streamlit as st

from dampingan.ui.data import audit, boundaries, loaded, loading, quality
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.view import View

PARAM = "bagian"
_FIRST = "dimuat"
_PARTS: Mapping[str, tuple[str, Callable[[View], None]]] = {
    "dimuat": ("Yang dimuat", loaded.show),
    "mutu": ("Mutu", quality.show),
    "audit": ("Audit", audit.show),
    "muat": ("Muat data", loading.show),
    "batas": ("Batas resmi", boundaries.show),
}


def show(view: View) -> None:
    """Draw the choice of a part, and the part."""
    key = choice_param(PARAM, _PARTS, _FIRST)
    st.segmented_control(
        "Bagian", list(_PARTS), format_func=lambda name: _PARTS[name][0], required=True, key=key,
        label_visibility="collapsed",
    )  # fmt: skip
    chosen = str(st.session_state[key])
    keep_param(PARAM, chosen, _FIRST)
    _PARTS[chosen][1](view)
