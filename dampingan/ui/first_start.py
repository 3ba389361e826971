"""The first start as people see it: what is being prepared, how far it is, and what to do if it fails."""

from functools import partial
from pathlib import Path

import streamlit as st

from dampingan.config import settings
from dampingan.firststart import Progress, SampleLoader
from dampingan.formats import period
from dampingan.ui import frame, style
from dampingan.ui.libraries import ALL_PAGES
from dampingan.ui.view import store

_COMMANDS = {
    "Muat berkas rumah tangga dan anggotanya dari terminal:": (
        "python -m dampingan impor --ruta ruta.csv --art art.csv --periode 2024",
    ),
    "Untuk mencoba dengan data contoh:": (
        "python -m dampingan contoh --ke contoh --periode 2024",
        "python -m dampingan impor --ruta contoh/ruta.csv --art contoh/art.csv --periode 2024",
    ),
}
_POLL_FIRST, _POLL_LATER = 0.4, 2.0
"""Seconds between two looks at the worker: while nothing can be shown yet, and while the rest follows."""


def data_ready() -> bool:
    """Tell whether a period can be shown; if not, show what is being prepared or how to load data."""
    periods = store().periods()
    if not settings().contoh_otomatis:
        if not periods:
            _nothing_loaded()
        return bool(periods)
    loader = _loader(str(settings().data), settings().contoh_rt, settings().contoh_benih)
    loader.ensure()
    if not periods:
        _waiting(loader)
    elif loader.progress.status in {"berjalan", "menunggu", "gagal"}:
        with st.sidebar:
            _following(loader, len(periods))
    return bool(periods)


@st.cache_resource(show_spinner=False)
def _loader(data: str, households: int, seed: int) -> SampleLoader:
    """One worker for all sessions of this process."""
    return SampleLoader(
        Path(data), households=households, seed=seed, beforehand=ALL_PAGES.load,
        afterwards=partial(_sample_records, Path(data), seed),
    )  # fmt: skip


def _sample_records(data: Path, seed: int) -> None:
    from dampingan.sample_records import ensure_sample_records

    ensure_sample_records(data, seed=seed)


def _nothing_loaded() -> None:
    frame.heading("Belum ada data", "Tidak ada periode yang dapat ditampilkan.")
    for words, lines in _COMMANDS.items():
        style.paragraph(words, "subjudul")
        st.code("\n".join(lines), language=None)
    style.paragraph("Sesudah selesai, muat ulang halaman ini.", "subjudul")


@st.fragment(run_every=_POLL_FIRST)
def _waiting(loader: SampleLoader) -> None:
    """The page until the first period is there; looks again by itself."""
    progress = loader.progress
    if store().periods():
        st.rerun()
    frame.heading(
        "Menyiapkan data contoh",
        "Belum ada data yang dimuat, maka aplikasi membuat data contoh sintetis: desa dan kelurahan yang "
        "sebenarnya, rumah tangga yang seluruhnya rekaan. Biasanya kurang dari 20 detik, dan hanya sekali. "
        "Halaman terbuka sendiri begitu periode terbaru siap.",
    )
    if progress.status == "gagal":
        _failed(loader)
    else:
        st.progress(progress.bagian, text=f"{_step(progress)} {progress.kegiatan} …")


@st.fragment(run_every=_POLL_LATER)
def _following(loader: SampleLoader, seen: int) -> None:
    """A line in the sidebar while further periods follow; a new period enters the filter at once."""
    progress = loader.progress
    if len(store().periods()) != seen or progress.status in {"selesai", "diam"}:
        st.rerun()
    if progress.status == "gagal":
        _failed(loader)
    else:
        st.progress(progress.bagian, text=_step(progress))


def _failed(loader: SampleLoader) -> None:
    style.notice("Data contoh gagal disiapkan", loader.progress.pesan, kind="gangguan")
    st.button("Coba lagi", type="primary", on_click=loader.retry)


def _step(progress: Progress) -> str:
    if not progress.periode:
        return "Menyiapkan data contoh."
    return f"Menyiapkan periode {period(progress.periode)} ({progress.ke} dari {progress.dari})."
