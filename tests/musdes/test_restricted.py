"""The restricted files: who may read them, what is in them, and that they go with their figures."""

import gc
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dampingan.importing import import_delivery, make_snapshot
from dampingan.restricted import FOLDER, RestrictedError, RestrictedStore
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot, SnapshotStore
from dampingan.sources.delivery import Delivery, period_end, read_delivery
from dampingan.sources.identities import identities
from tests.musdes.conftest import PERIOD
from tests.oracle import counted, read, read_households

Files = tuple[Path, Path]
TABLES = {"rumah.parquet", "anggota.parquet", "identitas.parquet", "kepala.parquet"}


@pytest.fixture(scope="module")
def delivery(sample: Files) -> Delivery:
    return read_delivery(*sample, on=period_end(PERIOD), identities=True)


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path)


def publish(store: SnapshotStore, delivery: Delivery, snapshot: Snapshot, **further: object) -> str:
    store.publish(snapshot, restricted=store.restricted.write(delivery), **further)  # type: ignore[arg-type]
    return store.edition(PERIOD)


def kept(store: SnapshotStore) -> set[str]:
    """Return what lies in the restricted folder, by its path."""
    root = store.restricted.root
    return {str(f.relative_to(root)) for f in root.rglob("*") if f.is_file()} - {".kunci"}


def test_only_this_user_may_read_them(template: Path) -> None:
    for path in (template / FOLDER, *(template / FOLDER).rglob("*")):
        if path.name != ".kunci":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name


def test_they_hold_desil_1_to_4_and_nothing_more(template: Path, delivery: Delivery) -> None:
    store = SnapshotStore(template)
    found = store.restricted.read(PERIOD, store.edition(PERIOD))
    wanted = delivery.households.filter(pl.col("desil").is_in([1, 2, 3, 4]))
    assert wanted.height < delivery.households.height, "some households of the sample have no desil"
    assert found.households.equals(wanted)
    assert found.members.equals(delivery.members.filter(pl.col("rt").is_in(wanted["rt"].to_list())))
    assert found.identities["rt"].to_list() == wanted["rt"].to_list()


def test_they_tell_who_the_households_are_as_the_files_do(template: Path, sample: Files) -> None:
    store = SnapshotStore(template)
    found = store.restricted.read(PERIOD, store.edition(PERIOD)).identities
    told = {row["id_ruta"]: row for row in found.iter_rows(named=True)}
    people: dict[str, list[dict[str, str]]] = {}
    for row in counted(read(sample[1])):
        people.setdefault(row["IDBDT"], []).append(row)
    checked = 0
    for home in read_households(sample[0]):
        row = told.get(home["IDBDT"])
        if row is None:
            continue
        head = next((m for m in people.get(home["IDBDT"], []) if m["Hub_KRT"] == "1"), {})
        assert (row["nama_krt"], row["alamat"], row["sls"]) == (home["Nama_KRT"], home["Alamat"], home["Nama_SLS"])
        assert (row["nik"], row["kk"]) == (head.get("NIK") or None, head.get("NoKK") or None)
        checked += 1
    assert checked == found.height > 3900


def test_the_households_of_some_desa_are_those_alone(template: Path) -> None:
    store = SnapshotStore(template)
    edition = store.edition(PERIOD)
    whole = store.restricted.read(PERIOD, edition)
    some = store.restricted.read(PERIOD, edition, ["33.27.03.2005", "33.27.04.2010"])
    wanted = whole.households.filter(pl.col("kode_desa").is_in(["33.27.03.2005", "33.27.04.2010"]))
    assert some.households.equals(wanted)
    assert some.members.sort("rt").equals(whole.members.filter(pl.col("rt").is_in(wanted["rt"].to_list())).sort("rt"))
    assert some.identities.sort("rt").equals(
        whole.identities.filter(pl.col("rt").is_in(wanted["rt"].to_list())).sort("rt")
    )
    nobody = store.restricted.read(PERIOD, edition, ["33.27.99.9999"])
    assert (nobody.households.height, nobody.members.height, nobody.identities.height) == (0, 0, 0)


def test_what_is_counted_knows_nobody(delivery: Delivery, sample: Files) -> None:
    counted_frames = pl.concat([delivery.households.cast(pl.String), delivery.members.cast(pl.String)], how="diagonal")
    names = set(pl.read_csv(sample[0], infer_schema=False)["Nama_KRT"])
    assert set(counted_frames.columns).isdisjoint({"nama_krt", "nik", "kk", "alamat", "sls", "kunci"})
    assert names.isdisjoint({cell for column in counted_frames for cell in column})
    assert "Contoh 0" not in repr(delivery)
    assert "Contoh 0" not in repr(delivery.persons)


def test_reading_who_they_are_changes_no_figure(sample: Files, delivery: Delivery, rules: Rules) -> None:
    plain = read_delivery(*sample, on=period_end(PERIOD))
    assert plain.persons is None
    digests = {make_snapshot(d, period=PERIOD, rules=rules).manifest.digest for d in (plain, delivery)}
    assert len(digests) == 1
    assert plain.report == delivery.report


def test_they_are_replaced_with_their_figures(store: SnapshotStore, delivery: Delivery, snapshot: Snapshot) -> None:
    first = publish(store, delivery, snapshot)
    second = publish(store, delivery, snapshot)
    assert first != second
    assert kept(store) == {f"{PERIOD}/{second}/{name}" for name in TABLES}
    assert store.restricted.has(PERIOD, second)
    assert not store.restricted.has(PERIOD, first)


def test_they_are_deleted_with_their_period(store: SnapshotStore, delivery: Delivery, snapshot: Snapshot) -> None:
    publish(store, delivery, snapshot)
    proposals = store.restricted.proposals_folder(PERIOD, make=True) / "x.parquet"
    proposals.write_bytes(b"")
    key = store.restricted.key()
    store.delete(PERIOD)
    assert kept(store) == {"kunci.rahasia"}
    assert store.restricted.key() == key, "records of other periods still refer by it"


def test_figures_published_without_them_take_the_old_ones_away(
    store: SnapshotStore, delivery: Delivery, snapshot: Snapshot
) -> None:
    publish(store, delivery, snapshot)
    store.publish(snapshot)
    assert kept(store) == set()
    with pytest.raises(RestrictedError, match="DAMPINGAN_SIMPAN_TERBATAS"):
        store.restricted.read(PERIOD, store.edition(PERIOD))


def test_an_installation_may_keep_none(store: SnapshotStore, sample: Files, rules: Rules) -> None:
    import_delivery(*sample, period=PERIOD, store=store, rules=rules, keep_households=False)
    assert store.periods() == [PERIOD]
    assert not store.restricted.root.exists()


def test_proposals_stay_when_data_are_loaded_anew(store: SnapshotStore, delivery: Delivery, snapshot: Snapshot) -> None:
    publish(store, delivery, snapshot)
    file = store.restricted.proposals_folder(PERIOD, make=True) / "rapat.parquet"
    file.write_bytes(b"isi")
    publish(store, delivery, snapshot)
    assert file.read_bytes() == b"isi"


def test_a_failure_before_the_swap_leaves_old_figures_and_old_files(
    store: SnapshotStore, delivery: Delivery, snapshot: Snapshot
) -> None:
    edition = publish(store, delivery, snapshot)
    before = kept(store)
    waiting = store.restricted.write(delivery)

    def fail() -> None:
        raise OSError("cakram penuh")

    with pytest.raises(OSError, match="cakram penuh"):
        store.publish(snapshot, restricted=waiting, before_swap=fail)
    assert (store.edition(PERIOD), store.restricted.has(PERIOD, edition)) == (edition, True)
    assert waiting is not None
    waiting.discard()
    assert kept(store) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from dampingan.restricted import RestrictedStore
from dampingan.snapshot import SnapshotStore, _replace_text
from dampingan.sources.delivery import period_end, read_delivery
store = SnapshotStore(Path(sys.argv[1]))
delivery = read_delivery(Path(sys.argv[2]), Path(sys.argv[3]), on=period_end("2023"), identities=True)
waiting = store.restricted.write(delivery)
adopt = RestrictedStore.adopt
def killed(*args):
    if sys.argv[4] == "sesudah":
        adopt(*args)
    os.kill(os.getpid(), signal.SIGKILL)
RestrictedStore.adopt = killed
store.publish(store.read("2023"), restricted=waiting)
"""


@pytest.mark.parametrize("moment", ["sebelum", "sesudah"])
def test_a_kill_at_the_swap_leaves_figures_and_files_that_belong_together(
    moment: str, store: SnapshotStore, delivery: Delivery, snapshot: Snapshot, sample: Files
) -> None:
    edition = publish(store, delivery, snapshot)
    command = [sys.executable, "-c", KILLED, str(store.root.parent), *map(str, sample), moment]
    killed = subprocess.run(command, check=False, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    assert store.edition(PERIOD) == edition
    assert store.restricted.has(PERIOD, edition)
    after = publish(store, delivery, snapshot)
    assert kept(store) == {f"{PERIOD}/{after}/{name}" for name in TABLES}, "what the killed one left is gone"


def test_what_waits_and_is_no_longer_wanted_is_gone(store: SnapshotStore, delivery: Delivery) -> None:
    waiting = store.restricted.write(delivery)
    assert waiting is not None
    other = store.restricted.write(delivery)
    assert other is not None
    assert waiting.folder.is_dir(), "another one's writing leaves it alone"
    folders = waiting.folder, other.folder
    waiting.discard()
    del other
    gc.collect()
    assert [folder.exists() for folder in folders] == [False, False]
    assert kept(store) == set()


def test_they_may_be_published_by_another_thread(store: SnapshotStore, delivery: Delivery, snapshot: Snapshot) -> None:
    waiting = store.restricted.write(delivery)
    thread = threading.Thread(target=store.publish, args=(snapshot,), kwargs={"restricted": waiting})
    thread.start()
    thread.join()
    assert store.restricted.has(PERIOD, store.edition(PERIOD))


def test_a_damaged_file_is_told_in_words(store: SnapshotStore, delivery: Delivery, snapshot: Snapshot) -> None:
    edition = publish(store, delivery, snapshot)
    (store.restricted.root / PERIOD / edition / "anggota.parquet").write_bytes(b"PAR1 rusak")
    with pytest.raises(RestrictedError, match="Berkas terbatas periode 2023 rusak"):
        store.restricted.read(PERIOD, edition, ["33.27.03.2005"])


def test_the_key_is_made_once_and_stays(tmp_path: Path) -> None:
    stores = [RestrictedStore(tmp_path) for _ in range(8)]
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda s=s: found.append(s.key())) for s in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    (tmp_path / FOLDER / "kunci.rahasia").write_bytes(b"pendek")
    with pytest.raises(RestrictedError, match="Kunci penunjuk rumah tangga rusak"):
        stores[0].key()


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert RestrictedStore(tmp_path / "a").key() != RestrictedStore(tmp_path / "b").key()


Frames = tuple[pl.DataFrame, pl.DataFrame]
Writer = Callable[[Frames, Path], Files]


def delivered(folder: Path, ruta: dict[str, list[str]], art: dict[str, list[str]], dialect: str) -> pl.DataFrame:
    files = folder / "ruta.csv", folder / "art.csv"
    for table, file in zip((ruta, art), files, strict=True):
        pl.DataFrame(table).write_csv(file)
    told = read_delivery(*files, dialect_name=dialect, on=period_end("2025"), identities=True)
    assert told.persons is not None
    return identities(told.persons)


def test_dtsen_names_the_head_in_the_family_file_and_the_nik_in_the_member_file(tmp_path: Path) -> None:
    ruta = {
        "id_keluarga": ["9001", "9002"], "no_kk": ["3327990000000001", "3327990000000002"],
        "kode_kelurahan_desa": ["3327042010"] * 2, "nama_kepala_keluarga": ["Contoh Satu", "Contoh Dua"],
        "rt": ["3", "04"], "rw": ["1", "NULL"], "alamat": ["Alamat 1", "-"], "desil_nasional": ["1", "2"],
    }  # fmt: skip
    art = {
        "id_keluarga": ["9001", "9001", "9002"], "nama": ["Contoh Istri", "Contoh Satu", "Contoh Dua"],
        "nik": ["3327990000000012", "'3327990000000011", "3.32799E+15"], "umur": ["40", "45", "50"],
        "id_hub_kepala_keluarga": ["2", "1", "1"],
    }  # fmt: skip
    found = delivered(tmp_path, ruta, art, "dtsen")
    assert found.drop("rt", "sls").rows() == [
        ("9001", "Contoh Satu", "3327990000000011", "3327990000000001", "Alamat 1", "3", "1"),
        ("9002", "Contoh Dua", "3.32799E+15", "3327990000000002", None, "04", None),
    ]


def test_p3ke_names_the_head_in_the_family_file(tmp_path: Path) -> None:
    ruta = {
        "ID Keluarga P3KE": ["7001"], "kode kemdagri": ["33.27.04.2010"], "desil kesejahteraan": ["1"],
        "alamat": ["Alamat 7"], "kepala keluarga": ["Contoh Tujuh"], "NIK": ["3327990000000077"],
    }  # fmt: skip
    art = {
        "ID Keluarga P3KE": ["7001"], "ID Individu": ["1"], "Nama": ["Contoh Lain"], "NIK": ["3327990000000078"],
        "Usia": ["30"], "Hubungan dengan Kepala Keluarga": ["Istri"],
    }  # fmt: skip
    found = delivered(tmp_path, ruta, art, "p3ke")
    assert found.select("id_ruta", "nama_krt", "nik", "kk", "alamat", "sls").rows() == [
        ("7001", "Contoh Tujuh", "3327990000000077", None, "Alamat 7", None)
    ]


def test_a_file_without_names_still_gives_references(tmp_path: Path, sample: Files) -> None:
    ruta, art = (pl.read_csv(file, infer_schema=False).head(n) for file, n in zip(sample, (50, 150), strict=True))
    files = tmp_path / "ruta.csv", tmp_path / "art.csv"
    bare = ruta.drop("Nama_KRT", "Alamat", "Nama_SLS").with_columns(
        IDBDT=pl.when(pl.int_range(pl.len()) == 3).then(None).otherwise("IDBDT")
    )
    bare.write_csv(files[0])
    art.write_csv(files[1])
    told = read_delivery(*files, on=period_end(PERIOD), identities=True)
    assert told.persons is not None
    found = identities(told.persons)
    assert found["id_ruta"].n_unique() == found.height
    assert found["id_ruta"][3] == "baris 5", "the row in the file, where the number is blank"
    assert found["nama_krt"].drop_nulls().to_list()[0] == art.filter(pl.col("Hub_KRT") == "1")["Nama"][0]


def test_the_published_cube_is_that_of_the_kept_households(template: Path) -> None:
    """Form and figures belong together: counting the kept households gives the published counts."""
    from dampingan.musdes.recount import counted as counted_again

    store = SnapshotStore(template)
    snapshot = store.read(PERIOD)
    found = store.restricted.read(PERIOD, store.edition(PERIOD))
    published = snapshot.cube.filter(pl.col("desil").is_between(1, 4))
    assert counted_again(found.households, found, snapshot.manifest).equals(published)
    other = replace(found, households=found.households.head(100))
    assert not counted_again(other.households, other, snapshot.manifest).equals(published)
