"""New stores for tests: a file copied from a prepared one, or a PostgreSQL database that is wiped and used again."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from dampingan.records.models import Base
from dampingan.records.store import RecordStore
from tests.records.postgres import Cluster


def prepare(url: str) -> None:
    store = RecordStore(url)
    store.migrate()
    store.close()


@dataclass
class Files:
    """SQLite files in one folder."""

    folder: Path
    number: int = 0

    def __call__(self, *, empty: bool = False) -> str:
        template = self.folder / "dasar.db"
        if not template.exists():
            prepare(f"sqlite:///{template}")
        self.number += 1
        file = self.folder / f"uji{self.number}.db"
        if not empty:
            shutil.copy(template, file)
        return f"sqlite:///{file}"

    def done(self) -> None:
        """Leave the files; a copy costs little."""


@dataclass
class Databases:
    """Databases of one cluster. Making one takes long, so a prepared one is wiped and given again."""

    cluster: Cluster
    template: str = ""
    free: list[str] = field(default_factory=list)
    lent: list[str] = field(default_factory=list)

    def __call__(self, *, empty: bool = False) -> str:
        if empty:
            return self.cluster.url(self.cluster.create())
        if not self.template:
            self.template = self.cluster.create()
            prepare(self.cluster.url(self.template))
        self.lent.append(self.free.pop() if self.free else self.cluster.create(self.template))
        return self.cluster.url(self.lent[-1])

    def done(self) -> None:
        """Take back all that were lent, and keep those that could be wiped."""
        self.free += [name for name in self.lent if _wiped(self.cluster, name)]
        self.lent.clear()


def _wiped(cluster: Cluster, name: str) -> bool:
    """Empty a database as only a superuser can; tell whether it may be used again."""
    others = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(cluster.url(name), autocommit=True) as connection:
        # A killed client may have left a transaction that is still being committed.
        connection.execute(others, [name])
        newest = connection.execute("SELECT version_num FROM versi_skema WHERE version_num <> '9999'").fetchone()
        connection.execute("SET session_replication_role = replica")
        for table in Base.metadata.tables:
            connection.execute(f"DELETE FROM {table}".encode())  # noqa: S608 - our own names
        connection.execute("SELECT setval(pg_get_serial_sequence('audit', 'nomor'), 1, false)")
    return newest is not None
