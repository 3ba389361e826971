"""The first start: newest period first, one worker, no half state, and never beside real data."""

import json
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dampingan import firststart, importing
from dampingan.config import settings
from dampingan.errors import DampinganError
from dampingan.firststart import SAMPLE_PERIODS, SampleLoader
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot, SnapshotStore
from dampingan.sources import sample

ROOT = Path(__file__).parents[2]
HOUSEHOLDS = 400
OTHER_PROCESS = f"""
import sys
from pathlib import Path
from dampingan.firststart import SampleLoader
loader = SampleLoader(Path(sys.argv[1]), households={HOUSEHOLDS}, seed=1)
loader.ensure()
sys.exit(loader.wait().status == "gagal")
"""


def loader_of(data: Path) -> SampleLoader:
    return SampleLoader(data, households=HOUSEHOLDS, seed=1)


def publish(data: Path, snapshot: Snapshot, period: str, *, sample: bool) -> None:
    manifest = snapshot.manifest.model_copy(update={"periode": period, "contoh": sample})
    SnapshotStore(data).publish(replace(snapshot, manifest=manifest))


def leftovers(data: Path) -> list[str]:
    return sorted(p.name for p in data.iterdir() if p.name not in {"snapshot", "terbatas", ".contoh.kunci"})


def finish_workers() -> None:
    """Wait for the workers that an app has started in this process."""
    for thread in [t for t in threading.enumerate() if t.name == "data-contoh"]:
        thread.join()


def editions(data: Path) -> dict[str, int]:
    return {p: sum(f.is_dir() for f in (data / "snapshot" / p).iterdir()) for p in SnapshotStore(data).periods()}


def test_all_periods_are_made_newest_first_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    original = sample.write_delivery

    def noted(*given: object, period: str, **named: object) -> object:
        asked.append(period)
        return original(*given, period=period, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(sample, "write_delivery", noted)
    loader = loader_of(tmp_path)
    loader.ensure()
    assert loader.wait().status == "selesai"
    assert tuple(asked) == SAMPLE_PERIODS == ("2024", "2023", "2022", "2020")
    store = SnapshotStore(tmp_path)
    assert store.periods() == ["2020", "2022", "2023", "2024"]
    assert all(store.manifest(p).contoh for p in store.periods())
    assert leftovers(tmp_path) == []
    loader.ensure()
    assert loader.missing() == []
    assert len(asked) == 4


def test_sessions_and_processes_at_once_make_each_period_once(tmp_path: Path) -> None:
    # A plain interpreter: multiprocessing would run app.py again, which AppTest leaves behind as __main__.
    other = subprocess.Popen([sys.executable, "-c", OTHER_PROCESS, str(tmp_path)], cwd=ROOT)
    first, second = loader_of(tmp_path), loader_of(tmp_path)
    for loader in (first, second, first):
        loader.ensure()
    assert {first.wait().status, second.wait().status} == {"selesai"}
    assert other.wait() == 0
    assert editions(tmp_path) == dict.fromkeys(sorted(SAMPLE_PERIODS), 1)


def test_a_run_cut_short_is_taken_up_where_it_stopped(tmp_path: Path, snapshot: Snapshot) -> None:
    publish(tmp_path, snapshot, "2024", sample=True)
    (tmp_path / "contoh-belum-selesai.json").write_text(json.dumps(["2023", "2022", "2020"]), "utf-8")
    (tmp_path / ".contoh-sisa").mkdir()
    kept = SnapshotStore(tmp_path).edition("2024")
    loader = loader_of(tmp_path)
    assert loader.missing() == ["2023", "2022", "2020"]
    loader.ensure()
    assert loader.wait().status == "selesai"
    assert SnapshotStore(tmp_path).edition("2024") == kept
    assert leftovers(tmp_path) == []


def test_a_sample_period_that_was_deleted_does_not_come_back(tmp_path: Path, snapshot: Snapshot) -> None:
    publish(tmp_path, snapshot, "2024", sample=True)
    assert loader_of(tmp_path).missing() == []


def test_a_failure_is_told_and_mended_by_a_retry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DampinganError("Benih tidak berlaku.", mend="Ubah DAMPINGAN_CONTOH_BENIH.")

    loader = loader_of(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(sample, "write_delivery", refuse)
        loader.ensure()
        ended = loader.wait()
    assert ended.status == "gagal"
    assert ended.pesan == "Benih tidak berlaku.\nUbah DAMPINGAN_CONTOH_BENIH."
    assert SnapshotStore(tmp_path).periods() == []
    loader.ensure()
    assert loader.wait().status == "gagal"
    loader.retry()
    assert loader.wait().status == "selesai"
    assert SnapshotStore(tmp_path).periods() == sorted(SAMPLE_PERIODS)


def test_a_full_disk_is_told_without_the_machines_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sample, "write_delivery", full)
    loader = loader_of(tmp_path)
    loader.ensure()
    assert "Periksa ruang simpan" in loader.wait().pesan
    assert not list(tmp_path.glob(".contoh-*/"))


@pytest.mark.parametrize("marked", [True, False])
def test_nothing_is_made_beside_real_data(tmp_path: Path, snapshot: Snapshot, *, marked: bool) -> None:
    publish(tmp_path, snapshot, "2021", sample=False)
    if marked:
        (tmp_path / "contoh-belum-selesai.json").write_text('["2023"]', "utf-8")
    loader = loader_of(tmp_path)
    assert loader.missing() == []
    loader.ensure()
    assert loader.progress.status == "diam"


def test_real_data_that_arrive_meanwhile_stop_the_samples_and_stay(
    tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = importing.make_snapshot

    def overtaken(*given: object, period: str, rules: Rules) -> Snapshot:
        if period == "2023":
            publish(tmp_path, snapshot, "2023", sample=False)
        return original(*given, period=period, rules=rules)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "make_snapshot", overtaken)
    loader = loader_of(tmp_path)
    loader.ensure()
    assert loader.wait().status == "selesai"
    store = SnapshotStore(tmp_path)
    assert store.periods() == ["2023", "2024"]
    assert store.manifest("2023").contoh is False
    assert leftovers(tmp_path) == []


def test_the_app_shows_the_wait_then_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPINGAN_DATA", str(tmp_path))
    monkeypatch.setenv("DAMPINGAN_CONTOH_RT", str(HOUSEHOLDS))
    monkeypatch.setenv("DAMPINGAN_CONTOH_OTOMATIS", "true")
    settings.cache_clear()
    held = firststart.FileLock(tmp_path / ".contoh.kunci")
    with held:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
        told = " ".join(str(block.value) for block in app.html)
        assert "Menyiapkan data contoh" in told
        assert "rumah tangga yang seluruhnya rekaan" in told
    finish_workers()
    app.run()
    settings.cache_clear()
    assert "Data contoh sintetis" in " ".join(str(block.value) for block in app.html)


def test_the_app_offers_a_retry_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPINGAN_DATA", str(tmp_path / "berkas" / "data"))
    (tmp_path / "berkas").write_text("bukan folder", "utf-8")
    settings.cache_clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    finish_workers()
    app.run()
    settings.cache_clear()
    assert any("Data contoh gagal disiapkan" in str(block.value) for block in app.html)
    assert "Coba lagi" in [b.label for b in app.button]
