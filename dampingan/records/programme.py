"""What is done in a desa and what it has: programmes, potentials and problems."""

from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from dampingan.records import checks, columns, terms
from dampingan.records.base import Record, labels
from dampingan.records.errors import Problem


def someone_named(values: Mapping[str, Any], column: str, label: str) -> list[Problem]:
    """Return a problem where neither a Perangkat Daerah nor the free-text column names who does it."""
    if values["id_perangkat_daerah"] or values[column]:
        return []
    return [Problem(column, label, "belum diisi.", "Pilih Perangkat Daerah, atau tulis lembaga pelaksananya.")]


class Program(Record):
    """A programme or activity in a desa in one year. Amounts in rupiah; empty is unknown, not zero."""

    __tablename__ = "program"
    title: ClassVar[str] = "Program"

    kode_desa: Mapped[str] = columns.desa()
    tahun: Mapped[int] = columns.plain("Tahun", checks.year, required=True)
    id_perangkat_daerah: Mapped[str | None] = columns.refers("Perangkat Daerah", "perangkat_daerah", required=False)
    pelaksana: Mapped[str | None] = columns.text("Pelaksana lain")
    """An institution outside the Perangkat Daerah; no person."""
    program: Mapped[str] = columns.text("Program", 300, required=True)
    kegiatan: Mapped[str | None] = columns.text("Kegiatan", 300)
    sub_kegiatan: Mapped[str | None] = columns.text("Subkegiatan", 300)
    strategi: Mapped[int | None] = columns.choice("Strategi", terms.STRATEGI, required=False)
    indikator: Mapped[list[str]] = columns.indicators("Indikator yang dijawab")
    sumber_dana: Mapped[str | None] = columns.choice("Sumber dana", terms.SUMBER_DANA, required=False)
    pagu: Mapped[int | None] = columns.plain("Pagu", checks.rupiah)
    realisasi: Mapped[int | None] = columns.plain("Realisasi", checks.rupiah)
    target: Mapped[float | None] = columns.plain("Target", checks.amount)
    satuan: Mapped[str | None] = columns.text("Satuan target", 50)
    penerima: Mapped[int | None] = columns.plain("Jumlah penerima", checks.count)
    status: Mapped[str] = columns.choice("Status", terms.STATUS_PROGRAM)
    keterangan: Mapped[str | None] = columns.text("Keterangan", columns.LONG)

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Refuse a programme of nobody, and a target without its unit."""
        problems = someone_named(values, "pelaksana", "Pelaksana lain")
        if values["target"] is not None and not values["satuan"]:
            problems.append(Problem("satuan", "Satuan target", "belum diisi.", "Tulis satuannya, misalnya unit."))
        return problems


class PotensiMasalah(Record):
    """A potential or a problem of a desa, found in the rapid scan or in a meeting."""

    __tablename__ = "potensi_masalah"
    title: ClassVar[str] = "Potensi atau masalah"

    kode_desa: Mapped[str] = columns.desa()
    tahun: Mapped[int] = columns.plain("Tahun", checks.year, required=True)
    jenis: Mapped[str] = columns.choice("Jenis", terms.JENIS_CATATAN)
    aspek: Mapped[str] = columns.choice("Aspek", terms.ASPEK)
    potensi: Mapped[str | None] = columns.choice("Potensi ekonomi", terms.POTENSI, required=False)
    lembaga: Mapped[str | None] = columns.choice("Lembaga ekonomi", terms.LEMBAGA_EKONOMI, required=False)
    keadaan: Mapped[str | None] = columns.choice("Keadaan lembaga", terms.KEADAAN_LEMBAGA, required=False)
    omzet: Mapped[int | None] = columns.plain("Omzet setahun", checks.rupiah)
    usaha: Mapped[str | None] = columns.choice("Usaha mikro", terms.USAHA_MIKRO, required=False)
    jumlah: Mapped[int | None] = columns.plain("Jumlah", checks.count)
    uraian: Mapped[str] = columns.text("Uraian", columns.LONG, required=True)
    """What it is; no person's name."""

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Refuse details that do not belong to the kind of potential."""
        needs = (
            ("potensi", "jenis", "potensi", terms.JENIS_CATATAN),
            ("lembaga", "potensi", "lembaga_ekonomi", terms.POTENSI),
            ("keadaan", "potensi", "lembaga_ekonomi", terms.POTENSI),
            ("omzet", "potensi", "lembaga_ekonomi", terms.POTENSI),
            ("usaha", "potensi", "usaha_mikro", terms.POTENSI),
        )
        names = labels(cls)
        return [
            Problem(column, names[column], f"hanya untuk {codes[wanted].lower()}.", "Kosongkan isian ini.")
            for column, of, wanted, codes in needs
            if values[column] is not None and values[of] != wanted
        ]
