"""Publishing: never half, never lost, the same digest for the same counts."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import polars as pl
import pytest

from dampingan.errors import SnapshotError
from dampingan.snapshot import POINTER, Snapshot, SnapshotStore


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path)


def smaller(snapshot: Snapshot) -> Snapshot:
    """Return another edition of the same period: desil 1 alone."""
    cube = snapshot.cube.filter(pl.col("desil") == 1)
    return Snapshot(snapshot.manifest.model_copy(update={"rt": 1}), cube, snapshot.desa, snapshot.quality)


def test_what_is_published_is_read_back(store: SnapshotStore, snapshot: Snapshot) -> None:
    store.publish(snapshot)
    read = store.read("2023")
    assert store.periods() == ["2023"]
    assert read.manifest == snapshot.manifest
    assert read.cube.equals(snapshot.cube)
    assert read.desa.equals(snapshot.desa)
    assert read.quality == snapshot.quality
    assert store.verify("2023")


def test_a_folder_may_be_called_like_a_pattern(snapshot: Snapshot, tmp_path: Path) -> None:
    named, other = SnapshotStore(tmp_path / "q[1]*b"), SnapshotStore(tmp_path / "q1xb")
    named.publish(snapshot)
    other.publish(snapshot)
    assert named.read("2023").cube.equals(snapshot.cube)
    assert named.verify("2023")


def test_periods_stand_side_by_side(store: SnapshotStore, snapshot: Snapshot) -> None:
    other = snapshot.manifest.model_copy(update={"periode": "2020-06"})
    store.publish(snapshot)
    store.publish(Snapshot(other, snapshot.cube, snapshot.desa, snapshot.quality))
    assert store.periods() == ["2020-06", "2023"]
    store.delete("2020-06")
    assert store.periods() == ["2023"]


def test_the_manifest_says_what_it_is(snapshot: Snapshot) -> None:
    manifest = snapshot.manifest
    assert (manifest.dialek, manifest.unit, manifest.contoh, manifest.rtlh) == ("bdt", "rumah tangga", True, "A")
    assert len(manifest.tersedia) == 9
    assert [file.peran for file in manifest.berkas] == ["ruta", "art"]
    assert all(len(file.sha256) == 64 for file in manifest.berkas)
    assert manifest.rt == snapshot.cube["rt"].sum() == sum(manifest.rt_per_desil.values())
    assert manifest.jiwa == snapshot.cube["jiwa"].sum()


def test_a_failure_before_the_swap_leaves_the_old_edition(store: SnapshotStore, snapshot: Snapshot) -> None:
    store.publish(snapshot)
    before = store.edition("2023")

    def fail() -> None:
        raise OSError("cakram penuh")

    with pytest.raises(OSError, match="cakram penuh"):
        store.publish(smaller(snapshot), before_swap=fail)
    assert store.edition("2023") == before
    assert store.verify("2023")
    store.publish(snapshot)
    assert not list((store.root / "2023").glob(".baru-*")), "what a failed publishing left is cleared by the next"


KILLED = """
import os, signal, sys
from pathlib import Path
from dampingan.snapshot import SnapshotStore
store = SnapshotStore(Path(sys.argv[1]))
snapshot = store.read("2023")
store.publish(snapshot, before_swap=lambda: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_kill_in_the_middle_leaves_the_old_edition(store: SnapshotStore, snapshot: Snapshot) -> None:
    store.publish(snapshot)
    before = store.edition("2023")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(store.root.parent)], check=False, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    assert store.edition("2023") == before
    assert store.verify("2023")
    assert store.publish(smaller(snapshot)).rt == 1, "the lock of a killed publisher is free again"


def publish_often(data: Path, snapshot: Snapshot, times: int) -> None:
    for _ in range(times):
        SnapshotStore(data).publish(snapshot)


def test_a_reader_never_sees_half_of_one(store: SnapshotStore, snapshot: Snapshot) -> None:
    """Two editions differ in rows; a reader among eager publishers sees one or the other, whole."""
    whole, part = snapshot, smaller(snapshot)
    store.publish(whole)
    sizes = {whole.manifest.rt: whole.cube.height, part.manifest.rt: part.cube.height}
    writers = [threading.Thread(target=publish_often, args=(store.root.parent, s, 6)) for s in (whole, part)]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers) or seen < 5:
        read = store.read("2023")
        assert read.cube.height == sizes[read.manifest.rt]
        seen += 1
    for writer in writers:
        writer.join()


def test_two_processes_publish_one_after_the_other(store: SnapshotStore, snapshot: Snapshot) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=publish_often, args=(store.root.parent, snapshot, 3)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert store.verify("2023")
    assert len([f for f in (store.root / "2023").iterdir() if f.is_dir()]) == 2, "one edition is kept for readers"


def test_an_altered_figure_does_not_verify(store: SnapshotStore, snapshot: Snapshot) -> None:
    store.publish(snapshot)
    file = store.root / "2023" / store.edition("2023") / "cube.parquet"
    pl.read_parquet(file).with_columns(rt=pl.col("rt") + 1).write_parquet(file)
    assert not store.verify("2023")


@pytest.mark.parametrize("name", ["cube.parquet", "desa.parquet", "snapshot.json", "quality.json"])
def test_a_damaged_file_is_refused_in_words(store: SnapshotStore, snapshot: Snapshot, name: str) -> None:
    store.publish(snapshot)
    (store.root / "2023" / store.edition("2023") / name).write_bytes(b"PAR1 rusak")
    with pytest.raises(SnapshotError, match="Snapshot periode 2023 rusak atau tidak lengkap"):
        store.read("2023")


def test_a_period_never_published_names_those_that_are(store: SnapshotStore, snapshot: Snapshot) -> None:
    store.publish(snapshot)
    with pytest.raises(SnapshotError, match="Periode yang ada: 2023"):
        store.read("1999")
    with pytest.raises(SnapshotError, match="belum diterbitkan"):
        store.edition("../2023")
    assert (store.root / "2023" / POINTER).is_file()
