"""Entering: what is publicly known, the assignments in a table and by form, the list of the Perangkat Daerah."""

from collections.abc import Hashable
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dampingan.exports.assignment_form import SPEC, assignment_form, read_assignments
from dampingan.exports.record_layout import FormColumn, FormSheet
from dampingan.formats import number
from dampingan.known_records import seed_known
from dampingan.records import terms
from dampingan.records.models import Penugasan, PerangkatDaerah
from dampingan.ui import access, frame, records, style
from dampingan.ui.catatan import kept, saving
from dampingan.ui.editing import editor, forms
from dampingan.ui.editing.forms import FormOffer
from dampingan.ui.editing.memory import Subject
from dampingan.ui.editing.rows import Row, names
from dampingan.ui.perangkat.look import Look

PLACE = "pd"
_KNOWN = "pd_diketahui"
OFFICES = FormSheet(
    "Perangkat Daerah",
    "Perangkat Daerah",
    PerangkatDaerah,
    (
        FormColumn("nama", "Nama", "teks", 60, wajib=True),
        FormColumn("singkatan", "Singkatan", "teks", 18),
        FormColumn("kelompok", "Kelompok", "pilihan", 18, terms.KELOMPOK_PERANGKAT_DAERAH, wajib=True),
    ),
)


def show(look: Look) -> None:
    """Draw the part."""
    _known()
    frame.section(
        "Isi dan ubah penugasan", "Semua tahun, dalam saringan. Akhiri penugasan dengan mengisi tahun selesai."
    )
    if look.offices:
        editor.show(_assignments(look), look.names)
        forms.show(_form(look))
    else:
        style.notice(
            "Belum ada Perangkat Daerah", "Muat yang diketahui dengan tombol di atas, atau ketik pada daftar di bawah."
        )
    frame.section(
        "Daftar Perangkat Daerah", "Nama resmi, singkatan, dan kelompoknya. Nama yang dipakai tidak dapat dihapus."
    )
    editor.show(Subject("pd_daftar", OFFICES, _offices, (), "daftar Perangkat Daerah"), {})


def _known() -> None:
    """Offer to load what is publicly known; asking again adds nothing twice."""
    if not access.may_record():
        return
    st.button(
        "Muat penugasan yang diketahui", on_click=_seed, key="pd_muat",
        help="Daftar Perangkat Daerah dan tiga penugasan Bappeda menurut Keputusan Bupati Pemalang 188.4/275/Tahun "
        "2022. Yang sudah tercatat tidak ditambahkan lagi.",
    )  # fmt: skip
    saving.show_refusal(_KNOWN, newest=_seed)


def _seed() -> None:
    saving.attempt(_KNOWN, _seeded, page=PLACE)


def _seeded() -> str:
    done = seed_known(records.store(), access.account())
    if not done.perangkat + done.penugasan:
        return "Semuanya sudah tercatat; tidak ada yang ditambahkan."
    return f"{number(done.perangkat)} Perangkat Daerah dan {number(done.penugasan)} penugasan ditambahkan."


def _assignments(look: Look) -> Subject:
    sheet = SPEC.lembar[0]
    return Subject("pd_penugasan", sheet, _rows, look.view.codes, "penugasan dalam saringan", {}, {"tahun_mulai": None})


def _rows(scope: Hashable) -> list[Row]:
    found = kept.current().frame(Penugasan)
    if isinstance(scope, tuple):
        found = found.filter(pl.col("kode_desa").is_in(list(scope)))
    return _told(found.sort("kode_desa", "tahun_mulai", "dibuat_pada"), SPEC.lembar[0])


def _offices(_scope: Hashable) -> list[Row]:
    return _told(kept.current().frame(PerangkatDaerah).sort("kelompok", "nama"), OFFICES)


def _told(found: pl.DataFrame, sheet: FormSheet) -> list[Row]:
    rows: list[dict[str, Any]] = found.select("id", "versi", "contoh", *names(sheet)).to_dicts()
    return rows


def _form(look: Look) -> FormOffer:
    told = f"penugasan semua tahun: {look.view.subtitle()}" if look.view.narrowed else "semua penugasan"
    return FormOffer("pd", "formulir-penugasan-pemalang", told, partial(_make, look, told), read_assignments)


def _make(look: Look, told: str) -> bytes:
    found = look.assignments
    if look.view.codes is not None:
        found = found.filter(pl.col("kode_desa").is_in(list(look.view.codes)))
    return assignment_form(found, look.kept.frame(PerangkatDaerah), told)
