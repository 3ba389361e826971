"""A set of controls that together are one choice, in step with several parameters of the address.

As in ``filters``: a link or the browser's back button changes the controls, a control changes the address, and
whichever changed last wins. All parameters are written at once: each write is one step of the browser's history.
"""

from collections.abc import Collection, Mapping

import streamlit as st

from dampingan.ui import filters

Value = str | int | list[str]


def follow(name: str, asked: Mapping[str, Value]) -> None:
    """Give the controls what the address asks for, where they are new or the address changed last.

    Args:
        name: of the choice.
        asked: control key to value.
    """
    unmoved = _now(asked) == st.session_state.get(_memory(name))
    put({key: value for key, value in asked.items() if unmoved or key not in st.session_state})


def put(values: Mapping[str, Value]) -> None:
    """Set controls that are not yet drawn in this run (also for callbacks)."""
    for key, value in values.items():
        st.session_state[key] = value


def keep(name: str, keys: Collection[str], params: Mapping[str, str]) -> None:
    """Write the choice into the address; an empty parameter is taken out."""
    st.session_state[_memory(name)] = _now(keys)
    present = st.query_params.to_dict()
    wanted = {n: v for n, v in present.items() if n not in params} | {n: v for n, v in params.items() if v}
    if wanted != present:
        st.query_params.from_dict(wanted)
    for parameter, value in params.items():
        filters.keep_param(parameter, value, "")


def _now(keys: Collection[str]) -> dict[str, object]:
    values = {key: st.session_state.get(key) for key in keys}
    return {key: sorted(value) if isinstance(value, list) else value for key, value in values.items()}


def _memory(name: str) -> str:
    return f"tertulis_bersama_{name}"
