"""Keys, clicker and small buttons: a component without content of its own that says which slide is wanted.

The browser counts the presses and names the slide by its number, so that none is lost however fast they come.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_KEY = "presentasi_tombol"
_TURN = "presentasi_giliran"
_HERE = Path(__file__).parent


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


_component = st.components.v2.component(
    "dampingan_presentasi", html=_read("keys.html"), css=_read("keys.css"), js=_read("keys.js")
)


def listen(position: int, total: int, seri: str, *, go: Callable[[int], None]) -> bool:
    """Listen to keys and buttons; ``go`` is called with the number of the slide that is wanted.

    Args:
        position: the slide shown, 0 for the start.
        total: the last slide.
        seri: the series shown; another one takes the keys back from the control that chose it.
        go: what moves to a slide, before the page is drawn.

    Returns:
        Whether the presenter wants to leave.
    """

    def moved() -> None:
        told = st.session_state[_KEY]["move"]
        if isinstance(told, dict):
            st.session_state[_TURN] = _number(told.get("turn"))
            go(_number(told.get("to")))

    shown = {"position": position, "total": total, "series": seri, "turn": st.session_state.get(_TURN, 0)}
    result = _component(key=_KEY, data=shown, on_move_change=moved, on_leave_change=_nothing)
    return bool(result["leave"])


def _nothing() -> None:
    """Let the page itself see that the presenter leaves."""


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
