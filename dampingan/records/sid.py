"""Checks of a desa's Sistem Informasi Desa: eleven categories of substance and four components."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from dampingan.records import checks, columns, terms
from dampingan.records.base import Record


class SidKategori(Record):
    """The state of one category on the day of the check."""

    __tablename__ = "sid_kategori"
    __table_args__ = (UniqueConstraint("kode_desa", "kategori", "tanggal"),)
    title: ClassVar[str] = "Kategori SID"

    kode_desa: Mapped[str] = columns.desa()
    kategori: Mapped[str] = columns.choice("Kategori", terms.KATEGORI_SID)
    keadaan: Mapped[str] = columns.choice("Keadaan", terms.KEADAAN_SID)
    bukti: Mapped[str | None] = columns.text("Bukti", 1000)
    tanggal: Mapped[dt.date] = columns.plain("Tanggal pemeriksaan", checks.day, required=True)


class SidKomponen(Record):
    """The four components of the system on the day of the check."""

    __tablename__ = "sid_komponen"
    __table_args__ = (UniqueConstraint("kode_desa", "tanggal"),)
    title: ClassVar[str] = "Komponen SID"

    kode_desa: Mapped[str] = columns.desa()
    tanggal: Mapped[dt.date] = columns.plain("Tanggal pemeriksaan", checks.day, required=True)
    perangkat_keras: Mapped[str] = columns.choice(terms.KOMPONEN_SID["perangkat_keras"], terms.KEADAAN_KOMPONEN)
    perangkat_lunak: Mapped[str] = columns.choice(terms.KOMPONEN_SID["perangkat_lunak"], terms.KEADAAN_KOMPONEN)
    jaringan: Mapped[str] = columns.choice(terms.KOMPONEN_SID["jaringan"], terms.KEADAAN_KOMPONEN)
    sdm: Mapped[str] = columns.choice(terms.KOMPONEN_SID["sdm"], terms.KEADAAN_KOMPONEN)
