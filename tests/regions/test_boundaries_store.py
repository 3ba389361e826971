"""The files of one import change together or not at all."""

from pathlib import Path

import pytest
from filelock import FileLock

from dampingan.errors import RegionError
from dampingan.regions import boundary_store
from dampingan.regions.boundary_store import current_boundaries, publish

NAMES = ("resmi.json", "resmi_kecamatan.json", "resmi_laporan.json")


def texts(version: str) -> dict[str, str]:
    """Return the three files of a version."""
    return dict.fromkeys(NAMES, version)


def in_use(target: Path) -> list[str]:
    """Return the contents of the three files in use."""
    files = current_boundaries(target)
    assert files is not None
    return [path.read_text(encoding="utf-8") for path in (files.units, files.kecamatan, files.report)]


def test_nothing_is_in_use_at_first(tmp_path: Path) -> None:
    assert current_boundaries(tmp_path / "batas") is None


def test_the_version_before_stays_for_readers_and_older_ones_go(tmp_path: Path) -> None:
    first, second, third = (publish(tmp_path, texts(version)) for version in "123")
    assert in_use(tmp_path) == ["3"] * 3
    assert third.units.name == "resmi.json"
    assert second.units.read_text(encoding="utf-8") == "2"
    assert not first.units.exists()


@pytest.mark.parametrize("fails_at", [*NAMES, "resmi_aktif.json"])
def test_a_full_disk_leaves_the_old_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: str) -> None:
    publish(tmp_path, texts("lama"))
    before = sorted(tmp_path.rglob("*"))
    write = boundary_store._write

    def failing(path: Path, text: str) -> None:
        if path.name == fails_at:
            raise OSError(28, "No space left on device")
        write(path, text)

    monkeypatch.setattr(boundary_store, "_write", failing)
    with pytest.raises(RegionError, match="batas yang lama tetap dipakai"):
        publish(tmp_path, texts("baru"))
    assert in_use(tmp_path) == ["lama"] * 3
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "batas").write_text("sebuah berkas", encoding="utf-8")
    with pytest.raises(RegionError, match=r"Folder: .*batas"):
        publish(tmp_path / "batas", texts("baru"))


def test_two_imports_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary_store, "_LOCK_SECONDS", 0)
    publish(tmp_path, texts("lama"))
    with FileLock(tmp_path / ".resmi.lock"), pytest.raises(RegionError, match="tidak dapat disimpan"):
        publish(tmp_path, texts("baru"))
    assert in_use(tmp_path) == ["lama"] * 3


@pytest.mark.parametrize("pointer", ["", "{}", "[]", '{"folder": 1}', '{"folder": "../rahasia"}', "\x00"])
def test_a_damaged_pointer_counts_as_no_boundaries(tmp_path: Path, pointer: str) -> None:
    publish(tmp_path, texts("lama"))
    (tmp_path / "resmi_aktif.json").write_text(pointer, encoding="utf-8")
    assert current_boundaries(tmp_path) is None


def test_a_version_that_lost_a_file_counts_as_none(tmp_path: Path) -> None:
    publish(tmp_path, texts("lama")).kecamatan.unlink()
    assert current_boundaries(tmp_path) is None
