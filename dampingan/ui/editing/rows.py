"""From what a person did in a table to the edits it asks for; nothing here knows the page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypedDict

from dampingan.edits import Edit
from dampingan.exports.record_layout import MEMBER, FormColumn, FormSheet
from dampingan.regions.reference import units

Row = dict[str, Any]
"""A record: its fields, with ``id`` (absent or None in a row that was added), ``versi`` and ``contoh``."""


class TableState(TypedDict):
    """What Streamlit keeps of a table that was edited; rows by their place, from 0."""

    edited_rows: dict[int, dict[str, Any]]
    added_rows: list[dict[str, Any]]
    deleted_rows: list[int]


def names(sheet: FormSheet) -> list[str]:
    """Return the fields of a sheet in the order of its columns, a list spread over marks once."""
    return list(dict.fromkeys(column.nama.split(MEMBER)[0] for column in sheet.kolom))


def applied(shown: Sequence[Row], state: TableState | None, sheet: FormSheet) -> list[Row]:
    """Return the rows of a table as the person left them.

    Args:
        shown: the rows that the table was drawn with.
        state: what was done to them, None for nothing.
        sheet: the kind of record.
    """
    if state is None:
        return [dict(row) for row in shown]
    kinds = {column.nama.split(MEMBER)[0]: column for column in sheet.kolom}
    edited = {int(place): values for place, values in state["edited_rows"].items()}
    removed = set(state["deleted_rows"])
    kept = [
        {**row, **_cleaned(edited.get(place, {}), kinds)} for place, row in enumerate(shown) if place not in removed
    ]
    added = [_cleaned(row, kinds) for row in state["added_rows"]]
    return [*kept, *({name: row.get(name) for name in names(sheet)} for row in added if any(row.values()))]


def asked(
    seen: Sequence[Row], left: Sequence[Row], sheet: FormSheet, *, fixed: Mapping[str, object]
) -> list[Edit]:  # fmt: skip
    """Return the edits that lead from what is stored to what the person left.

    Args:
        seen: the records as they were read.
        left: of ``applied``.
        sheet: the kind of record.
        fixed: fields that every record added here has, such as ``jenis``.
    """
    before = {row["id"]: row for row in seen}
    fields, kept = names(sheet), {own.get("id") for own in left}
    edits = [
        Edit(f"Baris yang dihapus ({unit_name(row)})", sheet.model, id=row["id"], versi=row["versi"], hapus=True)
        for row in seen
        if row["id"] not in kept
    ]
    for place, row in enumerate(left, 1):
        where = f"Baris {place} ({unit_name(row)})"
        if row.get("id") is None:
            values = {name: row.get(name) for name in fields} | dict(fixed)
            edits.append(Edit(where, sheet.model, values))
            continue
        old = before[row["id"]]
        changed = {name: row[name] for name in fields if _differs(row[name], old[name])}
        if changed:
            edits.append(Edit(where, sheet.model, changed, row["id"], row["versi"]))
    return edits


def overlaid(latest: Sequence[Row], edits: Sequence[Edit], sheet: FormSheet) -> tuple[list[Row], list[Edit]]:
    """Return the latest rows with a person's own edits put on top, and the edits of other records.

    Args:
        latest: the records as they are now.
        edits: what the person asked for and is not saved.
        sheet: the kind of record.
    """
    there = {row["id"] for row in latest}
    removed = {edit.id for edit in edits if edit.hapus}
    changes = {edit.id: edit.nilai for edit in edits if edit.id is not None and not edit.hapus}
    rows = [{**row, **changes.get(row["id"], {})} for row in latest if row["id"] not in removed]
    added = [{name: edit.nilai.get(name) for name in names(sheet)} for edit in edits if edit.id is None]
    return [*rows, *added], [edit for edit in edits if edit.id is not None and edit.id not in there]


def unit_name(row: Mapping[str, Any]) -> str:
    """Return the name by which a row is told: its unit, or its own name."""
    code = row.get("kode_desa")
    if code is None:
        return str(row.get("nama") or "tanpa desa")
    return _unit_names().get(str(code), str(code))


@lru_cache(maxsize=1)
def _unit_names() -> Mapping[str, str]:
    return dict(units().select("kode_desa", "nama").iter_rows())


def _cleaned(values: Mapping[str, Any], kinds: Mapping[str, FormColumn]) -> Row:
    return {name: _value(kinds[name], value) for name, value in values.items() if name in kinds}


def _value(column: FormColumn, value: object) -> object:
    """Return what a cell holds as records keep it; an empty text is nothing."""
    if column.jenis == "tanda":
        return list(value) if isinstance(value, (list, tuple)) else []
    if isinstance(value, str) and not value.strip():
        return None
    if isinstance(value, float) and value.is_integer() and column.jenis != "angka":
        return int(value)
    if column.jenis == "pilihan" and isinstance(value, str) and value.isdecimal() and int(value) in set(column.pilihan):
        return int(value)
    return value


def _differs(now: object, before: object) -> bool:
    return (None if now in ("", []) else now) != (None if before in ("", []) else before)
