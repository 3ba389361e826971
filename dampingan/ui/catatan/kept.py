"""All records as they are at one moment of the store, cached until the next change."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dampingan.records.models import BY_TABLE, Audit, Base
from dampingan.ui import records


@dataclass(frozen=True)
class Kept:
    """The records of one moment; ``tanda`` (the store's mark) differs after every change: part of every cache key."""

    tanda: str

    def frame(self, model: type[Base]) -> pl.DataFrame:
        """Return all records of a kind; see ``Reader.frame``."""
        return _frame(self.tanda, model.__tablename__)


def current() -> Kept:
    """Return the records as they are now.

    Raises:
        RecordsError: the store cannot be used.
    """
    return Kept(records.mark())


@st.cache_resource(max_entries=64, show_spinner=False)
def _frame(mark: str, table: str) -> pl.DataFrame:
    """Read a table once per change; nobody changes the frame."""
    del mark  # only tells one state of the store from the next
    return records.store().frame(Audit if table == Audit.__tablename__ else BY_TABLE[table])
