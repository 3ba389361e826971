"""What a person saw when an entry was opened: kept until it is saved, left or asked for anew.

An entry must be saved with the versions that were seen, even if someone else changed the records meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, cast

import streamlit as st

T = TypeVar("T")

LATER: Literal["ignore"] = "ignore"
"""How a table of an entry hands over what is typed: with the press that saves it. Streamlit would otherwise send an
edit a moment after the cell was left, so that a quick press on the button went without it."""


@dataclass(frozen=True)
class Seen(Generic[T]):
    """What was seen of ``hal``; ``kunci`` begins the keys of the controls, which start anew with each opening."""

    hal: object
    isi: T
    kunci: str

    def key(self, control: str) -> str:
        """Return the key of one of the entry's controls."""
        return f"{self.kunci}_{control}"


def seen(place: str, hal: object, load: Callable[[], T], *, control: str) -> Seen[T]:
    """Return what was seen when the entry about ``hal`` was opened; open it where it is not open.

    Args:
        place: the entry, one of its own on each page.
        hal: what it is about, such as a desa's code.
        load: reads what is to be seen.
        control: the name of a control that is always drawn with the entry: Streamlit forgets it once the entry is left.
    """
    state = st.session_state
    held: Seen[T] | None = still_open(place, hal, control=control)
    if held is None:
        opening = int(state.get(_count(place), 0)) + 1
        state[_count(place)] = opening
        held = Seen(hal, load(), f"{place}_{opening}")
        state[_key(place)] = held
    return held


def still_open(place: str, hal: object, *, control: str) -> Seen[T] | None:
    """Return what was seen when the entry about ``hal`` was opened, None where it is not open; as ``seen``."""
    state = st.session_state
    held = state.get(_key(place))
    if isinstance(held, Seen) and held.hal == hal and held.key(control) in state:
        return cast("Seen[T]", held)
    return None


def forget(place: str) -> None:
    """Drop what was seen and entered, so that the newest state is opened."""
    st.session_state.pop(_key(place), None)


def _key(place: str) -> str:
    return f"dilihat_{place}"


def _count(place: str) -> str:
    return f"dilihat_{place}_ke"
