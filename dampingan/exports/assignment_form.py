"""The form of the assignments (XLSX): which Perangkat Daerah assists which desa, by which decree, from when to when."""

import polars as pl

from dampingan.edits import Edit
from dampingan.exports.record_form import make_form
from dampingan.exports.record_layout import FormColumn, FormSheet, FormSpec, choices
from dampingan.exports.record_return import read_form
from dampingan.records.models import Penugasan
from dampingan.records.reader import Reader

PENUGASAN = "Penugasan"

COLUMNS: tuple[FormColumn, ...] = (
    FormColumn("kode_desa", "Desa/kelurahan", "desa", 38, wajib=True),
    FormColumn("id_perangkat_daerah", "Perangkat Daerah", "perangkat", 44, wajib=True),
    FormColumn("dasar", "Dasar penugasan (keputusan)", "teks", 46),
    FormColumn("tahun_mulai", "Tahun mulai", "tahun", 10, wajib=True),
    FormColumn("tahun_selesai", "Tahun selesai", "tahun", 10),
)

_GUIDE = (
    ("Cara mengisi", "Isi sel kuning, satu baris satu penugasan. Judul bertanda * wajib diisi."),
    ("Tahun selesai", "Tahun terakhir yang masih termasuk. Kosongkan selama penugasan berjalan tanpa batas akhir."),
    (
        "Baris yang sudah terisi",
        (
            "Baris itu sudah tercatat. Penugasan diakhiri dengan mengisi tahun selesai; menghapus "
            "catatan yang keliru dilakukan lewat halaman Perangkat Daerah."
        ),
    ),
    ("Penugasan baru", "Tulis pada baris kosong di bawahnya. Jangan menyalin baris yang sudah terisi."),
    (
        "Mengembalikan",
        (
            "Unggah pada halaman Perangkat Daerah. Semua sel diperiksa dahulu; bila ada yang salah, tidak ada "
            "yang disimpan dan setiap sel yang salah disebut."
        ),
    ),
)

SPEC = FormSpec(
    jenis="penugasan",
    judul="Formulir penugasan Perangkat Daerah",
    versi="1",
    lembar=(FormSheet(PENUGASAN, "Penugasan Perangkat Daerah", Penugasan, COLUMNS),),
    petunjuk=_GUIDE,
)


def assignment_form(assignments: pl.DataFrame, offices: pl.DataFrame, told: str) -> bytes:
    """Return the form with some assignments filled in.

    Args:
        assignments: records of ``Penugasan`` to fill in.
        offices: records of ``PerangkatDaerah``, all of them.
        told: which are filled in, in words.
    """
    offered = choices(dict(offices.sort("nama").select("nama", "id").iter_rows()))
    rows = assignments.sort("kode_desa", "tahun_mulai", "dibuat_pada").to_dicts()
    return make_form(SPEC, {PENUGASAN: rows}, offered, told)


def read_assignments(reader: Reader, content: bytes) -> list[Edit]:
    """Return what a filled form asks for; errors as of ``record_return.read_form``."""
    return read_form(SPEC, reader, content)
