"""What a page looks at: the snapshot and the filter, with cached figures. A new publish is seen at once."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import polars as pl
import streamlit as st

from dampingan.config import settings
from dampingan.measures.cells import within_units
from dampingan.measures.desa_table import desa_table
from dampingan.measures.overview import Overview, overview, period_before
from dampingan.measures.scope import Choice, chosen_units, totals
from dampingan.measures.selection import select_targets
from dampingan.regions.reference import units
from dampingan.rules import Rules, read_rules
from dampingan.snapshot import Manifest, Snapshot, SnapshotStore
from dampingan.ui.filter_state import (
    EVERY_KIND,
    Filter,
    Options,
    default_filter,
    describe,
    kecamatan_names,
    nature,
    write_filter,
)

_CURRENT = "tampilan"


@dataclass(frozen=True)
class Key:
    """What a figure depends on beside its own arguments; part of every cache key."""

    data: str
    periode: str
    edisi: str
    aturan: str
    """The rules in force, as JSON."""


@dataclass(frozen=True)
class View:
    """One session's look at the data: everything a page needs for its figures."""

    kunci: Key
    saringan: Filter
    pilihan: Options

    @cached_property
    def snapshot(self) -> Snapshot:
        """Return the period's snapshot."""
        return _snapshot(self.kunci.data, self.kunci.periode, self.kunci.edisi)

    @property
    def manifest(self) -> Manifest:
        """Return what the snapshot is."""
        return self.snapshot.manifest

    @cached_property
    def rules(self) -> Rules:
        """Return the rules in force."""
        return Rules.model_validate_json(self.kunci.aturan)

    @property
    def desil(self) -> tuple[int, ...]:
        """Return the desil chosen."""
        return self.saringan.desil_numbers

    @property
    def whom(self) -> str:
        """Return who is counted: ``rumah tangga desil 1``, or ``keluarga`` where the source counts those."""
        return f"{self.manifest.unit} {self.saringan.desil_words}"

    @property
    def kecamatan(self) -> tuple[str, ...]:
        """Return the names of the kecamatan chosen; none means all."""
        return tuple(kecamatan_names(self.saringan, self.pilihan))

    @property
    def nature(self) -> str:
        """Return in words what units the filter takes, wherever they lie; empty where it takes every kind."""
        return nature(self.saringan) if self.saringan.by_nature else ""

    def link(self, **further: str) -> dict[str, str]:
        """Return the parameters of a link that keeps the filter."""
        return write_filter(self.saringan, default_filter(self.pilihan)) | further

    def subtitle(self, measure: str = "") -> str:
        """Return measure, filter and period in words."""
        return describe(self.saringan, self.pilihan, measure=measure)

    @cached_property
    def codes(self) -> tuple[str, ...] | None:
        """Return the units within the filter by ``kode_desa``; None where it takes all."""
        return self._taken(self.kecamatan)

    @property
    def narrowed(self) -> bool:
        """Tell whether the filter leaves units out."""
        return self.codes is not None

    @cached_property
    def scoped(self) -> Snapshot:
        """Return the snapshot of the units within the filter."""
        return self.snapshot if self.codes is None else within_units(self.snapshot, self.codes)

    @cached_property
    def scoped_everywhere(self) -> Snapshot:
        """Return the snapshot of the units that the filter takes, in all kecamatan (for comparing those)."""
        codes = self._taken(())
        return self.snapshot if codes is None else within_units(self.snapshot, codes)

    def _taken(self, kecamatan: tuple[str, ...]) -> tuple[str, ...] | None:
        chosen = self.saringan
        jenis = () if chosen.jenis == EVERY_KIND else (chosen.jenis,)
        only = self.dampingan() if chosen.dampingan else None
        choice = Choice(kecamatan, jenis, chosen.kelas, only)
        return tuple(chosen_units(self.desa(everywhere=True), choice)) if choice.narrows else None

    def desa(self, *, everywhere: bool = False) -> pl.DataFrame:
        """Return the per-desa table within the filter, or of the whole kabupaten."""
        table = _desa_table(self.kunci, self.desil)
        return table if everywhere or self.codes is None else table.filter(pl.col("kode_desa").is_in(self.codes))

    def dampingan(self) -> tuple[str, ...]:
        """Return the units that the rule in force chooses (a simulation), by ``kode_desa``."""
        return _dampingan(self.kunci)

    def by_kecamatan(self) -> pl.DataFrame:
        """Return the totals of all kecamatan, also those outside the filter (for comparison).

        They count the units of the filter's jenis, kelas and dampingan; shares are of the whole kabupaten.
        """
        return _by_kecamatan(self.kunci, self.desil, self._taken(()))

    def total(self) -> dict[str, object]:
        """Return the totals within the filter."""
        return _total(self.kunci, self.desil, self.codes)

    def kabupaten(self) -> dict[str, object]:
        """Return the totals of the whole kabupaten."""
        return _total(self.kunci, self.desil, None)

    def overview(self, codes: tuple[str, ...] | None = None) -> Overview:
        """Return the key figures within the filter, or of the units given."""
        return _overview(self.kunci, self.desil, self.codes if codes is None else codes)

    def overview_before(self) -> tuple[str, Overview] | None:
        """Return the period before and its figures of the same units, if the two can be compared."""
        store = SnapshotStore(Path(self.kunci.data))
        before = period_before([store.manifest(p) for p in store.periods()], self.manifest)
        if before is None:
            return None
        key = Key(self.kunci.data, before.periode, store.edition(before.periode), self.kunci.aturan)
        return before.periode, _overview(key, self.desil, self.codes)

    def periods_with(self, kode_desa: str) -> list[str]:
        """Return the periods in which a unit has rows, newest first."""
        found = SnapshotStore(Path(self.kunci.data))
        editions = ((p, found.edition(p)) for p in self.pilihan.periode)
        return [p for p, e in editions if kode_desa in set(_snapshot(self.kunci.data, p, e).cube["kode_desa"])]


def store() -> SnapshotStore:
    """Return the snapshots of this installation."""
    return SnapshotStore(settings().data)


def options(periods: Collection[str]) -> Options:
    """Return what the filter offers: the periods given, newest first, and all kecamatan by name."""
    return Options(sorted(periods, reverse=True), _kecamatan())


@cache
def _kecamatan() -> dict[str, str]:
    """Return the names of the kecamatan by code, in the order of the names."""
    return dict(units().select("kode_kecamatan", "kecamatan").unique().sort("kecamatan").iter_rows())


def view_of(saringan: Filter, pilihan: Options) -> View:
    """Make the view of a filter.

    Raises:
        SnapshotError: the period is gone or damaged.
        RulesError: the rules file is wrong.
    """
    data = settings().data
    edition = SnapshotStore(data).edition(saringan.periode)
    key = Key(str(data), saringan.periode, edition, read_rules().model_dump_json())
    return View(key, saringan, pilihan)


def open_view(saringan: Filter, pilihan: Options) -> View:
    """Make the view of a filter and keep it for the page that is about to run; errors of ``view_of``."""
    view = view_of(saringan, pilihan)
    st.session_state[_CURRENT] = view
    return view


def current() -> View:
    """Return the view that ``app.py`` opened for this run."""
    view = st.session_state[_CURRENT]
    if not isinstance(view, View):
        raise TypeError(_CURRENT)
    return view


@st.cache_resource(max_entries=8, show_spinner=False)
def _snapshot(data: str, period: str, edition: str) -> Snapshot:
    """Read a snapshot once per edition; nobody changes it."""
    del edition  # only tells one publish from the next
    return SnapshotStore(Path(data)).read(period)


def _opened(key: Key) -> tuple[Snapshot, Rules]:
    return _snapshot(key.data, key.periode, key.edisi), Rules.model_validate_json(key.aturan)


@st.cache_data(max_entries=32, show_spinner=False)
def _desa_table(key: Key, desil: tuple[int, ...]) -> pl.DataFrame:
    return desa_table(*_opened(key), desil=desil)


@st.cache_data(max_entries=32, show_spinner=False)
def _dampingan(key: Key) -> tuple[str, ...]:
    rules = Rules.model_validate_json(key.aturan)
    return tuple(select_targets(_desa_table(key, (1,)), rules.sasaran).terpilih["kode_desa"])


@st.cache_data(max_entries=64, show_spinner=False)
def _total(key: Key, desil: tuple[int, ...], codes: tuple[str, ...] | None) -> dict[str, object]:
    snapshot = _opened(key)[0]
    return totals(snapshot if codes is None else within_units(snapshot, codes), desil=desil).to_dicts()[0]


@st.cache_data(max_entries=64, show_spinner=False)
def _by_kecamatan(key: Key, desil: tuple[int, ...], codes: tuple[str, ...] | None) -> pl.DataFrame:
    snapshot = _opened(key)[0]
    if codes is None:
        return totals(snapshot, desil=desil, by=("kecamatan",))
    everyone = int(str(_total(key, desil, None)["rt_terpilih"] or 0))
    return totals(within_units(snapshot, codes), desil=desil, by=("kecamatan",), everyone=everyone)


@st.cache_data(max_entries=64, show_spinner=False)
def _overview(key: Key, desil: tuple[int, ...], codes: tuple[str, ...] | None) -> Overview:
    return overview(*_opened(key), desil=desil, codes=codes)
