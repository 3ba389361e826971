"""What slides, decks, sheets and workbooks are made from, cached like the figures of ``view``."""

import streamlit as st

from dampingan.config import settings
from dampingan.exports import facts
from dampingan.exports.facts import Cut, Edition
from dampingan.exports.map_geometry import Geometry, geometry
from dampingan.formats import joined
from dampingan.ui.view import Key, View


def outlines() -> Geometry:
    """Return what the maps are drawn from: official outlines where they are loaded, else the schematic ones."""
    return geometry("wilayah", settings().data)


def edition(view: View) -> Edition:
    """Return the facts: those of the kabupaten cut down to the filter, those of a desa beside the whole kabupaten."""
    drawn = outlines()
    return _edition(view.kunci, view.saringan.desil, view.codes, view.kecamatan, view.nature, drawn.edisi, view, drawn)


@st.cache_resource(max_entries=16, show_spinner=False)
def _edition(
    key: Key, desil: str, codes: tuple[str, ...] | None, kecamatan: tuple[str, ...], nature: str, drawn: str,
    _view: View, _outlines: Geometry,
) -> Edition:  # fmt: skip
    """Make the facts; the arguments before the view are all that they depend on."""
    del key, drawn
    place = f"Kecamatan {joined(list(kecamatan))}" if kecamatan else ""
    words = " · ".join(part for part in (place, nature) if part)
    cut = None if codes is None else Cut(codes, kecamatan, nature, words)
    return facts.edition(_view.snapshot, _view.rules, desil=desil, outlines=_outlines, bagian=cut)
