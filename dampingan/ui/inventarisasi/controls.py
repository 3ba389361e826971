"""The page's own choice, kept in the address: the part, a unit, a Perangkat Daerah, a year."""

from collections.abc import Mapping

import streamlit as st

from dampingan.records.models import PotensiMasalah, Program
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.catatan.parts import choose_part, unit_words
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.inventarisasi.look import EVERY, PARTS, PROGRAM, Look
from dampingan.ui.perangkat.agencies import NOBODY
from dampingan.ui.view import View

PARAMS = ("bagian_inv", "desa_inv", "perangkat_inv", "tahun_inv")
_PART, _UNIT, _AGENCY, _YEAR = PARAMS
_ANYONE = "Siapa pun, juga yang belum didampingi"


def choose(view: View, kept: Kept) -> Look:
    """Draw the choice and return what the page looks at."""
    part = choose_part(_PART, PARTS, PROGRAM)
    bare = Look(view, kept, part, EVERY, NOBODY, EVERY)
    with st.container(key="inv_pilihan", horizontal=True, vertical_alignment="bottom"):
        inside = view.desa().sort("nama", "kode_desa")["kode_desa"].to_list()
        asked = st.query_params.get(_UNIT, EVERY)
        further = [asked] if asked not in inside and asked in set(view.desa(everywhere=True)["kode_desa"]) else []
        units = {EVERY: "Semua dalam saringan", **{kode: unit_words(kode) for kode in [*inside, *further]}}
        unit = _select(_UNIT, "Desa/kelurahan", units)
        label, every = ("Pelaksana", "Semua") if part == PROGRAM else ("Didampingi oleh", _ANYONE)
        offices = {NOBODY: every, **{name: agency.nama for name, agency in bare.offices.items()}}
        own = _select(_AGENCY, label, offices)
        model = Program if part == PROGRAM else PotensiMasalah
        recorded = kept.frame(model)["tahun"].unique().sort(descending=True).to_list()
        year = _select(_YEAR, "Tahun", {EVERY: "Semua tahun", **{str(y): str(y) for y in recorded}})
    return Look(view, kept, part, unit, own, year)


def _select(param: str, label: str, options: Mapping[str, str]) -> str:
    key = choice_param(param, options, EVERY)
    names = list(options)
    st.selectbox(label, names, names.index(st.session_state[key]), format_func=lambda code: options[code], key=key)
    chosen = str(st.session_state[key])
    keep_param(param, chosen, EVERY)
    return chosen
