"""Data folders with records of their own, for the pages about records."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dampingan.records.place import record_store
from dampingan.records.store import RecordStore
from dampingan.sample_records import make_sample_records


def copied(data: Path, folder: Path, *, sample: bool = True) -> Path:
    """Return a copy of a data folder with an empty store, or with the sample records."""
    return shutil.copytree(_with_records(data) if sample else _without_records(data), folder / "data")


def _with_records(data: Path) -> Path:
    """Return the folder that copies are made of: the sample records are made once for all tests."""
    made = data.with_name(f"{data.name}_catatan")
    if not made.exists():
        make_sample_records(shutil.copytree(_without_records(data), made), seed=1)
    return made


def _without_records(data: Path) -> Path:
    made = data.with_name(f"{data.name}_kosong")
    if not made.exists():
        shutil.copytree(data / "snapshot", made / "snapshot")
        with closing(record_store(made)):
            pass
    return made


def store_of(folder: Path) -> RecordStore:
    """Return the store of a data folder; the test closes it by ending."""
    return record_store(folder)


def editing(edit: Callable[[str, pd.DataFrame], pd.DataFrame]) -> Callable[..., Any]:
    """Return what stands in for ``st.data_editor``, which AppTest cannot edit: it gives back an edited table.

    Args:
        edit: gets the editor's key and its table, and returns what the person made of it.
    """

    def edited(data: pd.DataFrame, *, key: str, **_: object) -> pd.DataFrame:
        st.session_state[key] = {"edited_rows": {}}
        return edit(key, data.copy())

    return edited
