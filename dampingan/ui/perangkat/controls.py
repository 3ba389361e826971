"""The page's own choice, kept in the address: the part, the year of the assignments, the agency."""

import streamlit as st

from dampingan.measures.assistance import assisted_years
from dampingan.measures.period_shown import usual_period, year_of
from dampingan.records.models import Penugasan
from dampingan.ui.catatan import day, parts
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.perangkat.agencies import NOBODY
from dampingan.ui.perangkat.look import Look
from dampingan.ui.view import View

PARAMS = ("bagian_pd", "perangkat", "tahun_pd")
OVERVIEW, ONE, ENTRY = "semua", "satu", "isi"
_PARTS = {OVERVIEW: "Semua perangkat", ONE: "Satu perangkat", ENTRY: "Isi penugasan"}
_PART, _AGENCY, _YEAR = PARAMS


def choose(view: View, kept: Kept) -> tuple[str, Look]:
    """Draw the choice; return the part and what the page looks at."""
    with parts.controls("pd"):
        part = parts.choose_part(_PART, _PARTS, OVERVIEW)
        years = [str(y) for y in assisted_years(kept.frame(Penugasan), day.today().year)] or [str(day.today().year)]
        usual = usual_period(years, year_of(view.saringan.periode))
        year = int(_select(_YEAR, "Penugasan tahun", {y: y for y in years}, usual))
    offices = Look(view, kept, year, NOBODY).offices
    if part != ONE or not offices:
        return part, Look(view, kept, year, NOBODY)
    first = _busiest(Look(view, kept, year, NOBODY))
    own = _select(_AGENCY, "Perangkat Daerah", {name: agency.nama for name, agency in offices.items()}, first)
    return part, Look(view, kept, year, own)


def _busiest(look: Look) -> str:
    first = look.load["id"][0]
    return next(name for name, agency in look.offices.items() if agency.id == first)


def _select(param: str, label: str, options: dict[str, str], default: str) -> str:
    key = choice_param(param, options, default)
    names = list(options)
    st.selectbox(
        label, names, names.index(st.session_state[key]), format_func=lambda code: options[code], key=key,
        width=150 if param == _YEAR else "stretch",
    )  # fmt: skip
    chosen = str(st.session_state[key])
    keep_param(param, chosen, default)
    return chosen
