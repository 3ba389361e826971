"""What the server does when it starts, so that the first visitor need not wait for it."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread, Timer

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dampingan.errors import DampinganError

_BEFORE = ("polars", "pandas")
"""Loaded when this module is, before the server listens: Narwhals and Plotly look whether pandas is loaded without
waiting until it is whole, so that a page which runs while another thread loads it would fail."""
_FIRST_PAGE = (
    "dampingan.ui.filters", "dampingan.ui.first_start", "dampingan.ui.navigation", "dampingan.ui.frame",
    "dampingan.ui.uploader", "dampingan.ui.ranking", "dampingan.ui.ringkasan.overview_map",
    "dampingan.ui.ringkasan.weights", "dampingan.ui.ringkasan.taking_away",
)  # fmt: skip
_LATER = ("plotly.graph_objects", "pandas.io.formats.style", "dampingan.records.store")
_LATER_AFTER = 8.0
"""Seconds after the start at which that is loaded: not while the first page is being made."""


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None]:
    """Load what the first page needs beside the server, which listens meanwhile.

    Until a session has called ``st.navigation``, Streamlit takes the folder ``pages/`` for its old multipage mode and
    would lay an English "Page not found" over the first page asked for.
    """
    PagesManager.uses_pages_directory = False
    Thread(target=_prepare, name="memuat", daemon=True).start()
    later = Timer(_LATER_AFTER, _load, args=(_LATER,))
    later.daemon = True
    later.start()
    yield
    later.cancel()


def _prepare() -> None:
    """Load what the first page needs, and count the figures of a first visit."""
    _load(_FIRST_PAGE)
    with suppress(DampinganError):  # told on the page, where somebody reads it
        _first_figures()


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


_load(_BEFORE)
