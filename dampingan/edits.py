"""Edits of records from a table or a returned form: checked as a whole, saved as a whole, each wrong place named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dampingan.errors import DampinganError
from dampingan.records.audit import differences
from dampingan.records.base import Record, as_json, fields, labels
from dampingan.records.errors import ConflictError, InvalidRecordError, Problem
from dampingan.records.reader import Reader
from dampingan.records.store import RecordStore
from dampingan.records.unit import UnitOfWork
from dampingan.records.validation import checked_change, checked_new

_SHOWN = 15


@dataclass(frozen=True)
class Edit:
    """One record to add (no ``id``), to change, or to remove.

    ``tempat``: where it was typed, as messages name it (``Baris 3``); ``nilai``: field to value, of a change only
    those that differ from what the person saw; ``versi``: the version that the person saw; ``sel``: field to the
    cell that it was typed into, where it comes from a form; ``sekali``: a record of a desa to add is refused where the
    store already holds one with the same values, because a form may be handed in twice.
    """

    tempat: str
    model: type[Record]
    nilai: Mapping[str, object] = field(default_factory=dict)
    id: str | None = None
    versi: int = 0
    hapus: bool = False
    sel: Mapping[str, str] = field(default_factory=dict)
    sekali: bool = False


@dataclass(frozen=True)
class PlacedProblem:
    """A field that cannot be saved, and where it was typed."""

    tempat: str
    masalah: Problem

    def __str__(self) -> str:
        """Return the problem as one line."""
        told = self.masalah
        return f"– {self.tempat}, {told.label}: {told.pesan} {told.cara}".rstrip()


@dataclass(frozen=True)
class PlacedConflict:
    """A record that someone else changed or removed meanwhile, and where the person's own edit stands."""

    tempat: str
    galat: ConflictError


class RefusedEditsError(DampinganError):
    """Edits of which none was saved; ``problems`` and ``conflicts`` name every place."""

    def __init__(self, problems: Sequence[PlacedProblem], conflicts: Sequence[PlacedConflict]) -> None:
        """Keep what is wrong and show the first lines.

        Args:
            problems: fields that are refused.
            conflicts: records that changed meanwhile; at least one of either.
        """
        self.problems, self.conflicts = tuple(problems), tuple(conflicts)
        lines = [*map(str, problems), *(f"– {c.tempat}: {c.galat.what} {c.galat.where}".rstrip() for c in conflicts)]
        rest = len(lines) - _SHOWN
        super().__init__(
            f"Belum disimpan: {len(lines)} hal perlu diperbaiki. Tidak ada yang berubah.",
            where="\n".join([*lines[:_SHOWN], *([f"– dan {rest} hal lain."] if rest > 0 else [])]),
        )


@dataclass(frozen=True)
class Saved:
    """How many records were added, changed and removed."""

    tambah: int
    ubah: int
    hapus: int


def check(reader: Reader, edits: Sequence[Edit]) -> None:
    """Check edits against the store as it is.

    Args:
        reader: an open reader or unit of work.
        edits: what is to be done.

    Raises:
        RefusedEditsError: names every field that is refused, every record that changed since it was seen, and every
            one that may stand there once and does already.
    """
    stored = _stored(reader, edits)
    problems: list[PlacedProblem] = []
    conflicts: list[PlacedConflict] = []
    once: list[tuple[Edit, Mapping[str, Any]]] = []
    for edit in edits:
        record = stored.get(edit.id or "")
        if edit.id is not None and (record is None or record.versi != edit.versi):
            conflict = _conflict(reader, edit, record)
            if conflict is None:
                problems.append(_never_there(edit))
            else:
                conflicts.append(PlacedConflict(edit.tempat, conflict))
            continue
        try:
            values = _validated(edit, record)
        except InvalidRecordError as error:
            problems.extend(_placed(edit, error))
            continue
        if edit.sekali:
            once.append((edit, values))
    problems += _there_already(reader, once)
    if problems or conflicts:
        raise RefusedEditsError(problems, conflicts)


def save(store: RecordStore, edits: Sequence[Edit], *, oleh: str) -> Saved:
    """Save edits in one transaction, or none of them.

    Args:
        store: prepared.
        edits: what is to be done.
        oleh: account of who does it.

    Raises:
        RefusedEditsError: as of ``check``.
        RecordsError: something to remove is still used, or the store is busy or cannot be used.
    """
    before = _counts(edits)
    with store.session(oleh=oleh) as unit:
        check(unit, edits)
        for edit in sorted(edits, key=_turn):
            try:
                _apply(unit, edit)
            except InvalidRecordError as error:
                raise RefusedEditsError(_placed(edit, error), []) from None
    return before


def state_at(reader: Reader, model: type[Record], record_id: str, versi: int) -> Mapping[str, object] | None:
    """Return the fields of a record as they were at a version; None where the store never held that version."""
    lines = reader.history(model, record_id)
    return next((line.sesudah for line in lines if line.versi == versi and line.sesudah is not None), None)


def _stored(reader: Reader, edits: Sequence[Edit]) -> dict[str, Record]:
    wanted: dict[type[Record], list[str]] = {}
    for edit in edits:
        if edit.id is not None:
            wanted.setdefault(edit.model, []).append(edit.id)
    return {record.id: record for model, ids in wanted.items() for record in reader.find(model, id=ids)}


def _validated(edit: Edit, record: Record | None) -> Mapping[str, Any]:
    """Return the cleaned values of an edit; none of a removal."""
    if edit.hapus:
        return {}
    return checked_new(edit.model(**edit.nilai)) if record is None else checked_change(record, edit.nilai)


def _there_already(reader: Reader, new: Sequence[tuple[Edit, Mapping[str, Any]]]) -> list[PlacedProblem]:
    """Return a problem for each record to add that the store holds with the same values."""
    wanted: dict[type[Record], set[str]] = {}
    for edit, values in new:
        wanted.setdefault(edit.model, set()).add(values["kode_desa"])
    there = {
        (model, _key({name: getattr(record, name) for name in fields(model)}))
        for model, codes in wanted.items()
        for record in reader.find(model, kode_desa=codes)
    }
    mend = "Hapus barisnya bila formulir ini sudah pernah disimpan."
    return [
        PlacedProblem(edit.tempat, Problem("id", edit.model.title, "baris ini sudah tercatat.", mend))
        for edit, values in new
        if (edit.model, _key(values)) in there
    ]


def _key(values: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(tuple(v) if isinstance(v, list) else v for _, v in sorted(values.items()))


def _apply(unit: UnitOfWork, edit: Edit) -> None:
    if edit.id is None:
        unit.add(edit.model(**edit.nilai))
    elif edit.hapus:
        unit.remove(edit.model, edit.id, edit.versi)
    else:
        unit.change(edit.model, edit.id, edit.versi, edit.nilai)


def _turn(edit: Edit) -> int:
    """Removals first, so that what takes a removed record's place is no duplicate of it."""
    return 0 if edit.hapus else 2 if edit.id is None else 1


def _counts(edits: Sequence[Edit]) -> Saved:
    turns = [_turn(edit) for edit in edits]
    return Saved(tambah=turns.count(2), ubah=turns.count(1), hapus=turns.count(0))


def _placed(edit: Edit, error: InvalidRecordError) -> list[PlacedProblem]:
    return [PlacedProblem(edit.sel.get(problem.kolom, edit.tempat), problem) for problem in error.problems]


def _never_there(edit: Edit) -> PlacedProblem:
    problem = Problem("id", edit.model.title, "tidak dikenal di penyimpanan ini.", "Muat ulang, lalu ulangi.")
    return PlacedProblem(edit.tempat, problem)


def _conflict(reader: Reader, edit: Edit, record: Record | None) -> ConflictError | None:
    """Word what happened to a record since a version of it was seen; None where the store never held it.

    ``record`` is None where it is gone.
    """
    model, identity = edit.model, str(edit.id)
    lines = reader.history(model, identity)
    if not lines:
        return None
    seen = next((line.sesudah for line in lines if line.versi == edit.versi), None)
    return ConflictError(
        model.title,
        model.__tablename__,
        identity,
        oleh=lines[-1].siapa,
        pada=lines[-1].kapan,
        kolom=differences(seen, as_json(record)) if seen and record else {},
        labels=labels(model),
        removed=record is None,
    )
