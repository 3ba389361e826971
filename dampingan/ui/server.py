"""What the server does when it starts, so that the first visitor need not wait for it."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

_FIRST_PAGE = (
    "polars", "pandas.io.formats.style", "dampingan.ui.filters", "dampingan.ui.first_start", "dampingan.ui.navigation",
    "dampingan.ui.frame", "dampingan.ui.uploader", "dampingan.ui.ranking", "dampingan.ui.ringkasan.overview_map",
    "dampingan.ui.ringkasan.weights", "dampingan.ui.ringkasan.taking_away",
)  # fmt: skip
_LATER = ("plotly.graph_objects",)


@asynccontextmanager
async def ready(_app: st.App) -> AsyncGenerator[None]:
    """Load what the first pages need beside the server, which listens meanwhile.

    Until a session has called ``st.navigation``, Streamlit takes the folder ``pages/`` for its old multipage mode and
    would lay an English "Page not found" over the first page asked for.
    """
    PagesManager.uses_pages_directory = False
    Thread(target=_load, name="memuat", daemon=True).start()
    yield


def _load() -> None:
    for name in (*_FIRST_PAGE, *_LATER):
        try:
            import_module(name)
        except Exception:
            # A page that needs it will fail with its own message; the server itself goes on.
            logging.getLogger("dampingan").exception("Gagal memuat %s", name)
