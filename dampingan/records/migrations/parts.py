"""What the first revisions share. Published revisions rely on it: add to it, never change it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

Column = sa.Column[Any]


def record_table(name: str, *columns: Column, unique: tuple[str, ...] = ()) -> None:
    """Create the table of one kind of record: its own columns between those that all records have."""
    moment = sa.DateTime(timezone=True)
    constraints = [sa.UniqueConstraint(*unique, name=f"uq_{name}_{unique[0]}")] if unique else []
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        *columns,
        sa.Column("contoh", sa.Boolean, nullable=False),
        sa.Column("dibuat_pada", moment, nullable=False),
        sa.Column("dibuat_oleh", sa.String(100), nullable=False),
        sa.Column("diubah_pada", moment, nullable=False),
        sa.Column("diubah_oleh", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *constraints,
    )


def text(name: str, length: int = 200, *, empty: bool = True) -> Column:
    """Return a column of text."""
    return sa.Column(name, sa.String(length), nullable=empty)


def code(name: str, *, empty: bool = False) -> Column:
    """Return a column of a code of ``terms``."""
    return text(name, 40, empty=empty)


def whole(name: str, *, empty: bool = True) -> Column:
    """Return a column of a whole number."""
    return sa.Column(name, sa.Integer, nullable=empty)


def rupiah(name: str) -> Column:
    """Return a column of an amount in rupiah."""
    return sa.Column(name, sa.BigInteger, nullable=True)


def day(name: str, *, empty: bool = True) -> Column:
    """Return a column of a date."""
    return sa.Column(name, sa.Date, nullable=empty)


def desa(*, empty: bool = False) -> Column:
    """Return the column of a unit's code."""
    return sa.Column("kode_desa", sa.String(13), nullable=empty, index=True)


def refers(table: str, name: str, to: str, *, empty: bool = False) -> Column:
    """Return a column of ``table`` that refers to the id of another table."""
    key = sa.ForeignKey(f"{to}.id", name=f"fk_{table}_{name}")
    return sa.Column(name, sa.String(32), key, nullable=empty, index=True)
