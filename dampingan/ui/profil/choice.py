"""Which unit is shown: found by name, or one after another in the order of the rank; kept in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dampingan.formats import number
from dampingan.measures.overview import most_pressing
from dampingan.ui import filters, style
from dampingan.ui.view import View

Unit = dict[str, object]
"""A row of ``desa_table``."""
_PARAM = "desa"


@dataclass(frozen=True)
class Place:
    """Where a unit stands in the list that the filter offers; ``nomor`` None outside it."""

    nomor: int | None
    dari: int
    sebelum: str | None
    sesudah: str | None


def place_of(kode: str, ranked: Sequence[str]) -> Place:
    """Return a unit's place and its neighbours; from outside the list the next is its first.

    >>> place_of("b", ["a", "b", "c"])
    Place(nomor=2, dari=3, sebelum='a', sesudah='c')
    >>> place_of("x", ["a", "b"])
    Place(nomor=None, dari=2, sebelum=None, sesudah='a')
    """
    if kode not in ranked:
        return Place(None, len(ranked), None, ranked[0] if ranked else None)
    at = ranked.index(kode)
    return Place(at + 1, len(ranked), ranked[at - 1] if at else None, ranked[at + 1] if at + 1 < len(ranked) else None)


def by_rank(table: pl.DataFrame) -> list[str]:
    """Return units in the order of their rank: most households of desil 1 first, those without data last."""
    return table.sort("peringkat", "kode_desa", nulls_last=True)["kode_desa"].to_list()


def choose(view: View) -> Unit:
    """Draw the choice of a unit and return its row.

    The list holds the units within the filter; a unit that a link asks for is shown all the same.
    """
    table, inside = view.desa(everywhere=True), view.desa()
    every = {str(row["kode_desa"]): row for row in table.to_dicts()}
    usual = (most_pressing(inside, 1)["kode_desa"].to_list() or by_rank(inside) or by_rank(table))[0]
    key = filters.choice_param(_PARAM, every, usual)
    _repeat_address(str(st.session_state[key]), usual)
    with st.container(key="profil_pilih", horizontal=True, vertical_alignment="bottom", gap="small"):
        _select(key, every, inside)
        with st.container(key="profil_langkah", horizontal=True, vertical_alignment="center", gap="small"):
            _steps(key, every, place_of(str(st.session_state[key]), by_rank(inside)))
    kode = str(st.session_state[key])
    filters.keep_param(_PARAM, kode, usual)
    return every[kode]


def _repeat_address(kode: str, usual: str) -> None:
    """Write into the browser's address what a link has asked for.

    A link to the page that is already open reaches the session, but Streamlit leaves the address as it was. Where
    the address has it already, this is no step of its history.
    """
    before = filters.remembered((_PARAM,)).get(_PARAM)
    if before is not None and before != kode == st.query_params.get(_PARAM, usual):
        st.query_params.from_dict(st.query_params.to_dict())


def _select(key: str, every: Mapping[str, Unit], inside: pl.DataFrame) -> None:
    offered = inside.sort("nama", "kecamatan")["kode_desa"].to_list()
    asked = str(st.session_state[key])
    shown = offered if asked in offered else [asked, *offered]
    st.selectbox(
        "Desa atau kelurahan", shown, shown.index(asked), format_func=lambda kode: f"{name_of(every[kode])} · {kode}",
        filter_mode="contains", key=key,
        help="Ketik nama, kecamatan, atau kodenya. Daftar ini urut nama; tombol Sebelumnya dan Berikutnya mengikuti "
        "peringkat desil 1.",
    )  # fmt: skip


def _steps(key: str, every: Mapping[str, Unit], place: Place) -> None:
    """Draw the buttons to the neighbours, always in the same spot, and the place between them."""
    _step("← Sebelumnya", key, every, place.sebelum)
    at = f"{number(place.nomor)} dari {number(place.dari)}" if place.nomor else "Di luar saringan"
    below = "urut peringkat desil 1" if place.nomor else f"saringan memuat {number(place.dari)}"
    st.html(f'<p class="dmp-urutan"><b>{style.text(at)}</b><br>{style.text(below)}</p>', width="content")
    _step("Berikutnya →", key, every, place.sesudah)


def _step(label: str, key: str, every: Mapping[str, Unit], kode: str | None) -> None:
    told = None if kode is None else name_of(every[kode])
    st.button(label, on_click=_go, args=(key, kode), disabled=kode is None, help=told)


def _go(key: str, kode: str) -> None:
    st.session_state[key] = kode


def name_of(unit: Unit) -> str:
    """Return a unit's name with its kecamatan, for names repeat.

    >>> name_of({"nama": "Kuta", "kecamatan": "Belik"})
    'Kuta · Kec. Belik'
    """
    return f"{unit['nama']} · Kec. {unit['kecamatan']}"
