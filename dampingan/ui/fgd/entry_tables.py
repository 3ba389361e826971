"""The two tables of an FGD's entry: participants by group, and follow-ups."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dampingan.records.terms import KEADAAN_TINDAK_LANJUT, UNSUR_PESERTA
from dampingan.ui import style
from dampingan.ui.catatan import parts
from dampingan.ui.catatan.seen import LATER, Seen
from dampingan.ui.fgd.data import Look
from dampingan.ui.fgd.storing import Guests, Item, Opened

_ROW = 35
_COLUMNS = ("uraian", "id_perangkat_daerah", "penanggung_jawab", "tenggat", "keadaan", "keterangan")


def guests(entry: Seen[Opened]) -> Guests:
    """Draw the participants by group and return them as entered."""
    style.paragraph("Peserta menurut unsur (jumlah orang; kosongkan yang tidak diketahui)", "catatan")
    there = entry.isi.peserta
    counts = {
        column: [getattr(there.get(u), column, None) for u in UNSUR_PESERTA] for column in ("laki_laki", "perempuan")
    }
    frame = pd.DataFrame({"unsur": list(UNSUR_PESERTA.values()), **counts}).astype(
        {"laki_laki": "Int64", "perempuan": "Int64"}
    )
    edited = st.data_editor(
        frame, hide_index=True, disabled=["unsur"], key=entry.key("peserta"), num_rows="fixed",
        placeholder="", on_change=LATER,
        height=_ROW * (len(frame) + 1) + 3, row_height=_ROW,
        column_config={
            "unsur": st.column_config.TextColumn("Unsur", width="medium"),
            "laki_laki": st.column_config.NumberColumn("Laki-laki", min_value=0, step=1, width="small"),
            "perempuan": st.column_config.NumberColumn("Perempuan", min_value=0, step=1, width="small"),
        },
    )  # fmt: skip
    return entered_guests(edited)


def entered_guests(edited: pd.DataFrame) -> Guests:
    """Return the groups of which anything is known, from the rows in the order of ``UNSUR_PESERTA``."""
    told = {
        unsur: (_count(row["laki_laki"]), _count(row["perempuan"]))
        for unsur, row in zip(UNSUR_PESERTA, edited.to_dict("records"), strict=True)
    }
    return {unsur: pair for unsur, pair in told.items() if pair != (None, None)}


def items(look: Look, entry: Seen[Opened]) -> list[Item]:
    """Draw the follow-ups and return them as entered."""
    style.paragraph(
        "Tindak lanjut: penanggung jawabnya satu Perangkat Daerah, atau lembaga lain (bukan nama orang). Baris baru "
        "ditulis pada baris kosong paling bawah.", "catatan",
    )  # fmt: skip
    edited = st.data_editor(
        _frame(entry.isi), hide_index=True, key=entry.key("tindak_lanjut"), num_rows="dynamic",
        placeholder="", on_change=LATER,
        column_order=list(_COLUMNS),
        column_config={
            "uraian": st.column_config.TextColumn("Tindak lanjut", width=300, required=True),
            "id_perangkat_daerah": st.column_config.SelectboxColumn(
                "Perangkat Daerah", options=list(look.offices), format_func=parts.label_of(look.offices),
                width=190,
            ),
            "penanggung_jawab": st.column_config.TextColumn("Lembaga lain", width=130),
            "tenggat": st.column_config.DateColumn("Tenggat", format="DD/MM/YYYY"),
            "keadaan": st.column_config.SelectboxColumn(
                "Keadaan", options=list(KEADAAN_TINDAK_LANJUT), format_func=parts.label_of(KEADAAN_TINDAK_LANJUT),
                default="terbuka", required=True,
            ),
            "keterangan": st.column_config.TextColumn("Keterangan", width=150),
        },
    )  # fmt: skip
    return entered_items(edited)


def entered_items(edited: pd.DataFrame) -> list[Item]:
    """Return the rows of which anything is filled in."""
    found = []
    for row in edited.to_dict("records"):
        fields = {name: _cell(row[name]) for name in _COLUMNS}
        identity = _cell(row["id"])
        if identity or any(value for name, value in fields.items() if name != "keadaan"):
            fields["keadaan"] = fields["keadaan"] or "terbuka"
            found.append(Item(identity, fields))
    return found


def _frame(opened: Opened) -> pd.DataFrame:
    rows = [
        {"id": item.id, **{name: getattr(item, name) for name in _COLUMNS}} for item in opened.tindak_lanjut.values()
    ]
    texts = {name: "string" for name in ("id", *_COLUMNS) if name != "tenggat"}
    return pd.DataFrame(rows, columns=["id", *_COLUMNS]).astype({**texts, "tenggat": "datetime64[s]"})


def _count(value: object) -> int | None:
    return None if pd.isna(value) else int(str(value).removesuffix(".0"))  # type: ignore[call-overload]


def _cell(value: Any) -> Any:
    """Return a cell's value; None where it is empty, a date without its time."""
    if pd.isna(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return str(value).strip() or None
