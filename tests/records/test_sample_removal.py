"""Taking the sample records out again, on SQLite and PostgreSQL: all of them, nothing else, or nothing at all."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from dampingan.records.base import Record
from dampingan.records.errors import RecordsError
from dampingan.records.models import (
    ALL,
    Audit,
    Fgd,
    FgdPeserta,
    Musdes,
    MusdesHasil,
    MusdesPeserta,
    Penugasan,
    PerangkatDaerah,
    Program,
    Tahap,
    TindakLanjut,
)
from dampingan.records.sample import SAMPLE_ACCOUNT, write_sample
from dampingan.records.store import RecordStore
from dampingan.records.unit import UnitOfWork
from dampingan.restricted import RestrictedStore
from dampingan.sample_removal import Reason, Removal, remove_samples
from tests.records.conftest import NewUrl
from tests.records.jobs import MAJALANGU, programme
from tests.records.replay import consistent

DAY = dt.date(2024, 5, 2)
KNOWN = 34 + 3
"""Perangkat Daerah of ``data/reference`` and assignments of the decree, which are no samples."""


@pytest.fixture
def restricted(tmp_path: Path) -> RestrictedStore:
    return RestrictedStore(tmp_path / "data")


def sampled(store: RecordStore) -> int:
    """Write the samples of the three desa that are known, and return how many there are."""
    return write_sample(store, {MAJALANGU: 40}, periode="2024", seed=1) - KNOWN


def frames(store: RecordStore, *, sample: bool) -> list[pl.DataFrame]:
    return [store.frame(model).filter(contoh=sample) for model in ALL]


def height(store: RecordStore, *, sample: bool) -> int:
    return sum(frame.height for frame in frames(store, sample=sample))


def meeting_with_parts(store: RecordStore) -> tuple[Fgd, list[Record]]:
    """Store an FGD as the samples do, with an agreement and two groups of participants."""
    with store.session(oleh=SAMPLE_ACCOUNT) as unit:
        talk = unit.add(Fgd(kode_desa=MAJALANGU, tanggal=DAY, contoh=True))
        agreed = TindakLanjut(id_fgd=talk.id, uraian="Survei", penanggung_jawab="Desa", keadaan="terbuka", contoh=True)
        groups = [FgdPeserta(id_fgd=talk.id, unsur=u, perempuan=2, contoh=True) for u in ("bpd", "dunia_usaha")]
        return talk, unit.add_all([agreed, *groups])


def test_all_samples_go_and_what_is_real_stays_to_the_letter(store: RecordStore, restricted: RestrictedStore) -> None:
    made = sampled(store)
    assert made > 60
    with store.session(oleh="operator") as unit:
        unit.add(programme("Jamban sehat"))
        unit.add(Penugasan(kode_desa="33.27.03.2005", tahun_mulai=2025,
                           id_perangkat_daerah=unit.find(PerangkatDaerah)[0].id))  # fmt: skip
    real = frames(store, sample=False)
    samples = {(m, r.id) for m in ALL for r in store.find(m, contoh=True)}
    assert sum(frame.height for frame in real) == KNOWN + 2
    assert remove_samples(store, restricted, oleh="pengelola") == Removal(made, {})
    assert height(store, sample=True) == 0
    assert all(a.equals(b) for a, b in zip(frames(store, sample=False), real, strict=True))
    assert len(consistent(store)) == KNOWN + 2
    told = store.frame(Audit).filter(aksi="hapus")
    assert (told.height, set(told["siapa"]), told["permintaan"].n_unique()) == (made, {"pengelola"}, 1)
    assert all([line.aksi for line in store.history(m, key)] == ["tambah", "hapus"] for m, key in samples)


def test_a_second_time_there_is_nothing_to_remove(store: RecordStore, restricted: RestrictedStore) -> None:
    sampled(store)
    remove_samples(store, restricted, oleh="pengelola")
    mark = store.mark()
    assert remove_samples(store, restricted, oleh="pengelola") == Removal(0, {})
    assert store.mark() == mark


def test_two_who_remove_at_once_do_not_collide(store: RecordStore, restricted: RestrictedStore) -> None:
    made = sampled(store)
    start = threading.Barrier(2)

    def remove(who: str) -> int:
        start.wait()
        return remove_samples(store, restricted, oleh=who).dihapus

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, ["pengelola", "operator"])) == [0, made]
    assert len(consistent(store)) == KNOWN


def test_what_somebody_changed_or_filled_in_stays_until_asked_for(
    store: RecordStore, restricted: RestrictedStore
) -> None:
    made = sampled(store)
    with store.session(oleh="operator") as unit:
        changed = [unit.find(Program, contoh=True)[0], unit.find(Tahap, contoh=True)[0]]
        unit.change(Program, changed[0].id, 1, {"pagu": 123_000_000})
        unit.change(Tahap, changed[1].id, 1, {"keterangan": "Menunggu camat."})
        entered = unit.add(Tahap(kode_desa=MAJALANGU, periode_program="2025-2026", tahap="terpilih", contoh=True))
    first = remove_samples(store, restricted, oleh="pengelola")
    assert first == Removal(made - 2, {Reason.DIUBAH: 2, Reason.DIISI: 1})
    [kept] = store.find(Program)
    assert (kept.id, kept.pagu, kept.versi) == (changed[0].id, 123_000_000, 2)
    assert {t.id for t in store.find(Tahap)} == {changed[1].id, entered.id}
    assert remove_samples(store, restricted, oleh="pengelola", changed_too=True) == Removal(3, {})
    assert height(store, sample=True) == 0
    assert height(store, sample=False) == KNOWN


def test_a_meeting_stays_whole_where_one_of_its_parts_was_changed(
    store: RecordStore, restricted: RestrictedStore
) -> None:
    talk, (agreed, *_) = meeting_with_parts(store)
    with store.session(oleh="operator") as unit:
        unit.change(TindakLanjut, agreed.id, 1, {"keadaan": "selesai"})
    before = frames(store, sample=True)
    told = {Reason.DIUBAH: 1, Reason.DIPAKAI: 1, Reason.BAGIAN: 2}
    assert remove_samples(store, restricted, oleh="pengelola") == Removal(0, told)
    assert all(a.equals(b) for a, b in zip(frames(store, sample=True), before, strict=True))
    assert remove_samples(store, restricted, oleh="pengelola", changed_too=True) == Removal(4, {})
    assert store.get(Fgd, talk.id) is None


def test_what_a_real_record_refers_to_stays_whatever_is_asked_for(
    store: RecordStore, restricted: RestrictedStore
) -> None:
    talk, _ = meeting_with_parts(store)
    with store.session(oleh=SAMPLE_ACCOUNT) as unit:
        own, idle = (unit.add(PerangkatDaerah(nama=n, kelompok="dinas", contoh=True)) for n in ("Dinas A", "Dinas B"))
        unit.change(Fgd, talk.id, 1, {"id_perangkat_daerah": own.id})
    with store.session(oleh="operator") as unit:
        unit.add(TindakLanjut(id_fgd=talk.id, uraian="Ukur", penanggung_jawab="Desa", keadaan="terbuka"))
    told = {Reason.DIPAKAI: 2, Reason.BAGIAN: 3}
    assert remove_samples(store, restricted, oleh="pengelola", changed_too=True) == Removal(1, told)
    assert [office.id for office in store.find(PerangkatDaerah)] == [own.id]
    assert store.get(PerangkatDaerah, idle.id) is None
    assert len(store.find(TindakLanjut, id_fgd=talk.id)) == 2
    consistent(store)


def test_parts_that_a_real_meeting_took_over_stay(store: RecordStore, restricted: RestrictedStore) -> None:
    """A form about real data over a sample meeting leaves the results marked that it tells alike."""
    with store.session(oleh=SAMPLE_ACCOUNT) as unit:
        held = unit.add(Musdes(kode_desa=MAJALANGU, periode="2024", tanggal=DAY, status="selesai", contoh=True))
        unit.add_all(MusdesHasil(id_musdes=held.id, status=s, rt=9, contoh=True) for s in ("layak", "mampu"))
        unit.add(MusdesPeserta(id_musdes=held.id, unsur="bpd", perempuan=1, contoh=True))
    with store.session(oleh="operator") as unit:
        unit.change(Musdes, held.id, 1, {"contoh": False})
    before = consistent(store)
    done = remove_samples(store, restricted, oleh="pengelola", changed_too=True)
    assert done == Removal(0, {Reason.BAGIAN: 3})
    assert consistent(store) == before


def test_cut_off_halfway_nothing_is_gone(
    store: RecordStore, restricted: RestrictedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sampled(store)
    before, mark = consistent(store), store.mark()
    remove = UnitOfWork.remove
    done: list[str] = []

    def cut_off(unit: UnitOfWork, model: type[Record], record_id: str, versi: int) -> None:
        if len(done) == made // 2:
            raise KeyboardInterrupt
        done.append(record_id)
        remove(unit, model, record_id, versi)

    monkeypatch.setattr(UnitOfWork, "remove", cut_off)
    with pytest.raises(KeyboardInterrupt):
        remove_samples(store, restricted, oleh="pengelola")
    assert len(done) == made // 2
    assert (consistent(store), store.mark()) == (before, mark)
    monkeypatch.undo()
    assert remove_samples(store, restricted, oleh="pengelola") == Removal(made, {})


def test_a_store_that_was_not_prepared_is_refused(new_url: NewUrl, restricted: RestrictedStore) -> None:
    store = RecordStore(new_url(empty=True))
    with pytest.raises(RecordsError, match="belum disiapkan"):
        remove_samples(store, restricted, oleh="pengelola")
    store.close()
