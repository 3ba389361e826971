"""The page's sections in their order, with links to each."""

from pathlib import Path

import streamlit as st

from dampingan.ui import style
from dampingan.ui.metode import data_shown, indicators, rules, texts
from dampingan.ui.metode.html import Heading, heading, pairs, table
from dampingan.ui.view import View

LINKS = {
    "metode-data": "Data",
    "metode-indikator": "Sembilan indikator",
    "metode-rtlh": "RTLH",
    "metode-desa-merah": "Desa merah",
    "metode-kolom": "Arti kolom",
    "metode-ukuran": "Ukuran lain",
    "metode-periode": "Periode",
    "metode-mutu": "Mutu data",
    "metode-acuan": "Tabel acuan",
    "metode-batasan": "Batasan",
}
"""Anchor to the words of its link, in the order of the page."""
_CSS = Path(__file__).with_name("metode.css")


def show(view: View) -> None:
    """Draw all sections."""
    st.html(f"<style>{_CSS.read_text('utf-8')}</style>")
    links = "".join(f'<a href="#{anchor}">{style.text(words)}</a>' for anchor, words in LINKS.items())
    st.html(f'<nav class="dmp-isi-halaman" aria-label="Isi halaman">{links}</nav>')
    for section in sections(view):
        st.html(f'<div class="dmp-metode">{section}</div>')


def sections(view: View) -> list[str]:
    """Return the sections as HTML, in the order of ``LINKS``."""
    return [
        data_shown.source(view),
        indicators.nine(view),
        data_shown.rtlh(view),
        rules.desa_merah(view),
        rules.columns(),
        rules.measures(view),
        data_shown.periods(view),
        data_shown.quality(view),
        _references(view),
        _limits(view),
    ]


def _references(view: View) -> str:
    heads = (Heading("Tabel"), Heading("Isi"), Heading("Sumber"), Heading("Berkas"))
    rows = [(e["judul"], e["isi"], e["sumber"], e["berkas"]) for e in texts.references(view.rules)]
    words = "Fakta terbuka yang disertakan; semuanya disambung menurut kode."
    return heading("metode-acuan", "Tabel acuan", words) + table(heads, rows)


def _limits(view: View) -> str:
    told = [(entry["judul"], entry["isi"]) for entry in texts.limits(view.rules)]
    return heading("metode-batasan", "Batasan yang perlu diketahui") + pairs(told)
