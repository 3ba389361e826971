"""What the page looks at: the units, the years of the programmes, and the figures of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dampingan.formats import joined, period
from dampingan.measures import gap_totals
from dampingan.measures.assistance import pairs
from dampingan.measures.gap import gap_sheet, programmes_counted, with_owner
from dampingan.measures.gap_totals import Money
from dampingan.measures.period_shown import year_of
from dampingan.records.models import Penugasan, PerangkatDaerah, Program
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.catatan.parts import unit_words
from dampingan.ui.perangkat.agencies import NOBODY, WithOffices

SINCE, EVER = "sejak", "semua"
"""Choices of years: from the period of the data on, and all that are recorded."""


@dataclass(frozen=True)
class Look(WithOffices):
    """The filter, the records of one moment, and the page's own choice.

    ``tahun``: ``SINCE``, ``EVER`` or a year; ``perangkat``: the short name of one whose units are shown, or
    ``NOBODY``; ``desa``: the one unit that is shown, or empty.
    """

    tahun: str
    perangkat: str
    desa: str

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Return the years whose programmes count."""
        recorded = recorded_years(self.kept)
        if self.tahun == EVER:
            return tuple(recorded)
        if self.tahun == SINCE:
            return tuple(gap_totals.usual_years(recorded, self.view.saringan.periode))
        return (int(self.tahun),)

    @cached_property
    def units(self) -> pl.DataFrame:
        """Return the rows of the per-desa table that the page may show: within the filter, and of the agency."""
        table = self.view.desa()
        if self.perangkat == NOBODY:
            return table
        own = self.offices[self.perangkat].id
        years = self.years or (year_of(self.view.saringan.periode),)
        assigned = self.kept.frame(Penugasan).filter(pl.col("id_perangkat_daerah") == own)
        codes = {kode for year in years for kode in pairs(assigned, year)["kode_desa"]}
        return table.filter(pl.col("kode_desa").is_in(list(codes)))

    @cached_property
    def shown(self) -> pl.DataFrame:
        """Return the rows of the units that are shown."""
        if not self.desa:
            return self.units
        return self.view.desa(everywhere=True).filter(pl.col("kode_desa") == self.desa)

    @cached_property
    def sheet(self) -> pl.DataFrame:
        """Return need, answer and gap; see ``measures.gap.gap_sheet``."""
        return sheet_of(self.kept, self.shown, self.years)

    @cached_property
    def totals(self) -> pl.DataFrame:
        """Return the sums by indicator."""
        return gap_totals.by_indicator(self.sheet)

    @cached_property
    def money(self) -> Money:
        """Return the programmes and their money, each once."""
        return gap_totals.money(self.kept.frame(Program), self.years, codes=self.shown["kode_desa"].to_list())

    @cached_property
    def programmes(self) -> pl.DataFrame:
        """Return the programmes that count, with ``pemilik``."""
        codes = self.shown["kode_desa"].to_list()
        kept = programmes_counted(self.kept.frame(Program), self.years, codes=codes)
        return with_owner(kept, self.kept.frame(PerangkatDaerah))

    @property
    def frames(self) -> Sequence[pl.DataFrame]:
        """Return the records shown, for the source line."""
        return [self.programmes]

    def subtitle(self) -> str:
        """Return measure, place, desil, period and the years of the programmes in words."""
        years = joined([str(year) for year in self.years]) or "belum ada"
        if self.desa:
            data = f"{self.view.saringan.desil_words} · periode {period(self.view.saringan.periode)}"
            return f"{unit_words(self.desa)} · kebutuhan, program, dan sisa · program tahun {years} · {data}"
        own = f"desa dampingan {self.offices[self.perangkat].pendek}" if self.perangkat != NOBODY else ""
        measure = " · ".join(part for part in ("Kebutuhan, program, dan sisa", own, f"program tahun {years}") if part)
        return self.view.subtitle(measure)


def recorded_years(kept: Kept) -> list[int]:
    """Return the years of the programmes that are recorded."""
    years: list[int] = kept.frame(Program)["tahun"].unique().sort().to_list()
    return years


def sheet_of(kept: Kept, table: pl.DataFrame, years: Sequence[int]) -> pl.DataFrame:
    """Return the gap sheet of some units; ``table``: their rows of the per-desa table."""
    return gap_sheet(table, kept.frame(Program), kept.frame(PerangkatDaerah), years=years)
