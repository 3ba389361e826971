"""The revisions of the store's schema, and changing it while no one else does."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, column, inspect, select, table, text
from sqlalchemy.exc import OperationalError

from dampingan.records.engine import PATIENCE, database_file, make_engine, transaction, translated
from dampingan.records.errors import NewerStoreError, RecordsError, StoreBusyError, StoreUnavailableError
from dampingan.records.models import Base

VERSION_TABLE = "versi_skema"

_MIGRATIONS = Path(__file__).parent / "migrations"
_POSTGRES_LOCK = 332_704_2010
_THREADS = threading.RLock()
"""Alembic keeps its context in one place for the whole process."""


@lru_cache(maxsize=1)
def revisions() -> tuple[str, ...]:
    """Return the revisions that this version knows, newest first."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix().replace("%", "%%"))
    return tuple(s.revision for s in ScriptDirectory.from_config(config).walk_revisions())


def current(connection: Connection) -> str | None:
    """Return the revision of a store, or None where it was never prepared.

    Raises:
        NewerStoreError: this version does not know the revision.
        RecordsError: the database holds tables of another application under our names.
    """
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in names:
        if names & set(Base.metadata.tables):
            raise RecordsError(
                "Basis data ini berisi tabel lain dengan nama yang sama.",
                mend="Pakai basis data yang kosong untuk catatan Dampingan.",
            )
        return None
    found = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    if found is not None and found not in revisions():
        raise NewerStoreError(found)
    return None if found is None else str(found)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to a revision on an open transaction of ``schema_change``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@contextmanager
def schema_change(url: URL) -> Iterator[Connection]:
    """Open the one transaction at a time that may change the schema; it commits at the end of the block.

    Foreign keys of SQLite are not enforced inside, but checked as a whole before it commits.

    Raises:
        RecordsError: another process is at it too long, or the store cannot be used.
    """
    engine = make_engine(url, foreign_keys=False)
    try:
        with _THREADS, _alone(url), translated():
            _write_ahead(database_file(url))
            with transaction(engine, write=True) as connection:
                if engine.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
                yield connection
                _check_foreign_keys(connection)
    finally:
        engine.dispose()


@contextmanager
def _alone(url: URL) -> Iterator[None]:
    file = database_file(url)
    if file is None:
        yield
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file.with_name(f"{file.name}.kunci"), timeout=PATIENCE)
        lock.acquire()
    except Timeout:
        raise StoreBusyError from None
    except OSError:
        raise StoreUnavailableError(
            "Folder penyimpanan catatan tidak dapat ditulisi.", mend="Periksa folder data dan hak aksesnya."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _write_ahead(file: Path | None) -> None:
    """Switch an SQLite file to its write-ahead log; the switch cannot be made inside a transaction."""
    if file is None:
        return
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE)) as raw:
            mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.Error as error:
        raise OperationalError(None, None, error) from None
    if mode != "wal":
        raise StoreUnavailableError(
            "Folder ini tidak mendukung penyimpanan catatan (SQLite mode WAL).",
            mend="Pakai folder pada cakram setempat, bukan folder jaringan.",
        )


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RecordsError(
            f"Catatan pada tabel {broken[0]} merujuk catatan yang tidak ada. Tidak ada yang diubah.",
            mend="Beri tahu pengelola aplikasi.",
        )
