"""What all records have in common: identity, version, who and when."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from sqlalchemy import DateTime, Dialect, Integer, MetaData, String, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from dampingan.records import columns
from dampingan.records.checks import Field
from dampingan.records.errors import Problem

ID_LENGTH = 32
ACCOUNT_LENGTH = 100
MANAGED = ("id", "versi", "dibuat_pada", "dibuat_oleh", "diubah_pada", "diubah_oleh")
"""Columns that only the store fills."""


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[dt.datetime]:
        """Return what a value is in Python."""
        return dt.datetime

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn any zone into UTC before storing."""
        del dialect
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the moment with its zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """All tables of the store."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """A record that people add, change and remove through the store."""

    __abstract__ = True
    title: ClassVar[str]
    """What kind of record it is, in words."""

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, sort_order=-20)
    versi: Mapped[int] = mapped_column(Integer, sort_order=-19)
    """1 when added, one more with each change; an edit names the version it started from."""
    dibuat_pada: Mapped[dt.datetime] = mapped_column(UtcTime, sort_order=20)
    dibuat_oleh: Mapped[str] = mapped_column(String(ACCOUNT_LENGTH), sort_order=21)
    diubah_pada: Mapped[dt.datetime] = mapped_column(UtcTime, sort_order=22)
    diubah_oleh: Mapped[str] = mapped_column(String(ACCOUNT_LENGTH), sort_order=23)
    contoh: Mapped[bool] = columns.yes_no("Data contoh", default=False)
    """Whether it is synthetic sample data."""

    @classmethod
    def together(cls, values: Mapping[str, Any]) -> list[Problem]:
        """Return what is wrong with the fields taken together (all columns by name); nothing by default."""
        del values
        return []


def table_of(model: type[Base]) -> Table:
    """Return the table of a kind of record."""
    return cast("Table", model.__table__)


def fields(model: type[Record]) -> dict[str, Field]:
    """Return the columns of a kind of record that people fill, by name."""
    return {c.name: c.info["field"] for c in table_of(model).columns if "field" in c.info}


def labels(model: type[Record]) -> dict[str, str]:
    """Return the Indonesian label of each column that people fill."""
    return {name: field.label for name, field in fields(model).items()}


def as_json(record: Record) -> dict[str, Any]:
    """Return all columns of a record as plain JSON values, as the audit table keeps them."""
    return {c.name: _plain(getattr(record, c.name)) for c in record.__table__.columns}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime, dt.time)) else value
