"""What a table of records was opened with, kept until it is saved or dropped: what was typed is never lost."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import streamlit as st

from dampingan.edits import Edit
from dampingan.exports.record_layout import FormSheet
from dampingan.ui import records
from dampingan.ui.catatan import kept
from dampingan.ui.editing.rows import Row, TableState, applied, asked, overlaid


@dataclass(frozen=True)
class Subject:
    """What a table is about.

    ``nama``: one of its own on each page; ``lingkup``: the filter, by which ``baca`` reads the records of now;
    ``kata``: the filter in words; ``tetap``: fields that every record added here has; ``bawaan``: what a new row
    begins with.
    """

    nama: str
    sheet: FormSheet
    baca: Callable[[Hashable], list[Row]]
    lingkup: Hashable
    kata: str
    tetap: Mapping[str, object] = field(default_factory=dict)
    bawaan: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Opened:
    """A table that is open: what was read (``dilihat``, of the store's state ``tanda``) and what it was drawn with.

    ``sisa``: what was asked for at the last run; ``hilang``: edits whose record is gone; ``pindah``: those whose record
    someone moved out of ``lingkup``: they wait for a filter that takes it in.
    """

    lingkup: Hashable
    kata: str
    tanda: str
    ke: int
    dilihat: list[Row]
    tampil: list[Row]
    sisa: list[Edit] = field(default_factory=list)
    hilang: list[Edit] = field(default_factory=list)
    pindah: list[Edit] = field(default_factory=list)

    def key(self, name: str) -> str:
        """Return the key of the table's control, another with each opening."""
        return f"{name}_tabel_{self.ke}"


def opened(subject: Subject) -> Opened:
    """Return the table as it is open, with ``sisa`` of this run.

    It is read anew where the filter or the store changed and nothing waits to be saved; what waits, also from before
    the page was left, stays on top of what is stored now.
    """
    held = st.session_state.get(_place(subject.nama))
    if not isinstance(held, Opened):
        return _open(subject, subject.lingkup, subject.kata, [])
    state = st.session_state.get(held.key(subject.nama))
    if state is not None:
        left = applied(held.tampil, cast("TableState", state), subject.sheet)
        held.sisa = asked(held.dilihat, left, subject.sheet, fixed=subject.tetap)
    elif held.sisa:
        return _open(subject, held.lingkup, held.kata, [*held.sisa, *held.pindah])
    if not held.sisa and (held.lingkup != subject.lingkup or held.tanda != records.mark()):
        return _open(subject, subject.lingkup, subject.kata, held.pindah)
    return held


def reopen(subject: Subject) -> None:
    """Read the records of now and put what waits to be saved on top (a button's callback)."""
    held = st.session_state.get(_place(subject.nama))
    if isinstance(held, Opened):
        _open(subject, held.lingkup, held.kata, [*held.sisa, *held.pindah])


def settle(subject: Subject, held: Opened) -> None:
    """Close a table of which ``sisa`` was saved; what waits for another filter goes on waiting."""
    drop(subject.nama)
    if held.pindah:
        _open(subject, subject.lingkup, subject.kata, held.pindah)


def drop_moved(name: str) -> None:
    """Forget what waits for another filter."""
    held = st.session_state.get(_place(name))
    if isinstance(held, Opened):
        held.pindah = []


def drop(name: str) -> None:
    """Forget the table and all that was typed into it."""
    st.session_state.pop(_place(name), None)


def _open(subject: Subject, scope: Hashable, words: str, edits: list[Edit]) -> Opened:
    held = st.session_state.get(_place(subject.nama))
    turn = held.ke + 1 if isinstance(held, Opened) else int(st.session_state.get(_turns(subject.nama), 0)) + 1
    now = kept.current()
    rows = subject.baca(scope)
    shown, lost = overlaid(rows, edits, subject.sheet)
    stored = set(now.frame(subject.sheet.model)["id"]) if lost else set()
    gone = [edit for edit in lost if edit.id not in stored and not edit.hapus]
    moved = [edit for edit in lost if edit.id in stored]
    waiting = asked(rows, shown, subject.sheet, fixed=subject.tetap)
    made = Opened(scope, words, now.tanda, turn, rows, shown, waiting, gone, moved)
    st.session_state[_place(subject.nama)] = made
    st.session_state[_turns(subject.nama)] = turn
    return made


def _place(name: str) -> str:
    return f"sunting_{name}"


def _turns(name: str) -> str:
    return f"sunting_{name}_ke"


def remembered(name: str, what: str) -> Any:
    """Return something kept beside a table, such as what became of the last attempt to save it."""
    return st.session_state.get(f"sunting_{name}_{what}")


def remember(name: str, what: str, value: object) -> None:
    """Keep something beside a table; None forgets it."""
    if value is None:
        st.session_state.pop(f"sunting_{name}_{what}", None)
    else:
        st.session_state[f"sunting_{name}_{what}"] = value
