"""The store of records: opened by its address, prepared once, then read and written in transactions."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from dampingan.records.engine import database_file, make_engine, parsed, transaction
from dampingan.records.errors import RecordsError
from dampingan.records.models import Audit, Base, Record
from dampingan.records.reader import Reader
from dampingan.records.revisions import current, revisions, schema_change, upgrade
from dampingan.records.unit import Clock, UnitOfWork
from dampingan.records.validation import account

if TYPE_CHECKING:
    import polars as pl

R = TypeVar("R", bound=Record)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class RecordStore:
    """Records in SQLite or PostgreSQL. One for each process and address; it may be shared by threads."""

    def __init__(self, url: str, *, clock: Clock = _now) -> None:
        """Use the store at an address; nothing is opened yet.

        Args:
            url: ``sqlite:////folder/catatan.db`` or ``postgresql://...``; see ``engine.default_url``.
            clock: gives the moment, with its zone (for tests).

        Raises:
            RecordsError: the address is of another kind.
        """
        self._url = parsed(url)
        self._engine = make_engine(self._url)
        self._clock = clock
        self._ready = False

    def migrate(self) -> str:
        """Prepare the store, or bring it to this version's schema; return the revision. Safe to race.

        Raises:
            NewerStoreError: it belongs to a newer version of the application; it stays as it is.
            RecordsError: it cannot be reached or written, or holds other tables.
        """
        newest = revisions()[0]
        if not self._is_at(newest):
            with schema_change(self._url) as connection:
                if current(connection) != newest:
                    upgrade(connection)
        self._ready = True
        return newest

    @contextmanager
    def session(self, *, oleh: str) -> Iterator[UnitOfWork]:
        """Open a unit of work: all of it is saved at the end of the block, or nothing.

        Args:
            oleh: account of who makes the changes; the audit table keeps it.

        Raises:
            RecordsError: something is refused, the store is busy or cannot be used; nothing was saved.
        """
        who = account(oleh)
        self._check_ready()
        with transaction(self._engine, write=True) as connection, _session(connection) as session:
            unit = UnitOfWork(session, who, self._clock)
            yield unit
            unit.finish()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a reader: all it reads is of one moment, whatever others write meanwhile.

        Raises:
            RecordsError: the store cannot be used or was not prepared.
        """
        self._check_ready()
        with transaction(self._engine, write=False) as connection, _session(connection) as session:
            yield Reader(session)

    def find(self, model: type[R], **criteria: object) -> list[R]:
        """Return records; see ``Reader.find``."""
        with self.reading() as reader:
            return reader.find(model, **criteria)

    def get(self, model: type[R], record_id: str) -> R | None:
        """Return one record, or None."""
        with self.reading() as reader:
            return reader.get(model, record_id)

    def history(self, model: type[Record], record_id: str) -> list[Audit]:
        """Return the changes of one record, oldest first."""
        with self.reading() as reader:
            return reader.history(model, record_id)

    def frame(self, model: type[Base]) -> "pl.DataFrame":
        """Return all records of a kind as a frame; see ``Reader.frame``."""
        with self.reading() as reader:
            return reader.frame(model)

    def mark(self) -> str:
        """Return a text that differs after every change, for caches."""
        with self.reading() as reader:
            return reader.mark()

    def close(self) -> None:
        """Close the connections; the store may be used again."""
        self._engine.dispose()

    def _is_at(self, revision: str) -> bool:
        file = database_file(self._url)
        if file is not None and not file.is_file():
            return False
        with transaction(self._engine, write=False) as connection:
            return current(connection) == revision

    def _check_ready(self) -> None:
        if not self._ready and not self._is_at(revisions()[0]):
            raise RecordsError(
                "Penyimpanan catatan belum disiapkan untuk versi aplikasi ini.",
                mend="Mulai ulang aplikasi; penyimpanan disiapkan saat aplikasi mulai.",
            )
        self._ready = True


@contextmanager
def _session(connection: Connection) -> Iterator[Session]:
    """Open a session on a transaction that its opener commits or rolls back."""
    with Session(connection, expire_on_commit=False, autoflush=False) as session:
        yield session
