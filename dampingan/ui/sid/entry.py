"""Entering a desa's SID: eleven rows and the four components, with what was last recorded filled in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dampingan.edits import Edit
from dampingan.edits import save as save_edits
from dampingan.records.base import Record
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.terms import KATEGORI_SID, KEADAAN_KOMPONEN, KEADAAN_SID, KOMPONEN_SID
from dampingan.sid.rows import Row, category_row, parts_row, saved_words, sid_edits
from dampingan.ui import access, frame, records, style
from dampingan.ui.catatan import parts, saving
from dampingan.ui.catatan.day import today
from dampingan.ui.catatan.seen import LATER, Seen, forget, seen
from dampingan.ui.sid import form, removal
from dampingan.ui.sid.data import Look

PAGE = "sid"
_PLACE, _TABLE, _CHOICE = "sid_isi", "tabel", "sid_isi_desa"
_ROW = 35


@dataclass(frozen=True)
class Last:
    """The last checks of a desa as they were seen: by category, and of the components."""

    kategori: Mapping[str, SidKategori]
    komponen: SidKomponen | None


def show(look: Look) -> None:
    """Draw the entry, the form, and the removal of a check."""
    if not access.may_record():
        access.records_read_only()
        return
    desa = look.table.filter("tunduk").sort("nama", "kode_desa")["kode_desa"].to_list()
    if not desa:
        style.notice(
            "Tidak ada desa dalam saringan ini", "SID tidak berlaku untuk kelurahan. Ubah saringan di sisi kiri."
        )
        return
    frame.section(
        "Isi SID satu desa",
        "Tanggal yang lebih baru dicatat sebagai pemeriksaan baru dan yang lama tetap tersimpan; perubahan lain "
        "membetulkan pemeriksaan yang tampil.",
    )
    if st.session_state.get(_CHOICE) not in desa:
        st.session_state[_CHOICE] = desa[0]
    st.selectbox("Desa", desa, format_func=parts.unit_words, key=_CHOICE)
    kode = str(st.session_state[_CHOICE])
    _entry(kode, seen(_PLACE, kode, lambda: last_checks(kode), control=_TABLE))
    removal.show(kode)
    form.show(look)


def last_checks(kode: str) -> Last:
    """Return the last checks of a desa as they are now."""
    with records.store().reading() as reader:
        categories = sorted(reader.find(SidKategori, kode_desa=kode), key=lambda check: check.tanggal)
        components = sorted(reader.find(SidKomponen, kode_desa=kode), key=lambda check: check.tanggal)
    return Last({check.kategori: check for check in categories}, components[-1] if components else None)


def _entry(kode: str, entry: Seen[Last]) -> None:
    with st.container(key="sid_isi", border=True):
        rows = [*_category_rows(kode, entry), _parts_row(kode, entry)]
        told = st.container()
        if st.button("Simpan SID", type="primary", key=entry.key("simpan")) and saving.attempt(
            entry.kunci, lambda: store(rows), page=PAGE
        ):
            forget(_PLACE)
            st.rerun()
        with told:
            saving.show_refusal(entry.kunci, newest=lambda: forget(_PLACE))


def store(rows: list[Row]) -> str:
    """Save what the rows change and return it in words."""
    edits: list[Edit] = sid_edits(rows, today=today())
    save_edits(records.store(), edits, oleh=access.account())
    return saved_words(edits)


def _category_rows(kode: str, entry: Seen[Last]) -> list[Row]:
    """Draw the eleven rows and return them as entered."""
    there = entry.isi.kategori
    frame_ = pd.DataFrame(
        {
            "kategori": list(KATEGORI_SID.values()),
            "keadaan": pd.array([_field(there.get(k), "keadaan") for k in KATEGORI_SID], dtype="string"),
            "tanggal": pd.array([_field(there.get(k), "tanggal") for k in KATEGORI_SID], dtype="datetime64[s]"),
            "bukti": pd.array([_field(there.get(k), "bukti") for k in KATEGORI_SID], dtype="string"),
        }
    )
    edited = st.data_editor(
        frame_, hide_index=True, disabled=["kategori"], key=entry.key(_TABLE), num_rows="fixed",
        placeholder="", on_change=LATER,
        height=_ROW * (len(frame_) + 1) + 3, row_height=_ROW,
        column_config={
            "kategori": st.column_config.TextColumn("Kategori", width=230),
            "keadaan": st.column_config.SelectboxColumn(
                "Keadaan", options=list(KEADAAN_SID), format_func=parts.label_of(KEADAAN_SID), width=240
            ),
            "tanggal": st.column_config.DateColumn("Diperiksa pada", format="DD/MM/YYYY", width=150),
            "bukti": st.column_config.TextColumn("Bukti", width=330, max_chars=1000),
        },
    )  # fmt: skip
    return [
        category_row(kode, kategori, {name: _cell(row[name]) for name in ("keadaan", "tanggal", "bukti")},
                     there.get(kategori))
        for kategori, row in zip(KATEGORI_SID, edited.to_dict("records"), strict=True)
    ]  # fmt: skip


def _parts_row(kode: str, entry: Seen[Last]) -> Row:
    """Draw the four components and return them as entered."""
    old = entry.isi.komponen
    style.paragraph("Empat komponen SID", "catatan")
    codes = list(KEADAAN_KOMPONEN)
    with st.container(horizontal=True, vertical_alignment="bottom", key="sid_komponen"):
        day = st.date_input(
            "Tanggal pemeriksaan", value=_field(old, "tanggal"), format="DD/MM/YYYY", key=entry.key("tanggal"),
            min_value=dt.date(2000, 1, 1), max_value=dt.date(2100, 12, 31), width=160,
        )  # fmt: skip
        chosen = {
            part: st.selectbox(
                label, codes, codes.index(getattr(old, part)) if old else None, placeholder="Belum diisi",
                format_func=KEADAAN_KOMPONEN.__getitem__, key=entry.key(part),
            )
            for part, label in KOMPONEN_SID.items()
        }  # fmt: skip
    return parts_row(kode, {"tanggal": day, **chosen}, old)


def _field(record: Record | None, name: str) -> Any:
    return None if record is None else getattr(record, name)


def _cell(value: Any) -> Any:
    """Return a cell's value; None where it is empty, a date without its time."""
    if pd.isna(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else str(value).strip() or None
