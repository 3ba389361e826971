"""Many writers at once, and writers that die: nothing that was acknowledged is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from dampingan.records import engine
from dampingan.records.errors import ConflictError, StoreBusyError
from dampingan.records.models import PerangkatDaerah, Program
from dampingan.records.store import RecordStore
from tests.records import jobs
from tests.records.conftest import NewUrl, office
from tests.records.jobs import programme
from tests.records.postgres import Cluster
from tests.records.processes import start
from tests.records.replay import audit_lines, consistent

WRITERS, EACH = 20, 3


def _write(url: str, number: int, counter: str, start: threading.Barrier) -> int:
    """Count on one shared record, going on from its newest state after each conflict, and add records beside."""
    store = RecordStore(url)
    conflicts = 0
    start.wait()
    for step in range(EACH):
        with store.session(oleh=f"penulis{number}") as unit:
            unit.add(office(f"Dinas {number}-{step}"))
        saved = False
        while not saved:
            seen = store.find(Program, id=counter)[0]
            try:
                with store.session(oleh=f"penulis{number}") as unit:
                    unit.change(Program, counter, seen.versi, {"pagu": (seen.pagu or 0) + 1})
                saved = True
            except ConflictError:
                conflicts += 1
    store.close()
    return conflicts


def test_twenty_writers_at_once_lose_nothing(store: RecordStore, url: str) -> None:
    with store.session(oleh="awal") as unit:
        counter = unit.add(programme(pagu=0)).id
    start = threading.Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        conflicts = list(pool.map(lambda number: _write(url, number, counter, start), range(WRITERS)))
    [counted] = store.find(Program)
    assert (counted.pagu, counted.versi) == (WRITERS * EACH, WRITERS * EACH + 1)
    assert {o.nama for o in store.find(PerangkatDaerah)} == {
        f"Dinas {n}-{s}" for n in range(WRITERS) for s in range(EACH)
    }
    assert len(audit_lines(store)) == 1 + 2 * WRITERS * EACH
    assert sum(conflicts) > 0
    consistent(store)


def test_a_killed_writer_loses_no_acknowledged_change(new_url: NewUrl) -> None:
    url = new_url()
    writers = [start(jobs.write_on, url) for _ in range(2)]
    heard = [writer.hear(10 + 7 * i) for i, writer in enumerate(writers)]
    told = [[*before, *writer.kill()][-1] for writer, before in zip(writers, heard, strict=True)]
    store = RecordStore(url)
    for record_id, versi, pagu in told:
        found = store.get(Program, record_id)
        assert found is not None
        # A change may be taken and the writer killed before it could say so; never the other way round.
        assert (found.versi, found.pagu) in {(versi, pagu), (versi + 3, pagu + 3)}
    consistent(store)
    with store.session(oleh="sesudah") as unit:
        unit.add(office())
    store.close()


def test_a_server_that_dies_loses_no_acknowledged_change(own_cluster: Cluster) -> None:
    store = RecordStore(own_cluster.url("postgres"))
    store.migrate()
    writer = start(jobs.write_on, own_cluster.url("postgres"))
    heard = writer.hear(5)
    own_cluster.crash()
    *more, complaint = writer.rest()
    own_cluster.start()
    record_id, versi, _ = [*heard, *more][-1]
    assert complaint == "StoreUnavailableError"
    found = store.get(Program, record_id)
    assert found is not None
    assert found.versi in {versi, versi + 3}
    consistent(store)
    store.close()


def test_who_waits_too_long_is_told_and_nothing_is_saved(new_url: NewUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1.0)
    monkeypatch.setattr(engine, "_ONE_TRY", 0.1)
    url = new_url()
    first, second = RecordStore(url), RecordStore(url)
    with first.session(oleh="pertama") as unit:
        record = unit.add(programme(pagu=1))
    with first.session(oleh="pertama") as unit:
        unit.change(Program, record.id, 1, {"pagu": 2})
        with pytest.raises(StoreBusyError, match="sibuk"), second.session(oleh="kedua") as other:
            other.change(Program, record.id, 1, {"pagu": 3})
    assert [p.pagu for p in second.find(Program)] == [2]
    consistent(second)
    first.close()
    second.close()


def test_threads_share_one_store(store: RecordStore) -> None:
    def add_own(number: int) -> str:
        with store.session(oleh=f"utas{number}") as unit:
            return unit.add(office(f"Dinas {number}")).id

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(add_own, range(24)))
    assert {o.id: o.dibuat_oleh for o in store.find(PerangkatDaerah)} == {i: f"utas{n}" for n, i in enumerate(ids)}
    consistent(store)


def test_what_a_writer_found_still_holds_when_it_saves(store: RecordStore) -> None:
    """As where one form is handed in twice at once: the second writer sees what the first one added."""
    start = threading.Barrier(4)

    def add_if_new(number: int) -> bool:
        start.wait()
        with store.session(oleh=f"utas{number}") as unit:
            new = not unit.find(Program, program="Bedah rumah")
            if new:
                unit.add(programme("Bedah rumah"))
        return new

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(add_if_new, range(4))) == [False, False, False, True]
    assert len(store.find(Program)) == 1
