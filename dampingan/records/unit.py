"""The unit of work: all changes of one request, saved together with their audit lines or not at all."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import UniqueConstraint, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dampingan.records.audit import Audit, differences
from dampingan.records.base import Record, as_json, labels, table_of
from dampingan.records.errors import ConflictError, InvalidRecordError, Problem, RecordsError
from dampingan.records.models import ALL
from dampingan.records.reader import Reader
from dampingan.records.validation import checked_change, checked_new

R = TypeVar("R", bound=Record)
Clock = Callable[[], dt.datetime]

_TICK = dt.timedelta(microseconds=1)


class UnitOfWork(Reader):
    """Adds, changes and removes records within one transaction.

    ``permintaan`` is the id that all its audit lines carry. Once something was refused, nothing of the unit is saved,
    even where the caller catches the error and goes on.
    """

    def __init__(self, session: Session, who: str, clock: Clock) -> None:
        """Work for one person.

        Args:
            session: on a writer's transaction.
            who: account of who makes the changes.
            clock: gives the moment, with its zone.
        """
        super().__init__(session)
        self.permintaan = uuid4().hex
        self._who = who
        self._clock = clock
        self._last = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._refused = False

    def add(self, draft: R) -> R:
        """Add a record and return it as stored; the draft itself stays as it was.

        Raises:
            InvalidRecordError: a field is refused, or the same record is already there.
        """
        with self._all_or_nothing():
            return self._insert(type(draft), checked_new(draft))

    def add_all(self, drafts: Iterable[R]) -> list[R]:
        """Add many records and return them as stored, in their order.

        Raises:
            InvalidRecordError: names every field that is refused, with its row counted from 1.
        """
        with self._all_or_nothing():
            checked: list[tuple[type[R], dict[str, Any]]] = []
            problems: list[Problem] = []
            for row, draft in enumerate(drafts, start=1):
                try:
                    checked.append((type(draft), checked_new(draft)))
                except InvalidRecordError as error:
                    problems.extend(error.in_row(row).problems)
            if problems:
                raise InvalidRecordError("Daftar ini", problems)
            return [self._insert_row(row, model, values) for row, (model, values) in enumerate(checked, start=1)]

    def change(self, model: type[R], record_id: str, versi: int, fields: Mapping[str, object]) -> R:
        """Change fields of a record and return it as stored; the same values again change nothing.

        Args:
            model: kind of record.
            record_id: its id.
            versi: the version that the person saw.
            fields: new value by field name; None empties it.

        Raises:
            ConflictError: someone changed or removed it since.
            InvalidRecordError: a field is refused.
        """
        with self._all_or_nothing():
            record = self._current(model, record_id, versi)
            before = as_json(record)
            for name, value in checked_change(record, fields).items():
                if getattr(record, name) != value:
                    setattr(record, name, value)
            if as_json(record) != before:
                self._check_references(record)
                record.versi += 1
                record.diubah_pada, record.diubah_oleh = self._moment(), self._who
                self._flush(model)
                self._log("ubah", record, record.versi, before, as_json(record))
            self._session.expunge(record)
            return record

    def remove(self, model: type[Record], record_id: str, versi: int) -> None:
        """Remove a record; its history stays.

        Raises:
            ConflictError: someone changed or removed it since.
            RecordsError: other records refer to it.
        """
        with self._all_or_nothing():
            record = self._current(model, record_id, versi)
            self._refuse_if_used(record)
            before = as_json(record)
            self._session.delete(record)
            self._flush(model)
            self._moment()
            self._log("hapus", record, versi + 1, before, None)

    def finish(self) -> None:
        """Write what is pending; called by the store just before it commits.

        Raises:
            RecordsError: something of this unit was refused.
        """
        self._refuse_if_refused()
        self._session.flush()

    def _insert_row(self, row: int, model: type[R], values: Mapping[str, Any]) -> R:
        try:
            return self._insert(model, values)
        except InvalidRecordError as error:
            raise error.in_row(row) from None

    def _insert(self, model: type[R], values: Mapping[str, Any]) -> R:
        now = self._moment()
        stamps = {"dibuat_pada": now, "dibuat_oleh": self._who, "diubah_pada": now, "diubah_oleh": self._who}
        record = model(**values, **stamps, id=uuid4().hex, versi=1)
        self._check_references(record)
        self._session.add(record)
        self._flush(model)
        self._log("tambah", record, 1, None, as_json(record))
        self._session.expunge(record)
        return record

    def _log(
        self, deed: str, record: Record, versi: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        line = Audit(
            tabel=record.__tablename__,
            id_catatan=record.id,
            versi=versi,
            aksi=deed,
            siapa=self._who,
            kapan=self._last,
            sebelum=before,
            sesudah=after,
            permintaan=self.permintaan,
        )
        self._session.add(line)
        self._session.flush()
        self._session.expunge(line)

    def _moment(self) -> dt.datetime:
        """Return the moment, later than any before in this unit, so that records keep their order."""
        self._last = max(self._clock().astimezone(dt.UTC), self._last + _TICK)
        return self._last

    def _current(self, model: type[R], record_id: str, versi: int) -> R:
        record = self._session.get(model, record_id)
        if record is None:
            raise self._gone(model, record_id)
        if record.versi != versi:
            raise self._conflict(record, versi)
        return record

    def _conflict(self, record: Record, versi: int) -> ConflictError:
        model = type(record)
        seen = next((line.sesudah for line in self.history(model, record.id) if line.versi == versi), None)
        return ConflictError(
            model.title,
            model.__tablename__,
            record.id,
            oleh=record.diubah_oleh,
            pada=record.diubah_pada,
            kolom=differences(seen, as_json(record)) if seen else {},
            labels=labels(model),
        )

    def _gone(self, model: type[Record], record_id: str) -> RecordsError:
        lines = self.history(model, record_id)
        if not lines:
            return RecordsError(f"{model.title} ini tidak ditemukan.", mend="Muat ulang halaman.")
        last = lines[-1]
        return ConflictError(
            model.title,
            model.__tablename__,
            record_id,
            oleh=last.siapa,
            pada=last.kapan,
            kolom={},
            labels={},
            removed=True,
        )

    def _check_references(self, record: Record) -> None:
        for column in record.__table__.columns:
            value = getattr(record, column.name)
            if value is None or not column.foreign_keys:
                continue
            target = next(iter(column.foreign_keys)).column
            if self._session.scalar(select(target).where(target == value)) is None:
                label = column.info["field"].label
                problem = Problem(column.name, label, "merujuk catatan yang tidak ada.", "Pilih lagi dari daftar.")
                raise InvalidRecordError(type(record).title, [problem])

    def _refuse_if_used(self, record: Record) -> None:
        for other in ALL:
            for column in other.__table__.columns:
                if not column.references(record.__table__.c.id):
                    continue
                number = self._session.scalar(select(func.count()).where(column == record.id))
                if number:
                    raise RecordsError(
                        f"{type(record).title} ini masih dipakai pada {number} catatan {other.title}.",
                        mend="Hapus atau ubah catatan itu lebih dahulu.",
                    )

    def _flush(self, model: type[Record]) -> None:
        try:
            self._session.flush()
        except IntegrityError as error:
            raise _duplicate(model) if _is_duplicate(error) else error from None

    def _refuse_if_refused(self) -> None:
        if self._refused:
            raise RecordsError(
                "Tidak ada yang disimpan karena sebagian perubahan ditolak.", mend="Perbaiki yang ditolak, lalu ulangi."
            )

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._refuse_if_refused()
        try:
            yield
        except BaseException:
            self._refused = True
            raise


def _is_duplicate(error: IntegrityError) -> bool:
    name = getattr(error.orig, "sqlite_errorname", None)
    return name == "SQLITE_CONSTRAINT_UNIQUE" or getattr(error.orig, "sqlstate", None) == "23505"


def _duplicate(model: type[Record]) -> InvalidRecordError:
    unique = next(c for c in table_of(model).constraints if isinstance(c, UniqueConstraint))
    names = [column.name for column in unique.columns]
    words = ", ".join(labels(model)[name] for name in names)
    problem = Problem(names[0], words, "sudah ada pada catatan lain.", "Buka catatan itu, lalu ubah di sana.")
    return InvalidRecordError(model.title, [problem])
