"""Preparing a store: from nothing, from an older version, at the same time, and what must not be touched."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from dampingan.records.engine import default_url, make_engine, parsed
from dampingan.records.errors import NewerStoreError, RecordsError, StoreUnavailableError
from dampingan.records.models import Base, PerangkatDaerah
from dampingan.records.revisions import VERSION_TABLE, revisions
from dampingan.records.store import RecordStore
from tests.records import jobs
from tests.records.conftest import NewUrl, office
from tests.records.processes import CONTEXT, start


def test_the_migrations_make_what_the_models_say(url: str) -> None:
    engine = make_engine(parsed(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_store_is_prepared_once_and_kept(new_url: NewUrl) -> None:
    url = new_url(empty=True)
    store = RecordStore(url)
    with pytest.raises(RecordsError, match="belum disiapkan"):
        store.find(PerangkatDaerah)
    assert store.migrate() == revisions()[0]
    with store.session(oleh="a") as unit:
        unit.add(office())
    assert store.migrate() == revisions()[0]
    assert len(store.find(PerangkatDaerah)) == 1
    store.close()


def test_processes_that_start_at_once_prepare_it_once(new_url: NewUrl) -> None:
    url = new_url(empty=True)
    barrier = CONTEXT.Barrier(3)
    started = [start(jobs.migrate, url, barrier) for _ in range(3)]
    assert [process.rest() for process in started] == [[revisions()[0]]] * 3
    store = RecordStore(url)
    with store.session(oleh="a") as unit:
        unit.add(office())
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(url: str) -> None:
    engine = make_engine(parsed(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE versi_skema SET version_num = '9999'"))
    store = RecordStore(url)
    for work in (store.migrate, lambda: store.find(PerangkatDaerah)):
        with pytest.raises(NewerStoreError, match="versi aplikasi yang lebih baru") as caught:
            work()
        assert "9999" in caught.value.where
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM versi_skema")) == "9999"
    engine.dispose()
    store.close()


def test_a_database_of_another_application_is_left_alone(new_url: NewUrl) -> None:
    url = new_url(empty=True)
    engine = make_engine(parsed(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE audit (isi INTEGER)"))
    store = RecordStore(url)
    with pytest.raises(RecordsError, match="tabel lain dengan nama yang sama"):
        store.migrate()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT isi FROM audit")).all() == []
    engine.dispose()
    store.close()


@pytest.mark.parametrize("url", ["mysql://a:rahasia@b/c", "sqlite://", "sqlite:///:memory:", "catatan.db", ""])
def test_only_a_file_or_postgresql_is_an_address(url: str) -> None:
    with pytest.raises(RecordsError, match="tidak dikenal") as caught:
        RecordStore(url)
    assert "rahasia" not in str(caught.value)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    unopenable = {
        default_url(tmp_path / "berkas"): "Folder penyimpanan catatan tidak dapat ditulisi",
        "postgresql://a:rahasia@127.0.0.1:1/b": "Server basis data tidak dapat dihubungi",
    }
    for url, words in unopenable.items():
        with pytest.raises(StoreUnavailableError, match=words) as caught:
            RecordStore(url).migrate()
        assert "rahasia" not in str(caught.value)


def test_a_file_that_is_no_database_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "catatan.db"
    file.write_bytes(b"bukan basis data" * 100)
    with pytest.raises(StoreUnavailableError, match="bukan penyimpanan catatan"):
        RecordStore(default_url(tmp_path)).migrate()
    assert file.read_bytes() == b"bukan basis data" * 100
