"""The form with households, for the role verifikator only: made, filled outside, taken back with every cell checked."""

import polars as pl
import streamlit as st

from dampingan.errors import DampinganError
from dampingan.exports.musdes_form import form_name, make_form
from dampingan.formats import number, period
from dampingan.forms.problems import ReturnedFormError
from dampingan.musdes.returns import Return, read_return
from dampingan.musdes.saving import save_return
from dampingan.records.models import MusdesFormulir
from dampingan.ui import access, frame, style, tables, uploader
from dampingan.ui.catatan import parts, saving
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.musdes import compared, data
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE, _PICKED, _PAGE = "formulir_musdes_jadi", "formulir_musdes", "musdes"
_SAVED = {
    "baru": "Hasil Musdes disimpan.",
    "ditambah": "Hasil formulir ini ditambahkan pada rapat yang sama; hasil sebelumnya tetap ada.",
    "diganti": "Hasil Musdes yang lama diganti; riwayatnya tetap ada.",
    "sama": "Formulir yang sama sudah pernah diterima; tidak ada yang berubah.",
}


def show(view: View, kept: Kept) -> None:
    """Draw the making and the return of forms, and the log of those made."""
    if access.is_verifier():
        _show_making(view, kept)
        _show_return(view)
    else:
        style.notice(
            "Formulir hanya untuk verifikator",
            "Formulir memuat nama dan alamat rumah tangga, maka di halaman ini hanya peran verifikator yang dapat "
            "membuat dan menyerahkannya. Peran itu belum dimiliki siapa pun selama pengaturan masuk belum dipasang.\n"
            "Pengelola server membuatnya dari terminal:",
        )
        st.code(
            f"python -m dampingan musdes formulir KODE --periode {view.saringan.periode} --ke formulir.xlsx\n"
            f"python -m dampingan musdes terima formulir.xlsx --periode {view.saringan.periode}",
            language=None,
        )
    _show_log(view, kept)


def _show_making(view: View, kept: Kept) -> None:
    frame.section(
        "Buat formulir", f"Satu baris tiap {view.whom}; NIK disamarkan. Setiap pembuatan dicatat. Simpan terbatas, "
        "dan hapus setelah selesai.",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", key="musdes_buat"):
        kode = compared.choose(data.progress_of(view, kept))
        asked = st.button("Siapkan formulir", key="musdes_siapkan")
    made = st.session_state.get(_MADE)
    wanted = (kode, view.kunci, view.desil)
    if asked:
        made = _make(view, kode)
        st.session_state[_MADE] = made = (wanted, made) if made else None
    if made and made[0] == wanted:
        st.download_button(
            "Unduh formulir (XLSX)", made[1], file_name=form_name(kode, view.saringan.periode, view.desil), mime=_XLSX,
            on_click=_forget, type="primary", key="unduh_formulir_musdes",
        )  # fmt: skip


def _forget() -> None:
    st.session_state.pop(_MADE, None)


def _make(view: View, kode: str) -> bytes | None:
    try:
        return make_form(data.site(view), kode, view.saringan.periode, oleh=access.account(), desil=view.desil)
    except DampinganError as error:
        style.notice("Formulir belum dapat dibuat", str(error), kind="gangguan")
        return None


def _show_return(view: View) -> None:
    frame.section(
        "Serahkan formulir yang sudah diisi", "Semua sel diperiksa; bila ada yang salah, tidak ada yang disimpan."
    )
    given = uploader.pick("Formulir Musdes (XLSX)", key=_PICKED)
    if given is None:
        return
    try:
        told = read_return(data.site(view), given.getvalue(), view.saringan.periode)
    except ReturnedFormError as error:
        _show_problems(error)
        return
    except DampinganError as error:
        style.notice("Formulir belum diterima", str(error), kind="gangguan")
        return
    _show_summary(told)
    if st.button("Simpan hasil Musdes", type="primary", key="musdes_simpan"):
        _save(view, told)


def _show_problems(error: ReturnedFormError) -> None:
    style.notice(
        f"Formulir belum diterima: {number(len(error.problems))} hal perlu diperbaiki",
        "Tidak ada yang disimpan. Perbaiki sel berikut di berkasnya, lalu serahkan lagi.", kind="gangguan",
    )  # fmt: skip
    rows = [[style.text(p.sel), style.text(p.pesan), style.text(p.cara)] for p in error.problems]
    st.html(
        parts.table(("Sel", "Yang salah", "Cara memperbaiki"), rows, label="Sel yang salah", left=(1, 2), high=True)
    )


def _show_summary(told: Return) -> None:
    lines = "\n".join(f"{row['huruf']}. {row['uraian']}: {number(row['rt'])}" for row in told.jumlah.frame().to_dicts())
    again = ""
    if told.menggantikan:
        again = "\nHasil yang sudah tersimpan untuk rapat ini akan diganti; riwayatnya tetap ada."
    elif told.menambah:
        again = "\nDitambahkan pada hasil formulir lain untuk rapat ini; baris yang kosong tidak menghapusnya."
    waiting = f"\nBelum diverifikasi: {number(told.jumlah['belum'])} dari {number(told.jumlah.daftar)}"
    style.notice(f"Formulir {parts.unit_words(told.fakta.kode_desa)} lengkap dan benar", lines + waiting + again)


def _save(view: View, told: Return) -> None:
    def work() -> str:
        saved = save_return(data.site(view), told, oleh=access.account())
        return f"{_SAVED[saved.keadaan]} Lihat bagian Sebelum dan sesudah."

    if saving.attempt(_PICKED, work, page=_PAGE):
        uploader.release(_PICKED)
        st.rerun()
    saving.show_refusal(_PICKED, newest=lambda: uploader.release(_PICKED))


def _show_log(view: View, kept: Kept) -> None:
    forms = kept.frame(MusdesFormulir).filter(pl.col("periode") == view.saringan.periode)
    if view.codes is not None:
        forms = forms.filter(pl.col("kode_desa").is_in(view.codes))
    frame.section("Formulir yang pernah dibuat", f"Periode {period(view.saringan.periode)}, terbaru di atas.")
    if forms.is_empty():
        style.paragraph("Belum ada formulir yang dibuat.", "catatan")
        return
    shown = forms.sort("dibuat_pada", descending=True).with_columns(
        desa=pl.col("kode_desa").map_elements(parts.unit_words, return_dtype=pl.String),
        pada=pl.col("dibuat_pada").dt.convert_time_zone("Asia/Jakarta").dt.strftime("%d-%m-%Y %H:%M"),
    )
    columns = [Column("desa", "Desa/kelurahan"), Column("pada", "Dibuat (WIB)"), Column("dibuat_oleh", "Oleh"),
               Column("jumlah_baris", "Baris", 0), Column("versi_formulir", "Versi")]  # fmt: skip
    tables.show(shown, columns, key="tabel_formulir")
