"""What the page is made from: the installation, the progress of all units, one desa before and after."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import streamlit as st

from dampingan.measures.musdes_progress import MusdesFrames, progress
from dampingan.musdes.before_after import BeforeAfter, before_after
from dampingan.musdes.gathered import Gathered, gathered
from dampingan.musdes.site import Site
from dampingan.records.models import Musdes, MusdesHasil, MusdesRuta
from dampingan.ui import records
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.view import Key, View


def site(view: View) -> Site:
    """Return the installation."""
    return Site(Path(view.kunci.data), records.store(), view.rules)


def units(view: View) -> pl.DataFrame:
    """Return the units within the filter, the most households of desil 1 first."""
    return view.desa().sort("peringkat", "kode_desa", nulls_last=True)


def frames(kept: Kept) -> MusdesFrames:
    """Return what is recorded of the Musdes."""
    return MusdesFrames(kept.frame(Musdes), kept.frame(MusdesHasil), kept.frame(MusdesRuta))


def progress_of(view: View, kept: Kept) -> pl.DataFrame:
    """Return how far the Musdes of the units within the filter are."""
    return progress(units(view), frames(kept), period=view.saringan.periode, leaving=view.rules.musdes.keluar)


def compared(view: View, kept: Kept, kode: str) -> BeforeAfter:
    """Return a desa before and after its Musdes, within the desil of the filter.

    Raises:
        DampinganError: the restricted files are not there.
    """
    return _compared(view.kunci, kept.tanda, kode, view.desil, view)


@st.cache_resource(max_entries=32, show_spinner=False)
def _compared(key: Key, mark: str, kode: str, desil: tuple[int, ...], _view: View) -> BeforeAfter:
    """Compare; the arguments before the view are all that it depends on."""
    del mark
    return before_after(site(_view), kode, key.periode, desil=desil, snapshot=_view.snapshot)


def gathered_of(view: View, kept: Kept, codes: Sequence[str]) -> Gathered:
    """Return units before and after their Musdes, counted as one within the desil of the filter.

    Raises:
        DampinganError: the restricted files are not there.
    """
    return _gathered(view.kunci, kept.tanda, tuple(codes), view.desil, view)


@st.cache_resource(max_entries=8, show_spinner=False)
def _gathered(key: Key, mark: str, codes: tuple[str, ...], desil: tuple[int, ...], _view: View) -> Gathered:
    """Compare; the arguments before the view are all that it depends on."""
    del key, mark
    return gathered(site(_view), codes, _view.snapshot, desil=desil)
