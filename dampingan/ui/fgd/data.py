"""The records of FGDs as the page looks at them: within the filter, on the day of the report."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl
import streamlit as st

from dampingan.measures.fgd_participants import participants
from dampingan.measures.follow_up import FollowUpCounts, by_owner, counts, follow_ups, talks_about
from dampingan.records.models import Fgd, FgdPeserta, Penugasan, PerangkatDaerah, TindakLanjut
from dampingan.ui.catatan import parts
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.view import View

Codes = tuple[str, ...] | None


@dataclass(frozen=True)
class Look:
    """What the page shows: the filter, the records of one moment, the day of the report."""

    view: View
    kept: Kept
    hari: dt.date

    @cached_property
    def talks(self) -> pl.DataFrame:
        """Return the FGDs, newest first."""
        return _talks(self.kept, self.view.codes, self.hari)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Return their follow-ups; see ``measures.follow_up.follow_ups``."""
        return _rows(self.kept, self.view.codes, self.hari)

    @cached_property
    def owners(self) -> pl.DataFrame:
        """Return the follow-ups of each owner."""
        return by_owner(self.rows)

    @cached_property
    def counts(self) -> FollowUpCounts:
        """Return the follow-ups by state."""
        return counts(self.rows, day=self.hari)

    @cached_property
    def participants(self) -> pl.DataFrame:
        """Return who took part in each FGD."""
        return participants(self.kept.frame(FgdPeserta), self.talks)

    @property
    def frames(self) -> list[pl.DataFrame]:
        """Return the records shown, for the source line."""
        return [self.talks, self.rows]

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """Return the names of the Perangkat Daerah by id, by name."""
        return dict(self.kept.frame(PerangkatDaerah).sort("nama").select("id", "nama").iter_rows())

    @cached_property
    def told_of(self) -> Mapping[str, tuple[str, dt.date]]:
        """Return what each FGD is about, in words, and its date, by its id."""
        rows = self.talks.select("id", "tanggal", "kode_desa", "kode_kecamatan", "id_perangkat_daerah").iter_rows()
        return {identity: (self.about(*about), day) for identity, day, *about in rows}

    def about(self, kode_desa: str | None, kode_kecamatan: str | None, office: str | None) -> str:
        """Return what an FGD is about, in words."""
        if kode_desa:
            name, kecamatan = parts.places()[kode_desa]
            return f"{name}, Kec. {kecamatan}"
        if kode_kecamatan:
            return f"Kecamatan {parts.kecamatan()[kode_kecamatan]}"
        return f"Desa dampingan {self.offices.get(office or '', '–')}"


@st.cache_resource(max_entries=32, show_spinner=False)
def _talks(kept: Kept, codes: Codes, day: dt.date) -> pl.DataFrame:
    return talks_about(kept.frame(Fgd), kept.frame(Penugasan), codes, day=day)


@st.cache_resource(max_entries=32, show_spinner=False)
def _rows(kept: Kept, codes: Codes, day: dt.date) -> pl.DataFrame:
    talks = _talks(kept, codes, day)
    return follow_ups(kept.frame(TindakLanjut), talks, kept.frame(PerangkatDaerah), day=day)
