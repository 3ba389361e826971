"""The page in its order: the finding, the choice, and the part."""

import streamlit as st

from dampingan.measures.headlines_inventory import of_agency, of_assistance
from dampingan.records.models import Penugasan
from dampingan.ui import frame
from dampingan.ui.catatan import kept, parts, saving
from dampingan.ui.perangkat import controls, entry, one, overview
from dampingan.ui.perangkat.look import Look
from dampingan.ui.view import View


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style()
    top = st.container()
    part, look = controls.choose(view, kept.current())
    with top:
        frame.heading(_title(part, look), view.subtitle(f"Penugasan Perangkat Daerah tahun {look.tahun}"))
    saving.show_saved(entry.PLACE)
    if part == controls.ENTRY:
        entry.show(look)
    elif look.kept.frame(Penugasan).is_empty():
        parts.nothing_recorded(
            "penugasan", "Buka bagian Isi penugasan: muat tiga penugasan yang diketahui, ketik, atau kembalikan "
            "formulir XLSX yang sudah diisi.",
        )  # fmt: skip
    elif part == controls.ONE:
        one.show(look)
    else:
        overview.show(look)


def _title(part: str, look: Look) -> str:
    if part == controls.ONE and look.perangkat:
        return of_agency(look.own, look.view.manifest.unit)
    return of_assistance(look.load, look.lacking.height, look.tahun)
