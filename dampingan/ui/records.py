"""The store of records as pages use it: opened once, prepared once, and cached by its mark."""

import streamlit as st

from dampingan.config import settings
from dampingan.records.engine import default_url
from dampingan.records.store import RecordStore


def store() -> RecordStore:
    """Return the store of this installation, prepared for this version.

    Raises:
        RecordsError: it cannot be reached or belongs to a newer version.
    """
    return _store(settings().db_url or default_url(settings().data))


def mark() -> str:
    """Return a text that differs after every change: part of every cache key of figures from records."""
    return store().mark()


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(url: str) -> RecordStore:
    opened = RecordStore(url)
    opened.migrate()
    return opened
