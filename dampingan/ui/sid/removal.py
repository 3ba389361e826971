"""Removing the checks of one day of a desa, once it is confirmed."""

import datetime as dt

import streamlit as st

from dampingan.formats import full_date
from dampingan.records.base import Record
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.unit import UnitOfWork
from dampingan.ui import records, style
from dampingan.ui.catatan import saving
from dampingan.ui.catatan.seen import forget

Found = tuple[type[Record], str, int]
"""Kind, id and version of a check."""

_PLACE = "sid_hapus"


def show(kode: str) -> None:
    """Draw the choice of a day, the confirmation and the button; nothing where the desa has no check."""
    with records.store().reading() as reader:
        checks: list[SidKategori | SidKomponen] = [
            *reader.find(SidKategori, kode_desa=kode),
            *reader.find(SidKomponen, kode_desa=kode),
        ]
    days = sorted({check.tanggal for check in checks}, reverse=True)
    if not days:
        return
    with st.expander("Hapus pemeriksaan"):
        style.paragraph("Untuk pemeriksaan yang keliru dicatat; riwayat perubahannya tetap tersimpan.", "catatan")
        day = st.selectbox("Pemeriksaan tanggal", days, format_func=full_date, key=f"{_PLACE}_{kode}_hari")
        found: list[Found] = [(type(check), check.id, check.versi) for check in checks if check.tanggal == day]
        sure = st.checkbox(f"Ya, hapus {len(found)} catatan tanggal itu", key=f"{_PLACE}_{kode}_{day}_yakin")
        if st.button("Hapus", disabled=not sure, key=f"{_PLACE}_{kode}_tombol") and saving.save(
            _PLACE, lambda unit: _remove(unit, found, day), page="sid"
        ):
            forget("sid_isi")
            st.rerun()
        saving.show_refusal(_PLACE, newest=lambda: forget("sid_isi"))


def _remove(
    unit: UnitOfWork, found: list[Found], day: dt.date
) -> str:  # fmt: skip
    for model, identity, versi in found:
        unit.remove(model, identity, versi)
    return f"{len(found)} catatan pemeriksaan {full_date(day)} dihapus; riwayatnya tetap tersimpan."
