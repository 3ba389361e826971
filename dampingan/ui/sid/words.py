"""How the page calls things: marks and colours of the states, short names of the categories, the finding."""

from collections.abc import Mapping

import polars as pl

from dampingan.formats import number
from dampingan.measures.sid import MOST, UNCHECKED
from dampingan.palette import TINGKAT
from dampingan.records.terms import KATEGORI_SID
from dampingan.ui.sid.data import Look

WHAT = "pemeriksaan SID"
SHORT: Mapping[str, str] = {
    "kependudukan": "Penduduk",
    "pendidikan": "Pendi\u00addikan",
    "kesehatan": "Keseha\u00adtan",
    "sarpras_dasar": "Sarpras dasar",
    "kemiskinan": "Kemis\u00adkinan",
    "pembangunan": "Pemba\u00adngunan",
    "keuangan_desa": "Keuangan",
    "aset_desa": "Aset",
    "organisasi": "Organi\u00adsasi",
    "kegiatan_ekonomi": "Ekonomi",
    "kawasan_perdesaan": "Kawasan",
}
"""The eleven categories as headings of narrow columns; browsers know no syllables of Indonesian, hence soft hyphens."""
STATES: Mapping[str, tuple[str, str]] = {
    "tidak_ada": ("✕", "tidak ada"),
    "ada": ("○", "ada"),
    "mutakhir": ("◐", "mutakhir"),
    "dipakai": ("●", "dipakai"),
    UNCHECKED: ("·", "belum diperiksa"),
}
"""Mark and word of each state; a state is never shown by its colour alone."""
COLOURS: Mapping[str, str] = {
    "tidak_ada": TINGKAT[0],
    "ada": TINGKAT[1],
    "mutakhir": TINGKAT[2],
    "dipakai": TINGKAT[4],
}
BEST_FIRST = ("dipakai", "mutakhir", "ada", "tidak_ada")
LAPSED = "*"
"""Beside a state whose claim to be up to date has lapsed."""


def headline(look: Look) -> str:
    """Return the finding: the mean score, and the weakest category."""
    total, desa = look.total, look.total["desa"]
    if not desa:
        return "SID tidak berlaku di sini: saringan ini hanya memuat kelurahan"
    if not total["desa_diperiksa"]:
        return "Belum ada SID yang diperiksa di sini"
    weakest = _weakest(look.categories)
    told = f"; paling jarang mutakhir: {KATEGORI_SID[weakest].lower()}" if weakest else ""
    if total["skor"] is None:
        return f"SID {number(total['desa_diperiksa'])} dari {number(desa)} desa mulai diperiksa{told}"
    return f"Skor SID rata-rata {number(total['skor'], 1)} dari {MOST}{told}"


def _weakest(categories: pl.DataFrame) -> str | None:
    """Return the category that is least often up to date among those checked, None without checks."""
    checked = categories.filter(pl.col(UNCHECKED) < pl.col("desa"))
    ordered = checked.sort(pl.col("mutakhir") + pl.col("dipakai"), maintain_order=True)
    return ordered["kategori"][0] if ordered.height else None
