"""What stands beside exported figures: period, source, rule in force, and the meaning of the columns."""

import polars as pl

from dampingan.config import KABUPATEN
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date, number, period
from dampingan.indicators import INDICATORS, RTLH_TITLES
from dampingan.measures.desa_merah import describe, thresholds
from dampingan.regions.reference import TAHUN_IDM
from dampingan.rules import Rules
from dampingan.snapshot import Manifest

DESIL_CHOICES: dict[str, tuple[int, ...]] = {"1": (1,), "1-2": (1, 2), "1-4": (1, 2, 3, 4)}

COLUMN_MEANINGS: tuple[tuple[str, str], ...] = (
    ("rt, jiwa", "Rumah tangga (atau keluarga) dan anggotanya dalam berkas, semua desil."),
    ("rt_desil1, jiwa_desil1", "Yang termasuk desil 1 (10 % terbawah secara nasional)."),
    ("pct_desil1", "Persentase rumah tangga berkas di unit itu yang termasuk desil 1."),
    ("pangsa_desil1", "Persentase rumah tangga desil 1 kabupaten yang berada di unit itu."),
    ("lq_desil1", "Persentase desil 1 unit dibagi persentase desil 1 kabupaten; 1 berarti sama."),
    ("peringkat", "Peringkat jumlah rumah tangga desil 1; 1 = terbanyak."),
    ("peringkat_terbaik, peringkat_terburuk", "Peringkat bila jumlah unit itu sedikit berubah, yang lain tetap."),
    ("idm, status_idm", f"Indeks Desa Membangun {TAHUN_IDM}; kelurahan tidak memiliki IDM."),
    ("kk, pct_desil1_kk", "Semua keluarga di unit itu (bila tabelnya diberikan), dan persentase desil 1-nya."),
    ("rt_X, rt_diketahui_X, pct_X", "Rumah tangga dengan masalah X, yang keadaannya diketahui, persentasenya."),
    ("jiwa_X", "Orang dengan masalah X, untuk indikator anggota."),
)


def source_line(manifest: Manifest) -> str:
    """Return source and period in one line, beginning with "data contoh" where it is so."""
    told = f"{manifest.sumber}, periode {period(manifest.periode)}"
    return f"{SAMPLE_WORDS}: {told}" if manifest.contoh else told


def notes(
    manifest: Manifest, rules: Rules, table: pl.DataFrame, *, desil: str = "1", saringan: str = ""
) -> list[tuple[str, str]]:
    """Return the notes of a per-desa export as pairs of heading and text.

    Args:
        manifest: of the snapshot shown.
        rules: the rules in force.
        table: the per-desa table of the whole kabupaten, from which the thresholds follow.
        desil: the desil within which the indicators are counted, as ``DESIL_CHOICES``.
        saringan: the filter in words; empty where all units are shown.
    """
    limits = thresholds(table, rules.desa_merah)
    fixed = [
        ("Wilayah", KABUPATEN),
        ("Periode", period(manifest.periode)),
        ("Sumber", source_line(manifest)),
        ("Satuan", manifest.unit),
        ("Desil untuk indikator", desil),
        ("Saringan", saringan or "semua desa dan kelurahan"),
        ("Aturan desa merah", f"{describe(rules.desa_merah, limits, unit=manifest.unit)} ({rules.sebutan})"),
        ("Varian RTLH", f"{manifest.rtlh}: {RTLH_TITLES[manifest.rtlh]}"),
        ("Versi aturan", f"{rules.versi}, berlaku {full_date(rules.berlaku)}"),
        ("Diterbitkan", full_date(manifest.diterbitkan.date())),
        ("Sidik data", manifest.digest),
        ("Rumah tangga dalam berkas", number(manifest.rt)),
        ("Tidak tersedia", ", ".join(i.judul for i in INDICATORS if i.kode not in manifest.tersedia) or "–"),
    ]
    meanings = [(f"Kolom {columns}", text) for columns, text in COLUMN_MEANINGS]
    definitions = [(f"Indikator {i.kode}", f"{i.judul}. {i.definisi} {i.aturan}") for i in INDICATORS]
    return fixed + meanings + definitions
