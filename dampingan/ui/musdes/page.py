"""The page in its order: the finding, the choice of a part, and the part."""

import polars as pl
import streamlit as st

from dampingan.formats import number
from dampingan.measures.musdes_progress import HELD
from dampingan.ui import frame, style
from dampingan.ui.catatan import kept, parts, saving
from dampingan.ui.musdes import compared, data, form, overview
from dampingan.ui.view import View

PLACE = "musdes"
_PARTS = {"kemajuan": "Kemajuan", "banding": "Sebelum dan sesudah", "formulir": "Formulir"}


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style()
    top = st.container()
    part = parts.choose_part("bagian_musdes", _PARTS, "kemajuan")
    records = kept.current()
    rows = data.progress_of(view, records)
    with top:
        frame.heading(headline(view, rows), view.subtitle("verifikasi data awal dalam Musdes/Muskel"))
    saving.show_saved(PLACE)
    if rows.is_empty():
        style.notice("Tidak ada desa dalam saringan ini", "Ubah saringan di sisi kiri.")
    elif part == "banding":
        compared.show(view, records, rows)
    elif part == "formulir":
        form.show(view, records)
    else:
        overview.show(view, records, rows)


def headline(view: View, rows: pl.DataFrame) -> str:
    """Return the finding: how many meetings are finished, and what they found."""
    held = rows.filter(pl.col("keadaan") == HELD)
    if held.is_empty():
        return f"Belum ada Musdes yang selesai untuk {number(rows.height)} {view.saringan.kind} di sini"
    verified, out, proposed = (int(held[name].sum()) for name in ("terverifikasi", "keluar", "usulan_baru"))
    new = f"; {number(proposed)} diusulkan baru" if proposed else ""
    return (
        f"Musdes selesai di {number(held.height)} dari {number(rows.height)} {view.saringan.kind}: dari "
        f"{number(verified)} {view.manifest.unit} yang diverifikasi, {number(out)} keluar dari daftar{new}"
    )
