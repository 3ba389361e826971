"""One record of every kind, with what is hard to carry over: signs, line ends, empties, limits, hours, fractions."""

import datetime as dt

from dampingan.records.household_ref import household_ref
from dampingan.records.models import (
    Fgd,
    FgdPeserta,
    Musdes,
    MusdesFormulir,
    MusdesHasil,
    MusdesPeserta,
    MusdesRuta,
    Penugasan,
    PerangkatDaerah,
    PotensiMasalah,
    Program,
    SidKategori,
    SidKomponen,
    Tahap,
    TindakLanjut,
)
from dampingan.records.unit import UnitOfWork
from tests.records.jobs import ASEMDOYONG, MAJALANGU

DAY = dt.date(2024, 5, 2)
HARD_TEXT = 'Jalan "usaha tani" 2,5 km;\n\tso\'al ½ – é 🏠 \\n {}'


def add_every_kind(unit: UnitOfWork) -> None:
    bappeda = unit.add(PerangkatDaerah(nama="Bappeda", kelompok="badan", contoh=True))
    unit.add(Penugasan(kode_desa=MAJALANGU, id_perangkat_daerah=bappeda.id, tahun_mulai=2022, tahun_selesai=2024))
    unit.add(Tahap(kode_desa=MAJALANGU, periode_program="2022-2024", tahap="musdes", tanggal=DAY))
    _programmes(unit, bappeda.id)
    _musdes(unit)
    _fgd(unit, bappeda.id)
    unit.add(SidKategori(kode_desa=MAJALANGU, kategori="aset_desa", keadaan="dipakai", tanggal=DAY, bukti=HARD_TEXT))
    unit.add(
        SidKomponen(
            kode_desa=MAJALANGU,
            tanggal=DAY,
            perangkat_keras="ya",
            perangkat_lunak="tidak",
            jaringan="tidak_diketahui",
            sdm="ya",
        )
    )


def _programmes(unit: UnitOfWork, office: str) -> None:
    full = Program(kode_desa=MAJALANGU, tahun=2024, id_perangkat_daerah=office, program=HARD_TEXT, status="selesai")
    full.strategi, full.sumber_dana, full.pagu, full.realisasi, full.penerima = 3, "apbdes", 10**15, 0, 7
    full.target, full.satuan, full.indikator = 0.1 + 0.2, "km", ["rtlh", "tanpa_jamban"]
    bare = Program(kode_desa=ASEMDOYONG, tahun=2022, pelaksana="Baznas", program="Jamban", status="batal")
    unit.add_all([full, bare])
    unit.add(
        PotensiMasalah(
            kode_desa=MAJALANGU,
            tahun=2024,
            jenis="potensi",
            aspek="ekonomi",
            potensi="lembaga_ekonomi",
            lembaga="bumdes",
            keadaan="kurang_aktif",
            omzet=0,
            uraian=HARD_TEXT,
        )
    )


def _musdes(unit: UnitOfWork) -> None:
    meeting = Musdes(kode_desa=MAJALANGU, periode="2024-06", tanggal=DAY, status="selesai", berita_acara=False)
    meeting.jam_mulai, meeting.jam_selesai = dt.time(9, 30), dt.time(11, 0, 0, 1)
    held = unit.add(meeting)
    reference = household_ref(b"kunci untuk pengujian", "332704201000017")
    unit.add(MusdesPeserta(id_musdes=held.id, unsur="bpd", laki_laki=0, perempuan=None))
    unit.add(MusdesHasil(id_musdes=held.id, status="layak", rt=1))
    unit.add(MusdesRuta(id_musdes=held.id, id_ruta_ref=reference, status="pindah", alasan="pindah", mampu=None))
    unit.add(MusdesFormulir(kode_desa=MAJALANGU, periode="2024-06", jumlah_baris=1, sidik="f" * 64, versi_formulir="1"))


def _fgd(unit: UnitOfWork, office: str) -> None:
    talk = unit.add(Fgd(kode_kecamatan="33.27.04", tanggal=DAY, isu=HARD_TEXT))
    unit.add(FgdPeserta(id_fgd=talk.id, unsur="dunia_usaha", laki_laki=3, perempuan=4))
    unit.add(TindakLanjut(id_fgd=talk.id, uraian="Survei", id_perangkat_daerah=office, keadaan="terbuka", tenggat=DAY))
