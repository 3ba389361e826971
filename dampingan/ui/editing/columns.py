"""How the columns of a table of records look and what may be typed into them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dampingan.exports.record_layout import MEMBER, FormColumn, FormSheet
from dampingan.indicators import BY_KODE
from dampingan.records.checks import MOST_PERSONS, MOST_RUPIAH, YEARS
from dampingan.ui.catatan.parts import places, unit_words
from dampingan.ui.editing.rows import Row, names

if TYPE_CHECKING:
    import pandas as pd
    from streamlit.elements.lib.column_types import ColumnConfig

SAMPLE = "Contoh"
_LIMITS = {"tahun": YEARS, "jumlah": (0, MOST_PERSONS), "rupiah": (0, MOST_RUPIAH), "angka": (0, MOST_RUPIAH)}
_PIXELS, _HEAD_PIXELS, _MARK, _HEAD = 6.4, 7.4, 46, 18
"""Width of a character, of one of a heading, and of the mark before it; the most characters of it that are shown."""


def columns(sheet: FormSheet) -> list[FormColumn]:
    """Return a sheet's columns as a table shows them: a list spread over marks is one column."""
    first: dict[str, FormColumn] = {}
    for column in sheet.kolom:
        first.setdefault(column.nama.split(MEMBER)[0], column)
    return list(first.values())


def frame(rows: Sequence[Row], sheet: FormSheet) -> "pd.DataFrame":
    """Return rows as the frame that a table is drawn from; the last column marks sample records.

    Its cells are plain objects: whatever Streamlit puts into an added row fits in.
    """
    import pandas as pd

    told: dict[str, list[object]] = {_field(c): [row.get(_field(c)) for row in rows] for c in columns(sheet)}
    told[SAMPLE] = [SAMPLE.lower() if row.get("contoh") else None for row in rows]
    return pd.DataFrame(told, dtype=object)


def config(
    sheet: FormSheet, offices: Mapping[str, str], defaults: Mapping[str, object]
) -> "dict[str, ColumnConfig]":  # fmt: skip
    """Return the columns' settings by field.

    Args:
        sheet: the kind of record.
        offices: name of each Perangkat Daerah by its id.
        defaults: what a new row begins with.
    """
    made = {_field(c): _config(c, offices, defaults.get(_field(c))) for c in columns(sheet)}
    return {**made, SAMPLE: st.column_config.TextColumn(SAMPLE, disabled=True, width=70)}


def order(sheet: FormSheet, rows: Sequence[Row]) -> list[str]:
    """Return the columns shown: the mark of samples only where there are some."""
    return [*names(sheet), *([SAMPLE] if any(row.get("contoh") for row in rows) else [])]


def _config(column: FormColumn, offices: Mapping[str, str], default: object) -> "ColumnConfig":
    title = f"{_title(column)} *" if column.wajib else _title(column)
    width = int(max(column.lebar * _PIXELS, min(len(title), _HEAD) * _HEAD_PIXELS + _MARK))
    if column.jenis in _LIMITS:
        least, most = _LIMITS[column.jenis]
        step = None if column.jenis == "angka" else 1
        shown = "%d" if column.jenis == "tahun" else "localized"
        return st.column_config.NumberColumn(
            title, min_value=least, max_value=most, step=step, format=shown, default=_number(default), width=width
        )
    if column.jenis == "tanda":
        return st.column_config.MultiselectColumn(
            title, options=list(BY_KODE), format_func=lambda kode: BY_KODE[kode].pendek, width=240, default=[]
        )
    if column.jenis == "teks":
        return st.column_config.TextColumn(title, width=width)
    options, words = _choices(column, offices)
    first = default if isinstance(default, (str, int)) else None
    return st.column_config.SelectboxColumn(title, options=options, format_func=words, default=first, width=width)


def _choices(column: FormColumn, offices: Mapping[str, str]) -> tuple[list[Any], Callable[[Any], str]]:
    if column.jenis == "desa":
        return sorted(places(), key=lambda kode: (places()[kode], kode)), unit_words
    labels = offices if column.jenis == "perangkat" else dict(column.pilihan)
    return list(labels), lambda code: labels[code]


def _title(column: FormColumn) -> str:
    return "Indikator yang dijawab" if column.jenis == "tanda" else column.judul


def _field(column: FormColumn) -> str:
    return column.nama.split(MEMBER)[0]


def _number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) else None
