"""The commands about records: sample records, backup and restore, on a data folder of their own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dampingan import cli
from dampingan.cli_texts import run
from dampingan.config import settings
from dampingan.firststart import SampleLoader
from dampingan.formats import number
from dampingan.records.models import Fgd, FgdPeserta, Penugasan, PerangkatDaerah, Tahap, TindakLanjut
from dampingan.records.place import record_store
from dampingan.rules import Rules
from dampingan.sample_records import ensure_sample_records
from dampingan.snapshot import Snapshot, SnapshotStore

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def data(tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DAMPINGAN_DB_URL", raising=False)
    settings.cache_clear()
    SnapshotStore(tmp_path / "data").publish(snapshot)
    return tmp_path / "data"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    def run_it(*words: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["dampingan", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            run(cli.cli)
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out + told.err

    return run_it


def rows(data: Path) -> tuple[int, int]:
    store = record_store(data)
    try:
        return store.frame(PerangkatDaerah).height, store.frame(Tahap).height
    finally:
        store.close()


def test_sample_records_are_made_for_the_targets_and_only_once(call: Call, data: Path, rules: Rules) -> None:
    code, told = call("catatan", "contoh", "--data", data)
    assert code == 0
    assert "catatan contoh sintetis dibuat." in told
    store = record_store(data)
    targets = rules.sasaran.kuota_desa + rules.sasaran.kuota_kelurahan
    known = 3
    assert targets <= store.frame(Tahap)["kode_desa"].n_unique() <= targets + known
    assert store.frame(Penugasan).height > targets / 2
    store.close()
    before = rows(data)
    code, told = call("catatan", "contoh", "--data", data)
    assert code == 1
    assert "--tambah" in told
    assert rows(data) == before
    assert call("catatan", "contoh", "--tambah", "--data", data)[0] == 0
    assert rows(data) == before


def test_sample_records_are_not_made_without_data_or_beside_real_data(
    call: Call, data: Path, snapshot: Snapshot, tmp_path: Path
) -> None:
    assert call("catatan", "contoh", "--data", tmp_path / "kosong")[0] == 1
    real = replace(snapshot, manifest=snapshot.manifest.model_copy(update={"periode": "2021", "contoh": False}))
    SnapshotStore(data).publish(real)
    code, told = call("catatan", "contoh", "--data", data)
    assert code == 1
    assert "Periode 2021 bukan data contoh" in told
    assert not (data / "catatan.db").exists()


def test_sample_records_are_removed_and_do_not_come_back_at_the_next_start(call: Call, data: Path) -> None:
    made = int(call("catatan", "contoh", "--data", data)[1].split()[0].replace(".", ""))
    known = rows(data)[0] + 3
    told = call("catatan", "contoh", "--hapus", "--data", data)
    assert told == (0, f"{number(made - known)} catatan contoh dihapus.\n")
    assert rows(data) == (known - 3, 0)
    again = call("catatan", "contoh", "--hapus", "--data", data)
    assert again == (0, "Tidak ada catatan contoh. Tidak ada yang diubah.\n")
    ensure_sample_records(data, seed=1)
    assert rows(data) == (known - 3, 0)
    loader = SampleLoader(data, households=400, seed=1, afterwards=lambda: ensure_sample_records(data, seed=1))
    loader.ensure()
    assert loader.wait().status == "diam", "nothing is made where a period is loaded and no start was cut short"


def test_sample_records_that_somebody_changed_are_told_and_stay_until_asked_for(call: Call, data: Path) -> None:
    call("catatan", "contoh", "--data", data)
    store = record_store(data)
    with store.session(oleh="operator") as unit:
        stage = unit.find(Tahap)[0]
        unit.change(Tahap, stage.id, 1, {"keterangan": "Menunggu camat."})
        talk = unit.find(TindakLanjut)[0].id_fgd
        unit.add(TindakLanjut(id_fgd=talk, uraian="Ukur jalan", penanggung_jawab="Desa", keadaan="terbuka"))
    parts = len(store.find(FgdPeserta, id_fgd=talk)) + len(store.find(TindakLanjut, id_fgd=talk, contoh=True))
    code, told = call("catatan", "contoh", "--hapus", "--data", data)
    assert code == 0
    assert (
        f"catatan contoh dihapus; {parts + 2} dipertahankan: 1 sudah diubah orang, 1 masih dipakai catatan lain, "
        f"{parts} bagian pertemuan yang dipertahankan.\n"
    ) in told
    assert "ulangi dengan --juga-diubah" in told
    assert [t.id for t in store.find(Tahap)] == [stage.id]
    code, told = call("catatan", "contoh", "--hapus", "--juga-diubah", "--data", data)
    assert told.startswith(f"1 catatan contoh dihapus; {parts + 1} dipertahankan: 1 masih dipakai")
    assert "--juga-diubah" not in told
    assert [f.id for f in store.find(Fgd)] == [talk]
    assert {line.siapa for line in store.history(Tahap, stage.id)} == {"contoh", "operator", "terminal"}
    store.close()


def test_removing_and_making_at_once_is_a_wrong_usage(call: Call, data: Path, tmp_path: Path) -> None:
    call("catatan", "contoh", "--data", data)
    before = rows(data)
    for words in (["--hapus", "--tambah"], ["--hapus", "--benih", 2022]):
        code, told = call("catatan", "contoh", *words, "--data", data)
        assert code == 2
        assert "--hapus tidak dapat dipakai bersama --tambah atau --benih" in told
    code, told = call("catatan", "contoh", "--juga-diubah", "--data", data)
    assert code == 2
    assert "--juga-diubah hanya dapat dipakai bersama --hapus" in told
    assert rows(data) == before
    nowhere = call("catatan", "contoh", "--hapus", "--data", tmp_path / "kosong")
    assert nowhere == (0, "Tidak ada catatan contoh. Tidak ada yang diubah.\n")
    assert not (tmp_path / "kosong").exists()


def test_a_backup_comes_back_and_replaces_only_when_told_to(call: Call, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    code, told = call("cadangan", file, "--data", data)
    assert code == 1
    assert "Belum ada catatan" in told
    call("catatan", "contoh", "--data", data)
    whole = rows(data)
    assert call("cadangan", file, "--data", data)[0] == 0
    assert call("pulihkan", file, "--data", tmp_path / "baru")[0] == 0
    assert rows(tmp_path / "baru") == whole
    store = record_store(data)
    with store.session(oleh="operator") as unit:
        unit.add(PerangkatDaerah(nama="Dinas Baru", kelompok="dinas"))
    store.close()
    assert call("pulihkan", file, "--data", data)[0] == 1
    assert rows(data)[0] == whole[0] + 1
    code, told = call("pulihkan", file, "--paksa", "--data", data)
    assert code == 0
    assert "Isi sebelumnya disimpan" in told
    assert rows(data) == whole
    assert len(list(data.glob("sebelum-pulih-*.zip"))) == 1


def test_a_damaged_backup_changes_nothing(call: Call, data: Path, tmp_path: Path) -> None:
    call("catatan", "contoh", "--data", data)
    whole = rows(data)
    (tmp_path / "rusak.zip").write_bytes(b"bukan zip")
    code, told = call("pulihkan", tmp_path / "rusak.zip", "--paksa", "--data", data)
    assert code == 1
    assert "bukan cadangan catatan yang utuh" in told
    assert rows(data) == whole
