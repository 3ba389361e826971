"""Backups and restores that are killed, come from an older version, or have nowhere to go."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dampingan.records.backup import backup
from dampingan.records.engine import database_file, default_url, parsed
from dampingan.records.errors import BackupError, NewerStoreError, RecordsError
from dampingan.records.models import PerangkatDaerah
from dampingan.records.restore import restore
from dampingan.records.revisions import revisions, schema_change, upgrade
from dampingan.records.store import RecordStore
from tests.records import jobs
from tests.records.conftest import NewUrl, office
from tests.records.every_kind import add_every_kind
from tests.records.processes import start
from tests.records.replay import consistent, state


@pytest.mark.parametrize("old", [True, False], ids=["an old backup there", "none there"])
def test_a_backup_killed_on_its_way_leaves_the_old_one_or_none(
    store: RecordStore, url: str, tmp_path: Path, *, old: bool
) -> None:
    file = tmp_path / "catatan.zip"
    if old:
        backup(url, file)
    before = file.read_bytes() if old else None
    with store.session(oleh="a") as unit:
        add_every_kind(unit)
    for step in ("Menyalin program", "Memeriksa cadangan"):
        job = start(jobs.backup_until, url, file, step)
        assert job.hear() == ["berhenti di sini"]
        job.kill()
        assert (file.read_bytes() if file.exists() else None) == before
    consistent(store)
    with store.session(oleh="b") as unit:
        unit.add(office())
    leftovers = [f for f in tmp_path.iterdir() if f != file]
    assert len(leftovers) == 2
    for leftover in leftovers:
        os.utime(leftover, (0, 0))
    assert backup(url, file).baris == 2 * len(state(store))
    assert list(tmp_path.iterdir()) == [file]


def test_a_restore_killed_on_its_way_changes_nothing(store: RecordStore, url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / "kosong.zip")
    with store.session(oleh="a") as unit:
        add_every_kind(unit)
    before, mark = state(store), store.mark()
    for step in ("Menyimpan isi yang sekarang", "Memulihkan program"):
        job = start(jobs.restore_until, tmp_path / "kosong.zip", url, step)
        assert job.hear() == ["berhenti di sini"]
        job.kill()
        assert (state(store), store.mark()) == (before, mark)
    restore(tmp_path / "kosong.zip", url, oleh="admin", force=True)
    assert consistent(store) == {}


def test_a_backup_of_an_older_version_comes_up_to_this_one(new_url: NewUrl, tmp_path: Path) -> None:
    old_url, new = new_url(empty=True), new_url()
    with schema_change(parsed(old_url)) as connection:
        upgrade(connection, "0002")
        connection.execute(
            text(
                "INSERT INTO perangkat_daerah"
                " (id, versi, nama, kelompok, contoh, dibuat_pada, dibuat_oleh, diubah_pada, diubah_oleh)"
                " VALUES ('a', 1, 'Bappeda', 'badan', false, '2024-05-02 00:00:00.000000', 'x',"
                " '2024-05-02 00:00:00.000000', 'x')"
            )
        )
    assert "audit" not in backup(old_url, tmp_path / "lama.zip").tabel
    restore(tmp_path / "lama.zip", new, oleh="admin", force=True)
    store = RecordStore(new)
    assert (store.migrate(), [o.nama for o in store.find(PerangkatDaerah)]) == (revisions()[0], ["Bappeda"])
    store.close()


def test_a_newer_store_is_neither_backed_up_nor_replaced(url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / "catatan.zip")
    with schema_change(parsed(url)) as connection:
        connection.execute(text("UPDATE versi_skema SET version_num = '9999'"))
    with pytest.raises(NewerStoreError):
        backup(url, tmp_path / "baru.zip")
    with pytest.raises(NewerStoreError):
        restore(tmp_path / "catatan.zip", url, oleh="admin", force=True)
    assert [f.name for f in tmp_path.iterdir()] == ["catatan.zip"]


def test_nothing_to_back_up_makes_no_file(new_url: NewUrl, tmp_path: Path) -> None:
    for url in (default_url(tmp_path / "tidak-ada"), new_url(empty=True)):
        with pytest.raises(BackupError, match="Belum ada catatan"):
            backup(url, tmp_path / "catatan.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_cannot_be_written_says_so(store: RecordStore, url: str, tmp_path: Path) -> None:
    store.mark()
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(BackupError, match="Cadangan tidak dapat ditulis"):
        backup(url, tmp_path / "berkas" / "catatan.zip")
    with pytest.raises(BackupError, match="Cadangan tidak dapat ditulis"):
        backup(url, tmp_path)


def test_a_restore_by_nobody_is_refused(store: RecordStore, url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / "catatan.zip")
    mark = store.mark()
    with pytest.raises(RecordsError, match="Tidak diketahui siapa"):
        restore(tmp_path / "catatan.zip", url, oleh=" ")
    assert store.mark() == mark


def _never_a_database(content: bytes) -> bytes:
    return b"x" * len(content)


def _pages_lost(content: bytes) -> bytes:
    return content[:4096] + b"\xff" * (len(content) - 4096)


@pytest.mark.parametrize("damage", [_never_a_database, _pages_lost])
def test_a_damaged_file_is_set_aside_and_restored(
    new_sqlite: NewUrl, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    url = new_sqlite()
    file = database_file(parsed(url))
    assert file is not None
    backup(url, tmp_path / "catatan.zip")
    broken = damage(file.read_bytes())
    file.write_bytes(broken)
    with pytest.raises(RecordsError, match=r"Berkas catatan rusak|bukan penyimpanan catatan"):
        backup(url, tmp_path / "baru.zip")
    with pytest.raises(BackupError, match="di tempat tujuan rusak"):
        restore(tmp_path / "catatan.zip", url, oleh="admin")
    assert file.read_bytes() == broken
    restored = restore(tmp_path / "catatan.zip", url, oleh="admin", force=True)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == broken
    store = RecordStore(url)
    assert consistent(store) == {}
    store.close()


def test_an_app_that_is_running_writes_into_the_restored_file(new_sqlite: NewUrl, tmp_path: Path) -> None:
    url = new_sqlite()
    file = database_file(parsed(url))
    assert file is not None
    backup(url, tmp_path / "catatan.zip")
    running = RecordStore(url)
    assert running.find(PerangkatDaerah) == []
    file.write_bytes(_pages_lost(file.read_bytes()))
    restore(tmp_path / "catatan.zip", url, oleh="admin", force=True)
    with running.session(oleh="petugas") as unit:
        unit.add(office("Dinas Sosial"))
    running.close()
    later = RecordStore(url)
    assert [found.nama for found in later.find(PerangkatDaerah)] == ["Dinas Sosial"]
    later.close()


def test_a_damaged_file_stays_in_its_place_where_restoring_fails(
    new_sqlite: NewUrl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_sqlite()
    file = database_file(parsed(url))
    assert file is not None
    backup(url, tmp_path / "catatan.zip")
    broken = _pages_lost(file.read_bytes())
    file.write_bytes(broken)

    def full(*_: object) -> None:
        raise BackupError("Ruang simpan penuh.")

    monkeypatch.setattr("dampingan.records.restore._load", full)
    with pytest.raises(BackupError, match="penuh"):
        restore(tmp_path / "catatan.zip", url, oleh="admin", force=True)
    assert file.read_bytes() == broken
    assert [f for f in file.parent.iterdir() if f.name.startswith(f"{file.name}.rusak-")] == []


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".kunci"])
def test_a_backup_never_takes_the_place_of_the_store_itself(new_sqlite: NewUrl, ending: str) -> None:
    url = new_sqlite()
    file = database_file(parsed(url))
    assert file is not None
    with pytest.raises(BackupError, match="di atas catatan itu sendiri"):
        backup(url, file.with_name(file.name + ending))
    store = RecordStore(url)
    assert consistent(store) == {}
    store.close()


@pytest.mark.parametrize("name", ["a%20b", "a?b", "a#b", "a b é", "q[1]*b", "50%"])
def test_records_lie_in_the_folder_that_was_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    store = RecordStore(default_url(folder))
    store.migrate()
    store.close()
    assert (folder / "catatan.db").is_file()
    assert [found.name for found in tmp_path.iterdir()] == [name]
