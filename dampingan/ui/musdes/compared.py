"""One desa before and after its Musdes: the target, the nine indicators, the Berita Acara."""

from functools import partial

import polars as pl
import streamlit as st

from dampingan.errors import DampinganError
from dampingan.exports.berita_acara import berita_acara, minutes_name
from dampingan.formats import number
from dampingan.measures.musdes_progress import HELD
from dampingan.musdes.before_after import BeforeAfter
from dampingan.records.models import Musdes
from dampingan.ui import frame, style
from dampingan.ui.catatan import parts
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.musdes import data, indicators, lines, together
from dampingan.ui.view import View

ALL = "semua"
"""What is chosen instead of a desa: all with a finished Musdes, counted as one."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(view: View, kept: Kept, rows: pl.DataFrame) -> None:
    """Draw the choice of a desa and its comparison."""
    kode = choose(rows)
    if kode == ALL:
        together.show(view, kept, rows)
        return
    try:
        told = data.compared(view, kept, kode)
    except DampinganError as error:
        style.notice("Belum dapat dibandingkan", str(error))
        return
    if not told.rapat:
        style.notice(
            f"{told.unit.sebutan}: belum diverifikasi",
            "Belum ada formulir Musdes yang kembali untuk periode ini; semua rumah tangganya belum diverifikasi.",
        )
        return
    if told.rinci:
        _show_target(view, told)
        _show_indicators(view, told)
    else:
        style.notice(
            f"{told.unit.sebutan}: hasil Musdes tercatat sebagai jumlah saja",
            "Hasil tiap rumah tangga tidak ada di sini, maka angka indikator sesudah Musdes tidak tersedia; data awal "
            "tetap berlaku.",
        )
    lines.show(view, told.jumlah)
    parts.source("Musdes", [kept.frame(Musdes)], max(meeting.tanggal for meeting in told.rapat))
    _show_minutes(view, told)


def choose(rows: pl.DataFrame) -> str:
    """Draw the choice of a desa, those with a finished Musdes first, or of all of them; kept in the address."""
    ordered = rows.sort(pl.col("keadaan") != HELD, maintain_order=True)["kode_desa"].to_list()
    finished = rows.filter(pl.col("keadaan") == HELD).height
    offered = [ALL, *ordered] if finished > 1 else ordered
    key = choice_param("desa", offered, ordered[0])
    st.selectbox(
        "Desa atau kelurahan", offered, offered.index(st.session_state[key]), key=key, filter_mode="contains",
        format_func=lambda kode: f"Semua yang selesai ({finished})" if kode == ALL else parts.unit_words(kode),
    )  # fmt: skip
    kode = str(st.session_state[key])
    keep_param("desa", kode, ordered[0])
    return kode


def _show_target(view: View, told: BeforeAfter) -> None:
    row = told.sasaran.row(by_predicate=pl.col("ukuran") == "rumah_tangga", named=True)
    frame.section(
        f"{told.unit.nama}: dari {number(row['sebelum'])} menjadi {number(row['sesudah'])} {view.whom}",
        f"{number(row['selisih'])} keluar; {number(row['belum'])} dari yang tersisa belum diverifikasi. "
        f"Data awal tidak diubah.",
    )


def _show_indicators(view: View, told: BeforeAfter) -> None:
    proposed = told.jumlah["usulan_baru"]
    notes = []
    if proposed:
        notes.append(f"{number(proposed)} usulan baru belum masuk hitungan: indikatornya belum didata.")
    if told.tak_tersambung:
        notes.append(f"{number(told.tak_tersambung)} hasil tidak tersambung dengan data yang dimuat sekarang.")
    indicators.show(view, told.indikator, notes)


def _show_minutes(view: View, told: BeforeAfter) -> None:
    kode = told.unit.kode_desa
    st.download_button(
        "Unduh Berita Acara (DOCX)", partial(berita_acara, data.site(view), kode, view.saringan.periode),
        file_name=minutes_name(kode, view.saringan.periode), mime=_DOCX, on_click="ignore", key="unduh_berita_acara",
        type="primary",
    )  # fmt: skip
    style.paragraph("Memuat angka dan jabatan, tidak memuat nama rumah tangga; siap ditandatangani.", "sumber")
