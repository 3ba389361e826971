"""Desa by how pressing they are: the first ten with their reasons, and all of them as a table."""

import polars as pl
import streamlit as st

from dampingan.formats import number
from dampingan.indicators import INDICATORS
from dampingan.measures.headlines import of_most
from dampingan.measures.overview import most_pressing
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import frame, style, tables
from dampingan.ui.filters import switch_param
from dampingan.ui.navigation import PROFIL
from dampingan.ui.tables import Column
from dampingan.ui.view import View


def kecamatan_titles(view: View) -> tuple[str, str]:
    """Return title and subtitle of the bars of all kecamatan: where most are, and what is counted."""
    marked = " Kecamatan yang dipilih berwarna toska." if view.kecamatan else ""
    return of_most(view.by_kecamatan(), view.whom), f"Banyaknya {view.whom} per kecamatan.{marked}"


def nothing(view: View) -> None:
    """Say that the choice holds no household, and what to do."""
    style.notice(
        f"Tidak ada {view.whom} di sini",
        f"{view.subtitle()}.\nUbah saringan di sisi kiri.",
    )


def show_pressing(view: View) -> None:
    """Draw the ten desa to look at first, each with its class, its figures and the reason."""
    rows = most_pressing(view.desa()).to_dicts()
    if not rows:
        style.notice("Tidak ada desa merah atau kuning di sini", "Semua desa dan kelurahan dalam saringan ini hijau.")
        return
    frame.section(
        "Sepuluh desa yang paling mendesak" if len(rows) == 10 else f"{len(rows)} desa yang paling mendesak",
        f"Desa merah lebih dahulu, lalu menurut banyaknya {view.manifest.unit} desil 1. Tekan namanya untuk profil.",
    )
    with st.container(key="mendesak", gap="xsmall"):
        for place, row in enumerate(rows, start=1):
            _pressing_row(view, place, row)
    frame.source(view, f"Kelas: {view.rules.sebutan}.")


def _pressing_row(view: View, place: int, row: dict[str, object]) -> None:
    """Draw one row; a link and one piece of HTML, for each element costs the browser a message."""
    with st.container(horizontal=True, gap=None):
        st.page_link(
            PROFIL.berkas, label=f"{place}\\. {frame.escape_markdown(str(row['nama']))}",
            query_params=view.link(desa=str(row["kode_desa"])),
        )  # fmt: skip
        st.html(
            f'<div class="dmp-mendesak"><div>{style.class_mark(_text(row["kelas"]))}'
            f'<p class="dmp-catatan">Kec. {style.text(str(row["kecamatan"]))}</p></div>'
            f'<p class="dmp-alasan">{style.text(str(row["alasan"]))}</p></div>'
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def show_all(view: View) -> None:
    """Draw the table of all desa within the filter, with a search and the download of what is shown.

    It comes when it is asked for: leaders seldom do, and the first page is there sooner without it.
    """
    frame.section("Semua desa dan kelurahan", "Urut menurut peringkat; tekan judul kolom untuk mengurutkan lain.")
    if not switch_param("tabel", "Tampilkan tabel"):
        return
    asked = st.text_input("Cari desa, kelurahan, atau kecamatan", placeholder="Misalnya: Majalangu", key="cari_desa")
    found = _search(view.desa().sort("peringkat", "kode_desa", nulls_last=True), asked)
    if found.is_empty():
        style.notice("Tidak ada yang cocok", "Periksa ejaannya, atau kosongkan kotak pencarian.")
        return
    detailed = st.toggle("Tampilkan kesembilan indikator", key="rincian_desa")
    shown = found.with_columns(pl.col("kelas").str.to_titlecase().fill_null("Belum dinilai"))
    columns = _columns(view, detailed=detailed)
    tables.show(shown, columns, key="tabel_desa")
    frame.source(view, f"Peringkat dan kelas dinilai dari desil 1. {number(found.height)} baris.")
    tables.download(shown, columns, name="desa", view=view)


def _search(table: pl.DataFrame, asked: str) -> pl.DataFrame:
    wanted = asked.strip().lower()
    if not wanted:
        return table
    named = [
        pl.col(c).str.to_lowercase().str.contains(wanted, literal=True) for c in ("nama", "kecamatan", "kode_desa")
    ]
    return table.filter(pl.any_horizontal(named))


def _columns(view: View, *, detailed: bool) -> list[Column]:
    unit = {"rumah tangga": "RT"}.get(view.manifest.unit, view.manifest.unit.capitalize())
    desil = view.saringan.desil_words
    shares = [
        Column(f"pct_{i.kode}", f"{i.pendek} (%)", 1, f"{i.judul}, dari {view.whom} yang diketahui.")
        for i in INDICATORS
    ]
    first = [
        Column("peringkat", "Peringkat", 0, f"Menurut banyaknya {view.manifest.unit} desil 1; 1 = terbanyak."),
        Column("nama", "Desa/kelurahan", lebar=125),
        Column("kecamatan", "Kecamatan", lebar=115),
    ]
    kelas = Column("kelas", "Kelas", bantuan=f"Merah, kuning, atau hijau: {view.rules.sebutan}.")
    count, code = Column("rt_desil1", f"{unit} desil 1", 0), Column("kode_desa", "Kode Kemendagri")
    if detailed:
        return [*first, kelas, count, *shares, code]
    return [
        *first,
        Column("jenis", "Jenis"),
        kelas,
        count,
        Column("pct_desil1", "Desil 1 (%)", 1, f"Dari semua {view.manifest.unit} dalam berkas di desa itu."),
        Column("pangsa_desil1", "Pangsa (%)", 1, f"Dari semua {view.manifest.unit} desil 1 kabupaten."),
        Column("jiwa_desil1", "Jiwa desil 1", 0),
        *([] if view.desil == (1,) else [Column("jiwa_terpilih", f"Jiwa {desil}", 0)]),
        Column("status_idm", f"IDM {TAHUN_IDM}", bantuan="Indeks Desa Membangun; kelurahan tidak memilikinya."),
        code,
    ]
