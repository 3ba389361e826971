"""Connections to the store: SQLite (embedded) or PostgreSQL (by URL), with the same promises on both.

One writer at a time on both: what a writer has checked against the store (is this row of a form already there?)
still holds when it commits. SQLite: write-ahead log, foreign keys, full synchronisation, and ``BEGIN IMMEDIATE`` for
a writer. PostgreSQL: a lock of the application's own, held until the transaction ends.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from dampingan.records.errors import RecordsError, StoreBusyError, StoreUnavailableError

if TYPE_CHECKING:
    from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")

FILE_NAME = "catatan.db"
PATIENCE = 30.0
"""Seconds that a writer waits for its turn before it gives up."""

_ONE_TRY = 5.0
_LONGEST_PAUSE = 0.2
_WRITE = "dampingan_tulis"
_TURN = text("SELECT pg_advisory_xact_lock(3327)")
"""The writers' lock in PostgreSQL: any number will do that no other application takes; the kabupaten's code is one."""
_OPENED = "berkas"
_BUSY_SQLITE = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_BUSY_POSTGRES = {"40001", "40P01", "55P03"}


def default_url(data: Path) -> str:
    """Return the address of the embedded store below a data folder."""
    file = (data / FILE_NAME).resolve().as_posix()
    return URL.create("sqlite", database=file).render_as_string(hide_password=False)


def parsed(url: str) -> URL:
    """Return the address of a store in its one form.

    Raises:
        RecordsError: neither an SQLite file nor a PostgreSQL address. The message never shows a password.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise _unknown_address() from None
    if address.get_backend_name() in {"postgresql", "postgres"}:
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite" and address.database not in {None, "", ":memory:"}:
        return address.set(drivername="sqlite+pysqlite")
    raise _unknown_address()


def _unknown_address() -> RecordsError:
    return RecordsError(
        "Alamat penyimpanan catatan tidak dikenal.",
        mend="Tulis sqlite:////folder/catatan.db atau postgresql://pengguna:sandi@server/basisdata.",
    )


def database_file(url: URL) -> Path | None:
    """Return the file of an SQLite store, or None for PostgreSQL."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def with_log(file: Path) -> tuple[Path, ...]:
    """Return the files of which an SQLite store consists: its log first, itself last."""
    return tuple(file.with_name(file.name + ending) for ending in ("-wal", "-shm", ""))


def make_engine(url: URL, *, foreign_keys: bool = True) -> Engine:
    """Return an engine for a store.

    Args:
        url: from ``parsed``.
        foreign_keys: False only while the schema changes; the keys are then checked as a whole before committing.
    """
    file = database_file(url)
    if file is None:
        return create_engine(url, pool_pre_ping=True, max_overflow=20, connect_args=_postgres_arguments(url))
    engine = create_engine(url, max_overflow=20, connect_args={"timeout": _ONE_TRY})

    def connected(raw: Any, record: "ConnectionPoolEntry") -> None:
        record.info[_OPENED] = _identity(file)
        # The driver must not begin or commit by itself: the event below does.
        raw.isolation_level = None
        raw.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        raw.execute("PRAGMA synchronous = FULL")

    def begun(connection: Connection) -> None:
        write = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    def checked_out(_raw: Any, record: "ConnectionPoolEntry", _proxy: object) -> None:
        # A restore may have put another file in this one's place; the old connection would write beside it, unseen.
        if record.info[_OPENED] != _identity(file):
            raise DisconnectionError

    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", checked_out)
    event.listen(engine, "begin", begun)
    return engine


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another that takes its place; None where there is none."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _postgres_arguments(url: URL) -> dict[str, Any]:
    wanted = {"connect_timeout": 10, "client_encoding": "utf8", "options": f"-c lock_timeout={int(PATIENCE)}s"}
    return {name: value for name, value in wanted.items() if name not in url.query}


@contextmanager
def transaction(engine: Engine, *, write: bool) -> Iterator[Connection]:
    """Open a transaction: a writer's, or a reader's in which nothing changes meanwhile.

    A writer waits for its turn; it commits at the end of the block, and an error in the block leaves no trace.

    Raises:
        RecordsError: the store is busy, unreachable or full (see ``translated``).
    """
    with translated():
        connection = patiently(lambda: _begin(engine, write=write))
        with connection:
            yield connection
            if write:
                connection.commit()


def _begin(engine: Engine, *, write: bool) -> Connection:
    connection = engine.connect()
    try:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(**{_WRITE: write})
        elif not write:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        connection.begin()
        if write and engine.dialect.name == "postgresql":
            connection.execute(_TURN)
    except BaseException:
        connection.close()
        raise
    return connection


def patiently(attempt: Callable[[], T]) -> T:
    """Return what an attempt gives, trying again while the store is busy, up to ``PATIENCE`` seconds.

    SQLite refuses at once, without waiting, while another process recovers or tidies the log.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return attempt()
        except OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(0, _LONGEST_PAUSE))  # noqa: S311 - spreads the writers, keeps no secret


def is_busy(error: DBAPIError) -> bool:
    """Tell whether an error only means that another one holds the store."""
    name = getattr(error.orig, "sqlite_errorname", None) or ""
    state = getattr(error.orig, "sqlstate", None) or ""
    return state in _BUSY_POSTGRES or any(name.startswith(busy) for busy in _BUSY_SQLITE)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's errors into ours; none of their texts, which may quote values, is passed on.

    Raises:
        StoreBusyError: another one holds the store too long.
        StoreUnavailableError: it cannot be reached, read or written.
        RecordsError: it refused what was written.
    """
    try:
        yield
    except IntegrityError:
        raise RecordsError(
            "Perubahan ditolak penyimpanan karena bertentangan dengan catatan lain. Tidak ada yang disimpan.",
            mend="Muat ulang halaman, lalu ulangi perubahan Anda.",
        ) from None
    except DBAPIError as error:
        raise (StoreBusyError() if is_busy(error) else _unavailable(error)) from None
    except PoolTimeoutError:
        raise StoreBusyError from None
    except SQLAlchemyError as error:
        raise StoreUnavailableError(
            "Penyimpanan catatan gagal dipakai.", where=f"Galat: {type(error).__name__}.", mend=_ASK
        ) from None


_ASK = "Beri tahu pengelola aplikasi. Perubahan terakhir Anda belum disimpan."
_CAUSES = {
    "SQLITE_FULL": ("Ruang simpan penuh.", "Kosongkan ruang simpan pada folder data, lalu simpan sekali lagi."),
    "SQLITE_READONLY": ("Berkas catatan tidak boleh ditulisi.", "Beri aplikasi hak tulis atas folder data."),
    "SQLITE_CANTOPEN": ("Berkas catatan tidak dapat dibuka.", "Periksa folder data dan hak aksesnya."),
    "SQLITE_CORRUPT": ("Berkas catatan rusak.", "Pulihkan dari cadangan dengan: dampingan pulihkan."),
    "SQLITE_NOTADB": ("Berkas itu bukan penyimpanan catatan.", "Periksa alamatnya, atau pulihkan dari cadangan."),
    "42501": ("Pengguna basis data tidak berhak.", "Beri pengguna itu hak atas skema basis data."),
    "53100": ("Ruang simpan server basis data penuh.", "Kosongkan ruang simpan, lalu simpan sekali lagi."),
}


def _unavailable(error: DBAPIError) -> StoreUnavailableError:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or ""
    cause = next((told for start, told in _CAUSES.items() if code.startswith(start)), None)
    if cause is None and isinstance(error, OperationalError):
        cause = ("Server basis data tidak dapat dihubungi.", "Periksa apakah server berjalan dan alamatnya benar.")
    what, mend = cause or ("Penyimpanan menolak perintah.", _ASK)
    return StoreUnavailableError(f"Penyimpanan catatan tidak dapat dipakai: {what}", where=f"Galat: {code or '-'}.",
                                 mend=mend)  # fmt: skip
