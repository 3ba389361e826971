"""Frames as ``Reader.frame`` gives them, from a few rows written down in a test."""

from collections.abc import Mapping, Sequence

import polars as pl

from dampingan.records.base import Record, table_of
from dampingan.records.frames import _type


def records(model: type[Record], rows: Sequence[Mapping[str, object]] = ()) -> pl.DataFrame:
    """Return records with the columns and types of the store; what a row does not name is empty."""
    schema = {column.name: _type(column) for column in table_of(model).columns}
    given = [{"id": f"{order:02}", "versi": 1, "contoh": False, **row} for order, row in enumerate(rows, start=1)]
    assert all(set(row) <= set(schema) for row in given)
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in given], schema=schema, orient="row")
