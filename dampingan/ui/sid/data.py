"""The checks of SID as the page looks at them: within the filter, on the day of the report."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
import streamlit as st

from dampingan.measures.sid import (
    quarter_ends,
    sid_by_category,
    sid_by_kecamatan,
    sid_components,
    sid_over_time,
    sid_states,
    sid_table,
    sid_total,
    with_year_before,
    year_before,
)
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.regions.reference import units
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.view import View

Codes = tuple[str, ...] | None
_UNIT = ("kode_desa", "nama", "kecamatan", "jenis")


@dataclass(frozen=True)
class Look:
    """What the page shows: the filter, the records of one moment, the day of the report."""

    view: View
    kept: Kept
    hari: dt.date

    @cached_property
    def table(self) -> pl.DataFrame:
        """Return the units within the filter; see ``measures.sid.sid_table`` and ``with_year_before``."""
        return _table(self.kept, self.view.codes, self.hari)

    @cached_property
    def total(self) -> dict[str, Any]:
        """Return the figures of all of them together."""
        return sid_total(self.table)

    @cached_property
    def categories(self) -> pl.DataFrame:
        """Return how many desa are in each state, by category."""
        return sid_by_category(self.table)

    @cached_property
    def kecamatan(self) -> pl.DataFrame:
        """Return the figures of each kecamatan."""
        return sid_by_kecamatan(self.table)

    @cached_property
    def states(self) -> pl.DataFrame:
        """Return the last check of each category of the units within the filter."""
        return _within(_states(self.kept, self.hari), self.view.codes)

    @cached_property
    def components(self) -> pl.DataFrame:
        """Return the last check of the four components of the desa within the filter."""
        desa = self.table.filter("tunduk").select("kode_desa")
        return sid_components(self.kept.frame(SidKomponen), day=self.hari).join(desa, on="kode_desa", how="semi")

    @cached_property
    def over_time(self) -> pl.DataFrame:
        """Return the figures at the ends of the last quarters; empty without checks."""
        return _over_time(self.kept, self.view.codes, self.hari)

    @property
    def any_recorded(self) -> bool:
        """Tell whether any check of any desa is recorded."""
        return self.kept.frame(SidKategori).height > 0


def chosen_units(codes: Codes) -> pl.DataFrame:
    """Return the units within the filter."""
    return _within(units().select(_UNIT), codes)


def _within(frame: pl.DataFrame, codes: Codes) -> pl.DataFrame:
    return frame if codes is None else frame.filter(pl.col("kode_desa").is_in(codes))


@st.cache_resource(max_entries=32, show_spinner=False)
def _states(kept: Kept, day: dt.date) -> pl.DataFrame:
    return sid_states(kept.frame(SidKategori), day=day)


@st.cache_resource(max_entries=32, show_spinner=False)
def _table(kept: Kept, codes: Codes, day: dt.date) -> pl.DataFrame:
    chosen = chosen_units(codes)
    before = year_before(day)
    return with_year_before(sid_table(chosen, _states(kept, day)), sid_table(chosen, _states(kept, before)))


@st.cache_resource(max_entries=32, show_spinner=False)
def _over_time(kept: Kept, codes: Codes, day: dt.date) -> pl.DataFrame:
    checks = kept.frame(SidKategori).filter(pl.col("tanggal") <= day)
    first = checks["tanggal"].min()
    days = quarter_ends(first, day) if isinstance(first, dt.date) else []
    return sid_over_time(chosen_units(codes), checks, days)
