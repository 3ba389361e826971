"""Focus group discussions and what was agreed to do."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from dampingan.records import checks, columns, terms
from dampingan.records.base import Record
from dampingan.records.errors import Problem
from dampingan.records.programme import someone_named


class Fgd(Record):
    """One discussion, about a desa, a kecamatan or the desa of a Perangkat Daerah."""

    __tablename__ = "fgd"
    title: ClassVar[str] = "FGD"

    kode_desa: Mapped[str | None] = columns.desa(required=False)
    kode_kecamatan: Mapped[str | None] = columns.kecamatan()
    id_perangkat_daerah: Mapped[str | None] = columns.refers("Perangkat Daerah", "perangkat_daerah", required=False)
    tanggal: Mapped[dt.date] = columns.plain("Tanggal", checks.day, required=True)
    tempat: Mapped[str | None] = columns.text("Tempat")
    isu: Mapped[str | None] = columns.text("Isu yang dibahas", columns.LONG)
    kesepakatan: Mapped[str | None] = columns.text("Kesepakatan", columns.LONG)

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Refuse a discussion about nowhere."""
        if values["kode_desa"] or values["kode_kecamatan"] or values["id_perangkat_daerah"]:
            return []
        return [Problem("kode_desa", "Desa/kelurahan", "belum diisi.", "Pilih desa, kecamatan, atau Perangkat Daerah.")]


class FgdPeserta(Record):
    """How many persons of one group took part."""

    __tablename__ = "fgd_peserta"
    __table_args__ = (UniqueConstraint("id_fgd", "unsur"),)
    title: ClassVar[str] = "Peserta FGD"

    id_fgd: Mapped[str] = columns.refers("FGD", "fgd")
    unsur: Mapped[str] = columns.choice("Unsur peserta", terms.UNSUR_PESERTA)
    laki_laki: Mapped[int | None] = columns.plain("Laki-laki", checks.count)
    perempuan: Mapped[int | None] = columns.plain("Perempuan", checks.count)


class TindakLanjut(Record):
    """What was agreed to do, by whom and until when."""

    __tablename__ = "tindak_lanjut"
    title: ClassVar[str] = "Tindak lanjut"

    id_fgd: Mapped[str] = columns.refers("FGD", "fgd")
    uraian: Mapped[str] = columns.text("Uraian", columns.LONG, required=True)
    id_perangkat_daerah: Mapped[str | None] = columns.refers("Perangkat Daerah", "perangkat_daerah", required=False)
    penanggung_jawab: Mapped[str | None] = columns.text("Penanggung jawab lain")
    """An institution or office outside the Perangkat Daerah; no person."""
    tenggat: Mapped[dt.date | None] = columns.plain("Tenggat", checks.day)
    keadaan: Mapped[str] = columns.choice("Keadaan", terms.KEADAAN_TINDAK_LANJUT)
    keterangan: Mapped[str | None] = columns.text("Keterangan", columns.LONG)

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Refuse what nobody is to do."""
        return someone_named(values, "penanggung_jawab", "Penanggung jawab lain")
