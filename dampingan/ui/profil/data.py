"""The page's figures that take longer than a few milliseconds, kept for as long as nothing is published anew."""

from pathlib import Path

import polars as pl
import streamlit as st

from dampingan.errors import SnapshotError
from dampingan.exports.facts import Edition, UnitFacts, edition, unit_facts
from dampingan.exports.notes import DESIL_CHOICES
from dampingan.indicators import KODE
from dampingan.measures.cells import within_units
from dampingan.measures.trend import trend
from dampingan.snapshot import Snapshot, SnapshotStore
from dampingan.ui.view import Key, View

Editions = tuple[tuple[str, str], ...]
"""Periods with the edition that is current."""

TREND_COLUMNS = ("pct_desil1", "rt_desil1", *(f"{form}_{kode}" for kode in KODE for form in ("pct", "rt")))


def facts(view: View, kode_desa: str) -> UnitFacts:
    """Return what the sheet, the slides and this page say of a unit."""
    return _facts(view.kunci, view.saringan.desil, kode_desa, view)


def alone(view: View, kode_desa: str) -> Snapshot:
    """Return the snapshot of a unit only."""
    return within_units(view.snapshot, [kode_desa])


def trend_of(view: View, kode_desa: str) -> pl.DataFrame:
    """Return ``measures.trend`` of a unit over all periods that can be read, with ``TREND_COLUMNS``."""
    found = SnapshotStore(Path(view.kunci.data))
    editions = tuple((period, found.edition(period)) for period in view.pilihan.periode)
    return _trend(view.kunci.data, editions, view.saringan.desil, kode_desa)


@st.cache_resource(max_entries=4, show_spinner=False)
def _edition(key: Key, desil: str, _view: View) -> Edition:
    del key
    return edition(_view.snapshot, _view.rules, desil=desil)


@st.cache_resource(max_entries=128, show_spinner=False)
def _facts(key: Key, desil: str, kode_desa: str, _view: View) -> UnitFacts:
    return unit_facts(_edition(key, desil, _view), kode_desa)


@st.cache_resource(max_entries=2, show_spinner=False)
def _snapshots(data: str, editions: Editions) -> tuple[Snapshot, ...]:
    """Read all periods; one that is damaged is left out, and does not take the page of another down."""
    read = []
    for period, _ in editions:
        try:
            read.append(SnapshotStore(Path(data)).read(period))
        except SnapshotError:
            continue
    return tuple(read)


@st.cache_data(max_entries=256, show_spinner=False)
def _trend(data: str, editions: Editions, desil: str, kode_desa: str) -> pl.DataFrame:
    return trend(_snapshots(data, editions), TREND_COLUMNS, desil=DESIL_CHOICES[desil], kode_desa=kode_desa)
