"""Uploads: files in a private folder, a check in the background, and publishing that is whole or not at all."""

import io
import logging
import re
import stat
import threading
from pathlib import Path

import polars as pl
import pytest

from dampingan import uploads
from dampingan.errors import DampinganError, SourceError
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot, SnapshotStore
from dampingan.sources.delivery import read_delivery
from dampingan.uploads import UPLOAD_FOLDER, Received, Upload, clear_stale, keep, private_folder

Files = tuple[Path, Path]
PERSON = "SITI AMINAH 3327014101800001"


def received(file: Path, name: str = "") -> Received:
    return Received(name or file.name, io.BytesIO(file.read_bytes()))


def checked(data: Path, files: Files, rules: Rules, period: str = "2023", **further: Received) -> Upload:
    """Return an upload whose check has ended."""
    upload = Upload(data, period=period, rules=rules)
    upload.start(received(files[0]), received(files[1]), **further)
    upload.wait()
    return upload


def left(data: Path) -> list[str]:
    """Return the files that uploads have left on the disk."""
    return [f.name for f in (data / UPLOAD_FOLDER).rglob("*") if f.name != ".kunci"]


def test_nothing_is_published_before_the_operator_says_so_and_then_exactly_what_was_checked(
    tmp_path: Path, sample: Files, snapshot: Snapshot, rules: Rules
) -> None:
    upload = checked(tmp_path, sample, rules)
    store = SnapshotStore(tmp_path)
    assert upload.progress.status == "siap"
    assert store.periods() == []
    assert left(tmp_path) == []
    upload.publish()
    published = store.read("2023")
    assert published.manifest.digest == snapshot.manifest.digest
    assert published.quality.pemeriksaan == snapshot.quality.pemeriksaan
    assert [f.nama for f in published.manifest.berkas] == ["ruta.csv", "art.csv"]
    assert [f.sha256 for f in published.manifest.berkas] == [f.sha256 for f in snapshot.manifest.berkas]
    assert store.verify("2023")


def test_the_files_lie_where_only_the_app_may_enter_and_are_gone_afterwards(
    tmp_path: Path, sample: Files, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []

    def looking(ruta: Path, *args: Path, **kwargs: object) -> object:
        modes.extend(stat.S_IMODE(folder.stat().st_mode) for folder in list(ruta.parents)[:3])
        assert ruta.is_relative_to(tmp_path / UPLOAD_FOLDER)
        return read_delivery(ruta, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(uploads, "read_delivery", looking)
    assert checked(tmp_path, sample, rules).progress.status == "siap"
    assert modes == [0o700, 0o700, 0o700]
    assert left(tmp_path) == []


def test_a_refused_file_says_why_and_changes_nothing(tmp_path: Path, sample: Files, rules: Rules) -> None:
    checked(tmp_path, sample, rules).publish()
    before = SnapshotStore(tmp_path).edition("2023")
    upload = checked(tmp_path, (sample[1], sample[1]), rules)
    assert upload.progress.status == "gagal"
    assert "tampaknya berkas anggota rumah tangga" in upload.progress.pesan
    assert upload.snapshot is None
    assert left(tmp_path) == []
    assert SnapshotStore(tmp_path).edition("2023") == before
    with pytest.raises(DampinganError, match="Belum ada data yang selesai diperiksa"):
        upload.publish()


def test_an_unforeseen_error_is_told_without_what_it_quotes(
    tmp_path: Path, sample: Files, rules: Rules, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ValueError(PERSON)

    monkeypatch.setattr(uploads, "make_snapshot", broken)
    with caplog.at_level(logging.DEBUG):
        upload = checked(tmp_path, sample, rules)
    assert upload.progress.status == "gagal"
    assert "kesalahan program" in upload.progress.pesan
    assert "ValueError di test_uploads.py" in caplog.text
    assert PERSON not in upload.progress.pesan + caplog.text
    assert left(tmp_path) == []


def test_what_is_discarded_during_its_check_ends_and_leaves_nothing(
    tmp_path: Path, sample: Files, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def held(*args: Path, **kwargs: object) -> object:
        reached.set()
        go_on.wait()
        return read_delivery(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(uploads, "read_delivery", held)
    upload = Upload(tmp_path, period="2023", rules=rules)
    upload.start(received(sample[0]), received(sample[1]))
    reached.wait()
    assert sorted(left(tmp_path))[:2] == ["art.csv", "ruta.csv"]
    upload.discard()
    go_on.set()
    assert upload.wait().status == "dibuang"
    assert upload.snapshot is None
    assert left(tmp_path) == []
    assert SnapshotStore(tmp_path).periods() == []


def test_two_sessions_at_once_do_not_disturb_one_another(tmp_path: Path, sample: Files, rules: Rules) -> None:
    good, bad = (Upload(tmp_path, period=period, rules=rules) for period in ("2021", "2022"))
    good.start(received(sample[0]), received(sample[1]))
    bad.start(received(sample[1]), received(sample[1]))
    assert (good.wait().status, bad.wait().status) == ("siap", "gagal")
    bad.discard()
    good.publish()
    assert SnapshotStore(tmp_path).periods() == ["2021"]
    assert left(tmp_path) == []


def test_whoever_publishes_second_is_asked_to_look_first(tmp_path: Path, sample: Files, rules: Rules) -> None:
    first, second = checked(tmp_path, sample, rules), checked(tmp_path, sample, rules)
    assert not second.replaces()
    first.publish()
    published = SnapshotStore(tmp_path).edition("2023")
    with pytest.raises(DampinganError, match="baru saja diubah dari tempat lain"):
        second.publish()
    assert SnapshotStore(tmp_path).edition("2023") == published
    assert second.replaces()
    second.publish()
    assert SnapshotStore(tmp_path).edition("2023") != published


def test_a_table_of_all_families_comes_along(tmp_path: Path, sample: Files, rules: Rules) -> None:
    table = Received("kk.csv", io.BytesIO(b"kode_desa;kk\n33.27.04.2010;1250\n33.27.03.2005;900\n"))
    upload = checked(tmp_path, sample, rules, families=table)
    assert upload.snapshot is not None
    known = upload.snapshot.desa.drop_nulls("kk").sort("kode_desa")
    assert known.select("kode_desa", "kk").rows() == [("33.27.03.2005", 900), ("33.27.04.2010", 1250)]
    wrong = Received("kk.csv", io.BytesIO(b"kode_desa;kk\n33.27.99.2010;1250\n"))
    assert "jumlah keluarga" in checked(tmp_path, sample, rules, families=wrong).progress.pesan


def test_a_period_must_be_a_year_or_a_year_and_month(tmp_path: Path, rules: Rules) -> None:
    for wrong in ("", "24", "2024-13", "../2024"):
        with pytest.raises(SourceError, match="Tulis tahun"):
            Upload(tmp_path, period=wrong, rules=rules)
    assert Upload(tmp_path, period="2024-06", rules=rules).period == "2024-06"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ruta.csv", "ruta.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Data\\BDT 2020.xlsx", "BDT 2020.xlsx"),
        ("..", "berkas"),
        ("", "berkas"),
        ("a\x00b\n.csv", "ab.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_file_keeps_its_name_but_never_a_path(given: str, kept: str, tmp_path: Path) -> None:
    file = keep(Received(given, io.BytesIO(b"isi")), tmp_path)
    assert file.name == kept
    assert file.parent.parent == tmp_path
    assert file.read_bytes() == b"isi"


def test_two_files_of_one_name_stay_two(tmp_path: Path) -> None:
    one, other = (keep(Received("data.csv", io.BytesIO(told)), tmp_path) for told in (b"satu", b"dua"))
    assert (one.read_bytes(), other.read_bytes()) == (b"satu", b"dua")


def test_what_a_killed_app_left_is_cleared_and_what_is_under_way_is_not(tmp_path: Path) -> None:
    root = tmp_path / UPLOAD_FOLDER
    dead = root / "u-mati" / "sub"
    dead.mkdir(parents=True)
    (dead / "ruta.csv").write_text("sisa")
    with private_folder(tmp_path) as busy:
        (busy / "art.csv").write_text("sedang diperiksa")
        clear_stale(tmp_path)
        assert not (root / "u-mati").exists()
        assert (busy / "art.csv").read_text() == "sedang diperiksa"
    assert not busy.exists()


def test_clearing_an_untouched_data_folder_makes_nothing(tmp_path: Path) -> None:
    clear_stale(tmp_path / "belum_ada")
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path, sample: Files, rules: Rules) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("sebuah berkas, bukan folder")
    upload = Upload(blocked, period="2023", rules=rules)
    with pytest.raises(SourceError, match="tidak dapat disimpan di server"):
        upload.start(received(sample[0]), received(sample[1]))


def test_what_waits_for_the_decision_names_nobody(tmp_path: Path, sample: Files, rules: Rules) -> None:
    upload = checked(tmp_path, sample, rules)
    kept = upload.snapshot
    assert kept is not None
    told = (
        kept.manifest.model_dump_json() + kept.quality.model_dump_json() + kept.cube.write_csv() + kept.desa.write_csv()
    )
    people = pl.read_csv(sample[1], infer_schema=False)
    numbers = {*people["NIK"], *people["NoKK"]}
    assert len(numbers) > 4000
    assert numbers.isdisjoint(re.findall(r"(?=(\d{16}))", told))
    assert [name for name, value in vars(upload).items() if isinstance(value, pl.DataFrame)] == []
