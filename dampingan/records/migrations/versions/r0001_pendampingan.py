"""Perangkat Daerah, assignments, stages, programmes, potentials and problems."""

import sqlalchemy as sa

from dampingan.records.migrations import parts

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of who assists and what is done."""
    _assistance()
    _programmes()


def _assistance() -> None:
    parts.record_table(
        "perangkat_daerah",
        parts.text("nama", empty=False),
        parts.text("singkatan", 50),
        parts.code("kelompok"),
        unique=("nama",),
    )
    parts.record_table(
        "penugasan",
        parts.desa(),
        parts.refers("penugasan", "id_perangkat_daerah", "perangkat_daerah"),
        parts.text("dasar"),
        parts.whole("tahun_mulai", empty=False),
        parts.whole("tahun_selesai"),
        unique=("kode_desa", "id_perangkat_daerah", "tahun_mulai"),
    )
    parts.record_table(
        "tahap",
        parts.desa(),
        parts.text("periode_program", 20, empty=False),
        parts.code("tahap"),
        parts.day("tanggal"),
        parts.day("tenggat"),
        parts.text("keterangan", 4000),
        unique=("kode_desa", "periode_program", "tahap"),
    )


def _programmes() -> None:
    parts.record_table(
        "program",
        parts.desa(),
        parts.whole("tahun", empty=False),
        parts.refers("program", "id_perangkat_daerah", "perangkat_daerah", empty=True),
        parts.text("pelaksana"),
        parts.text("program", 300, empty=False),
        parts.text("kegiatan", 300),
        parts.text("sub_kegiatan", 300),
        parts.whole("strategi"),
        sa.Column("indikator", sa.JSON, nullable=False),
        parts.code("sumber_dana", empty=True),
        parts.rupiah("pagu"),
        parts.rupiah("realisasi"),
        sa.Column("target", sa.Double, nullable=True),
        parts.text("satuan", 50),
        parts.whole("penerima"),
        parts.code("status"),
        parts.text("keterangan", 4000),
    )
    parts.record_table(
        "potensi_masalah",
        parts.desa(),
        parts.whole("tahun", empty=False),
        parts.code("jenis"),
        parts.code("aspek"),
        parts.code("potensi", empty=True),
        parts.code("lembaga", empty=True),
        parts.code("keadaan", empty=True),
        parts.rupiah("omzet"),
        parts.code("usaha", empty=True),
        parts.whole("jumlah"),
        parts.text("uraian", 4000, empty=False),
    )
