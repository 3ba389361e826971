"""Entering an FGD, or changing one: what it is about, who came, what was agreed, what follows."""

import datetime as dt
from typing import Any

import streamlit as st

from dampingan.records.errors import InvalidRecordError, Problem
from dampingan.records.models import Fgd
from dampingan.records.unit import UnitOfWork
from dampingan.ui import access, frame, records, style
from dampingan.ui.catatan import parts, saving
from dampingan.ui.catatan.day import today
from dampingan.ui.catatan.seen import Seen, forget, seen, still_open
from dampingan.ui.fgd import entry_tables
from dampingan.ui.fgd.data import Look
from dampingan.ui.fgd.storing import Entered, Opened, open_fgd, remove, store

_PLACE, _DAY, _NEW, _CHOICE = "fgd_isi", "tanggal", "", "fgd_isi_pilih"
_DESA, _KECAMATAN, _OFFICE = "kode_desa", "kode_kecamatan", "id_perangkat_daerah"
_ABOUT = {_DESA: "Satu desa/kelurahan", _KECAMATAN: "Satu kecamatan", _OFFICE: "Desa satu Perangkat Daerah"}

_NOT_YET = Problem("tanggal", "Tanggal FGD", "belum terjadi.", "Tulis hari FGD yang sudah dilakukan.")


def show(look: Look) -> None:
    """Draw the entry, or say why there is none."""
    if not access.may_record():
        access.records_read_only()
        return
    frame.section("Isi FGD", "Satu FGD dengan peserta dan tindak lanjutnya disimpan sekaligus. Tanpa nama orang.")
    identity = _choose(look)
    entry = seen(_PLACE, identity, lambda: _load(identity), control=_DAY)
    with st.container(key="fgd_isi", border=True):
        entered = Entered(
            _fields(look, entry),
            entry_tables.guests(entry),
            entry_tables.items(look, entry),
        )  # fmt: skip
        told = st.container()
        if st.button("Simpan FGD", type="primary", key=entry.key("simpan")) and saving.save(
            entry.kunci, lambda unit: _store(unit, entry.isi, entered), page="fgd"
        ):
            _done()
        with told:
            saving.show_refusal(entry.kunci, newest=lambda: forget(_PLACE))
    if entry.isi.fgd is not None:
        _removal(entry)


def _choose(look: Look) -> str:
    """Draw the choice between a new FGD and those within the filter; return the id, or nothing for a new one.

    The one that is being edited stays, also where it left the filter or someone removed it: what was typed is kept,
    and saving tells what happened.
    """
    told_of = dict(look.told_of)
    chosen = st.session_state.get(_CHOICE, _NEW)
    entry: Seen[Opened] | None = still_open(_PLACE, chosen, control=_DAY)
    if chosen not in told_of and entry is not None and (fgd := entry.isi.fgd) is not None:
        told_of[chosen] = look.about(fgd.kode_desa, fgd.kode_kecamatan, fgd.id_perangkat_daerah), fgd.tanggal
    offered = [_NEW, *told_of]
    if chosen not in offered:
        st.session_state[_CHOICE] = _NEW

    def words(identity: str) -> str:
        if identity == _NEW:
            return "FGD baru"
        about, held = told_of[identity]
        return f"Ubah: {parts.day_words(held)} · {about}"

    st.selectbox("Yang diisi", offered, format_func=words, key=_CHOICE)
    return str(st.session_state[_CHOICE])


def _load(identity: str) -> Opened:
    with records.store().reading() as reader:
        return open_fgd(reader, identity or None)


def _store(unit: UnitOfWork, opened: Opened, entered: Entered) -> str:
    """Save as ``storing.store``; a date that has not come yet is refused: such an FGD would be listed nowhere."""
    held = entered.isian["tanggal"]
    if isinstance(held, dt.date) and held > today():
        raise InvalidRecordError(Fgd.title, [_NOT_YET])
    return store(unit, opened, entered)


def _done() -> None:
    forget(_PLACE)
    st.rerun()


def _fields(look: Look, entry: Seen[Opened]) -> dict[str, Any]:
    """Draw the fields of the FGD itself and return them as entered."""
    old = entry.isi.fgd or Fgd()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "Tanggal FGD", value=old.tanggal or today(), min_value=dt.date(2000, 1, 1),
            max_value=dt.date(2100, 12, 31), format="DD/MM/YYYY", key=entry.key(_DAY), width=150,
        )  # fmt: skip
        place = st.text_input("Tempat", value=old.tempat or "", max_chars=200, key=entry.key("tempat"))
    about = _about(look, entry, old)
    left, right = st.columns(2)
    issues = left.text_area("Isu yang dibahas", value=old.isu or "", height=120, key=entry.key("isu"))
    agreed = right.text_area("Kesepakatan", value=old.kesepakatan or "", height=120, key=entry.key("kesepakatan"))
    return {"tanggal": day, "tempat": _text(place), "isu": _text(issues), "kesepakatan": _text(agreed), **about}


def _about(look: Look, entry: Seen[Opened], old: Fgd) -> dict[str, str | None]:
    """Draw what the FGD is about, and return its three columns."""
    now = next((name for name in _ABOUT if getattr(old, name)), _DESA)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Tentang", list(_ABOUT), default=now, format_func=_ABOUT.__getitem__, required=True,
            key=entry.key("tentang"),
        )  # fmt: skip
        chosen = str(kind)
        offered, words = {
            _DESA: (list(parts.places()), parts.unit_words),
            _KECAMATAN: (list(parts.kecamatan()), lambda code: parts.kecamatan()[code]),
            _OFFICE: (list(look.offices), lambda identity: look.offices[identity]),
        }[chosen]
        present = getattr(old, chosen)
        index = offered.index(present) if present in offered else None
        value = st.selectbox(
            _ABOUT[chosen], offered, index, format_func=words, placeholder="Pilih dari daftar", key=entry.key(chosen)
        )
    return {name: value if name == chosen else None for name in _ABOUT}


def _removal(entry: Seen[Opened]) -> None:
    """Offer to remove the FGD, once it is confirmed."""
    with st.expander("Hapus FGD ini"):
        style.paragraph("Peserta dan tindak lanjutnya ikut terhapus; riwayat perubahannya tetap tersimpan.", "catatan")
        sure = st.checkbox("Ya, hapus FGD ini beserta tindak lanjutnya", key=entry.key("yakin"))
        if st.button("Hapus", disabled=not sure, key=entry.key("hapus")) and saving.save(
            entry.kunci, lambda unit: remove(unit, entry.isi), page="fgd"
        ):
            _done()


def _text(words: str) -> str | None:
    return words.strip() or None
