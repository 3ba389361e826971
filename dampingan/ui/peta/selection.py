"""The desa chosen on the map, in the table or by search: one choice, the page's ``desa`` in the address."""

import streamlit as st

from dampingan.regions.reference import units
from dampingan.ui import filters
from dampingan.ui.view import View

MAP_KEY, TABLE_KEY = "peta", "tabel_peta"
_NONE = ""
_WORDS_NONE = "Belum ada yang dipilih"


def search(view: View) -> str:
    """Draw the search box, which also shows what is chosen elsewhere, and return the code; empty for none."""
    every = {str(row["kode_desa"]): row for row in view.desa(everywhere=True).to_dicts()}
    key = filters.choice_param("desa", [_NONE, *every], _NONE)
    asked = str(st.session_state[key])
    offered = [_NONE, *view.desa().sort("nama", "kecamatan")["kode_desa"].to_list()]

    def words(kode: str) -> str:
        if not kode:
            return _WORDS_NONE
        return f"{every[kode]['nama']} · Kec. {every[kode]['kecamatan']} · {kode}"

    st.selectbox(
        "Cari desa atau kelurahan", offered if asked in offered else [*offered, asked], format_func=words,
        filter_mode="contains", key=key, help="Ketik nama, kecamatan, atau kodenya; atau tekan desanya di peta.",
    )  # fmt: skip
    chosen = str(st.session_state[key])
    filters.keep_param("desa", chosen, _NONE)
    return chosen


def choose(kode: str) -> None:
    """Choose a unit for every page (for callbacks)."""
    st.session_state["pilihan_desa"] = kode
    filters.keep_param("desa", kode, _NONE)


def from_map() -> None:
    """Take over the click on the map (a callback)."""
    drawing = (st.session_state.get(MAP_KEY) or {}).get("last_active_drawing") or {}
    kode = (drawing.get("properties") or {}).get("kode_desa")
    if kode in set(units()["kode_desa"]):
        choose(str(kode))
