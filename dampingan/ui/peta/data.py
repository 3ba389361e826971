"""The figures of the map page, cached like those of ``view``."""

from collections.abc import Sequence
from threading import Thread

import streamlit as st

from dampingan.measures import map_classes
from dampingan.measures.map_classes import Method
from dampingan.measures.map_layers import LAYERS
from dampingan.measures.map_values import MapValues, map_values, unknown_shares
from dampingan.ui.view import Key, View


def values(view: View, layer: str, method: Method, given: Sequence[float]) -> MapValues:
    """Return a layer of the map for the period, desil and units of the filter."""
    return _values(view.kunci, view.desil, view.codes, layer, method, tuple(given), view)


@st.cache_data(max_entries=64, show_spinner=False)
def _values(
    key: Key, desil: tuple[int, ...], codes: tuple[str, ...] | None, layer: str, method: Method,
    given: tuple[float, ...], _view: View,
) -> MapValues:  # fmt: skip
    """Return a layer; the arguments before the view are all that it depends on."""
    del key
    chosen = LAYERS[layer]
    return map_values(
        _view.desa(everywhere=True),
        chosen,
        method=method,
        given=given,
        unknown=unknown_shares(_view.snapshot, chosen, desil),
        targets=_view.dampingan(),
        within=codes,
    )


def preload() -> None:
    """Load mapclassify once, beside the page: the first layer with classes need not wait for it."""
    _loading()


@st.cache_resource(show_spinner=False)
def _loading() -> Thread:
    thread = Thread(target=map_classes.preload, name="mapclassify", daemon=True)
    thread.start()
    return thread
