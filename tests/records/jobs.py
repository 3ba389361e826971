"""What the processes that tests start do. Each tells on the pipe what was done, after it was done."""

import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from dampingan.records.backup import backup
from dampingan.records.errors import RecordsError
from dampingan.records.models import Program
from dampingan.records.restore import restore
from dampingan.records.store import RecordStore

MAJALANGU, ASEMDOYONG = "33.27.04.2010", "33.27.09.2018"


def programme(name: str = "Rehabilitasi rumah", pagu: int | None = None, desa: str = MAJALANGU) -> Program:
    return Program(
        kode_desa=desa, tahun=2024, pelaksana="Baznas", program=name, pagu=pagu, status="berjalan", indikator=["rtlh"]
    )


def write_on(mouth: Connection, url: str) -> None:
    """Add a programme and change it again and again, three times in each transaction, until killed."""
    try:
        store = RecordStore(url)
        with store.session(oleh="penulis") as unit:
            record = unit.add(programme(pagu=0))
        while True:
            with store.session(oleh="penulis") as unit:
                for _ in range(3):
                    record = unit.change(Program, record.id, record.versi, {"pagu": (record.pagu or 0) + 1})
            mouth.send((record.id, record.versi, record.pagu))
    except RecordsError as error:
        mouth.send(type(error).__name__)


def move_on(mouth: Connection, url: str, first: str, second: str) -> None:
    """Move one rupiah after another from one programme to the other until killed: their sum stays."""
    store = RecordStore(url)
    while True:
        with store.session(oleh="pemindah") as unit:
            giver, taker = (unit.find(Program, id=i)[0] for i in (first, second))
            unit.change(Program, first, giver.versi, {"pagu": (giver.pagu or 0) - 1})
            unit.change(Program, second, taker.versi, {"pagu": (taker.pagu or 0) + 1})
        mouth.send("dipindah")


def migrate(mouth: Connection, url: str, barrier: Any) -> None:
    """Prepare a store at the same moment as others."""
    store = RecordStore(url)
    barrier.wait()
    mouth.send(store.migrate())
    store.close()


def backup_until(mouth: Connection, url: str, target: Path, step: str) -> None:
    """Back up, and stand still at a step, to be killed there."""
    backup(url, target, tell=lambda what: _stand_still(mouth, what == step))


def restore_until(mouth: Connection, source: Path, url: str, step: str) -> None:
    """Restore over what is there, and stand still at a step, to be killed there."""
    restore(source, url, oleh="admin", force=True, tell=lambda what: _stand_still(mouth, what == step))


def _stand_still(mouth: Connection, here: bool) -> None:  # noqa: FBT001
    if here:
        mouth.send("berhenti di sini")
        threading.Event().wait()
