"""The form of the inventory (XLSX): programmes, potentials and problems, filled in by a Perangkat Daerah or a desa."""

import polars as pl

from dampingan.edits import Edit
from dampingan.exports.record_form import make_form
from dampingan.exports.record_layout import FormColumn, FormSheet, FormSpec, choices
from dampingan.exports.record_return import read_form
from dampingan.indicators import INDICATORS
from dampingan.records import terms
from dampingan.records.models import PotensiMasalah, Program
from dampingan.records.reader import Reader

PROGRAM, POTENSI = "Program", "Potensi dan masalah"
UNITS = ("rumah tangga", "keluarga", "unit rumah", "unit jamban", "sambungan rumah", "orang", "anak", "kelompok")
"""Units of measure that are offered; the first five are counted as households."""

_DESA = FormColumn("kode_desa", "Desa/kelurahan", "desa", 38, wajib=True)
_TAHUN = FormColumn("tahun", "Tahun", "tahun", 8, wajib=True)

PROGRAM_COLUMNS: tuple[FormColumn, ...] = (
    _DESA,
    _TAHUN,
    FormColumn("id_perangkat_daerah", "Perangkat Daerah", "perangkat", 34),
    FormColumn("pelaksana", "Pelaksana lain (lembaga, tanpa nama orang)", "teks", 26),
    FormColumn("program", "Program", "teks", 30, wajib=True),
    FormColumn("kegiatan", "Kegiatan", "teks", 30),
    FormColumn("sub_kegiatan", "Subkegiatan", "teks", 24),
    FormColumn("strategi", "Strategi (Inpres 4/2022)", "pilihan", 26, terms.STRATEGI),
    *(FormColumn(f"indikator:{i.kode}", i.pendek, "tanda", 5) for i in INDICATORS),
    FormColumn("sumber_dana", "Sumber dana", "pilihan", 18, terms.SUMBER_DANA),
    FormColumn("pagu", "Pagu (Rp)", "rupiah", 17),
    FormColumn("realisasi", "Realisasi (Rp)", "rupiah", 17),
    FormColumn("target", "Target", "angka", 9),
    FormColumn("satuan", "Satuan target dan penerima", "teks", 17, saran=UNITS),
    FormColumn("penerima", "Jumlah penerima", "jumlah", 11),
    FormColumn("status", "Status", "pilihan", 14, terms.STATUS_PROGRAM, wajib=True),
    FormColumn("keterangan", "Keterangan (tanpa nama orang)", "teks", 34),
)
POTENSI_COLUMNS: tuple[FormColumn, ...] = (
    _DESA,
    _TAHUN,
    FormColumn("jenis", "Potensi atau masalah", "pilihan", 12, terms.JENIS_CATATAN, wajib=True),
    FormColumn("aspek", "Aspek", "pilihan", 14, terms.ASPEK, wajib=True),
    FormColumn("potensi", "Potensi ekonomi", "pilihan", 24, terms.POTENSI),
    FormColumn("lembaga", "Lembaga ekonomi", "pilihan", 32, terms.LEMBAGA_EKONOMI),
    FormColumn("keadaan", "Keadaan lembaga", "pilihan", 14, terms.KEADAAN_LEMBAGA),
    FormColumn("omzet", "Omzet setahun (Rp)", "rupiah", 17),
    FormColumn("usaha", "Usaha mikro", "pilihan", 22, terms.USAHA_MIKRO),
    FormColumn("jumlah", "Jumlah", "jumlah", 9),
    FormColumn("uraian", "Uraian (tanpa nama orang)", "teks", 50, wajib=True),
)

_GUIDE = (
    (
        "Cara mengisi",
        (
            "Isi sel kuning pada lembar Program serta Potensi dan masalah, satu baris satu catatan. Judul "
            "bertanda * wajib diisi. Sel yang belum diketahui dikosongkan, jangan diisi nol."
        ),
    ),
    (
        "Baris yang sudah terisi",
        (
            "Baris itu sudah tercatat. Boleh diubah; yang tidak diubah tetap seperti adanya. "
            "Menghapus catatan dilakukan lewat halaman Inventarisasi."
        ),
    ),
    ("Catatan baru", "Tulis pada baris kosong di bawahnya. Jangan menyalin baris yang sudah terisi."),
    ("Indikator", "Beri tanda x pada masalah yang dijawab program itu; boleh lebih dari satu."),
    (
        "Penerima",
        (
            "Jumlah penerima dihitung dalam satuan di sebelahnya. Pada lembar Kesenjangan hanya penerima dalam "
            "rumah tangga (rumah tangga, keluarga, rumah, jamban, sambungan) yang mengurangi sisa kebutuhan."
        ),
    ),
    (
        "Potensi",
        (
            "Potensi ekonomi hanya diisi untuk potensi. Lembaga, keadaan, dan omzet hanya untuk lembaga ekonomi "
            "desa; usaha mikro hanya untuk usaha mikro."
        ),
    ),
    ("Data pribadi", "Jangan menulis nama orang, NIK, nomor KK, nomor telepon, atau alamat."),
    (
        "Mengembalikan",
        (
            "Unggah pada halaman Inventarisasi. Semua sel diperiksa dahulu; bila ada yang salah, tidak ada "
            "yang disimpan dan setiap sel yang salah disebut."
        ),
    ),
)

SPEC = FormSpec(
    jenis="inventarisasi",
    judul="Formulir inventarisasi program, potensi, dan masalah",
    versi="1",
    lembar=(
        FormSheet(PROGRAM, "Program dan kegiatan", Program, PROGRAM_COLUMNS),
        FormSheet(POTENSI, "Potensi dan masalah", PotensiMasalah, POTENSI_COLUMNS),
    ),
    petunjuk=_GUIDE,
)


def inventory_form(programmes: pl.DataFrame, found: pl.DataFrame, offices: pl.DataFrame, told: str) -> bytes:
    """Return the form with some records filled in.

    Args:
        programmes: records of ``Program`` to fill in.
        found: records of ``PotensiMasalah`` to fill in.
        offices: records of ``PerangkatDaerah``, all of them.
        told: which records are filled in, in words.
    """
    offered = choices(dict(offices.sort("nama").select("nama", "id").iter_rows()))
    order = ("kode_desa", "tahun", "dibuat_pada")
    rows = {PROGRAM: programmes.sort(order).to_dicts(), POTENSI: found.sort(order).to_dicts()}
    return make_form(SPEC, rows, offered, told)


def read_inventory(reader: Reader, content: bytes) -> list[Edit]:
    """Return what a filled form asks for; errors as of ``record_return.read_form``."""
    return read_form(SPEC, reader, content)
