"""The form's layout: sheets, columns, fields and lists, the same for whoever writes it and whoever reads it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dampingan.forms.workbook import cell
from dampingan.indicators import INDICATORS
from dampingan.records import terms
from dampingan.records.columns import LONG

VERSION = "1"
"""Changed with every change of what stands where; a form of another version is refused."""

PETUNJUK, VERIFIKASI, USULAN, KEHADIRAN, NOTULEN, MESIN = (
    "Petunjuk", "Verifikasi", "Usulan baru", "Kehadiran", "Notulen", "_mesin",
)  # fmt: skip
FILLED = (VERIFIKASI, USULAN, KEHADIRAN, NOTULEN)
HEAD, FIRST = 4, 5
"""Row of the headings and first row of the list, on ``VERIFIKASI`` and ``USULAN`` (counted from 1, as in Excel)."""
PROPOSALS = 30
"""Empty rows for proposed households."""
MOST_MEMBERS = 30
"""As of the deliveries: no household has more."""

YES_NO: Mapping[str, bool] = {"Ya": True, "Tidak": False}
FOUND, NOT_FOUND, DOUBLE, REFUSED = "Ditemukan", "Tidak ditemukan", "Ganda", "Menolak"
STATUS = (FOUND, NOT_FOUND, DOUBLE, REFUSED)
"""What may stand as status: the items of the SIKS verification (1, 2, 3) and a refusal; empty is "belum"."""
REASONS: Mapping[str, str] = {label: kode for kode, label in terms.ALASAN_TIDAK_DITEMUKAN.items()}


@dataclass(frozen=True)
class Column:
    """A column of a list: its key, heading, width in characters, and whether it is filled in at the meeting."""

    kunci: str
    judul: str
    lebar: float
    isian: bool = False


LIST: tuple[Column, ...] = (
    Column("nomor", "No", 5),
    Column("kode", "Kode baris", 15),
    Column("nama", "Nama kepala rumah tangga", 24),
    Column("nik", "NIK (disamarkan)", 19),
    Column("alamat", "Alamat", 24),
    Column("rt_rw", "RT/RW", 9),
    Column("anggota", "Jumlah anggota", 5),
    *(Column(i.kode, i.pendek, 7) for i in INDICATORS),
    Column("status", "Status", 15, isian=True),
    Column("alasan", "Alasan tidak ditemukan", 17, isian=True),
    Column("mampu", "Mampu?", 8, isian=True),
    Column("catatan", "Catatan", 24, isian=True),
)
"""``VERIFIKASI``, one row a household."""

NEW: tuple[Column, ...] = (
    Column("nomor", "No", 5),
    Column("nama", "Nama kepala rumah tangga", 28, isian=True),
    Column("nik", "NIK (boleh kosong)", 20, isian=True),
    Column("alamat", "Alamat", 32, isian=True),
    Column("rt_rw", "RT/RW", 10, isian=True),
    Column("anggota", "Jumlah anggota", 10, isian=True),
    Column("alasan", "Alasan diusulkan", 45, isian=True),
)
"""``USULAN``, one row a proposed household."""

Kind = Literal["jumlah", "teks", "tanggal", "jam", "pilihan", "ya_tidak"]


@dataclass(frozen=True)
class FormField:
    """One cell to fill in: where it stands (row and column from 1), what it is called, and what it becomes.

    ``nama``: the column of the record (``Musdes``), or ``unsur.kolom`` of a ``MusdesPeserta``.
    """

    lembar: str
    baris: int
    kolom: int
    nama: str
    label: str
    jenis: Kind
    pilihan: Mapping[str, str] = field(default_factory=dict)
    """For ``pilihan``: what may be chosen, label to code."""
    wajib: bool = False
    panjang: int = 200
    """For ``teks``: the most characters."""

    @property
    def sel(self) -> str:
        """Return the cell as messages name it."""
        return cell(self.lembar, self.baris, self.kolom)


AREAS_TOP, GROUPS_TOP = 4, 9
"""Heading rows of the two tables of ``KEHADIRAN``."""
AREA_HEADS = ("Ketua", "Jumlah", "Diundang", "Hadir")
GROUP_HEADS = ("Unsur peserta", "Laki-laki", "Perempuan")
_AREAS = (
    ("RW", ("jumlah_rw", "rw_diundang", "rw_hadir")),
    ("RT", ("jumlah_rt", "rt_diundang", "rt_hadir")),
)
_SIGNED = GROUPS_TOP + len(terms.UNSUR_PESERTA) + 2

ATTENDANCE: tuple[FormField, ...] = (
    *(
        FormField(KEHADIRAN, AREAS_TOP + row, column, nama, f"{area}: {AREA_HEADS[column - 1]}", "jumlah")
        for row, (area, names) in enumerate(_AREAS, 1)
        for column, nama in enumerate(names, 2)
    ),
    *(
        FormField(KEHADIRAN, GROUPS_TOP + row, column, f"{unsur}.{nama}", f"{label}: {head}", "jumlah")
        for row, (unsur, label) in enumerate(terms.UNSUR_PESERTA.items(), 1)
        for column, (nama, head) in enumerate(
            zip(("laki_laki", "perempuan"), GROUP_HEADS[1:], strict=True), 2
        )
    ),
    FormField(KEHADIRAN, _SIGNED, 2, "daftar_hadir", "Daftar hadir ditandatangani dan dicap", "ya_tidak"),
)  # fmt: skip

_LISTS: Mapping[str, str] = {label: kode for kode, label in terms.SUMBER_DAFTAR.items()}
_COURSE = "Jalannya musyawarah: penjelasan tujuan, pemeriksaan daftar, usulan baru, keberatan (tanpa nama orang)"
_MINUTES: tuple[tuple[str, str, Kind], ...] = (
    ("tanggal", "Tanggal musyawarah", "tanggal"),
    ("jam_mulai", "Jam mulai (WIB)", "jam"),
    ("jam_selesai", "Jam selesai (WIB)", "jam"),
    ("tempat", "Tempat", "teks"),
    ("jabatan_pimpinan", "Jabatan pimpinan musyawarah (tanpa nama)", "teks"),
    ("jabatan_notulen", "Jabatan notulen (tanpa nama)", "teks"),
    ("sumber_daftar", "Sumber daftar awal", "pilihan"),
    ("catatan", _COURSE, "teks"),
    ("rekomendasi", "Rekomendasi intervensi (tanpa nama orang)", "teks"),
    ("berita_acara", "Berita Acara dibuat", "ya_tidak"),
)
_LENGTHS = {"jabatan_pimpinan": 100, "jabatan_notulen": 100, "catatan": LONG, "rekomendasi": LONG}
MINUTES: tuple[FormField, ...] = tuple(
    FormField(
        NOTULEN, row, 2, nama, label, kind,
        pilihan=_LISTS if nama == "sumber_daftar" else {}, wajib=nama == "tanggal", panjang=_LENGTHS.get(nama, 200),
    )
    for row, (nama, label, kind) in enumerate(_MINUTES, 4)
)  # fmt: skip
LONG_FIELDS = ("catatan", "rekomendasi")

FACTS: tuple[tuple[str, str], ...] = (
    ("versi", "Versi formulir"),
    ("kode_desa", "Kode desa/kelurahan"),
    ("periode", "Periode data"),
    ("desil", "Desil"),
    ("jumlah_baris", "Jumlah baris"),
    ("sidik_data", "Sidik data"),
    ("nomor", "Nomor formulir"),
    ("tanda", "Tanda pengaman"),
)
"""What ``MESIN`` tells, one a row: key in the first column, value in the second."""
FACTS_TOP = 6
"""Row on ``PETUNJUK`` from which the same facts stand in words, in ``FACTS``' order."""


def fact_cell(kunci: str) -> str:
    """Return the cell of ``PETUNJUK`` that shows a fact."""
    return cell(PETUNJUK, FACTS_TOP + [name for name, _ in FACTS].index(kunci), 2)


def column_of(columns: tuple[Column, ...], kunci: str) -> int:
    """Return a column's place, from 1."""
    return 1 + [column.kunci for column in columns].index(kunci)
