"""The day of the report: today, or the day on which the sample stands as long as there is nothing but sample."""

import datetime as dt
from collections.abc import Iterable

import polars as pl
import streamlit as st

from dampingan.exports.record_notes import all_samples
from dampingan.records.errors import WIB
from dampingan.records.sample_drafts import SAMPLE_DAY
from dampingan.ui.filters import keep_param

PARAM = "hari"
_KEY, _FOLLOWED = "hari_laporan", "hari_diikuti"
_RANGE = (dt.date(2000, 1, 1), dt.date(2100, 12, 31))


def today() -> dt.date:
    """Return the day it is in Pemalang."""
    return dt.datetime.now(WIB).date()


def report_day(frames: Iterable[pl.DataFrame]) -> dt.date:
    """Return the day that a report is of where nobody chooses: the sample's where all records are samples."""
    return SAMPLE_DAY if all_samples(frames) else today()


def choose(frames: Iterable[pl.DataFrame]) -> dt.date:
    """Draw the choice of the day, kept in the address, and return it.

    Args:
        frames: the records that the page is about, with ``contoh``: all of them samples means the sample's own day.
    """
    default = report_day(frames)
    asked = _day(st.query_params.get(PARAM)) or default
    state = st.session_state
    if state.get(_KEY) is None or state.get(_FOLLOWED) != asked:
        state[_KEY] = asked
    st.date_input(
        "Keadaan per", value=state[_KEY], min_value=_RANGE[0], max_value=_RANGE[1], format="DD/MM/YYYY", key=_KEY,
        help="Hari yang dipakai untuk menilai apa yang terlambat dan apa yang masih mutakhir.", width=150,
    )  # fmt: skip
    chosen = state[_KEY] or default
    keep_param(PARAM, chosen.isoformat(), default.isoformat())
    state[_FOLLOWED] = chosen
    return dt.date(chosen.year, chosen.month, chosen.day)


def _day(text: str | None) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if _RANGE[0] <= day <= _RANGE[1] else None
