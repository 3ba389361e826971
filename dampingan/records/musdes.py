"""Verification in a Musyawarah Desa or Kelurahan: the meeting, who came, the results, the forms that were made.

A household is known here only by a keyed digest of its id in the restricted file (``household_ref``).
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from dampingan.records import checks, columns, terms
from dampingan.records.base import Record
from dampingan.records.errors import Problem


class Musdes(Record):
    """One meeting. Signers are named by office only; their names are typed when the minutes are printed."""

    __tablename__ = "musdes"
    __table_args__ = (UniqueConstraint("kode_desa", "periode", "tanggal"),)
    title: ClassVar[str] = "Musdes/Muskel"

    kode_desa: Mapped[str] = columns.desa()
    periode: Mapped[str] = columns.period("Periode data awal")
    tanggal: Mapped[dt.date] = columns.plain("Tanggal", checks.day, required=True)
    jam_mulai: Mapped[dt.time | None] = columns.plain("Jam mulai", checks.hour)
    jam_selesai: Mapped[dt.time | None] = columns.plain("Jam selesai", checks.hour)
    tempat: Mapped[str | None] = columns.text("Tempat")
    jabatan_pimpinan: Mapped[str | None] = columns.text("Jabatan pimpinan musyawarah", 100)
    jabatan_notulen: Mapped[str | None] = columns.text("Jabatan notulen", 100)
    sumber_daftar: Mapped[str | None] = columns.choice("Sumber daftar awal", terms.SUMBER_DAFTAR, required=False)
    jumlah_rw: Mapped[int | None] = columns.plain("Jumlah RW", checks.count)
    rw_diundang: Mapped[int | None] = columns.plain("RW diundang", checks.count)
    rw_hadir: Mapped[int | None] = columns.plain("RW hadir", checks.count)
    jumlah_rt: Mapped[int | None] = columns.plain("Jumlah RT", checks.count)
    rt_diundang: Mapped[int | None] = columns.plain("RT diundang", checks.count)
    rt_hadir: Mapped[int | None] = columns.plain("RT hadir", checks.count)
    berita_acara: Mapped[bool | None] = columns.yes_no("Berita Acara dibuat")
    daftar_hadir: Mapped[bool | None] = columns.yes_no("Daftar hadir ditandatangani")
    rekomendasi: Mapped[str | None] = columns.text("Rekomendasi", columns.LONG)
    catatan: Mapped[str | None] = columns.text("Catatan", columns.LONG)
    status: Mapped[str] = columns.choice("Status", terms.STATUS_MUSDES)

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Refuse more RW or RT present than invited, and an end before the start."""
        pairs = (
            ("rw_hadir", "RW hadir", "rw_diundang", "RW yang diundang"),
            ("rt_hadir", "RT hadir", "rt_diundang", "RT yang diundang"),
        )
        found = [
            Problem(many, label, f"{values[many]} melebihi {values[few]} {words}.", "Periksa kedua jumlahnya.")
            for many, label, few, words in pairs
            if values[many] is not None and values[few] is not None and values[many] > values[few]
        ]
        start, end = values["jam_mulai"], values["jam_selesai"]
        if start is not None and end is not None and end < start:
            found.append(Problem("jam_selesai", "Jam selesai", "mendahului jam mulai.", "Periksa kedua jamnya."))
        return found


class MusdesPeserta(Record):
    """How many persons of one group came to a meeting, besides RW and RT."""

    __tablename__ = "musdes_peserta"
    __table_args__ = (UniqueConstraint("id_musdes", "unsur"),)
    title: ClassVar[str] = "Peserta Musdes"

    id_musdes: Mapped[str] = columns.refers("Musdes", "musdes")
    unsur: Mapped[str] = columns.choice("Unsur peserta", terms.UNSUR_PESERTA)
    laki_laki: Mapped[int | None] = columns.plain("Laki-laki", checks.count)
    perempuan: Mapped[int | None] = columns.plain("Perempuan", checks.count)


class MusdesHasil(Record):
    """Households of a meeting's list by result."""

    __tablename__ = "musdes_hasil"
    __table_args__ = (UniqueConstraint("id_musdes", "status"),)
    title: ClassVar[str] = "Hasil Musdes"

    id_musdes: Mapped[str] = columns.refers("Musdes", "musdes")
    status: Mapped[str] = columns.choice("Hasil verifikasi", terms.STATUS_VERIFIKASI)
    rt: Mapped[int] = columns.plain("Jumlah rumah tangga", checks.count, required=True)


class MusdesRuta(Record):
    """The result for one household, known by its digest only."""

    __tablename__ = "musdes_ruta"
    __table_args__ = (UniqueConstraint("id_musdes", "id_ruta_ref"),)
    title: ClassVar[str] = "Hasil verifikasi rumah tangga"

    id_musdes: Mapped[str] = columns.refers("Musdes", "musdes")
    id_ruta_ref: Mapped[str] = columns.digest("Penunjuk rumah tangga")
    status: Mapped[str] = columns.choice("Hasil verifikasi", terms.STATUS_VERIFIKASI)
    alasan: Mapped[str | None] = columns.choice("Alasan tidak ditemukan", terms.ALASAN_TIDAK_DITEMUKAN, required=False)
    mampu: Mapped[bool | None] = columns.yes_no("Rumah tangga mampu")
    catatan: Mapped[str | None] = columns.text("Catatan", 500)


class MusdesFormulir(Record):
    """A form that was made for a meeting: ``dibuat_oleh`` took it at ``dibuat_pada``."""

    __tablename__ = "musdes_formulir"
    title: ClassVar[str] = "Formulir Musdes"

    id_musdes: Mapped[str | None] = columns.refers("Musdes", "musdes", required=False)
    kode_desa: Mapped[str] = columns.desa()
    periode: Mapped[str] = columns.period()
    jumlah_baris: Mapped[int] = columns.plain("Jumlah baris", checks.count, required=True)
    sidik: Mapped[str] = columns.digest("Sidik berkas")
    versi_formulir: Mapped[str] = columns.text("Versi formulir", 20, required=True)
