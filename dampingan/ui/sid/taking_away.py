"""The scores of all desa within the filter as files."""

import polars as pl

from dampingan.exports.record_notes import record_source
from dampingan.exports.record_tables import RecordList
from dampingan.formats import full_date
from dampingan.measures.sid import RULE
from dampingan.records.terms import KATEGORI_SID
from dampingan.ui.catatan import files
from dampingan.ui.sid.data import Look
from dampingan.ui.sid.words import STATES, WHAT

_TITLES = {
    "kode_desa": "Kode desa", "nama": "Desa/kelurahan", "kecamatan": "Kecamatan", "jenis": "Jenis", "skor": "Skor SID",
    "diperiksa": "Kategori diperiksa", "kedaluwarsa": "Perlu diperiksa ulang", "skor_dulu": "Skor setahun sebelumnya",
    "perubahan": "Perubahan", "diperiksa_terakhir": "Diperiksa terakhir",
    **{f"sid_{kategori}": label for kategori, label in KATEGORI_SID.items()},
}  # fmt: skip


def show(look: Look) -> None:
    """Offer the table as XLSX and CSV."""
    files.offer("tabel SID", key="sid", name=f"sid-{look.hari.isoformat()}", workbook=lambda: _list(look).workbook(),
                csv=lambda: _list(look).csv())  # fmt: skip


def _list(look: Look) -> RecordList:
    notes = [
        ("Saringan", look.view.subtitle()),
        ("Hari laporan", full_date(look.hari)),
        ("Skor", RULE),
        (
            "Perlu diperiksa ulang",
            "Kategori yang tercatat mutakhir, tetapi pemeriksaannya lewat 12 bulan; dihitung ada.",
        ),
        ("Belum diperiksa", "Kategori tanpa pemeriksaan tidak dihitung nol; skor penuh menuntut sebelas kategori."),
        ("Kelurahan", "SID diatur UU 6/2014 untuk desa; tidak berlaku untuk kelurahan."),
    ]
    return RecordList("SID", _told(look), _TITLES, record_source(WHAT, [look.states], look.hari), notes)


def _told(look: Look) -> pl.DataFrame:
    words = {state: word for state, (_, word) in STATES.items()}
    unchecked = pl.when("tunduk").then(pl.lit("belum diperiksa")).otherwise(pl.lit("tidak berlaku"))
    return look.table.with_columns(
        pl.col(f"sid_{kategori}").replace_strict(words, return_dtype=pl.String).fill_null(unchecked)
        for kategori in KATEGORI_SID
    )
