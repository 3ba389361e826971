"""The potentials and the problems: by aspect, the four economic potentials, the village institutions."""

import streamlit as st

from dampingan.formats import number, rupiah
from dampingan.measures.inventory import institutions, potentials_by_aspect, potentials_by_kind
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, parts
from dampingan.ui.inventarisasi import bars
from dampingan.ui.inventarisasi.look import MASALAH, POTENSI, Look
from dampingan.ui.pairs import halves


def show(look: Look) -> None:
    """Draw the figures of the part."""
    if look.bagian == MASALAH:
        _aspects(look, MASALAH)
    else:
        left, right = halves("inv_potensi")
        with left:
            frame.section("Empat potensi ekonomi", "Banyaknya desa/kelurahan yang mencatatnya.")
            rows = potentials_by_kind(look.found).to_dicts()
            bars.show([(r["nama"], r["desa"], _counted(r["desa"], r["catatan"])) for r in rows], wordy=True)
        with right:
            _aspects(look, POTENSI)
        _institutions(look)
    parts.source("potensi dan masalah", [look.shown], day.report_day([look.shown]))


def _aspects(look: Look, kind: str) -> None:
    frame.section("Menurut aspek", f"Banyaknya catatan {kind}.")
    rows = potentials_by_aspect(look.found).to_dicts()
    bars.show([(r["nama"], r[kind], number(r[kind])) for r in rows])


def _institutions(look: Look) -> None:
    frame.section("Lembaga ekonomi desa", "Banyaknya lembaga menurut keadaan; omzet setahun yang dicantumkan.")
    heads = ("Lembaga", "Jumlah", "Aktif", "Kurang aktif", "Tidak aktif", "Belum disebut", "Desa", "Omzet setahun")
    rows = [
        (
            style.text(r["nama"]),
            *(number(r[name]) for name in ("jumlah", "aktif", "kurang_aktif", "tidak_aktif", "tidak_disebut", "desa")),
            _turnover(r["omzet"], r["omzet_kosong"]),
        )
        for r in institutions(look.found).to_dicts()
    ]
    st.html(parts.table(heads, rows, label="Lembaga ekonomi desa"))


def _counted(units: int, notes: int) -> str:
    return f"{number(units)} desa/kelurahan, {number(notes)} catatan"


def _turnover(amount: int | None, unknown: int) -> str:
    further = f'<span class="dmp-kecil">{number(unknown)} catatan tanpa omzet</span>' if unknown else ""
    return f"{rupiah(amount)}{further}"
