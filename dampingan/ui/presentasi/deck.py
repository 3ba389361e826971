"""All slides of a presentation: which there are, and each drawn once for a filter and a series."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import polars as pl
import streamlit as st

from dampingan.ui import editions
from dampingan.ui.filter_state import Filter
from dampingan.ui.presentasi import closing, kabupaten, maps, unit
from dampingan.ui.presentasi.series import Series
from dampingan.ui.presentasi.slide import Slide, framed
from dampingan.ui.view import Key, View

_KABUPATEN: tuple[tuple[str, Callable[[View], Slide]], ...] = (
    ("Kabupaten", kabupaten.opening),
    ("Masalah terberat", kabupaten.indicators),
    ("Peta desa merah", maps.classes),
    ("Kecamatan", kabupaten.kecamatan),
    ("Desa paling mendesak", kabupaten.pressing),
)


@dataclass(frozen=True)
class Chapter:
    """Slides that belong together: their name and how each is made."""

    judul: str
    slide: tuple[Callable[[View], Slide], ...]


@dataclass(frozen=True)
class Deck:
    """The slides of one look at the data and one series, numbered from 1."""

    view: View
    seri: Series
    bab: tuple[Chapter, ...]
    desa: tuple[Chapter, ...] = ()
    """Those of ``bab`` that are about one desa each."""

    @property
    def total(self) -> int:
        """Return how many slides there are."""
        return sum(len(chapter.slide) for chapter in self.bab)

    def html(self, position: int) -> str:
        """Return one slide; ``position`` from 1 to ``total``."""
        build = [one for chapter in self.bab for one in chapter.slide][position - 1]
        place = f"{position} / {self.total}"
        return _drawn(
            self.view.kunci, self.view.saringan, self.seri, editions.outlines().edisi, place, build, self.view
        )


def deck(view: View, chosen: Series) -> Deck:
    """Return the slides: the kabupaten, the desa of the series, the sources."""
    last = Chapter("Sumber dan aturan", (partial(closing.sources, chosen=chosen),))
    if not view.overview().rt_terpilih:
        return Deck(view, chosen, (Chapter("Kabupaten", (kabupaten.opening,)), last))
    whole = tuple(Chapter(name, (build,)) for name, build in _KABUPATEN)
    units = _units(view, chosen)
    return Deck(view, chosen, (*whole, *units, last), units)


def _units(view: View, chosen: Series) -> tuple[Chapter, ...]:
    table = view.desa().filter(pl.col("kode_desa").is_in(chosen.unit))
    told = {row["kode_desa"]: row for row in table.select("kode_desa", "nama", "rt").to_dicts()}
    count = len(chosen.unit)
    return tuple(
        _unit(told[kode], f"{chosen.nama}, {order} dari {count}" if count > 1 else chosen.nama)
        for order, kode in enumerate(chosen.unit, 1)
    )


def _unit(row: dict[str, object], where: str) -> Chapter:
    """Return a unit's slides; one without rows has no indicators to show."""
    kode = str(row["kode_desa"])
    first = partial(unit.identity, kode_desa=kode, where=where)
    second = partial(unit.indicators, kode_desa=kode)
    return Chapter(str(row["nama"]), (first, second) if row["rt"] is not None else (first,))


@st.cache_data(max_entries=256, show_spinner=False)
def _drawn(
    key: Key, chosen: Filter, seri: Series, outlines: str, place: str, _build: Callable[[View], Slide], _view: View
) -> str:
    """Draw a slide; the arguments before the builder are all that it depends on."""
    del key, chosen, seri, outlines
    return framed(_build(_view), _view, place)
