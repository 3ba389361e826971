"""Tables as they are in a database, read and filled row by row in the portable form of a backup."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table, collate, func, insert, inspect, select, text
from sqlalchemy.sql.elements import ColumnElement

from dampingan.records.archive import Row, as_line
from dampingan.records.models import Base

_CHUNK = 1000


def reflected(connection: Connection) -> list[Table]:
    """Return the store's tables as the database has them, parents before those that refer to them."""
    metadata = MetaData()
    names = sorted(set(inspect(connection).get_table_names()) & set(Base.metadata.tables))
    metadata.reflect(connection, only=names)
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return metadata.sorted_tables


def row_count(connection: Connection, tables: Iterable[Table]) -> int:
    """Return the rows of some tables together."""
    return sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Return the rows of a table as JSON lines, in the order of its key, the same on both databases."""
    order = [_plain_order(connection, column) for column in table.primary_key.columns]
    for row in connection.execute(select(table).order_by(*order), execution_options={"yield_per": _CHUNK}):
        yield as_line({name: _portable(value) for name, value in row._mapping.items()})  # noqa: SLF001 - public


def fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows in their portable form.

    Raises:
        ValueError: a row has other columns than the table, or a value of another kind.
    """
    readers = {column.name: _reader(column.type.python_type) for column in table.columns}
    waiting = iter(rows)
    while chunk := list(islice(waiting, _CHUNK)):
        if any(set(row) != set(readers) for row in chunk):
            raise ValueError("columns differ")
        values = [{name: readers[name](value) for name, value in row.items()} for row in chunk]
        connection.execute(insert(table), values)


def continue_numbering(connection: Connection) -> None:
    """Let PostgreSQL number new audit lines after those that were filled in; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('audit', 'nomor'), COALESCE(MAX(nomor), 1), COUNT(*) > 0)"
                " FROM audit"
            )
        )


def _plain_order(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    by_locale = connection.dialect.name == "postgresql" and column.type.python_type is str
    return collate(column, "C") if by_locale else column


def _portable(value: object) -> object:
    if isinstance(value, dt.datetime):
        moment = value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
        return moment.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else value


def _reader(kind: type) -> Callable[[Any], Any]:
    moments: tuple[Any, ...] = (dt.datetime, dt.date, dt.time)
    if kind not in moments:
        return lambda value: value
    return lambda value: None if value is None else kind.fromisoformat(value)  # type: ignore[attr-defined]
