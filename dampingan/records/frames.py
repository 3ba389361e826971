"""Records as Polars frames, with the same columns and types whether there are rows or none."""

import datetime as dt
import json
from typing import Any

import polars as pl
from sqlalchemy import JSON, Column, select
from sqlalchemy.orm import Session

from dampingan.records import checks
from dampingan.records.base import Base, table_of

_TYPES: dict[type, pl.DataType] = {
    str: pl.String(),
    bool: pl.Boolean(),
    int: pl.Int64(),
    float: pl.Float64(),
    dt.date: pl.Date(),
    dt.time: pl.Time(),
    dt.datetime: pl.Datetime("us", "UTC"),
}


def as_frame(session: Session, model: type[Base]) -> pl.DataFrame:
    """Return all rows of a table, sorted by its key.

    Args:
        session: an open transaction.
        model: a kind of record or ``Audit``.
    """
    table = table_of(model)
    rows = session.execute(select(*table.columns).order_by(*table.primary_key.columns)).all()
    texts = [i for i, c in enumerate(table.columns) if _is_json_text(c)]
    data = [_with_text(tuple(row), texts) for row in rows] if texts else [tuple(row) for row in rows]
    return pl.DataFrame(data, schema={c.name: _type(c) for c in table.columns}, orient="row")


def _is_list(column: Column[Any]) -> bool:
    return "field" in column.info and column.info["field"].check is checks.indicators


def _is_json_text(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON) and not _is_list(column)


def _type(column: Column[Any]) -> pl.DataType:
    if _is_list(column):
        return pl.List(pl.String())
    return pl.String() if _is_json_text(column) else _TYPES[column.type.python_type]


def _with_text(row: tuple[Any, ...], places: list[int]) -> tuple[Any, ...]:
    return tuple(
        json.dumps(value, ensure_ascii=False) if i in places and value is not None else value
        for i, value in enumerate(row)
    )
