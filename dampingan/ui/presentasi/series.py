"""Which desa follow after the kabupaten: those of a Perangkat Daerah, the simulated list, or the desa merah."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dampingan.errors import DampinganError
from dampingan.formats import number
from dampingan.measures.assistance import running
from dampingan.measures.overview import most_pressing
from dampingan.measures.period_shown import year_of
from dampingan.records.models import Penugasan, PerangkatDaerah
from dampingan.regions.assignment_known import known_assignments
from dampingan.ui.catatan import kept
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.downloads import slug
from dampingan.ui.perangkat.agencies import Agency, agencies
from dampingan.ui.view import View

LIMIT = 10
"""Units that one series shows: two slides each are as much as a meeting bears."""


@dataclass(frozen=True)
class Series:
    """Units that are presented one after another.

    ``unit``: those shown, by ``kode_desa``; ``dalam``: how many of the series are within the filter; ``semua``: how
    many it has. ``dasar`` says in words what the list rests on.
    """

    kode: str
    nama: str
    dasar: str
    unit: tuple[str, ...]
    dalam: int
    semua: int

    @property
    def label(self) -> str:
        """Return the name with the number of units, for the choice."""
        more = f" dari {number(self.dalam)}" if self.dalam > len(self.unit) else ""
        return f"{self.nama} · {number(len(self.unit))}{more} desa"

    @property
    def catatan(self) -> str:
        """Return what the series rests on, and what of it is not shown."""
        outside, more = self.semua - self.dalam, self.dalam - len(self.unit)
        told = [
            f"{self.dasar}.",
            f"{number(outside)} dari {number(self.semua)} desa berada di luar saringan." if outside else "",
            f"Yang dipresentasikan {LIMIT} pertama; {number(more)} lainnya tidak." if more else "",
        ]
        return " ".join(part for part in told if part)


def series(view: View) -> dict[str, Series]:
    """Return the series within the filter by their code, those most asked for first.

    The publicly known assignments, each followed by what is recorded for the same Perangkat Daerah, the two computed
    lists, then every other Perangkat Daerah with recorded assignments.
    """
    inside = frozenset(view.desa()["kode_desa"])
    recorded = {one.kode: one for one in _recorded(view)}
    offered: dict[str, Series] = {}
    for one in _known(inside):
        beside = recorded_code(one.kode)
        offered |= {one.kode: one} | ({beside: recorded[beside]} if beside in recorded else {})
    computed = {one.kode: one for one in (_simulated(view, inside), _red(view, inside))}
    return offered | computed | {kode: one for kode, one in recorded.items() if kode not in offered}


def recorded_code(agency: str) -> str:
    """Return the code of the series of a Perangkat Daerah's recorded assignments.

    Args:
        agency: its name in addresses; by itself it names the publicly known series, where there is one.
    """
    known = {slug(str(name)) for name in known_assignments()["perangkat_daerah"]}
    return f"{agency}-catatan" if agency in known else agency


def first(offered: dict[str, Series]) -> str:
    """Return the series that is shown unless another is asked for: the first that has units within the filter."""
    return next((kode for kode, one in offered.items() if one.unit), next(iter(offered)))


def _known(inside: frozenset[str]) -> Iterator[Series]:
    for (agency,), rows in known_assignments().group_by("perangkat_daerah", maintain_order=True):
        codes = rows["kode_desa"].to_list()
        name = f"Desa dampingan {agency} menurut Keputusan Bupati"
        yield _made(slug(str(agency)), name, str(rows["dasar"][0]), codes, inside)


def _recorded(view: View) -> list[Series]:
    """Return the units of each Perangkat Daerah in the year of the data; none where the store cannot be read."""
    try:
        return _of_records(kept.current(), year_of(view.saringan.periode), view.codes)
    except DampinganError:
        return []


@st.cache_data(max_entries=16, show_spinner=False)
def _of_records(records: Kept, year: int, codes: tuple[str, ...] | None) -> list[Series]:
    """Return the recorded series: a slide changes far more often than they do."""
    assignments, offices = records.frame(Penugasan), agencies(records.frame(PerangkatDaerah))
    now = running(assignments, year).sort("kode_desa")
    inside = frozenset(now["kode_desa"] if codes is None else codes)
    return list(_of_offices(now, offices, year, inside))


def _of_offices(
    now: pl.DataFrame, offices: Mapping[str, Agency], year: int, inside: frozenset[str]
) -> Iterator[Series]:
    basis = f"Penugasan tahun {year} yang tercatat"
    for kode, agency in offices.items():
        own = now.filter(pl.col("id_perangkat_daerah") == agency.id)
        if own.is_empty():
            continue
        sample = ", sebagian atau seluruhnya data contoh" if own["contoh"].any() else ""
        codes = own["kode_desa"].unique(maintain_order=True).to_list()
        code = recorded_code(kode)
        beside = "" if code == kode else f" menurut catatan {year}"
        yield _made(code, f"Desa dampingan {agency.pendek}{beside}", f"{basis}{sample}", codes, inside)


def _simulated(view: View, inside: frozenset[str]) -> Series:
    basis = f"Daftar sasaran menurut aturan versi {view.rules.versi}: {view.rules.sebutan}"
    codes = [kode for kode in view.dampingan() if kode in inside]
    return _made("dampingan", "Desa dampingan (simulasi)", basis, codes, inside)


def _red(view: View, inside: frozenset[str]) -> Series:
    table = view.desa().filter(pl.col("kelas") == "merah")
    codes = most_pressing(table, table.height)["kode_desa"].to_list()
    return _made("merah", "Desa merah", f"Kelas merah: {view.rules.sebutan}", codes, inside)


def _made(kode: str, name: str, basis: str, codes: Sequence[str], inside: frozenset[str]) -> Series:
    within = [unit for unit in codes if unit in inside]
    return Series(kode, name, basis, tuple(within[:LIMIT]), len(within), len(codes))
