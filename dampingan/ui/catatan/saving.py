"""Saving what was entered: in one transaction, with what became of it told beside the entry.

Buttons' callbacks and fragments run outside of what ``app.py`` watches over, so their failures are told from here.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from dampingan.edits import RefusedEditsError
from dampingan.errors import DampinganError
from dampingan.records.errors import ConflictError
from dampingan.records.unit import UnitOfWork
from dampingan.ui import access, frame, records, style

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """What became of an attempt; ``bentrok``: someone else was first; ``rusak``: the program failed."""

    judul: str
    kata: str
    jenis: str = "perhatian"
    bentrok: bool = False
    rusak: bool = False


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
    done = tried(entry, work) if access.may_record() else None
    if done is not None:
        _keep(page, Told("Sudah disimpan", done, "tersimpan"))
    return done is not None


def tried(entry: str, work: Callable[[], T]) -> T | None:
    """Do some work and return its result; None where it failed, which ``show_refusal`` then tells of."""
    st.session_state.pop(_key(entry), None)
    try:
        return work()
    except DampinganError as error:
        first = isinstance(error, ConflictError) or (isinstance(error, RefusedEditsError) and bool(error.conflicts))
        title = "Belum disimpan: ada yang lebih dahulu mengubahnya" if first else "Belum disimpan"
        _keep(entry, Told(title, str(error), bentrok=first))
    except Exception:
        logging.getLogger("dampingan").exception("Catatan gagal disimpan")
        _keep(entry, Told("", "", rusak=True))
    return None


@contextmanager
def guarded() -> Iterator[None]:
    """Draw a failure in words where it happens, as ``app.py`` does for a whole page; for fragments."""
    try:
        yield
    except DampinganError as error:
        frame.problem(error)
    except Exception:
        logging.getLogger("dampingan").exception("Bagian halaman gagal")
        frame.broken()


def refused(entry: str) -> bool:
    """Tell whether ``show_refusal`` has something to tell."""
    return _key(entry) in st.session_state


def show_refusal(entry: str, *, newest: Callable[[], None]) -> None:
    """Draw why the last attempt was refused, until the next one; after a conflict offer the newest state.

    Args:
        entry: as for ``save``.
        newest: drops what was entered, so that the newest state is shown (a button's callback).
    """
    told = st.session_state.get(_key(entry))
    if not isinstance(told, Told):
        return
    if told.rusak:
        frame.broken()
    else:
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
