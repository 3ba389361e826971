"""How SID has come along: all desa at the ends of the quarters, and each desa within a year."""

import polars as pl
import streamlit as st

from dampingan.formats import full_date, number, percent
from dampingan.measures.sid import MOST, RULE
from dampingan.ui import charts, frame, style
from dampingan.ui.catatan import parts
from dampingan.ui.charts_stacked import stacked
from dampingan.ui.sid.data import Look
from dampingan.ui.sid.state import PARTS, legend
from dampingan.ui.sid.words import WHAT

_HONEST = (
    "Dihitung dari tanggal pemeriksaan yang dicatat, bukan dari kapan catatannya diketik: pemeriksaan yang terlambat "
    "dicatat tetap terhitung pada tanggalnya. Yang mutakhir pada suatu hari dinilai menurut hari itu, sehingga tanpa "
    "pemeriksaan baru angkanya turun sesudah 12 bulan. Perlu diperiksa ulang: kategori yang tercatat mutakhir, tetapi "
    "pemeriksaannya lewat 12 bulan; dihitung ada."
)


def show(look: Look) -> None:
    """Draw the part."""
    style.paragraph(RULE, "catatan")
    if look.over_time.is_empty():
        style.notice("Belum ada pemeriksaan sampai hari ini", "Pilih tanggal lain di atas.")
        return
    _quarters(look)
    _desa(look)


def _quarters(look: Look) -> None:
    rows = look.over_time.with_columns(nama=pl.col("hari").map_elements(full_date, pl.String))
    frame.section(
        "Keadaan kategori dari waktu ke waktu",
        f"Kategori yang sudah diperiksa pada akhir triwulan, dari {number(look.total['desa'])} desa × 11 kategori.",
    )
    charts.show(
        stacked(rows, PARTS, name="nama", total="diperiksa"), key="sid_waktu",
        alt="Banyaknya kategori SID menurut keadaannya pada akhir tiap triwulan",
    )  # fmt: skip
    st.html(legend())
    told = [
        (
            style.text(row["nama"]),
            number(row["skor"], 1),
            number(row["desa_lengkap"]),
            number(row["desa_diperiksa"]),
            percent(row["pct_mutakhir"]),
            number(row["kedaluwarsa"]),
        )
        for row in rows.to_dicts()
    ]
    heads = ("Pada", f"Skor rata-rata (dari {MOST})", "Desa lengkap", "Desa diperiksa", "Mutakhir, dari yang diperiksa",
             "Perlu diperiksa ulang")  # fmt: skip
    st.html(parts.table(heads, told, label="SID dari waktu ke waktu"))
    parts.source(WHAT, [look.states], look.hari, _HONEST)


def _desa(look: Look) -> None:
    changed = look.table.filter(pl.col("perubahan").is_not_null())
    frame.section("Desa: skor setahun sebelumnya dan sekarang", "Hanya desa yang lengkap diperiksa pada kedua hari.")
    if changed.is_empty():
        style.notice(
            "Belum ada desa yang dapat dibandingkan", "Perlu pemeriksaan lengkap sebelas kategori pada kedua hari."
        )
        return
    rows = [
        (
            f'{style.text(row["nama"])}<span class="dmp-kecil">{style.text(row["kecamatan"])}</span>',
            number(row["skor_dulu"]),
            number(row["skor"]),
            f"{row['perubahan']:+d}".replace("-", "−"),
        )
        for row in changed.sort(["perubahan", "nama"], descending=[True, False]).to_dicts()
    ]
    heads = ("Desa", "Setahun sebelumnya", "Sekarang", "Perubahan")
    st.html(parts.table(heads, rows, label="Perubahan skor SID setahun", high=True))
    parts.source(WHAT, [look.states], look.hari)
