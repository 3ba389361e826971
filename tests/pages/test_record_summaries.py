"""What a desa's profile says of its SID, stage and FGDs, in one sentence each."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from dampingan.config import settings
from dampingan.records.models import Fgd, Penugasan, PerangkatDaerah, SidKategori, Tahap, TindakLanjut
from dampingan.records.terms import KATEGORI_SID
from dampingan.ui.catatan import day
from dampingan.ui.fgd.summary import summary as fgd
from dampingan.ui.filter_state import Filter
from dampingan.ui.sid.summary import summary as sid
from dampingan.ui.tahapan.summary import summary as stage
from tests.pages.recorded import copied, store_of

MAJALANGU, BONGAS, KELURAHAN = "33.27.04.2010", "33.27.04.2003", "33.27.08.1004"

Summary = Callable[[object, str], str]


@pytest.fixture
def recorded(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(data, tmp_path, sample=False)
    monkeypatch.setenv("DAMPINGAN_DATA", str(folder))
    monkeypatch.setattr(day, "today", lambda: dt.date(2024, 11, 15))
    settings.cache_clear()
    with closing(store_of(folder)) as store, store.session(oleh="operator") as unit:
        office = unit.add(PerangkatDaerah(nama="Dinas Sosial", kelompok="dinas"))
        unit.add(Penugasan(kode_desa=MAJALANGU, id_perangkat_daerah=office.id, tahun_mulai=2022, tahun_selesai=2024))
        own = {"kode_desa": MAJALANGU, "periode_program": "2022-2024"}
        unit.add(Tahap(tahap="dinilai", tanggal=dt.date(2023, 3, 1), **own))
        unit.add(Tahap(tahap="musdes", tenggat=dt.date(2024, 11, 5), **own))
        for kategori in KATEGORI_SID:
            unit.add(
                SidKategori(kode_desa=MAJALANGU, kategori=kategori, keadaan="dipakai", tanggal=dt.date(2024, 5, 2))
            )
        unit.add(SidKategori(kode_desa=BONGAS, kategori="kesehatan", keadaan="mutakhir", tanggal=dt.date(2023, 1, 1)))
        talk = unit.add(Fgd(kode_desa=MAJALANGU, tanggal=dt.date(2024, 5, 2)))
        same = {"id_fgd": talk.id, "id_perangkat_daerah": office.id, "keadaan": "terbuka"}
        unit.add(TindakLanjut(uraian="Survei", tenggat=dt.date(2024, 6, 1), **same))
        unit.add(TindakLanjut(uraian="Usulan", tenggat=dt.date(2025, 6, 1), **same))


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize(
    ("summary", "kode", "told"),
    [
        (sid, MAJALANGU, "Skor SID 33 dari 33, hitungan sendiri dan bukan penilaian resmi, per 15 November 2024."),
        (sid, BONGAS, ("Skor SID 1 dari 33 (1 dari 11 kategori diperiksa), hitungan sendiri dan bukan penilaian resmi, "
                      "per 15 November 2024; 1 klaim mutakhir sudah lewat 12 bulan.")),
        (sid, KELURAHAN, "SID tidak berlaku untuk kelurahan."),
        (sid, "33.27.04.2001", ""),
        (stage, MAJALANGU, ("Pendampingan 2022–2024 (Dinas Sosial): tahap Dinilai (1 Maret 2023) per 15 November 2024. "
                           "Berikutnya Musdes, tenggat 5 November 2024 – terlambat 10 hari.")),
        (stage, BONGAS, ""),
        (fgd, MAJALANGU, ("FGD terakhir 2 Mei 2024: 2 dari 2 tindak lanjut belum selesai, 1 terlambat per "
                         "15 November 2024.")),
        (fgd, BONGAS, ""),
    ],
)  # fmt: skip
def test_the_sentence(summary: Summary, kode: str, told: str) -> None:
    assert summary(SimpleNamespace(saringan=Filter("2024")), kode) == told
