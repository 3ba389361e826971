"""Columns of the records: each declares its database type, its Indonesian label and its check in one place."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, Double, ForeignKey, Integer, String, Time
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

from dampingan.records import checks
from dampingan.records.checks import Check, Field

LONG = 4000
"""Characters in a description."""

_TYPES: dict[Check, TypeEngine[Any]] = {
    checks.year: Integer(),
    checks.count: Integer(),
    checks.rupiah: BigInteger(),
    checks.amount: Double(),
    checks.day: Date(),
    checks.hour: Time(),
}


def _column(kind: TypeEngine[Any], field: Field, *args: Any, index: bool = False) -> MappedColumn[Any]:
    return mapped_column(kind, *args, nullable=not field.required, index=index, info={"field": field})


def text(label: str, length: int = 200, *, required: bool = False) -> MappedColumn[Any]:
    """Return a column of free text."""
    return _column(String(length), Field(label, checks.text(length), required))


def choice(label: str, terms: Mapping[str, str] | Mapping[int, str], *, required: bool = True) -> MappedColumn[Any]:
    """Return a column of one of the codes of ``terms``."""
    kind = Integer() if all(isinstance(code, int) for code in terms) else String(40)
    return _column(kind, Field(label, checks.choice(terms), required, terms=terms))


def plain(label: str, check: Check, *, required: bool = False) -> MappedColumn[Any]:
    """Return a column of a number, rupiah, a year, a date or a time, by its check."""
    return _column(_TYPES[check], Field(label, check, required))


def yes_no(label: str, *, default: bool | None = None) -> MappedColumn[Any]:
    """Return a column of yes or no; without a default it may stay unknown."""
    return _column(Boolean(), Field(label, checks.flag, required=default is not None, default=default))


def desa(*, required: bool = True) -> MappedColumn[Any]:
    """Return the column of the unit, a Kemendagri code as text."""
    return _column(String(13), Field("Desa/kelurahan", checks.desa, required), index=True)


def kecamatan() -> MappedColumn[Any]:
    """Return the column of a kecamatan, a Kemendagri code as text; may be empty."""
    return _column(String(8), Field("Kecamatan", checks.kecamatan, required=False))


def period(label: str = "Periode data") -> MappedColumn[Any]:
    """Return the column of a period of the data (``2024`` or ``2024-06``)."""
    return _column(String(7), Field(label, checks.period, required=True))


def digest(label: str) -> MappedColumn[Any]:
    """Return a column of 64 hexadecimal characters."""
    return _column(String(64), Field(label, checks.digest, required=True))


def indicators(label: str) -> MappedColumn[Any]:
    """Return a column with a list of indicator codes, empty by default."""
    return _column(JSON(), Field(label, checks.indicators, required=True, default=[]))


def refers(label: str, table: str, *, required: bool = True) -> MappedColumn[Any]:
    """Return a column that refers to a record of another table."""
    return _column(String(32), Field(label, checks.reference, required), ForeignKey(f"{table}.id"), index=True)
