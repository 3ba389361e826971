"""The page in its order: the finding, the choice, the figures, the sheet, what to bear in mind, the files."""

from pathlib import Path

import polars as pl
import streamlit as st

from dampingan.formats import joined, number
from dampingan.measures.gap import ARITHMETIC, STATE_MEANINGS, STATES, TWICE
from dampingan.measures.gap_totals import headline, headline_of_unit
from dampingan.records.models import Program
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, kept, parts
from dampingan.ui.kesenjangan import controls, marks, matrix, sums, taking_away, unit
from dampingan.ui.kesenjangan.look import Look
from dampingan.ui.navigation import PROFIL
from dampingan.ui.perangkat.agencies import NOBODY
from dampingan.ui.view import View

CSS = Path(__file__).with_name("kesenjangan.css")


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style(CSS)
    top = st.container()
    records = kept.current()
    look = controls.choose(view, records)
    with top:
        frame.heading(_title(look), look.subtitle())
    if records.frame(Program).is_empty():
        parts.nothing_recorded(
            "program", "Catat program pada halaman Inventarisasi, satu per satu atau dengan formulir XLSX. Sebelum "
            "itu, semua kebutuhan di bawah tampil tanpa program.",
        )  # fmt: skip
    if look.shown.is_empty():
        _nothing(look)
        return
    if look.desa:
        _one(look)
    else:
        sums.show_cards(look)
        sums.show_indicators(look)
        matrix.show(look)
    _remarks(look)
    taking_away.show(look)


def _title(look: Look) -> str:
    if look.shown.is_empty():
        return "Tidak ada desa dalam pilihan ini"
    if look.desa:
        return headline_of_unit(look.sheet, str(look.shown["nama"][0]))
    told = headline(look.totals, look.view.manifest.unit, look.view.saringan.kind)
    return f"{look.offices[look.perangkat].pendek}: {told}" if look.perangkat != NOBODY else told


def _nothing(look: Look) -> None:
    if look.perangkat == NOBODY:
        style.notice("Tidak ada desa dalam saringan ini", "Ubah saringan di sisi kiri.")
        return
    years = joined([str(year) for year in look.years]) or "yang dipilih"
    style.notice(
        f"{look.offices[look.perangkat].pendek} tidak mendampingi desa dalam saringan ini",
        f"Tidak ada penugasan yang berlaku pada tahun {years}. Pilih tahun lain, ubah saringan, atau lihat "
        "penugasannya pada halaman Perangkat Daerah.",
    )


def _one(look: Look) -> None:
    row = look.shown.row(0, named=True)
    with st.container(horizontal=True, vertical_alignment="center", key="celah_satu"):
        st.html(style.class_mark(row["kelas"]))
        st.page_link(PROFIL.berkas, label="Profil desa ini →", query_params=look.view.link(desa=look.desa))
        st.button("Semua desa", on_click=controls.open_unit, args=(controls.EVERY_UNIT,), key="celah_kembali")
    unit.show(look)


def _remarks(look: Look) -> None:
    """Say how the figures are reckoned, and which programmes stand in no cell."""
    money = look.money
    lines = [ARITHMETIC, TWICE]
    if money.beberapa_indikator:
        lines[1] += f" Di sini {number(money.beberapa_indikator)} program menjawab lebih dari satu indikator."
    if money.tanpa_indikator:
        lines.append(f"{number(money.tanpa_indikator)} program tidak menyebut indikator, maka tidak masuk lembar ini.")
    outside = _outside(look)
    if outside:
        lines.append(f"{number(outside)} program lain tercatat untuk tahun di luar pilihan.")
    parts.source("program", look.frames, day.report_day(look.frames), lines[1])
    with st.expander("Cara menghitung lembar ini"):
        for line in (*lines, *meanings()):
            style.paragraph(line, "catatan")


def meanings() -> list[str]:
    """Return what each state means, one sentence a state."""
    return [f"{marks.MARKS[state]} {STATES[state]}: {words}." for state, words in STATE_MEANINGS.items()]


def _outside(look: Look) -> int:
    codes = look.shown["kode_desa"].to_list()
    other = look.kept.frame(Program).filter(pl.col("kode_desa").is_in(codes) & ~pl.col("tahun").is_in(look.years))
    return other.height
