"""The page's own choice: whose units, which unit, the programmes of which years. All stand in the address."""

import streamlit as st

from dampingan.formats import period
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.catatan.parts import unit_words
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.kesenjangan.look import EVER, SINCE, Look, recorded_years
from dampingan.ui.perangkat.agencies import NOBODY
from dampingan.ui.view import View

PARAMS = ("tahun_celah", "perangkat_celah", "desa_celah")
EVERY_UNIT = ""
_YEARS, _AGENCY, _UNIT = PARAMS


def choose(view: View, kept: Kept) -> Look:
    """Draw the choice and return what the page looks at."""
    with st.container(key="celah_pilihan", horizontal=True, vertical_alignment="bottom"):
        bare = Look(view, kept, SINCE, NOBODY, EVERY_UNIT)
        names = {NOBODY: "Siapa pun, juga yang belum didampingi", **{s: a.nama for s, a in bare.offices.items()}}
        own = _select(_AGENCY, "Didampingi oleh", names, NOBODY)
        years = _select(_YEARS, "Program tahun", _year_words(view, kept), SINCE)
        within = Look(view, kept, years, own, EVERY_UNIT)
        codes = within.units.sort("nama", "kode_desa")["kode_desa"].to_list()
        asked = st.query_params.get(_UNIT, EVERY_UNIT)
        every = set(view.desa(everywhere=True)["kode_desa"])
        further = [asked] if asked in every and asked not in codes else []
        offered = {EVERY_UNIT: "Semua", **{kode: unit_words(kode) for kode in [*codes, *further]}}
        unit = _select(_UNIT, "Desa/kelurahan", offered, EVERY_UNIT)
    return Look(view, kept, years, own, unit)


def open_unit(kode: str) -> None:
    """Show one unit, or all of them (a button's callback)."""
    st.session_state[f"pilihan_{_UNIT}"] = kode


def _year_words(view: View, kept: Kept) -> dict[str, str]:
    years = recorded_years(kept)
    each = {str(year): str(year) for year in reversed(years)}
    return {SINCE: f"Sejak periode data ({period(view.saringan.periode)})", EVER: "Semua tahun", **each}


def _select(param: str, label: str, options: dict[str, str], default: str) -> str:
    key = choice_param(param, options, default)
    st.selectbox(
        label,
        list(options),
        list(options).index(st.session_state[key]),
        format_func=lambda code: options[code],
        key=key,
    )
    chosen = str(st.session_state[key])
    keep_param(param, chosen, default)
    return chosen
