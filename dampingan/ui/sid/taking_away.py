"""The scores of all desa within the filter as files."""

from functools import partial

import polars as pl

from dampingan.exports.record_notes import record_source
from dampingan.exports.record_tables import record_csv, record_workbook, titled
from dampingan.exports.tables import SOURCE_COLUMN, Sheet, marked
from dampingan.formats import full_date
from dampingan.measures.sid import RULE
from dampingan.records.terms import KATEGORI_SID
from dampingan.ui.catatan import files
from dampingan.ui.sid.data import Look
from dampingan.ui.sid.words import STATES, WHAT

_TITLES = {
    "kode_desa": "Kode desa", "nama": "Desa/kelurahan", "kecamatan": "Kecamatan", "jenis": "Jenis", "skor": "Skor SID",
    "diperiksa": "Kategori diperiksa", "kedaluwarsa": "Klaim kedaluwarsa", "skor_dulu": "Skor setahun sebelumnya",
    "perubahan": "Perubahan", "diperiksa_terakhir": "Diperiksa terakhir",
    **{f"sid_{kategori}": label for kategori, label in KATEGORI_SID.items()},
}  # fmt: skip


def show(look: Look) -> None:
    """Offer the table as XLSX and CSV."""
    name = f"sid-{look.hari.isoformat()}"
    files.offer("tabel SID", key="sid", name=name, workbook=partial(_workbook, look), csv=partial(_csv, look))


def _csv(look: Look) -> bytes:
    return record_csv(_told(look), _TITLES, _source(look))


def _workbook(look: Look) -> bytes:
    rows = marked(titled(_told(look), _TITLES), _source(look)).rename({SOURCE_COLUMN: "Sumber"})
    notes = [
        ("Sumber", _source(look)),
        ("Saringan", look.view.subtitle()),
        ("Hari laporan", full_date(look.hari)),
        ("Skor", RULE),
        ("Belum diperiksa", "Kategori tanpa pemeriksaan tidak dihitung nol; skor penuh menuntut sebelas kategori."),
        ("Kelurahan", "SID diatur UU 6/2014 untuk desa; tidak berlaku untuk kelurahan."),
    ]
    return record_workbook([Sheet("SID", rows)], notes)


def _told(look: Look) -> pl.DataFrame:
    words = {state: word for state, (_, word) in STATES.items()}
    unchecked = pl.when("tunduk").then(pl.lit("belum diperiksa")).otherwise(pl.lit("tidak berlaku"))
    return look.table.with_columns(
        pl.col(f"sid_{kategori}").replace_strict(words, return_dtype=pl.String).fill_null(unchecked)
        for kategori in KATEGORI_SID
    )


def _source(look: Look) -> str:
    return record_source(WHAT, [look.states], look.hari)
