"""The stages of all desa within the filter as files."""

from functools import partial

import polars as pl

from dampingan.exports.record_notes import record_source
from dampingan.exports.record_tables import record_csv, record_workbook, titled
from dampingan.exports.tables import SOURCE_COLUMN, Sheet, marked
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
    files.offer("tahapan", key="tahapan", name=name, workbook=partial(_workbook, look), csv=partial(_csv, look))


def _csv(look: Look) -> bytes:
    return record_csv(_told(look), _TITLES, _source(look))


def _workbook(look: Look) -> bytes:
    rows = marked(titled(_told(look), _TITLES), _source(look)).rename({SOURCE_COLUMN: "Sumber"})
    notes = [
        ("Sumber", _source(look)),
        ("Periode program", look.periode),
        ("Saringan", look.view.subtitle()),
        ("Hari laporan", full_date(look.hari)),
        ("Tahap", "Tahap terjauh yang tanggalnya tidak sesudah hari laporan."),
        ("Terlambat", "Tahap yang belum tercapai dan tenggatnya sebelum hari laporan."),
    ]
    return record_workbook([Sheet("Tahapan", rows)], notes)


def _told(look: Look) -> pl.DataFrame:
    hints = look.hints.group_by("kode_desa").agg(pl.col("petunjuk").str.join(" "))
    names = {kode: place[0] for kode, place in parts.places().items()}
    kecamatan = {kode: place[1] for kode, place in parts.places().items()}
    return look.table.join(hints, on="kode_desa", how="left").with_columns(
        pl.col("tahap", "berikut").replace_strict(TAHAP, return_dtype=pl.String),
        nama=pl.col("kode_desa").replace_strict(names, return_dtype=pl.String),
        kecamatan=pl.col("kode_desa").replace_strict(kecamatan, return_dtype=pl.String),
    )


def _source(look: Look) -> str:
    return record_source("tahapan", [look.stages], look.hari)
