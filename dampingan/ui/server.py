"""What the server does when it starts, so that the first visitor need not wait for it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from threading import Thread, Timer

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dampingan.errors import DampinganError
from dampingan.ui.libraries import ALL_PAGES, FIRST_PAGE

_LATER = 8.0
"""Seconds after the start, so that what can wait does not disturb the first page."""


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None]:
    """Load what the first page needs beside the server, which listens meanwhile.

    Until a session has called ``st.navigation``, Streamlit takes the folder ``pages/`` for its old multipage mode and
    would lay an English "Page not found" over the first page asked for.
    """
    PagesManager.uses_pages_directory = False
    Thread(target=_prepare, name="memuat", daemon=True).start()
    later = Timer(_LATER, _complete)
    later.daemon = True
    later.start()
    yield
    later.cancel()
    ALL_PAGES.cancel()


def _prepare() -> None:
    """Load what the first page needs, and count the figures of a first visit."""
    FIRST_PAGE.load()
    with suppress(DampinganError):  # told on the page, where somebody reads it
        _first_figures()


def _complete() -> None:
    """Load what the other pages need, and remove the files of uploads that a killed app could not finish."""
    ALL_PAGES.load()
    from dampingan.ui.uploader import clear_leftovers

    clear_leftovers()


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
