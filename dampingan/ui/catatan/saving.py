"""Saving what was entered: in one transaction, with what became of it told beside the entry."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dampingan.edits import RefusedEditsError
from dampingan.errors import DampinganError
from dampingan.records.errors import ConflictError
from dampingan.records.unit import UnitOfWork
from dampingan.ui import access, records, style


@dataclass(frozen=True)
class Told:
    """What became of an attempt; ``bentrok``: someone else was first."""

    judul: str
    kata: str
    jenis: str = "perhatian"
    bentrok: bool = False


def save(entry: str, work: Callable[[UnitOfWork], str], *, page: str) -> bool:
    """Do some work in one transaction, and keep what is to be told of it; tell whether it was saved.

    Args:
        entry: key of the entry, where a refusal is told (``show_refusal``).
        work: makes the changes and returns what was done, in words; its errors undo everything.
        page: where a success is told (``show_saved``).
    """

    def whole() -> str:
        with records.store().session(oleh=access.account()) as unit:
            return work(unit)

    return attempt(entry, whole, page=page)


def attempt(entry: str, work: Callable[[], str], *, page: str) -> bool:
    """Do some work that saves all of it or nothing, as ``save``."""
    st.session_state.pop(_key(entry), None)
    if not access.may_record():
        return False
    try:
        done = work()
    except DampinganError as error:
        first = isinstance(error, ConflictError) or (isinstance(error, RefusedEditsError) and bool(error.conflicts))
        title = "Belum disimpan: ada yang lebih dahulu mengubahnya" if first else "Belum disimpan"
        _keep(entry, Told(title, str(error), bentrok=first))
        return False
    _keep(page, Told("Sudah disimpan", done, "tersimpan"))
    return True


def show_refusal(entry: str, *, newest: Callable[[], None]) -> None:
    """Draw why the last attempt was refused, until the next one; after a conflict offer the newest state.

    Args:
        entry: as for ``save``.
        newest: drops what was entered, so that the newest state is shown (a button's callback).
    """
    told = st.session_state.get(_key(entry))
    if isinstance(told, Told):
        style.notice(told.judul, told.kata, kind=told.jenis)
        if told.bentrok:
            st.button("Muat yang terbaru", on_click=newest, key=f"{_key(entry)}_terbaru")


def show_saved(page: str) -> None:
    """Draw what was saved, once."""
    told = st.session_state.pop(_key(page), None)
    if isinstance(told, Told):
        style.notice(told.judul, told.kata, kind=told.jenis)


def _keep(place: str, told: Told) -> None:
    st.session_state[_key(place)] = told


def _key(place: str) -> str:
    return f"simpan_{place}"
