"""A table of records to edit: typed into, saved in one transaction, and every refusal told beside it."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dampingan.edits import RefusedEditsError, Saved, save
from dampingan.errors import DampinganError
from dampingan.formats import joined, number
from dampingan.records.errors import RecordsError
from dampingan.ui import access, records, style
from dampingan.ui.catatan import saving
from dampingan.ui.editing import columns, memory
from dampingan.ui.editing.memory import Opened, Subject
from dampingan.ui.editing.words import conflict_lines, edit_lines

_ROW, _VISIBLE = 35, 12
_MOVED = (
    "Orang lain mengubahnya, tetapi catatannya masih ada. Isian Anda belum disimpan dan muncul lagi di tabel bila "
    "saringan mencakup catatan itu:"
)
_TOLD, _SURE, _SAVED = "galat", "yakin", "tersimpan"


@st.fragment
@saving.guarded()
def show(subject: Subject, offices: Mapping[str, str]) -> None:
    """Draw the table; read-only where this session may not write records.

    Args:
        subject: what it is about.
        offices: name of each Perangkat Daerah by its id.
    """
    if not access.may_record():
        _read_only(subject, offices)
        return
    told = memory.remembered(subject.nama, _SAVED)
    if isinstance(told, str):
        style.notice("Sudah disimpan", told, kind="tersimpan")
        memory.remember(subject.nama, _SAVED, None)
    held = memory.opened(subject)
    if held.lingkup != subject.lingkup:
        style.notice(
            f"Masih ada isian untuk {held.kata} yang belum disimpan",
            "Tabel di bawah tetap memuat itu. Simpan atau buang dahulu, lalu tabel mengikuti saringan yang baru.",
            kind="perhatian",
        )
    st.data_editor(
        columns.frame(held.tampil, subject.sheet), key=held.key(subject.nama), num_rows="dynamic", hide_index=True,
        column_config=columns.config(subject.sheet, offices, subject.bawaan), row_height=_ROW,
        column_order=columns.order(subject.sheet, held.tampil), placeholder="",
        height=_ROW * (min(len(held.tampil), _VISIBLE) + 2) + 3, alt=f"Tabel isian {subject.sheet.judul.lower()}",
    )  # fmt: skip
    _below(subject, held)


def _read_only(subject: Subject, offices: Mapping[str, str]) -> None:
    access.records_read_only()
    rows = subject.baca(subject.lingkup)
    if rows:
        st.dataframe(
            columns.frame(rows, subject.sheet), hide_index=True, column_order=columns.order(subject.sheet, rows),
            column_config=columns.config(subject.sheet, offices, {}), key=f"{subject.nama}_baca",
        )  # fmt: skip


def _below(subject: Subject, held: Opened) -> None:
    """Draw the buttons, and what became of the last attempt."""
    many = len(held.sisa)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{subject.nama}_tombol"):
        pressed = st.button(
            f"Simpan {number(many)} perubahan" if many else "Simpan", disabled=not many,
            type="primary" if many else "secondary", key=f"{subject.nama}_simpan",
        )  # fmt: skip
        if many:
            st.button("Buang perubahan", on_click=_drop, args=(subject.nama,), key=f"{subject.nama}_buang")
        else:
            style.paragraph("Ketik pada tabel; baris baru di bawahnya. Judul bertanda * wajib diisi.", "catatan")
    removing = [edit for edit in held.sisa if edit.hapus]
    if pressed and removing:
        memory.remember(subject.nama, _SURE, value=True)
    elif pressed:
        _save(subject, held)
    if removing and memory.remembered(subject.nama, _SURE):
        _confirm(subject, held, len(removing))
    _refusal(subject, held)


def _confirm(subject: Subject, held: Opened, removing: int) -> None:
    style.notice(
        f"Hapus {number(removing)} catatan?",
        "\n".join([*edit_lines([e for e in held.sisa if e.hapus]), "Riwayatnya tetap tersimpan."]), kind="perhatian",
    )  # fmt: skip
    with st.container(horizontal=True, key=f"{subject.nama}_yakin"):
        if st.button("Ya, hapus dan simpan", type="primary", key=f"{subject.nama}_ya"):
            memory.remember(subject.nama, _SURE, None)
            _save(subject, held)
        st.button("Batal", on_click=_unsure, args=(subject.nama,), key=f"{subject.nama}_batal")


def _save(subject: Subject, held: Opened) -> None:
    """Save all that waits; on success the whole page is drawn anew."""
    try:
        done = save(records.store(), held.sisa, oleh=access.account())
    except (RefusedEditsError, RecordsError) as error:
        memory.remember(subject.nama, _TOLD, error)
        return
    memory.remember(subject.nama, _TOLD, None)
    memory.remember(subject.nama, _SAVED, saved_words(done))
    memory.settle(subject, held)
    st.rerun()


def _refusal(subject: Subject, held: Opened) -> None:
    error = memory.remembered(subject.nama, _TOLD)
    if isinstance(error, DampinganError) and held.sisa:
        style.notice("Belum disimpan", _words(error), kind="perhatian")
        if not isinstance(error, RefusedEditsError) or error.conflicts:
            st.button(
                "Muat yang terbaru", on_click=_newest, args=(subject,), key=f"{subject.nama}_terbaru",
                help="Isi terbaru dimuat; isian Anda yang belum disimpan tetap ada di atasnya.",
            )  # fmt: skip
    saving.show_refusal(_reading(subject), newest=partial(_newest, subject))
    if held.hilang:
        style.notice(
            "Catatan ini sudah dihapus orang lain",
            "\n".join(["Isian Anda untuknya tidak disimpan:", *edit_lines(held.hilang)]), kind="perhatian",
        )  # fmt: skip
    if held.pindah:
        style.notice(
            "Catatan ini sudah tidak termasuk saringan", "\n".join([_MOVED, *edit_lines(held.pindah)]), kind="perhatian"
        )
        st.button("Buang isian ini", on_click=memory.drop_moved, args=(subject.nama,), key=f"{subject.nama}_pindah")


def _words(error: DampinganError) -> str:
    if not isinstance(error, RefusedEditsError):
        return str(error)
    conflicts = [line for conflict in error.conflicts for line in conflict_lines(conflict)]
    return "\n".join([*map(str, error.problems), *conflicts, "Isian Anda masih ada di tabel."])


def _newest(subject: Subject) -> None:
    memory.remember(subject.nama, _TOLD, None)
    saving.tried(_reading(subject), lambda: memory.reopen(subject))


def _reading(subject: Subject) -> str:
    """Return under which name a failure to load the newest is kept."""
    return f"{subject.nama}_terbaru"


def _drop(name: str) -> None:
    for what in (_TOLD, _SURE):
        memory.remember(name, what, None)
    memory.drop(name)


def _unsure(name: str) -> None:
    memory.remember(name, _SURE, None)


def saved_words(done: Saved) -> str:
    """Return what was saved, in words.

    >>> saved_words(Saved(2, 0, 1)), saved_words(Saved(0, 0, 0))
    ('2 ditambah dan 1 dihapus.', 'Tidak ada yang berubah.')
    """
    parts = [(done.tambah, "ditambah"), (done.ubah, "diubah"), (done.hapus, "dihapus")]
    return f"{joined([f'{number(n)} {word}' for n, word in parts if n])}." if any(n for n, _ in parts) else (
        "Tidak ada yang berubah."
    )  # fmt: skip
