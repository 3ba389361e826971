"""The stages as the page looks at them: of one programme period, within the filter, on the day of the report."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl
import streamlit as st

from dampingan.measures.follow_up import units_discussed
from dampingan.measures.stage_hints import Held, stage_hints, units_with_musdes, units_with_programme
from dampingan.measures.stages import StageCounts, companions, stage_counts, stage_table
from dampingan.records.models import Fgd, Musdes, Penugasan, PerangkatDaerah, Program, Tahap
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.view import View

Codes = tuple[str, ...] | None


@dataclass(frozen=True)
class Look:
    """What the page shows: the filter, the records of one moment, the programme's period, the day of the report."""

    view: View
    kept: Kept
    periode: str
    hari: dt.date

    @cached_property
    def table(self) -> pl.DataFrame:
        """Return how far each assisted desa within the filter is; see ``measures.stages.stage_table``."""
        return _within(_table(self.kept, self.periode, self.hari), self.view.codes)

    @cached_property
    def counts(self) -> StageCounts:
        """Return how many desa are at each stage."""
        return stage_counts(self.table)

    @cached_property
    def hints(self) -> pl.DataFrame:
        """Return what does not fit together: ``kode_desa, petunjuk``."""
        return _within(_hints(self.kept, self.periode, self.hari), self.view.codes)

    @cached_property
    def stages(self) -> pl.DataFrame:
        """Return the records of the units within the filter, for the source line."""
        own = self.kept.frame(Tahap).filter(pl.col("periode_program") == self.periode)
        return _within(own, self.view.codes)

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """Return the names of the Perangkat Daerah by id, by name."""
        return dict(self.kept.frame(PerangkatDaerah).sort("nama").select("id", "nama").iter_rows())


def _within(frame: pl.DataFrame, codes: Codes) -> pl.DataFrame:
    return frame if codes is None else frame.filter(pl.col("kode_desa").is_in(codes))


@st.cache_resource(max_entries=32, show_spinner=False)
def _table(kept: Kept, periode: str, day: dt.date) -> pl.DataFrame:
    who = companions(kept.frame(Penugasan), kept.frame(PerangkatDaerah), periode)
    return stage_table(kept.frame(Tahap), who, periode=periode, day=day)


@st.cache_resource(max_entries=32, show_spinner=False)
def _hints(kept: Kept, periode: str, day: dt.date) -> pl.DataFrame:
    held = Held(
        units_with_musdes(kept.frame(Musdes), day=day),
        units_discussed(kept.frame(Fgd), kept.frame(Penugasan), day=day),
        units_with_programme(kept.frame(Program)),
    )
    return stage_hints(kept.frame(Tahap), held, periode=periode, day=day)
