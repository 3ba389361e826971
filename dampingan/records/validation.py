"""The one boundary where records are checked: nothing is stored that did not pass here."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from dampingan.records.base import ACCOUNT_LENGTH, MANAGED, Record, fields
from dampingan.records.checks import BadValueError, Field, text
from dampingan.records.errors import InvalidRecordError, Problem, RecordsError


def checked_new(draft: Record) -> dict[str, Any]:
    """Return the cleaned values of a record to add, all fields by name; empty ones have their default.

    Raises:
        InvalidRecordError: names each field that is refused.
    """
    model = type(draft)
    if draft.id is not None:
        problem = Problem("id", "Catatan", "sudah pernah disimpan.", "Ubah catatan itu, jangan menambahkannya lagi.")
        raise InvalidRecordError(model.title, [problem])
    given = {name: getattr(draft, name) for name in fields(model)}
    return _checked(model, given, given)


def checked_change(record: Record, changes: Mapping[str, object]) -> dict[str, Any]:
    """Return the cleaned values of a change. Fields that stay as they are need not pass today's rules again.

    Args:
        record: as it is stored.
        changes: new value by field name.

    Raises:
        InvalidRecordError: names each field that is refused, or that people cannot change.
    """
    model = type(record)
    unknown = [name for name in changes if name not in fields(model)]
    if unknown:
        mend = "Isian ini dikelola aplikasi." if unknown[0] in MANAGED else "Isian ini tidak ada."
        raise InvalidRecordError(model.title, [Problem(n, n, "tidak dapat diubah.", mend) for n in unknown])
    return _checked(model, changes, {name: getattr(record, name) for name in fields(model)})


def account(oleh: str) -> str:
    """Return the account of who makes a change, as the audit table keeps it.

    Raises:
        RecordsError: it is empty, too long or holds what cannot be stored.
    """
    try:
        name = text(ACCOUNT_LENGTH)(oleh)
    except BadValueError:
        name = None
    if not isinstance(name, str):
        raise RecordsError("Tidak diketahui siapa yang mengubah catatan.", mend="Masuk dengan akun Anda.")
    return name


def _checked(model: type[Record], given: Mapping[str, object], rest: Mapping[str, object]) -> dict[str, Any]:
    known = fields(model)
    clean: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        try:
            clean[name] = _cleaned(known[name], value)
        except BadValueError as error:
            problems.append(Problem(name, known[name].label, error.pesan, error.cara))
    if not problems:
        problems = model.together({**rest, **clean})
    if problems:
        raise InvalidRecordError(model.title, problems)
    return clean


def _cleaned(field: Field, value: object) -> object:
    clean = None if value is None else field.check(value)
    if clean is None:
        clean = copy(field.default)
    if clean is None and field.required:
        raise BadValueError("wajib diisi.", "Isi lebih dahulu.")
    return clean
