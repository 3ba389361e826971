"""The list of follow-ups as files."""

import polars as pl

from dampingan.exports.record_notes import record_source
from dampingan.exports.record_tables import RecordList, titled
from dampingan.exports.tables import Sheet
from dampingan.formats import full_date
from dampingan.records.terms import KEADAAN_TINDAK_LANJUT
from dampingan.ui.catatan import files
from dampingan.ui.fgd.data import Look

_TITLES = {
    "tanggal": "Tanggal FGD", "tentang": "FGD tentang", "uraian": "Tindak lanjut", "penanggung": "Penanggung jawab",
    "tenggat": "Tenggat", "keadaan": "Keadaan", "hari_lewat": "Hari lewat tenggat", "keterangan": "Keterangan",
}  # fmt: skip
_OWNERS = {
    "penanggung": "Penanggung jawab", "jumlah": "Tindak lanjut", "belum_selesai": "Belum selesai",
    "terlambat": "Terlambat", "tanpa_tenggat": "Tanpa tenggat", "selesai": "Selesai", "batal": "Batal",
    "terlama": "Terlama lewat (hari)",
}  # fmt: skip


def show(look: Look, shown: pl.DataFrame) -> None:
    """Offer the list that is shown as CSV, and with the owners as XLSX."""
    name = f"tindak-lanjut-fgd-{look.hari.isoformat()}"
    files.offer("daftar", key="fgd", name=name, workbook=lambda: _list(look, shown).workbook(),
                csv=lambda: _list(look, shown).csv())  # fmt: skip


def _list(look: Look, shown: pl.DataFrame) -> RecordList:
    notes = [
        ("Saringan", look.view.subtitle()),
        ("Hari laporan", full_date(look.hari)),
        ("Terlambat", "Terbuka atau berjalan, dan tenggatnya sebelum hari laporan."),
        ("Keadaan", "Keadaan yang tercatat pada saat berkas dibuat."),
    ]
    source = record_source("FGD dan tindak lanjut", look.frames, look.hari)
    owners = Sheet("Penanggung jawab", titled(look.owners, _OWNERS))
    return RecordList("Tindak lanjut", _told(look, shown), _TITLES, source, notes, lain=[owners])


def _told(look: Look, shown: pl.DataFrame) -> pl.DataFrame:
    about = {identity: words for identity, (words, _) in look.told_of.items()}
    return shown.with_columns(
        tentang=pl.col("id_fgd").replace_strict(about, return_dtype=pl.String),
        keadaan=pl.col("keadaan").replace_strict(KEADAAN_TINDAK_LANJUT, return_dtype=pl.String),
    )
