"""The sample records: whole, marked, the same for the same seed, and never over what is there."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from dampingan.records.audit import Audit
from dampingan.records.base import MANAGED
from dampingan.records.errors import RecordsError
from dampingan.records.models import (
    ALL,
    Fgd,
    Musdes,
    MusdesHasil,
    MusdesRuta,
    Penugasan,
    PerangkatDaerah,
    PotensiMasalah,
    Program,
    SidKategori,
    Tahap,
    TindakLanjut,
)
from dampingan.records.sample import write_sample
from dampingan.records.sample_drafts import SAMPLE_DAY, texts
from dampingan.records.store import RecordStore
from dampingan.records.terms import TAHAP
from dampingan.regions.reference import units

KNOWN = ["33.27.04.2010", "33.27.09.2018", "33.27.13.2005"]
HOUSEHOLDS = {kode: 40 + place for place, kode in enumerate(units()["kode_desa"].to_list()[::6])}
CHOICES = [column for model in (Program, Tahap) for column in model.__table__.columns if column.name == "status"]


def made(folder: Path, *, seed: int = 1, name: str = "catatan.db") -> RecordStore:
    store = RecordStore(f"sqlite:///{folder / name}")
    store.migrate()
    write_sample(store, HOUSEHOLDS, periode="2024", seed=seed)
    return store


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    store = made(tmp_path_factory.mktemp("contoh"))
    yield store
    store.close()


def plain(store: RecordStore) -> list[pl.DataFrame]:
    """Return all records without ids and moments, which no seed decides."""
    kept = [[c.name for c in m.__table__.columns if c.name not in MANAGED and not c.foreign_keys] for m in ALL]
    return [store.frame(m).select(columns).sort(columns) for m, columns in zip(ALL, kept, strict=True)]


def test_the_same_seed_makes_the_same_records_and_another_others(sampled: RecordStore, tmp_path: Path) -> None:
    again, other = made(tmp_path), made(tmp_path, seed=2, name="lain.db")
    assert all(a.equals(b) for a, b in zip(plain(sampled), plain(again), strict=True))
    assert not sampled.frame(Program)["pagu"].sort().equals(other.frame(Program)["pagu"].sort())
    again.close()
    other.close()


def test_what_is_known_is_no_sample_and_all_else_says_so(sampled: RecordStore) -> None:
    offices = sampled.frame(PerangkatDaerah)
    listed = pl.read_csv(Path(__file__).parents[2] / "data" / "reference" / "perangkat_daerah.csv")
    assert sorted(offices["nama"]) == sorted(listed["nama"])
    assert not offices["contoh"].any()
    assignments = sampled.frame(Penugasan)
    known = assignments.filter(~pl.col("contoh"))
    assert sorted(known["kode_desa"]) == KNOWN
    assert known["dasar"].unique().to_list() == ["Keputusan Bupati Pemalang 188.4/275/Tahun 2022"]
    bappeda = offices.filter(singkatan="Bappeda")["id"].to_list()
    assert known["id_perangkat_daerah"].unique().to_list() == bappeda
    assert assignments.filter(pl.col("kode_desa").is_in(KNOWN)).height == 3
    rest = [m for m in ALL if m not in {PerangkatDaerah, Penugasan}]
    assert all(sampled.frame(m)["contoh"].all() for m in rest)
    assert sampled.frame(MusdesRuta).height == 0


def test_every_target_has_its_stages_in_order_and_nothing_took_place_later(sampled: RecordStore) -> None:
    stages = sampled.frame(Tahap)
    assert set(stages["kode_desa"]) == set(HOUSEHOLDS) | set(KNOWN)
    order = pl.col("tahap").replace_strict({name: place for place, name in enumerate(TAHAP)})
    for rows in stages.filter(pl.col("tanggal").is_not_null()).sort("kode_desa", order).partition_by("kode_desa"):
        assert rows["tahap"].to_list() == list(TAHAP)[: rows.height]
        assert rows["tanggal"].is_sorted()
    for model in (Tahap, Musdes, Fgd, SidKategori):
        latest = sampled.frame(model)["tanggal"].max()
        assert isinstance(latest, dt.date)
        assert latest <= SAMPLE_DAY
    assert {"selesai", "terbuka"} <= set(sampled.frame(TindakLanjut)["keadaan"])


def test_a_musdes_accounts_for_every_household_of_its_list(sampled: RecordStore) -> None:
    meetings = sampled.frame(Musdes).select("kode_desa", id_musdes="id")
    of_list = sampled.frame(MusdesHasil).filter(pl.col("status") != "usulan_baru")
    told = of_list.join(meetings, on="id_musdes").group_by("kode_desa").agg(pl.col("rt").sum())
    assert told.height > 5
    assert dict(told.iter_rows()) == {kode: HOUSEHOLDS.get(kode, 0) for kode in told["kode_desa"]}


def test_kelurahan_have_no_sid_and_some_desa_nobody(sampled: RecordStore) -> None:
    kelurahan = units().filter(jenis="kelurahan")["kode_desa"]
    assert set(HOUSEHOLDS) & set(kelurahan)
    assert not set(sampled.frame(SidKategori)["kode_desa"]) & set(kelurahan)
    assert set(HOUSEHOLDS) - set(sampled.frame(Penugasan)["kode_desa"])


def test_a_desa_has_one_bum_desa_and_may_have_several_other_institutions(sampled: RecordStore) -> None:
    found = sampled.frame(PotensiMasalah).filter(pl.col("lembaga").is_not_null())
    own = found.filter(pl.col("lembaga") == "bumdes")
    assert own.height > 3
    assert set(own["jumlah"]) == {1}
    assert found["jumlah"].max() == 4


def test_beside_other_records_it_is_refused_unless_asked_for_and_then_takes_nothing_away(tmp_path: Path) -> None:
    store = RecordStore(f"sqlite:///{tmp_path / 'catatan.db'}")
    store.migrate()
    own = Tahap(kode_desa=KNOWN[0], periode_program="2022-2024", tahap="musdes", tanggal=dt.date(2024, 5, 2))
    with store.session(oleh="operator") as unit:
        kept = unit.add(own)
    with pytest.raises(RecordsError, match="Sudah ada catatan"):
        write_sample(store, HOUSEHOLDS, periode="2024")
    assert store.frame(PerangkatDaerah).height == 0
    first = write_sample(store, HOUSEHOLDS, periode="2024", add=True)
    assert first > 500
    assert [(t.id, t.versi) for t in store.find(Tahap, kode_desa=KNOWN[0])] == [(kept.id, 1)]
    assert set(store.frame(Audit)["siapa"]) == {"operator", "contoh"}
    assert write_sample(store, HOUSEHOLDS, periode="2024", add=True) == 0
    store.close()


def test_the_words_name_no_person_and_every_programme_an_office_that_exists() -> None:
    offices = pl.read_csv(Path(__file__).parents[2] / "data" / "reference" / "perangkat_daerah.csv")["nama"].to_list()
    asked = [
        told["perangkat"] for kind in ("program", "tindak_lanjut") for told in texts()[kind] if "perangkat" in told
    ]
    assert all(any(part in name for name in offices) for part in asked)
    assert all(told["biaya"] > 0 and told["terbanyak"] > 0 for told in texts()["program"])
