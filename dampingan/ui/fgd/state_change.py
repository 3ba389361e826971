"""Changing the state of follow-ups: a table of those shown, of which state and remark can be edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import polars as pl
import streamlit as st

from dampingan.records.models import TindakLanjut
from dampingan.records.terms import KEADAAN_TINDAK_LANJUT
from dampingan.records.unit import UnitOfWork
from dampingan.ui import access
from dampingan.ui.catatan import parts, saving
from dampingan.ui.catatan.day import PARAM as DAY_PARAM
from dampingan.ui.catatan.seen import LATER, forget, seen, still_open
from dampingan.ui.filter_state import PARAMS

_PLACE, _TABLE = "fgd_keadaan", "tabel"
WHOLE = "fgd_semua"
"""Key of the list's switch that shows the finished ones as well."""
_EDITED = ("keadaan", "keterangan")


@dataclass(frozen=True)
class Change:
    """A follow-up as it was seen, and what is new."""

    id: str
    versi: int
    isian: dict[str, Any]


def show(shown: pl.DataFrame) -> None:
    """Draw the table and its button; where records are read-only, nothing.

    What is being typed outlives changes by others, also the one that empties the list: saving tells of a conflict.
    """
    hal = _choices()
    if not access.may_record() or (shown.is_empty() and still_open(_PLACE, hal, control=_TABLE) is None):
        return
    entry = seen(_PLACE, hal, lambda: _rows(shown), control=_TABLE)
    # Where the list above it changed, the browser would draw it anew and closed, with the refusal in it.
    with st.expander("Ubah keadaan tindak lanjut", expanded=saving.refused(entry.kunci)):
        edited = st.data_editor(
            entry.isi.drop(columns=["id", "versi"]), hide_index=True, key=entry.key(_TABLE), num_rows="fixed",
            placeholder="", on_change=LATER,
            disabled=["uraian", "penanggung", "tenggat"], height=min(38 * (len(entry.isi) + 1) + 3, 420),
            column_config={
                "uraian": st.column_config.TextColumn("Tindak lanjut", width="large"),
                "penanggung": st.column_config.TextColumn("Penanggung jawab", width="medium"),
                "tenggat": st.column_config.DateColumn("Tenggat", format="DD/MM/YYYY"),
                "keadaan": st.column_config.SelectboxColumn(
                    "Keadaan", options=list(KEADAAN_TINDAK_LANJUT), format_func=parts.label_of(KEADAAN_TINDAK_LANJUT),
                    required=True,
                ),
                "keterangan": st.column_config.TextColumn("Keterangan", width="medium"),
            },
        )  # fmt: skip
        told = st.container()
        if st.button("Simpan perubahan", type="primary", key=entry.key("simpan")):
            if saving.save(entry.kunci, lambda unit: store(unit, changed(entry.isi, edited)), page="fgd"):
                forget(_PLACE)
            st.rerun()
        with told:
            saving.show_refusal(entry.kunci, newest=lambda: forget(_PLACE))


def changed(before: pd.DataFrame, after: pd.DataFrame) -> list[Change]:
    """Return the rows whose state or remark differs from what was seen.

    Args:
        before: as it was seen, with ``id`` and ``versi``.
        after: as it was edited, in the same order.
    """
    found = []
    for old, new in zip(before.to_dict("records"), after.to_dict("records"), strict=True):
        fields = {name: _plain(new[name]) for name in _EDITED if _plain(new[name]) != _plain(old[name])}
        if fields:
            found.append(Change(str(old["id"]), int(old["versi"]), fields))
    return found


def store(unit: UnitOfWork, changes: Sequence[Change]) -> str:
    """Save changed states and return what was done."""
    if not changes:
        return "Tidak ada yang berubah."
    for change in changes:
        unit.change(TindakLanjut, change.id, change.versi, change.isian)
    return f"Keadaan {len(changes)} tindak lanjut diperbarui."


def _choices() -> tuple[object, ...]:
    """Return what the person chose that decides which rows are listed: the filter, the day, whether all are shown."""
    address = (st.query_params.get(name) for name in (*PARAMS, DAY_PARAM))
    return (*address, bool(st.session_state.get(WHOLE)))


def _rows(shown: pl.DataFrame) -> pd.DataFrame:
    return shown.select("id", "versi", "uraian", "penanggung", "tenggat", *_EDITED).to_pandas()


def _plain(value: object) -> str | None:
    """Return a cell as text; an empty one in any of its forms as None."""
    return None if value is None or value != value or not str(value).strip() else str(value).strip()  # noqa: PLR0124
