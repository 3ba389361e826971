"""Stores to test on, the same tests on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from typing import Protocol

import pytest

from dampingan.records.models import PerangkatDaerah
from dampingan.records.store import RecordStore
from tests.records.databases import Databases, Files
from tests.records.postgres import SKIP_REASON, Cluster, binaries


class NewUrl(Protocol):
    """Gives the address of a new store; ``empty`` of one that was never prepared."""

    def __call__(self, *, empty: bool = False) -> str: ...

    def done(self) -> None:
        """Take back what was given so far."""


def _running_cluster() -> Iterator[Cluster]:
    programs = binaries()
    if programs is None:
        pytest.skip(SKIP_REASON)
    running = Cluster.make(programs)
    yield running
    running.remove()


cluster = pytest.fixture(_running_cluster, scope="session", name="cluster")
own_cluster = pytest.fixture(_running_cluster, name="own_cluster")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("catatan"))


@pytest.fixture(scope="session")
def databases(cluster: Cluster) -> Databases:
    return Databases(cluster)


@pytest.fixture
def new_sqlite(files: Files) -> NewUrl:
    return files


@pytest.fixture
def new_postgres(databases: Databases) -> Iterator[NewUrl]:
    yield databases
    databases.done()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> NewUrl:
    """Give new stores of one kind; the test runs once for each kind."""
    make: NewUrl = request.getfixturevalue("new_sqlite" if request.param == "sqlite" else "new_postgres")
    return make


@pytest.fixture
def url(new_url: NewUrl) -> str:
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[RecordStore]:
    opened = RecordStore(url)
    yield opened
    opened.close()


def office(name: str = "Dinas Sosial") -> PerangkatDaerah:
    return PerangkatDaerah(nama=name, kelompok="dinas")
