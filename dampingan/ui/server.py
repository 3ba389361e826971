"""What the server does when it starts, so that the first visitor need not wait for it."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dampingan.errors import DampinganError

_BEFORE = ("polars", "pandas")
"""Loaded before anyone is let in: Narwhals and Plotly look whether pandas is loaded without waiting until it is whole,
so that a page which runs while another thread loads it would fail."""
_FIRST_PAGE = (
    "dampingan.ui.filters", "dampingan.ui.first_start", "dampingan.ui.navigation", "dampingan.ui.frame",
    "dampingan.ui.uploader", "dampingan.ui.ranking", "dampingan.ui.ringkasan.overview_map",
    "dampingan.ui.ringkasan.weights", "dampingan.ui.ringkasan.taking_away",
)  # fmt: skip
_LATER = ("plotly.graph_objects", "pandas.io.formats.style", "dampingan.records.store")


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None]:
    """Load what pages need: the large libraries first, the rest beside the server, which listens meanwhile.

    Until a session has called ``st.navigation``, Streamlit takes the folder ``pages/`` for its old multipage mode and
    would lay an English "Page not found" over the first page asked for.
    """
    PagesManager.uses_pages_directory = False
    _load(_BEFORE)
    Thread(target=_prepare, name="memuat", daemon=True).start()
    yield


def _prepare() -> None:
    """Load what the first page needs, count the figures of a first visit, then load what other pages need."""
    _load(_FIRST_PAGE)
    with suppress(DampinganError):  # told on the page, where somebody reads it
        _first_figures()
    _load(_LATER)


def _first_figures() -> None:
    from dampingan.ui import class_map, view
    from dampingan.ui.filter_state import default_filter

    periods = view.store().periods()
    if periods:
        options = view.options(periods)
        first = view.view_of(default_filter(options), options)
        for figures in (first.overview, first.overview_before, first.by_kecamatan, first.total):
            figures()
        first.overview(first.dampingan())
        class_map.values_of(first)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        try:
            import_module(name)
        except Exception:
            # A page that needs it will fail with its own message; the server itself goes on.
            logging.getLogger("dampingan").exception("Gagal memuat %s", name)
