"""The quality report of a delivery: what was checked, how often it failed, and what mends it.

No cell of a name, NIK, family card or address is ever copied into a report.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from dampingan.config import KODE_KABUPATEN
from dampingan.regions.crosswalk import digits, normalise_name
from dampingan.regions.reference import units
from dampingan.sources.decoding import Decoded
from dampingan.sources.reading import ROW
from dampingan.sources.text import is_blank

EXAMPLES = 5
"""Rows shown per check."""

Severity = Literal["tidak_dihitung", "peringatan", "catatan"]
"""tidak_dihitung: the rows are left out of every count; catatan: only for the record."""

_REGION_DIGITS = 10
_ALIKE = 0.85
"""Likeness of two names from which a misspelling is supposed."""
_SHORT_NUMBER = re.compile(r"-?\d{1,4}(?:[.,]\d{1,3})?")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True)


class Check(_Model):
    """What a check looks for."""

    judul: str
    tingkat: Severity
    perbaikan: str


CHECKS: dict[str, Check] = {
    kode: Check(judul=judul, tingkat=tingkat, perbaikan=perbaikan)
    for kode, tingkat, judul, perbaikan in (
        ("bukan_data", "catatan", "Baris jumlah, nomor kolom, atau kosong",
         "Tidak perlu: baris ini dilewati."),
        ("kunci_kosong", "peringatan", "Nomor rumah tangga kosong",
         "Lengkapi nomornya; tanpa nomor, anggotanya tidak dapat dikaitkan."),
        ("rt_ganda", "tidak_dihitung", "Rumah tangga tercatat lebih dari sekali",
         "Hapus baris gandanya; yang dihitung hanya baris pertama."),
        ("kabupaten_lain", "tidak_dihitung", "Kode wilayah kabupaten lain",
         "Keluarkan baris kabupaten lain dari berkas."),
        ("wilayah_tak_dikenal", "tidak_dihitung", "Kode dan nama desa tidak ada di kabupaten",
         "Perbaiki kode desa atau nama desa dan kecamatannya."),
        ("wilayah_dari_nama", "catatan", "Desa ditemukan dari namanya, bukan dari kodenya",
         "Lengkapi kode desanya supaya tidak bergantung pada ejaan."),
        ("desil_kosong", "peringatan", "Desil atau persentil tidak terbaca",
         "Lengkapi; rumah tangganya dihitung, tetapi tidak masuk desil mana pun."),
        ("di_luar_daftar", "peringatan", "Kode di luar daftar atau angka di luar batas",
         "Perbaiki menurut daftar kode; untuk sementara dianggap tidak diketahui."),
        ("rt_tanpa_anggota", "peringatan", "Rumah tangga tanpa anggota di berkas anggota",
         "Periksa apakah berkas anggota lengkap."),
        ("rt_tanpa_kepala", "peringatan", "Rumah tangga tanpa kepala",
         "Tandai satu anggota sebagai kepala rumah tangga."),
        ("rt_banyak_kepala", "peringatan", "Rumah tangga dengan lebih dari satu kepala",
         "Sisakan satu kepala rumah tangga."),
        ("jumlah_anggota_beda", "catatan", "Jumlah anggota berbeda dengan isi berkas anggota",
         "Cocokkan Jumlah_ART dengan daftar anggotanya."),
        ("anggota_tanpa_rt", "tidak_dihitung", "Anggota yang rumah tangganya tidak ada",
         "Lengkapi berkas rumah tangga atau keluarkan anggotanya."),
        ("anggota_keluar", "catatan", "Anggota yang meninggal, pindah, atau salah catat",
         "Tidak perlu: anggota ini tidak dihitung."),
        ("nik_rusak", "peringatan", "NIK berbentuk notasi ilmiah (rusak oleh Excel)",
         "Minta ulang berkasnya dengan kolom NIK sebagai teks; angka yang hilang tidak dapat dipulihkan."),
        ("nik_tak_lengkap", "catatan", "NIK kosong, nol, atau bukan 16 angka",
         "Lengkapi NIK-nya di Dinas Dukcapil."),
        ("nik_ganda", "peringatan", "NIK dipakai lebih dari satu anggota",
         "Periksa anggota yang tercatat dua kali."),
    )
}  # fmt: skip
"""All row checks, in the order in which the report shows them."""


class Example(_Model):
    """One place where a check failed."""

    berkas: str
    baris: int
    kolom: str = ""
    nilai: str = ""


class Finding(_Model):
    """One check's result."""

    kode: str
    judul: str
    tingkat: Severity
    jumlah: int
    dari: int
    contoh: tuple[Example, ...] = ()
    perbaikan: str
    keterangan: str = ""

    @property
    def persen(self) -> float:
        """Return the share of rows that failed, per cent."""
        return 100 * self.jumlah / self.dari if self.dari else 0.0


class ColumnQuality(_Model):
    """How much of a column is unknown."""

    berkas: str
    kolom: str
    sel: int
    kosong: int
    di_luar_daftar: int

    @property
    def pct_tidak_diketahui(self) -> float:
        """Return the share of blank or unusable cells, per cent."""
        return 100 * (self.kosong + self.di_luar_daftar) / self.sel if self.sel else 0.0


class FileSummary(_Model):
    """One delivered file as it was read."""

    peran: Literal["ruta", "art"]
    nama: str
    format: str
    lembar: str
    baris_judul: int
    baris_data: int
    kolom_dikenali: int
    kolom_tidak_ada: tuple[str, ...]
    sha256: str


class QualityReport(_Model):
    """The whole report of one delivery."""

    dialek: str
    contoh: bool
    berkas: tuple[FileSummary, ...]
    pemeriksaan: tuple[Finding, ...]
    kolom: tuple[ColumnQuality, ...]
    wilayah_tak_cocok: tuple[str, ...]

    def finding(self, kode: str) -> Finding | None:
        """Return the result of one check, or None where nothing failed."""
        return next((f for f in self.pemeriksaan if f.kode == kode), None)

    def frame(self) -> pl.DataFrame:
        """Return the findings as a table, one row per example (or per check without examples)."""
        rows = [
            {
                "pemeriksaan": f.judul, "tingkat": f.tingkat, "jumlah": f.jumlah, "dari": f.dari,
                "persen": round(f.persen, 3), "berkas": e.berkas, "baris": e.baris, "kolom": e.kolom,
                "nilai": e.nilai, "perbaikan": f.perbaikan, "keterangan": f.keterangan,
            }
            for f in self.pemeriksaan
            for e in f.contoh or (Example(berkas="", baris=0),)
        ]  # fmt: skip
        columns = ["pemeriksaan", "tingkat", "jumlah", "dari", "persen", "berkas", "baris", "kolom",
                   "nilai", "perbaikan", "keterangan"]  # fmt: skip
        return pl.DataFrame(rows) if rows else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def safe_value(text: str) -> str:
    """Return a cell's text only if it can name nobody: a short number; else how long it is.

    A shifted column may carry a name or an address where a code belongs.
    """
    cleaned = text.strip()
    return cleaned if _SHORT_NUMBER.fullmatch(cleaned) else f"(teks, {len(cleaned)} huruf)"


def safe_code(code: str | None) -> str:
    """Return a ten-digit region code: whole if it is the kabupaten's, else only the part of its kabupaten.

    In a shifted column digits may be a telephone number or a part of a NIK.
    """
    text = digits(code or "")
    if len(text) != _REGION_DIGITS:
        return "tanpa kode"
    return text if text.startswith(digits(KODE_KABUPATEN)) else f"{text[:4]}…"


def safe_place(code: str | None, desa: str | None, kecamatan: str | None) -> str:
    """Return a delivered place in words that can name nobody: only names of the reference list are spelt out."""
    return f"{_safe_name(desa)}, {_safe_name(kecamatan)} [{safe_code(code)}]"


def _safe_name(text: str | None) -> str:
    if text is None or is_blank(text):
        return "-"
    known, name = _place_names(), normalise_name(text)
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    return f"(teks, {len(text.strip())} huruf{f', mirip {known[near[0]]}' if near else ''})"


@lru_cache(maxsize=1)
def _place_names() -> dict[str, str]:
    reference = units()
    return {
        normalise_name(name): name for column in ("nama", "kecamatan") for name in reference[column].unique().sort()
    }


class Findings:
    """Collects the results of the row checks."""

    def __init__(self) -> None:
        """Start with nothing found."""
        self._found: list[Finding] = []

    def add(self, kode: str, count: int, of: int, examples: Iterable[Example] = (), remark: str = "") -> None:
        """Record a check that failed ``count`` times out of ``of``; nothing where it never failed."""
        if count:
            check = CHECKS[kode]
            self._found.append(
                Finding(kode=kode, judul=check.judul, tingkat=check.tingkat, jumlah=count, dari=of,
                        contoh=tuple(examples), perbaikan=check.perbaikan, keterangan=remark)
            )  # fmt: skip

    def add_rows(
        self, kode: str, frame: pl.DataFrame, failed: pl.Expr, file: str, column: str = "", of: int | None = None
    ) -> None:
        """Count the rows that fail, out of ``of`` or the frame's, and keep the numbers of the first ones."""
        mask = frame.select(failed.fill_null(value=False).alias("gagal"))["gagal"]
        count = int(mask.sum())
        if count:
            rows = frame[ROW].filter(mask).head(EXAMPLES)
            total = frame.height if of is None else of
            self.add(kode, count, total, [Example(berkas=file, baris=r, kolom=column) for r in rows])

    def add_outside(self, frame: pl.DataFrame, name: str, decoded: Decoded, file: str) -> None:
        """Record the values of a column that are not in its list or range."""
        if not decoded.outside:
            return
        failed = frame.filter(pl.col(name).cast(pl.String).is_in(list(decoded.outside))).head(EXAMPLES)
        examples = [
            Example(berkas=file, baris=row, kolom=decoded.column.nama, nilai=safe_value(str(text)))
            for row, text in failed.select(ROW, name).iter_rows()
        ]
        count = sum(decoded.outside.values())
        self.add("di_luar_daftar", count, decoded.cells, examples, remark=f"Kolom {decoded.column.nama}")

    def extend(self, found: Iterable[Finding]) -> None:
        """Take over other results."""
        self._found += found

    def ordered(self) -> tuple[Finding, ...]:
        """Return the findings in the order of the checks."""
        order = list(CHECKS)
        return tuple(sorted(self._found, key=lambda f: order.index(f.kode)))
