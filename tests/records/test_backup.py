"""Backups: of one moment while the store is in use, restored whole on either database, or refused without harm."""

from pathlib import Path

import pytest

from dampingan.records import archive
from dampingan.records.backup import backup
from dampingan.records.errors import BackupError, ConflictError, RecordsError
from dampingan.records.models import BY_TABLE, Program
from dampingan.records.restore import restore
from dampingan.records.store import RecordStore
from tests.records import jobs
from tests.records.conftest import NewUrl, office
from tests.records.every_kind import add_every_kind
from tests.records.jobs import programme
from tests.records.processes import start
from tests.records.replay import audit_lines, consistent, state


@pytest.fixture
def target_url(request: pytest.FixtureRequest) -> NewUrl:
    make: NewUrl = request.getfixturevalue("new_sqlite" if request.param == "sqlite" else "new_postgres")
    return make


@pytest.mark.parametrize("target_url", ["sqlite", "postgresql"], indirect=True)
def test_every_kind_of_record_moves_whole_between_databases(
    store: RecordStore, url: str, target_url: NewUrl, tmp_path: Path
) -> None:
    with store.session(oleh="bappeda") as unit:
        add_every_kind(unit)
    with store.session(oleh="dinsos") as unit:
        unit.change(Program, unit.find(Program)[0].id, 1, {"realisasi": 5})
        gone = unit.find(Program)[1]
        unit.remove(Program, gone.id, 1)
    assert {table for table, _ in state(store)} == set(BY_TABLE)
    manifest = backup(url, tmp_path / "catatan.zip")
    assert manifest.baris == len(state(store)) + len(audit_lines(store))

    other_url = target_url(empty=True)
    restored = restore(tmp_path / "catatan.zip", other_url, oleh="admin")
    other = RecordStore(other_url)
    assert (restored.manifest, restored.kept) == (manifest, None)
    assert consistent(other) == consistent(store)
    *lines, last = audit_lines(other)
    old = audit_lines(store)
    assert [(a.nomor, a.siapa, a.kapan, a.permintaan) for a in lines] == [
        (a.nomor, a.siapa, a.kapan, a.permintaan) for a in old
    ]
    assert (last.aksi, last.siapa, last.nomor > old[-1].nomor) == ("pulihkan", "admin", True)
    with other.session(oleh="sesudah") as unit:
        unit.add(office())
    other.close()


def test_a_backup_while_others_write_is_of_one_moment(store: RecordStore, url: str, tmp_path: Path) -> None:
    with store.session(oleh="awal") as unit:
        first, second = (p.id for p in unit.add_all([programme("a", 10**6), programme("b", 0)]))
    mover = start(jobs.move_on, url, first, second)
    seen = []
    for _ in range(3):
        mover.hear(3)
        manifest = backup(url, tmp_path / "catatan.zip")
        moved = [row["pagu"] for row in archive.rows(tmp_path / "catatan.zip", "program")]
        assert sum(moved) == 10**6
        assert manifest.tabel["audit"].baris == 2 + 2 * min(moved)
        seen.append(min(moved))
    mover.kill()
    assert 0 < seen[0] < seen[1] < seen[2]
    consistent(store)


def test_a_full_store_is_replaced_only_when_told_and_kept(store: RecordStore, url: str, tmp_path: Path) -> None:
    with store.session(oleh="a") as unit:
        kept = unit.add(programme("lama", 1))
    backup(url, tmp_path / "lama.zip")
    with store.session(oleh="a") as unit:
        unit.change(Program, kept.id, 1, {"pagu": 2})
        unit.add(office())
    before = state(store)
    with pytest.raises(BackupError, match="sudah berisi catatan") as caught:
        restore(tmp_path / "lama.zip", url, oleh="admin")
    assert "--paksa" in caught.value.mend
    assert state(store) == before

    restored = restore(tmp_path / "lama.zip", url, oleh="admin", force=True, keep_in=tmp_path / "sebelum")
    assert [p.pagu for p in store.find(Program)] == [1]
    with pytest.raises(ConflictError), store.session(oleh="b") as unit:
        unit.change(Program, kept.id, 2, {"pagu": 3})

    assert restored.kept is not None
    restore(restored.kept, url, oleh="admin", force=True)
    assert consistent(store) == before
    assert len(list((tmp_path / "sebelum").iterdir())) == 2


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


DAMAGES = {
    "cut off at the end": lambda content: content[:-1],
    "cut off in the middle": lambda content: content[: len(content) // 2],
    "one byte altered": _flipped,
    "empty": lambda _: b"",
    "another file": lambda _: b"PK bukan zip",
}


def test_a_damaged_backup_changes_nothing(store: RecordStore, url: str, tmp_path: Path) -> None:
    with store.session(oleh="a") as unit:
        add_every_kind(unit)
    file = tmp_path / "catatan.zip"
    backup(url, file)
    content, mark = file.read_bytes(), store.mark()
    for damage in DAMAGES.values():
        file.write_bytes(damage(content))
        with pytest.raises(BackupError, match=r"catatan\.zip bukan cadangan catatan yang utuh"):
            restore(file, url, oleh="admin", force=True)
    file.unlink()
    with pytest.raises(BackupError, match="tidak ada"):
        restore(file, url, oleh="admin", force=True)
    assert (store.mark(), list(tmp_path.iterdir())) == (mark, [])


def test_a_backup_that_does_not_fit_changes_nothing(store: RecordStore, url: str, tmp_path: Path) -> None:
    with store.session(oleh="a") as unit:
        unit.add(programme())
    mark, file = store.mark(), tmp_path / "aneh.zip"
    good = backup(url, tmp_path / "baik.zip")
    tables = {name: [archive.as_line(row) for row in archive.rows(tmp_path / "baik.zip", name)] for name in good.tabel}
    [row] = archive.rows(tmp_path / "baik.zip", "program")
    wrong = {
        "twice": {"program": tables["program"] * 2},
        "no such column": {"program": [archive.as_line({**row, "nik": "x"})]},
        "no such office": {"program": [archive.as_line({**row, "id_perangkat_daerah": "0" * 32})]},
        "no moment": {"program": [archive.as_line({**row, "dibuat_pada": "kemarin"})]},
        "no object": {"program": [b"[1, 2]\n"]},
        "no such table": {"warga": []},
    }
    for lines in wrong.values():
        archive.write(file, good.revisi, {**tables, **lines}.items())
        with pytest.raises(RecordsError, match="Tidak ada yang diubah"):
            restore(file, url, oleh="admin", force=True, keep_in=tmp_path)
        assert store.mark() == mark
    archive.write(file, "9999", tables.items())
    with pytest.raises(BackupError, match="versi aplikasi yang lebih baru"):
        restore(file, url, oleh="admin", force=True)
    assert store.mark() == mark
