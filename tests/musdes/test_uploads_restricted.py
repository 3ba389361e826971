"""Uploads keep the restricted files with the figures that are published, and none of what is discarded."""

import gc
import io
from pathlib import Path

import pytest

from dampingan import uploads
from dampingan.errors import DampinganError
from dampingan.restricted import RestrictedStore
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.uploads import Received, Upload

Files = tuple[Path, Path]


def checked(data: Path, files: Files, rules: Rules) -> Upload:
    upload = Upload(data, period="2023", rules=rules)
    upload.start(*(Received(file.name, io.BytesIO(file.read_bytes())) for file in files))
    upload.wait()
    return upload


def kept(data: Path) -> list[str]:
    """Return the tables that lie in the restricted folder, without the folders' names."""
    return sorted(path.name for path in (data / "terbatas").rglob("*.parquet"))


def test_what_is_published_has_its_households(tmp_path: Path, sample: Files, rules: Rules) -> None:
    checked(tmp_path, sample, rules).publish()
    store = SnapshotStore(tmp_path)
    assert store.restricted.has("2023", store.edition("2023"))
    assert len(kept(tmp_path)) == 4


def test_what_is_discarded_leaves_nobody_behind(tmp_path: Path, sample: Files, rules: Rules) -> None:
    upload = checked(tmp_path, sample, rules)
    assert len(kept(tmp_path)) == 4, "they wait on the disk, not in the session's memory"
    upload.discard()
    assert kept(tmp_path) == []


def test_a_session_that_goes_away_leaves_nobody_behind(tmp_path: Path, sample: Files, rules: Rules) -> None:
    upload = checked(tmp_path, sample, rules)
    assert len(kept(tmp_path)) == 4
    del upload
    gc.collect()
    assert kept(tmp_path) == []


def test_whoever_publishes_second_still_has_the_households(tmp_path: Path, sample: Files, rules: Rules) -> None:
    first, second = checked(tmp_path, sample, rules), checked(tmp_path, sample, rules)
    first.publish()
    with pytest.raises(DampinganError, match="baru saja diubah"):
        second.publish()
    second.publish()
    store = SnapshotStore(tmp_path)
    assert store.restricted.has("2023", store.edition("2023"))
    assert len(kept(tmp_path)) == 4


def test_an_installation_may_keep_none(
    tmp_path: Path, sample: Files, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "households_kept", lambda: False)
    checked(tmp_path, sample, rules).publish()
    assert SnapshotStore(tmp_path).periods() == ["2023"]
    assert kept(tmp_path) == []


def test_where_they_cannot_be_written_nothing_is_published(
    tmp_path: Path, sample: Files, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RestrictedStore, "write", full)
    upload = checked(tmp_path, sample, rules)
    assert upload.progress.status == "gagal"
    assert "tidak dapat disimpan di server" in upload.progress.pesan
