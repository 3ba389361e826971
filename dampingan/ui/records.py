"""The store of records as pages use it: opened once, prepared once, and cached by its mark."""

import streamlit as st

from dampingan.records.place import record_store, store_url
from dampingan.records.store import RecordStore


def store() -> RecordStore:
    """Return the store of this installation, prepared for this version.

    Raises:
        RecordsError: it cannot be reached or belongs to a newer version.
    """
    return _store(store_url())


def mark() -> str:
    """Return a text that differs after every change: part of every cache key of figures from records."""
    return store().mark()


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(url: str) -> RecordStore:
    """Open a store once for all sessions."""
    del url  # only tells one installation's store from another's
    return record_store()
