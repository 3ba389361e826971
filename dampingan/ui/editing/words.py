"""Edits and conflicts in words: what someone else changed, and what the person had typed."""

from collections.abc import Mapping, Sequence

from dampingan.edits import Edit, PlacedConflict
from dampingan.formats import joined, number
from dampingan.indicators import BY_KODE
from dampingan.records.base import fields
from dampingan.records.models import BY_TABLE, Record
from dampingan.ui.catatan.parts import places, unit_words


def conflict_lines(conflict: PlacedConflict) -> list[str]:
    """Return who was first and when, and of each field what was seen and what stands there now."""
    error = conflict.galat
    model = BY_TABLE[error.tabel]
    told = [
        f"{fields(model)[name].label}: Anda melihat {value_words(model, name, seen)}, sekarang "
        f"{value_words(model, name, now)}."
        for name, (seen, now) in error.kolom.items()
        if name in fields(model)
    ]
    return [f"– {conflict.tempat}: {error.what}", *told]


def edit_lines(edits: Sequence[Edit]) -> list[str]:
    """Return what was typed, one line an edit."""
    return [f"– {edit.tempat}{_values(edit.model, edit.nilai)}" for edit in edits]


def value_words(model: type[Record], name: str, value: object) -> str:
    """Return a field's value as people read it."""
    terms: dict[object, str] = dict((fields(model)[name].terms or {}).items())
    if value in (None, "", []):
        return "kosong"
    if isinstance(value, list):
        return joined([BY_KODE[k].pendek if k in BY_KODE else str(k) for k in value])
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value not in terms:
        return str(value) if name.startswith("tahun") else number(value, 0 if float(value).is_integer() else 2)
    return _text_words(terms, name, value)


def _text_words(terms: dict[object, str], name: str, value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if name == "kode_desa" and value in places():
        return unit_words(str(value))
    return "Perangkat Daerah lain" if name == "id_perangkat_daerah" else f'"{terms.get(value, str(value))}"'


def _values(model: type[Record], values: Mapping[str, object]) -> str:
    known = fields(model)
    told = [f"{known[n].label} {value_words(model, n, v)}" for n, v in values.items() if v not in (None, "", [])]
    return f": {'; '.join(told)}" if told else ""
