"""Musdes, FGD and SID."""

import sqlalchemy as sa

from dampingan.records.migrations import parts

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of meetings and of the checks of the village information systems."""
    _musdes()
    _musdes_results()
    _fgd()
    _sid()


def _musdes() -> None:
    parts.record_table(
        "musdes",
        parts.desa(),
        parts.text("periode", 7, empty=False),
        parts.day("tanggal", empty=False),
        sa.Column("jam_mulai", sa.Time, nullable=True),
        sa.Column("jam_selesai", sa.Time, nullable=True),
        parts.text("tempat"),
        parts.text("jabatan_pimpinan", 100),
        parts.text("jabatan_notulen", 100),
        parts.code("sumber_daftar", empty=True),
        *(parts.whole(name) for name in ("jumlah_rw", "rw_diundang", "rw_hadir")),
        *(parts.whole(name) for name in ("jumlah_rt", "rt_diundang", "rt_hadir")),
        sa.Column("berita_acara", sa.Boolean, nullable=True),
        sa.Column("daftar_hadir", sa.Boolean, nullable=True),
        parts.text("rekomendasi", 4000),
        parts.text("catatan", 4000),
        parts.code("status"),
        unique=("kode_desa", "periode", "tanggal"),
    )
    parts.record_table(
        "musdes_peserta",
        parts.refers("musdes_peserta", "id_musdes", "musdes"),
        parts.code("unsur"),
        parts.whole("laki_laki"),
        parts.whole("perempuan"),
        unique=("id_musdes", "unsur"),
    )


def _musdes_results() -> None:
    parts.record_table(
        "musdes_hasil",
        parts.refers("musdes_hasil", "id_musdes", "musdes"),
        parts.code("status"),
        parts.whole("rt", empty=False),
        unique=("id_musdes", "status"),
    )
    parts.record_table(
        "musdes_ruta",
        parts.refers("musdes_ruta", "id_musdes", "musdes"),
        parts.text("id_ruta_ref", 64, empty=False),
        parts.code("status"),
        parts.code("alasan", empty=True),
        sa.Column("mampu", sa.Boolean, nullable=True),
        parts.text("catatan", 500),
        unique=("id_musdes", "id_ruta_ref"),
    )
    parts.record_table(
        "musdes_formulir",
        parts.refers("musdes_formulir", "id_musdes", "musdes", empty=True),
        parts.desa(),
        parts.text("periode", 7, empty=False),
        parts.whole("jumlah_baris", empty=False),
        parts.text("sidik", 64, empty=False),
        parts.text("versi_formulir", 20, empty=False),
    )


def _fgd() -> None:
    parts.record_table(
        "fgd",
        parts.desa(empty=True),
        parts.text("kode_kecamatan", 8),
        parts.refers("fgd", "id_perangkat_daerah", "perangkat_daerah", empty=True),
        parts.day("tanggal", empty=False),
        parts.text("tempat"),
        parts.text("isu", 4000),
        parts.text("kesepakatan", 4000),
    )
    parts.record_table(
        "fgd_peserta",
        parts.refers("fgd_peserta", "id_fgd", "fgd"),
        parts.code("unsur"),
        parts.whole("laki_laki"),
        parts.whole("perempuan"),
        unique=("id_fgd", "unsur"),
    )
    parts.record_table(
        "tindak_lanjut",
        parts.refers("tindak_lanjut", "id_fgd", "fgd"),
        parts.text("uraian", 4000, empty=False),
        parts.refers("tindak_lanjut", "id_perangkat_daerah", "perangkat_daerah", empty=True),
        parts.text("penanggung_jawab"),
        parts.day("tenggat"),
        parts.code("keadaan"),
        parts.text("keterangan", 4000),
    )


def _sid() -> None:
    parts.record_table(
        "sid_kategori",
        parts.desa(),
        parts.code("kategori"),
        parts.code("keadaan"),
        parts.text("bukti", 1000),
        parts.day("tanggal", empty=False),
        unique=("kode_desa", "kategori", "tanggal"),
    )
    parts.record_table(
        "sid_komponen",
        parts.desa(),
        parts.day("tanggal", empty=False),
        *(parts.code(name) for name in ("perangkat_keras", "perangkat_lunak", "jaringan", "sdm")),
        unique=("kode_desa", "tanggal"),
    )
