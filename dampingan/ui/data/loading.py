"""Loading a period: choose the files, see how good they are, then publish or discard. Each session has its own."""

import streamlit as st

from dampingan.config import settings
from dampingan.errors import DampinganError
from dampingan.formats import full_date, joined, number, period
from dampingan.indicators import BY_KODE, KODE
from dampingan.rules import read_rules
from dampingan.snapshot import Manifest, Snapshot
from dampingan.sources.dialect import dialects
from dampingan.ui import cards, frame, style, uploader
from dampingan.ui.access import may_load, read_only
from dampingan.ui.data import quality
from dampingan.ui.data.loaded import manifests, say
from dampingan.ui.view import View
from dampingan.uploads import Received, Upload

_UPLOAD = "data_unggahan"
_AUTO = "auto"
_POLL = 0.5
"""Seconds between two looks at a check."""


def show(view: View) -> None:
    """Draw the step that this session's upload has reached."""
    if not may_load():
        read_only()
        return
    upload = current()
    if upload is None or upload.progress.status == "dibuang":
        _ask()
    elif upload.progress.status == "siap" and upload.snapshot is not None:
        _decide(view, upload, upload.snapshot)
    elif upload.progress.status == "gagal":
        _refused(upload)
    else:
        _checking(upload)


def current() -> Upload | None:
    """Return this session's upload, if there is one."""
    upload = st.session_state.get(_UPLOAD)
    return upload if isinstance(upload, Upload) else None


def _ask() -> None:
    frame.section(
        "Muat satu periode",
        "Berkas diperiksa dahulu. Tidak ada yang berubah di halaman lain sebelum Anda menerbitkannya.",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input("Periode", key="muat_periode", placeholder="2025 atau 2025-06", width=180).strip()
        names = {_AUTO: "Kenali sendiri", **{d.nama: d.judul for d in dialects().values()}}
        dialect = str(
            st.selectbox("Susunan berkas (dialek)", list(names), format_func=lambda n: names[n], key="muat_dialek")
        )
    left, right = st.columns(2)
    with left:
        ruta = uploader.pick("1. Berkas rumah tangga atau keluarga", key="ruta")
    with right:
        art = uploader.pick("2. Berkas anggota", key="art")
    with st.expander("Tabel jumlah semua keluarga (tidak wajib)"):
        families = uploader.pick(
            "Kolom kode desa dan kk", key="kk",
            help="Dipakai sebagai penyebut persentase desil 1 dari semua keluarga di desa.",
        )  # fmt: skip
    style.paragraph(
        f"CSV, XLSX, atau Parquet, paling besar {uploader.limit()} tiap berkas. Berkas hanya dibaca untuk diperiksa, "
        "lalu dihapus dari server; yang disimpan hanya angka gabungan per desa.", "catatan",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Periksa berkas", type="primary", disabled=not (ruta and art))
        if not (ruta and art):
            style.paragraph("Pilih berkas rumah tangga dan berkas anggota dahulu.", "catatan")
    if asked and ruta and art:
        _start(typed, dialect, Received(ruta.name, ruta), Received(art.name, art),
               Received(families.name, families) if families else None)  # fmt: skip


def _start(name: str, dialect: str, ruta: Received, art: Received, families: Received | None) -> None:
    try:
        upload = Upload(settings().data, period=name, rules=read_rules(), dialect=dialect)
        upload.start(ruta, art, families)
    except DampinganError as error:
        style.notice("Belum dapat diperiksa", str(error), kind="gangguan")
        return
    st.session_state[_UPLOAD] = upload
    uploader.release("ruta", "art", "kk")
    st.rerun()


@st.fragment(run_every=_POLL)
def _checking(upload: Upload) -> None:
    """The check while it runs; looks again by itself."""
    progress = upload.progress
    if progress.status != "memeriksa":
        st.rerun()
    frame.section(f"Memeriksa berkas periode {period(upload.period)}")
    st.progress(progress.bagian, text=f"{progress.kegiatan} …")
    st.button("Batalkan", on_click=_discard)


def _refused(upload: Upload) -> None:
    frame.section(f"Berkas periode {period(upload.period)} tidak dapat dimuat")
    style.notice("Tidak ada yang berubah", for_this_page(upload.progress.pesan), kind="gangguan")
    st.button("Pilih berkas lain", type="primary", on_click=_discard)


def for_this_page(message: str) -> str:
    """Return a message of the reader, which names the options of the command line, in the words of this page."""
    words = {"--ruta": "tempat 1", "--art": "tempat 2", "--dialek": "dialek"}
    for option, name in words.items():
        message = message.replace(option, name)
    return message


def _discard() -> None:
    upload = current()
    if upload is not None:
        upload.discard()
    st.session_state.pop(_UPLOAD, None)


def _decide(view: View, upload: Upload, checked: Snapshot) -> None:
    """Draw what would be published and how good it is, with the two ways out above and below."""
    manifest = checked.manifest
    mark = "Data contoh sintetis: " if manifest.contoh else ""
    frame.section(
        f"Periode {period(upload.period)} siap diterbitkan",
        f"{mark}{manifest.sumber}, dibaca dari {joined([file.nama for file in manifest.berkas])}.",
    )
    cards.show(quality.counts(checked.quality, manifest))
    _remarks(view, manifest)
    replacing = upload.replaces()
    if replacing:
        _replacing(view, upload)
    _buttons(upload, sure=not replacing or bool(st.session_state.get("muat_ganti")))
    frame.section("Laporan mutu", "Periksa dahulu sebelum menerbitkan.")
    quality.show_report(checked.quality, key="muat")


def _replacing(view: View, upload: Upload) -> None:
    there = manifests(view).get(upload.period)
    told = (
        "yang rusak" if there is None
        else f"{number(there.rt)} {there.unit}, {there.sumber}, diterbitkan {full_date(there.diterbitkan.date())}"
    )  # fmt: skip
    style.notice(
        f"Periode {period(upload.period)} sudah dimuat",
        f"Yang sekarang: {told}. Menerbitkan menggantikannya di semua halaman.",
        kind="perhatian",
    )
    st.checkbox(f"Ya, ganti periode {period(upload.period)}", key="muat_ganti")


def _remarks(view: View, manifest: Manifest) -> None:
    lacking = [BY_KODE[kode].judul for kode in KODE if kode not in manifest.tersedia]
    if lacking:
        style.paragraph(f"Tidak tersedia dari sumber ini: {joined(lacking)}.", "catatan")
    samples = [period(n) for n, m in manifests(view).items() if m is not None and m.contoh]
    if samples and not manifest.contoh:
        style.paragraph(
            f"Data contoh masih dimuat untuk periode {joined(samples)}. Sesudah menerbitkan, hapus periode itu pada "
            "bagian Yang dimuat supaya tidak tercampur dengan data sebenarnya.", "catatan",
        )  # fmt: skip


def _buttons(upload: Upload, *, sure: bool) -> None:
    with st.container(horizontal=True):
        st.button("Terbitkan", type="primary", disabled=not sure, on_click=_publish, args=(upload,))
        st.button("Buang", on_click=_discard)


def _publish(upload: Upload) -> None:
    """Publish what was checked (a button's callback)."""
    if not may_load():
        return
    try:
        manifest = upload.publish()
    except DampinganError as error:
        say("Belum diterbitkan", str(error), kind="gangguan")
        return
    st.session_state.pop(_UPLOAD, None)
    say(
        f"Periode {period(manifest.periode)} sudah diterbitkan",
        f"{number(manifest.rt)} {manifest.unit}, {number(manifest.jiwa)} jiwa, "
        f"{manifest.desa_berdata} desa dan kelurahan. "
        "Pilih periodenya pada saringan untuk melihatnya di semua halaman.",
    )
