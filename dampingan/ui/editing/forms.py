"""A form of records on the page: taken away with what is recorded, brought back filled in, checked, then saved."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dampingan.edits import Edit, save
from dampingan.errors import DampinganError
from dampingan.formats import number
from dampingan.records.reader import Reader
from dampingan.ui import access, frame, records, style, uploader
from dampingan.ui.catatan import saving
from dampingan.ui.downloads import MIME
from dampingan.ui.editing import memory
from dampingan.ui.editing.editor import saved_words
from dampingan.ui.editing.words import edit_lines

_SHOWN = 12
_READ, _TOLD = "formulir_dibaca", "formulir_tersimpan"


@dataclass(frozen=True)
class FormOffer:
    """A form: its name (one of its own), its file's name, what it holds in words, how it is made and read."""

    nama: str
    berkas: str
    kata: str
    buat: Callable[[], bytes]
    baca: Callable[[Reader, bytes], list[Edit]]


@dataclass(frozen=True)
class _Read:
    """What a file asks for, or why it is refused."""

    berkas: str
    edits: list[Edit]
    galat: str


@st.fragment
@saving.guarded()
def show(offer: FormOffer) -> None:
    """Draw the form's download and, for those who may write records, the way back in."""
    frame.section(
        "Formulir XLSX", f"Berisi {offer.kata}, dengan baris kosong dan daftar pilihan. Isi, lalu kembalikan."
    )
    st.download_button(
        "Unduh formulir (XLSX)", offer.buat, file_name=f"{offer.berkas}.xlsx", mime=MIME[".xlsx"], on_click="ignore",
        key=f"{offer.nama}_formulir",
    )  # fmt: skip
    if not access.may_record():
        return
    told = memory.remembered(offer.nama, _TOLD)
    if isinstance(told, str):
        style.notice("Isi formulir sudah disimpan", told, kind="tersimpan")
        memory.remember(offer.nama, _TOLD, None)
    given = uploader.pick("Formulir yang sudah diisi", key=offer.nama)
    if given is None:
        memory.remember(offer.nama, _READ, None)
        return
    read = memory.remembered(offer.nama, _READ)
    if not isinstance(read, _Read) or read.berkas != given.file_id:
        read = _read(offer, given.file_id, given.getvalue())
        memory.remember(offer.nama, _READ, read)
    _decide(offer, read)


def _read(offer: FormOffer, file: str, content: bytes) -> _Read:
    try:
        with records.store().reading() as reader:
            return _Read(file, offer.baca(reader, content), "")
    except DampinganError as error:
        return _Read(file, [], str(error))


def _decide(offer: FormOffer, read: _Read) -> None:
    if read.galat:
        style.notice("Formulir belum dapat diterima", read.galat, kind="perhatian")
    elif not read.edits:
        style.notice("Tidak ada yang berubah", "Isi formulir ini sama dengan yang sudah tercatat.")
    else:
        style.notice(
            f"{number(len(read.edits))} catatan siap disimpan", "\n".join(_lines(read.edits)), kind="perhatian"
        )
        if st.button("Simpan isi formulir", type="primary", key=f"{offer.nama}_formulir_simpan"):
            _save(offer, read)


def _lines(edits: list[Edit]) -> list[str]:
    new = sum(edit.id is None for edit in edits)
    rest = len(edits) - _SHOWN
    return [
        f"{number(new)} baru dan {number(len(edits) - new)} diubah.",
        *edit_lines(edits[:_SHOWN]),
        *([f"– dan {number(rest)} lagi"] if rest > 0 else []),
    ]


def _save(offer: FormOffer, read: _Read) -> None:
    try:
        done = save(records.store(), read.edits, oleh=access.account())
    except DampinganError as error:
        memory.remember(offer.nama, _READ, _Read(read.berkas, [], str(error)))
        st.rerun(scope="fragment")
    memory.remember(offer.nama, _READ, None)
    memory.remember(offer.nama, _TOLD, saved_words(done))
    uploader.release(offer.nama)
    st.rerun()
