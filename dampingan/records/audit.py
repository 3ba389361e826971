"""The audit table: one line for each change, only ever added to (triggers refuse the rest)."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dampingan.records.base import ACCOUNT_LENGTH, ID_LENGTH, Base, UtcTime


class Audit(Base):
    """Who changed which record, when, and what it was before and after.

    ``versi`` is the record's version after the change (one more than the last for a removal): at most one line for
    each version, so a lost update cannot be stored even by mistake.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("tabel", "id_catatan", "versi"), {"sqlite_autoincrement": True})

    nomor: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    tabel: Mapped[str] = mapped_column(String(40))
    id_catatan: Mapped[str] = mapped_column(String(ID_LENGTH))
    versi: Mapped[int] = mapped_column(Integer)
    aksi: Mapped[str] = mapped_column(String(10))
    """A key of ``terms.AKSI``."""
    siapa: Mapped[str] = mapped_column(String(ACCOUNT_LENGTH))
    kapan: Mapped[dt.datetime] = mapped_column(UtcTime)
    sebelum: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sesudah: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    permintaan: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    """All changes saved together carry the same request id."""

    def changed(self) -> dict[str, tuple[object, object]]:
        """Return each field that differs: (before, after); the store's own columns are left out."""
        return differences(self.sebelum, self.sesudah)


_OWN = ("versi", "diubah_pada", "diubah_oleh")


def differences(before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, tuple[object, object]]:
    """Return the fields whose value differs between two states of a record: (before, after)."""
    old, new = before or {}, after or {}
    names = [n for n in {**old, **new} if n not in _OWN]
    return {n: (old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)}
