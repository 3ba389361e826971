"""The stages of all desa within the filter as files."""

import polars as pl

from dampingan.exports.record_notes import record_source
from dampingan.exports.record_tables import RecordList
from dampingan.formats import full_date
from dampingan.records.terms import TAHAP
from dampingan.ui.catatan import files, parts
from dampingan.ui.tahapan.data import Look

_TITLES = {
    "kode_desa": "Kode desa", "nama": "Desa/kelurahan", "kecamatan": "Kecamatan", "perangkat": "Pendamping",
    "tahap": "Tahap", "tanggal": "Tercapai", "berikut": "Tahap berikutnya", "tenggat": "Tenggat",
    "hari_lewat": "Hari lewat tenggat", "petunjuk": "Petunjuk kecocokan",
}  # fmt: skip


def show(look: Look) -> None:
    """Offer the table as XLSX and CSV."""
    name = f"tahapan-{look.periode}-{look.hari.isoformat()}"
    files.offer("tahapan", key="tahapan", name=name, workbook=lambda: _list(look).workbook(),
                csv=lambda: _list(look).csv())  # fmt: skip


def _list(look: Look) -> RecordList:
    notes = [
        ("Periode program", look.periode),
        ("Saringan", look.view.subtitle()),
        ("Hari laporan", full_date(look.hari)),
        ("Tahap", "Tahap terjauh yang tanggalnya tidak sesudah hari laporan."),
        ("Terlambat", "Tahap yang belum tercapai dan tenggatnya sebelum hari laporan."),
    ]
    return RecordList("Tahapan", _told(look), _TITLES, record_source("tahapan", [look.stages], look.hari), notes)


def _told(look: Look) -> pl.DataFrame:
    hints = look.hints.group_by("kode_desa").agg(pl.col("petunjuk").str.join(" "))
    names = {kode: place[0] for kode, place in parts.places().items()}
    kecamatan = {kode: place[1] for kode, place in parts.places().items()}
    return look.table.join(hints, on="kode_desa", how="left").with_columns(
        pl.col("tahap", "berikut").replace_strict(TAHAP, return_dtype=pl.String),
        nama=pl.col("kode_desa").replace_strict(names, return_dtype=pl.String),
        kecamatan=pl.col("kode_desa").replace_strict(kecamatan, return_dtype=pl.String),
    )
