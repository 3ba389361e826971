"""The desa chosen on the map, in the table or by search: one choice, the page's ``desa`` in the address."""

from collections.abc import Collection

import streamlit as st

from dampingan.regions.reference import units
from dampingan.ui import filters
from dampingan.ui.view import View

MAP_KEY, TABLE_KEY = "peta", "tabel_peta"
_SEARCH_KEY = "peta_desa"
"""Its own: a key that two pages give to different boxes loses its value between them."""
_NONE = ""
_WORDS_NONE = "Belum ada yang dipilih"


def search(view: View) -> str:
    """Draw the search box, which also shows what is chosen elsewhere, and return the code; empty for none."""
    every = {str(row["kode_desa"]): row for row in view.desa(everywhere=True).to_dicts()}
    asked = _follow_address(every)
    offered = [_NONE, *view.desa().sort("nama", "kecamatan")["kode_desa"].to_list()]

    def words(kode: str) -> str:
        if not kode:
            return _WORDS_NONE
        return f"{every[kode]['nama']} · Kec. {every[kode]['kecamatan']} · {kode}"

    st.selectbox(
        "Cari desa atau kelurahan", offered if asked in offered else [*offered, asked], format_func=words,
        filter_mode="contains", key=_SEARCH_KEY,
        help="Ketik nama, kecamatan, atau kodenya; atau tekan desanya di peta.",
    )  # fmt: skip
    chosen = str(st.session_state[_SEARCH_KEY])
    filters.keep_param("desa", chosen, _NONE)
    return chosen


def _follow_address(known: Collection[str]) -> str:
    """Return what is chosen: in the box, or by an address that has changed since it was written."""
    given, state = st.query_params.get("desa", _NONE), st.session_state
    asked = given if given in known else _NONE
    written = filters.remembered(["desa"]).get("desa")
    if _SEARCH_KEY not in state or state[_SEARCH_KEY] == written != asked:
        state[_SEARCH_KEY] = asked
    return str(state[_SEARCH_KEY])


def choose(kode: str) -> None:
    """Choose a unit for every page (for callbacks)."""
    st.session_state[_SEARCH_KEY] = kode
    filters.keep_param("desa", kode, _NONE)


def from_map() -> None:
    """Take over the click on the map (a callback)."""
    drawing = (st.session_state.get(MAP_KEY) or {}).get("last_active_drawing") or {}
    kode = (drawing.get("properties") or {}).get("kode_desa")
    if kode in set(units()["kode_desa"]):
        choose(str(kode))
