"""Storing an FGD that was entered: the discussion, who came, what follows; all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dampingan.formats import full_date, number
from dampingan.records.errors import InvalidRecordError
from dampingan.records.models import Fgd, FgdPeserta, TindakLanjut
from dampingan.records.reader import Reader
from dampingan.records.unit import UnitOfWork

Guests = Mapping[str, tuple[int | None, int | None]]
"""Men and women of each group; a group of which neither is known is left out."""


@dataclass(frozen=True)
class Opened:
    """An FGD as it was when its entry was opened; ``fgd`` None for a new one."""

    fgd: Fgd | None = None
    peserta: Mapping[str, FgdPeserta] = field(default_factory=dict)
    tindak_lanjut: Mapping[str, TindakLanjut] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A follow-up as it was entered; ``id`` None for a new one."""

    id: str | None
    isian: Mapping[str, Any]


@dataclass(frozen=True)
class Entered:
    """An FGD as it was entered."""

    isian: Mapping[str, Any]
    peserta: Guests
    tindak_lanjut: Sequence[Item]


def open_fgd(reader: Reader, identity: str | None) -> Opened:
    """Return an FGD with what belongs to it, or an empty one."""
    found = reader.get(Fgd, identity) if identity else None
    if found is None:
        return Opened()
    guests = {guest.unsur: guest for guest in reader.find(FgdPeserta, id_fgd=found.id)}
    return Opened(found, guests, {item.id: item for item in reader.find(TindakLanjut, id_fgd=found.id)})


def store(unit: UnitOfWork, opened: Opened, entered: Entered) -> str:
    """Save an FGD with its participants and follow-ups, and return what was done.

    Only what differs from what was seen is changed, with the version that was seen.

    Raises:
        RecordsError: something is refused or was changed by someone else; nothing is saved.
    """
    if opened.fgd is None:
        held = unit.add(Fgd(**entered.isian))
    else:
        held = opened.fgd
        if _differs(held, entered.isian) or unit.get(Fgd, held.id) is None:
            unit.change(Fgd, held.id, held.versi, entered.isian)
    _store_guests(unit, held.id, opened.peserta, entered.peserta)
    _store_items(unit, held.id, opened.tindak_lanjut, entered.tindak_lanjut)
    day = full_date(entered.isian["tanggal"])
    return f"FGD {day} dengan {number(len(entered.tindak_lanjut))} tindak lanjut."


def remove(unit: UnitOfWork, opened: Opened) -> str:
    """Remove an FGD with what belongs to it, and return what was done."""
    if opened.fgd is None:
        return "Tidak ada yang dihapus."
    for item in opened.tindak_lanjut.values():
        unit.remove(TindakLanjut, item.id, item.versi)
    for guest in opened.peserta.values():
        unit.remove(FgdPeserta, guest.id, guest.versi)
    unit.remove(Fgd, opened.fgd.id, opened.fgd.versi)
    return f"FGD {full_date(opened.fgd.tanggal)} dihapus; riwayatnya tetap tersimpan."


def _store_guests(unit: UnitOfWork, identity: str, seen: Mapping[str, FgdPeserta], entered: Guests) -> None:
    for unsur, guest in seen.items():
        if unsur not in entered:
            unit.remove(FgdPeserta, guest.id, guest.versi)
    for unsur, (men, women) in entered.items():
        fields = {"laki_laki": men, "perempuan": women}
        if unsur not in seen:
            unit.add(FgdPeserta(id_fgd=identity, unsur=unsur, **fields))
        elif _differs(seen[unsur], fields):
            unit.change(FgdPeserta, seen[unsur].id, seen[unsur].versi, fields)


def _store_items(
    unit: UnitOfWork, identity: str, seen: Mapping[str, TindakLanjut], entered: Sequence[Item]
) -> None:  # fmt: skip
    kept = {item.id for item in entered}
    for item in seen.values():
        if item.id not in kept:
            unit.remove(TindakLanjut, item.id, item.versi)
    for row, given in enumerate(entered, start=1):
        try:
            if given.id is None or given.id not in seen:
                unit.add(TindakLanjut(id_fgd=identity, **given.isian))
            elif _differs(seen[given.id], given.isian):
                unit.change(TindakLanjut, given.id, seen[given.id].versi, given.isian)
        except InvalidRecordError as error:
            named = [replace(problem, baris=row) for problem in error.problems]
            raise InvalidRecordError(TindakLanjut.title, named) from None


def _differs(record: object, fields: Mapping[str, Any]) -> bool:
    return any(getattr(record, name) != value for name, value in fields.items())
