"""Who assists which desa: Perangkat Daerah, their assignments, and the stage each desa has reached."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from dampingan.records import checks, columns, terms
from dampingan.records.base import Record
from dampingan.records.errors import Problem


class PerangkatDaerah(Record):
    """An office of the kabupaten, or a kecamatan."""

    __tablename__ = "perangkat_daerah"
    __table_args__ = (UniqueConstraint("nama"),)
    title: ClassVar[str] = "Perangkat Daerah"

    nama: Mapped[str] = columns.text("Nama Perangkat Daerah", required=True)
    singkatan: Mapped[str | None] = columns.text("Singkatan", 50)
    kelompok: Mapped[str] = columns.choice("Kelompok", terms.KELOMPOK_PERANGKAT_DAERAH)


class Penugasan(Record):
    """A Perangkat Daerah assists a desa or kelurahan, by a decree and for some years."""

    __tablename__ = "penugasan"
    __table_args__ = (UniqueConstraint("kode_desa", "id_perangkat_daerah", "tahun_mulai"),)
    title: ClassVar[str] = "Penugasan"

    kode_desa: Mapped[str] = columns.desa()
    id_perangkat_daerah: Mapped[str] = columns.refers("Perangkat Daerah", "perangkat_daerah")
    dasar: Mapped[str | None] = columns.text("Dasar penugasan")
    """The decree, such as "Keputusan Bupati Pemalang 188.4/275/Tahun 2022"."""
    tahun_mulai: Mapped[int] = columns.plain("Tahun mulai", checks.year, required=True)
    tahun_selesai: Mapped[int | None] = columns.plain("Tahun selesai", checks.year)
    """Last year, included; empty while it runs without an end."""

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Refuse an end before the start."""
        first, last = values["tahun_mulai"], values["tahun_selesai"]
        if last is None or first is None or last >= first:
            return []
        return [Problem("tahun_selesai", "Tahun selesai", f"{last} mendahului tahun mulai {first}.", "Perbaiki.")]


class Tahap(Record):
    """A stage of assisting a desa: when it is due and when it was reached."""

    __tablename__ = "tahap"
    __table_args__ = (UniqueConstraint("kode_desa", "periode_program", "tahap"),)
    title: ClassVar[str] = "Tahap pendampingan"

    kode_desa: Mapped[str] = columns.desa()
    periode_program: Mapped[str] = columns.text("Periode program", 20, required=True)
    """Such as "2022-2024"."""
    tahap: Mapped[str] = columns.choice("Tahap", terms.TAHAP)
    tanggal: Mapped[dt.date | None] = columns.plain("Tanggal tercapai", checks.day)
    tenggat: Mapped[dt.date | None] = columns.plain("Tenggat", checks.day)
    keterangan: Mapped[str | None] = columns.text("Keterangan", columns.LONG)
