"""The SID form as a file: out for the desa within the filter, and back."""

import datetime as dt
from functools import partial

import streamlit as st

from dampingan.edits import save as save_edits
from dampingan.exports.sid_form import sid_form
from dampingan.measures.sid import sid_states
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.sid.reading import returned_edits
from dampingan.sid.rows import saved_words
from dampingan.ui import access, frame, records, uploader
from dampingan.ui.catatan import saving
from dampingan.ui.catatan.day import today
from dampingan.ui.catatan.seen import forget
from dampingan.ui.downloads import MIME
from dampingan.ui.sid.data import Look, chosen_units

_PLACE = "sid_formulir"
_ALL_DAYS = dt.date(2100, 12, 31)


def show(look: Look) -> None:
    """Offer the form, and take it back filled in."""
    frame.section("Formulir SID (XLSX)", "Untuk banyak desa sekaligus: unduh, isi, lalu serahkan kembali.")
    count = look.table.filter("tunduk").height
    st.download_button(
        f"Unduh formulir {count} desa", partial(_form, look), file_name=f"formulir-sid-{today().isoformat()}.xlsx",
        mime=MIME[".xlsx"], on_click="ignore", key="sid_formulir_unduh",
    )  # fmt: skip
    given = uploader.pick("Formulir yang sudah diisi", key=_PLACE)
    if given is not None and st.button("Simpan isi formulir", type="primary", key=f"{_PLACE}_simpan"):
        content = given.getvalue()
        if saving.attempt(_PLACE, lambda: _take(content), page="sid"):
            uploader.release(_PLACE)
            forget("sid_isi")
            st.rerun()
    saving.show_refusal(_PLACE, newest=lambda: forget("sid_isi"))


def _form(look: Look) -> bytes:
    """Return the form with the last checks, whatever the day of the report."""
    store = records.store()
    with store.reading() as reader:
        checks, components = reader.frame(SidKategori), reader.frame(SidKomponen)
    last = components.sort("tanggal").unique("kode_desa", keep="last")
    return sid_form(chosen_units(look.view.codes), sid_states(checks, day=_ALL_DAYS), last)


def _take(content: bytes) -> str:
    store = records.store()
    with store.reading() as reader:
        edits = returned_edits(content, reader, today=today())
    save_edits(store, edits, oleh=access.account())
    return f"Formulir: {saved_words(edits)}" if edits else "Formulir sama dengan yang tercatat; tidak ada yang berubah."
