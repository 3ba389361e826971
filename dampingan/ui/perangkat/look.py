"""What the page looks at: the units within the filter, the assignments of a year, and one Perangkat Daerah."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
import streamlit as st

from dampingan.measures import gap_totals
from dampingan.measures.assistance import agency_load, agency_units, pairs, running, shared, unassisted
from dampingan.measures.follow_up import follow_ups, talks_about
from dampingan.measures.gap import gap_sheet, programmes_counted
from dampingan.measures.period_shown import begun
from dampingan.measures.stages import companions, programme_periods, stage_table
from dampingan.records.models import Fgd, Penugasan, PerangkatDaerah, Program, Tahap, TindakLanjut
from dampingan.ui.catatan import day
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.perangkat.agencies import Agency, WithOffices
from dampingan.ui.view import View


@dataclass(frozen=True)
class Look(WithOffices):
    """The filter, the records of one moment, the year of the assignments, and the agency shown (or empty)."""

    tahun: int
    perangkat: str

    @property
    def assignments(self) -> pl.DataFrame:
        """Return all assignments."""
        return self.kept.frame(Penugasan)

    @cached_property
    def load(self) -> pl.DataFrame:
        """Return what each Perangkat Daerah carries; see ``measures.assistance.agency_load``."""
        return _load(self.kept, self.tahun, self.hari, self.view.codes, self.view)

    @cached_property
    def lacking(self) -> pl.DataFrame:
        """Return the units that the rule chooses and nobody assists."""
        return unassisted(self.assignments, self.view.dampingan(), self.view.desa(), year=self.tahun)

    @cached_property
    def shared(self) -> pl.DataFrame:
        """Return the units that several assist."""
        return shared(self.assignments, self.kept.frame(PerangkatDaerah), self.view.desa(), year=self.tahun)

    @cached_property
    def hari(self) -> dt.date:
        """Return the day by which follow-ups are judged, as on the page FGD: the sample's own where all are samples."""
        return day.report_day([self.kept.frame(Fgd), self.kept.frame(TindakLanjut)])

    @cached_property
    def hari_tahap(self) -> dt.date:
        """Return the day by which stages are judged, as on the page Tahapan."""
        return day.report_day([self.kept.frame(Tahap)])

    @property
    def agency(self) -> Agency:
        """Return the Perangkat Daerah that is shown."""
        return self.offices[self.perangkat]

    @property
    def own(self) -> dict[str, Any]:
        """Return what it carries, a row of ``load``."""
        return self.load.row(by_predicate=pl.col("id") == self.agency.id, named=True)

    @cached_property
    def units(self) -> pl.DataFrame:
        """Return the figures of its units; see ``measures.assistance.agency_units``."""
        mine = pairs(self.assignments.filter(pl.col("id_perangkat_daerah") == self.agency.id), self.tahun)
        table = self.view.desa().filter(pl.col("kode_desa").is_in(mine["kode_desa"].to_list()))
        sheet = gap_sheet(table, self.kept.frame(Program), self.kept.frame(PerangkatDaerah), years=[self.tahun])
        return agency_units(table, gap_totals.by_unit(sheet), self._stages())

    @cached_property
    def programmes(self) -> pl.DataFrame:
        """Return its programmes of the year in units within the filter, not cancelled."""
        kept = programmes_counted(self.kept.frame(Program), [self.tahun], codes=self.view.codes)
        return kept.filter(pl.col("id_perangkat_daerah") == self.agency.id)

    @cached_property
    def to_do(self) -> pl.DataFrame:
        """Return its follow-ups that are not done; the most overdue first."""
        rows = _follow_ups(self.kept, self.hari)
        return rows.filter((pl.col("id_perangkat_daerah") == self.agency.id) & pl.col("belum_selesai"))

    @property
    def frames(self) -> list[pl.DataFrame]:
        """Return the records shown, for the source line."""
        return [running(self.assignments, self.tahun)]

    def _stages(self) -> pl.DataFrame:
        stages, offices = self.kept.frame(Tahap), self.kept.frame(PerangkatDaerah)
        periode = next(iter(begun(programme_periods(stages, self.assignments), self.tahun)), "")
        who = companions(self.assignments, offices, periode)
        return stage_table(stages, who, periode=periode, day=self.hari_tahap)


@st.cache_resource(max_entries=16, show_spinner=False)
def _load(kept: Kept, year: int, on: dt.date, codes: tuple[str, ...] | None, _view: View) -> pl.DataFrame:
    del codes  # the units of the view, by which one load is told from another
    return agency_load(
        kept.frame(Penugasan), kept.frame(PerangkatDaerah), _view.desa(), kept.frame(Program), _follow_ups(kept, on),
        year=year,
    )  # fmt: skip


@st.cache_resource(max_entries=8, show_spinner=False)
def _follow_ups(kept: Kept, on: dt.date) -> pl.DataFrame:
    talks = talks_about(kept.frame(Fgd), kept.frame(Penugasan), None, day=on)
    return follow_ups(kept.frame(TindakLanjut), talks, kept.frame(PerangkatDaerah), day=on)
