"""The page in its order: the finding, the choice of a part and of the day, and the part."""

from pathlib import Path

import streamlit as st

from dampingan.formats import full_date
from dampingan.records.models import SidKategori
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, kept, parts, saving
from dampingan.ui.sid import entry, over_time, state
from dampingan.ui.sid.data import Look
from dampingan.ui.sid.words import headline
from dampingan.ui.view import View

_PARTS = {"keadaan": "Keadaan", "waktu": "Perkembangan", "isi": "Isi SID"}


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style(Path(__file__).with_name("sid.css"))
    top = st.container()
    records = kept.current()
    with parts.controls("sid"):
        part = parts.choose_part("bagian_sid", _PARTS, "keadaan")
        on = day.choose([records.frame(SidKategori)])
    look = Look(view, records, on)
    with top:
        frame.heading(headline(look), view.subtitle(f"Sistem Informasi Desa, keadaan per {full_date(on)}"))
    saving.show_saved(entry.PAGE)
    if part == "isi":
        entry.show(look)
    elif not look.any_recorded:
        parts.nothing_recorded(
            "SID", "Catat pemeriksaan pertama pada bagian Isi SID, atau dengan formulir XLSX di sana."
        )
    elif look.states.is_empty() or not look.total["desa"]:
        _outside(look)
    elif part == "waktu":
        over_time.show(look)
    else:
        state.show(look)


def _outside(look: Look) -> None:
    if not look.total["desa"]:
        style.notice(
            "SID tidak berlaku untuk kelurahan",
            "Sistem Informasi Desa diatur UU 6/2014 Pasal 86 untuk desa. Ubah saringan di sisi kiri untuk melihatnya.",
        )
        return
    style.notice(
        "Belum ada pemeriksaan SID di sini",
        f"Sampai {full_date(look.hari)} belum ada desa dalam saringan ini yang diperiksa. Itu tidak berarti nol: "
        "keadaannya belum diketahui.\nUbah saringan di sisi kiri, atau isi pada bagian Isi SID.",
    )
