"""The page in its order: the finding, the choice, the figures, then entering."""

from pathlib import Path

import streamlit as st

from dampingan.measures import headlines_inventory as headlines
from dampingan.records.models import PotensiMasalah, Program
from dampingan.ui import frame, style
from dampingan.ui.catatan import kept, parts
from dampingan.ui.inventarisasi import controls, entry, potentials, programmes
from dampingan.ui.inventarisasi.look import MASALAH, PROGRAM, Look
from dampingan.ui.view import View

CSS = Path(__file__).with_name("inventarisasi.css")
_MEASURES = {
    "program": "Program dan kegiatan", "potensi": "Potensi desa", "masalah": "Masalah desa",
}  # fmt: skip


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style(CSS)
    top = st.container()
    look = controls.choose(view, kept.current())
    with top:
        frame.heading(_title(look), view.subtitle(f"{_MEASURES[look.bagian]} · {look.words()}"))
    if look.shown.is_empty():
        _nothing(look)
    elif look.bagian == PROGRAM:
        programmes.show(look)
    else:
        potentials.show(look)
    entry.show(look)


def _title(look: Look) -> str:
    if look.bagian == PROGRAM:
        return headlines.of_programmes(look.programmes)
    return headlines.of_problems(look.found) if look.bagian == MASALAH else headlines.of_potentials(look.found)


def _nothing(look: Look) -> None:
    model = Program if look.bagian == PROGRAM else PotensiMasalah
    if look.kept.frame(model).is_empty():
        parts.nothing_recorded(
            look.bagian, "Ketik pada tabel di bawah, atau unduh formulir XLSX, isi, lalu kembalikan di sini."
        )
    else:
        style.notice(f"Tidak ada {look.bagian} dalam pilihan ini", "Ubah pilihan di atas, atau saringan di sisi kiri.")
