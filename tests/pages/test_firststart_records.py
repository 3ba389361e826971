"""The sample records at the first start: after all periods, once, and never beside real data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dampingan.config import settings
from dampingan.firststart import SAMPLE_PERIODS, SampleLoader
from dampingan.records.models import Audit, Tahap
from dampingan.records.place import record_store
from dampingan.sample_records import ensure_sample_records
from dampingan.snapshot import Snapshot, SnapshotStore

TODO = "contoh-belum-selesai.json"


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAMPINGAN_DB_URL", raising=False)
    settings.cache_clear()


def loader_of(data: Path, seen: list[list[str]]) -> SampleLoader:
    def afterwards() -> None:
        seen.append(SnapshotStore(data).periods())
        ensure_sample_records(data, seed=1)

    return SampleLoader(data, households=400, seed=1, afterwards=afterwards)


def publish(data: Path, snapshot: Snapshot, period: str, *, sample: bool = True) -> None:
    manifest = snapshot.manifest.model_copy(update={"periode": period, "contoh": sample})
    SnapshotStore(data).publish(replace(snapshot, manifest=manifest))


def stages(data: Path) -> int:
    store = record_store(data)
    try:
        return store.frame(Tahap).height
    finally:
        store.close()


def test_records_come_after_all_periods_and_once(tmp_path: Path) -> None:
    seen: list[list[str]] = []
    loader = loader_of(tmp_path, seen)
    loader.ensure()
    assert loader.wait().status == "selesai"
    assert seen == [sorted(SAMPLE_PERIODS)]
    made = stages(tmp_path)
    assert made > 100
    loader.ensure()
    assert loader.wait().status == "selesai"
    assert len(seen) == 1
    assert stages(tmp_path) == made
    assert not (tmp_path / TODO).exists()


def test_a_run_that_was_killed_before_the_records_makes_them_at_the_next_start(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    for period in SAMPLE_PERIODS:
        publish(tmp_path, snapshot, period)
    (tmp_path / TODO).write_text(json.dumps(["2020"]), "utf-8")
    seen: list[list[str]] = []
    loader = loader_of(tmp_path, seen)
    assert loader.missing() == []
    loader.ensure()
    assert loader.wait().status == "selesai"
    assert len(seen) == 1
    assert stages(tmp_path) > 100
    assert not (tmp_path / TODO).exists()


def test_a_store_that_holds_records_stays_as_it_is(tmp_path: Path, snapshot: Snapshot) -> None:
    publish(tmp_path, snapshot, "2024")
    store = record_store(tmp_path)
    with store.session(oleh="operator") as unit:
        unit.add(Tahap(kode_desa="33.27.04.2010", periode_program="2022-2024", tahap="terpilih"))
    ensure_sample_records(tmp_path, seed=1)
    assert store.frame(Audit).height == 1
    store.close()


def test_no_records_beside_real_data(tmp_path: Path, snapshot: Snapshot) -> None:
    publish(tmp_path, snapshot, "2023", sample=False)
    (tmp_path / TODO).write_text(json.dumps(["2022"]), "utf-8")
    seen: list[list[str]] = []
    loader = loader_of(tmp_path, seen)
    loader.ensure()
    assert loader.wait().status == "diam"
    assert seen == []
