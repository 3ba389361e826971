"""Reading records: lists, one record, its history, and frames for the measures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from dampingan.records.models import Audit, Base, Record

if TYPE_CHECKING:
    import polars as pl

R = TypeVar("R", bound=Record)


class Reader:
    """Reads within one transaction. What it returns is detached: to change a record, name it to the store."""

    def __init__(self, session: Session) -> None:
        """Read on the transaction of a session."""
        self._session = session

    def find(self, model: type[R], **criteria: object) -> list[R]:
        """Return the records whose columns have the values given, oldest first.

        Args:
            model: kind of record.
            criteria: column name to value; a list, tuple or set matches any of its values, None matches empty.

        Raises:
            TypeError: the kind of record has no such column.
        """
        query = select(model).where(*_conditions(model, criteria)).order_by(model.dibuat_pada, model.id)
        return self._detached(self._session.scalars(query))

    def get(self, model: type[R], record_id: str) -> R | None:
        """Return one record, or None where it is not there."""
        return next(iter(self.find(model, id=record_id)), None)

    def history(self, model: type[Record], record_id: str) -> list[Audit]:
        """Return the changes of one record, oldest first; also of one that was removed."""
        query = select(Audit).where(Audit.tabel == model.__tablename__, Audit.id_catatan == record_id)
        return self._detached(self._session.scalars(query.order_by(Audit.versi)))

    def frame(self, model: type[Base]) -> "pl.DataFrame":
        """Return all records of a kind (or ``Audit``) with the columns of its table.

        Lists stay lists of text; the states kept by the audit are JSON text. Rupiah and counts are integers, empty
        where unknown; moments are in UTC.
        """
        from dampingan.records.frames import as_frame

        return as_frame(self._session, model)

    def mark(self) -> str:
        """Return a text that differs after every change, for caches."""
        count, last = self._session.execute(select(func.count(), func.max(Audit.nomor)).select_from(Audit)).one()
        request = self._session.scalar(select(Audit.permintaan).where(Audit.nomor == last))
        return f"{count}-{last or 0}-{request or ''}"

    def _detached(self, found: Iterable[Any]) -> list[Any]:
        records = list(found)
        for record in records:
            self._session.expunge(record)
        return records


def _conditions(model: type[Record], criteria: dict[str, object]) -> list[ColumnElement[bool]]:
    columns = model.__table__.columns
    unknown = [name for name in criteria if name not in columns]
    if unknown:
        raise TypeError(f"{model.__tablename__} has no column {unknown[0]}")
    return [
        columns[name].in_(list(value)) if isinstance(value, (list, tuple, set, frozenset)) else columns[name] == value
        for name, value in criteria.items()
    ]
