"""The page in its order: the finding, the choice of a part and of the day, and the part."""

import streamlit as st

from dampingan.formats import full_date, number
from dampingan.records.models import Fgd, TindakLanjut
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, kept, parts, saving
from dampingan.ui.fgd import entry, talks, todo
from dampingan.ui.fgd.data import Look
from dampingan.ui.view import View

PLACE = "fgd"
_PARTS = {"tindak_lanjut": "Tindak lanjut", "daftar": "Daftar FGD", "isi": "Isi FGD"}


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style()
    top = st.container()
    records = kept.current()
    with parts.controls("fgd"):
        part = parts.choose_part("bagian_fgd", _PARTS, "tindak_lanjut")
        on = day.choose([records.frame(Fgd), records.frame(TindakLanjut)])
    look = Look(view, records, on)
    with top:
        frame.heading(headline(look), view.subtitle(f"FGD dan tindak lanjutnya, keadaan per {full_date(on)}"))
    saving.show_saved(PLACE)
    if part == "isi":
        entry.show(look)
    elif look.talks.is_empty():
        _nothing(look)
    elif part == "daftar":
        talks.show(look)
    else:
        todo.show(look)


def headline(look: Look) -> str:
    """Return the finding: what is overdue, and whose it is most."""
    told = look.counts
    if look.talks.is_empty():
        return "Belum ada FGD yang tercatat di sini"
    if not told.jumlah:
        return f"{number(look.talks.height)} FGD tercatat, belum ada tindak lanjutnya"
    if not told.belum_selesai:
        ended = "selesai atau batal" if told.batal else "selesai"
        return f"Semua {number(told.jumlah)} tindak lanjut FGD sudah {ended}"
    if not told.terlambat:
        return f"{number(told.belum_selesai)} tindak lanjut FGD belum selesai, tidak ada yang terlambat"
    most = look.owners.row(0, named=True)
    return (
        f"{number(told.terlambat)} dari {number(told.belum_selesai)} tindak lanjut yang belum selesai sudah terlambat; "
        f"terbanyak {most['penanggung']} ({number(most['terlambat'])})"
    )


def _nothing(look: Look) -> None:
    if look.kept.frame(Fgd).is_empty():
        parts.nothing_recorded("FGD", "Catat FGD pertama pada bagian Isi FGD: tanggal, peserta, dan tindak lanjutnya.")
    else:
        style.notice(
            "Tidak ada FGD dalam saringan ini", f"Sampai {full_date(look.hari)} belum ada FGD tentang desa, kecamatan, "
            "atau Perangkat Daerah yang dipilih.\nUbah saringan di sisi kiri, atau tanggalnya.",
        )  # fmt: skip
