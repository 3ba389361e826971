"""The page in its order: the finding, the choice of a part, of the programme's period and of the day, and the part."""

from pathlib import Path

import streamlit as st

from dampingan.formats import full_date, number
from dampingan.measures.period_shown import usual_period, year_of
from dampingan.measures.stages import programme_periods
from dampingan.records.models import Penugasan, Tahap
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, kept, parts, saving
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.tahapan import board, move, report
from dampingan.ui.tahapan.data import Look
from dampingan.ui.view import View

PERIOD_PARAM = "masa"
_PARTS = {"papan": "Papan", "catat": "Catat tahap", "laporan": "Laporan"}


def show(view: View) -> None:
    """Draw the page."""
    parts.apply_style(Path(__file__).with_name("tahapan.css"))
    top = st.container()
    records = kept.current()
    with parts.controls("tahapan"):
        part = parts.choose_part("bagian_tahap", _PARTS, "papan")
        with st.container(horizontal=True, width="content", vertical_alignment="bottom"):
            periode = _choose_period(view, records)
            on = day.choose([records.frame(Tahap)])
    look = Look(view, records, periode, on)
    with top:
        what = f"tahapan pendampingan {_years(periode)}, keadaan per {full_date(on)}"
        frame.heading(headline(look), view.subtitle(what))
    saving.show_saved(move.PAGE)
    if part == "catat":
        move.show(look)
    elif part == "laporan":
        report.show(look)
    elif not records.frame(Tahap).height and not records.frame(Penugasan).height:
        parts.nothing_recorded("tahapan", "Catat tahap pertama sebuah desa pada bagian Catat tahap.")
    elif look.table.is_empty():
        style.notice(
            "Tidak ada desa dampingan dalam saringan ini",
            f"Pada periode program {_years(periode)} tidak ada desa di sini yang ditugaskan atau punya tahap.\n"
            "Ubah saringan di sisi kiri, atau periode programnya.",
        )
    else:
        board.show(look)


def headline(look: Look) -> str:
    """Return the finding: how many have been verified, how many are overdue."""
    told = look.counts
    if not told.desa:
        return "Belum ada desa dampingan yang tercatat di sini"
    verified = told.from_stage("musdes")
    whole = number(told.desa)
    late = (
        f"di {number(told.terlambat)} di antara {whole} itu tahap berikutnya lewat tenggat"
        if told.terlambat
        else "tidak ada tahap berikutnya yang lewat tenggat"
    )
    kind = look.view.saringan.kind
    return f"{number(verified)} dari {whole} {kind} dampingan sudah mencapai tahap Musdes atau sesudahnya; {late}"


def _years(periode: str) -> str:
    return periode.replace("-", "–")


def _choose_period(view: View, records: Kept) -> str:
    """Draw the choice of the programme's period, kept in the address, and return it."""
    found = programme_periods(records.frame(Tahap), records.frame(Penugasan))
    year = day.today().year
    running = f"{year}-{year + 2}"
    offered = found if running in found else [*found, running]
    usual = usual_period(found, year_of(view.saringan.periode)) or running
    key = choice_param(PERIOD_PARAM, offered, usual)
    st.selectbox(
        "Periode program", offered, offered.index(st.session_state[key]), format_func=_years, key=key, width=150,
    )  # fmt: skip
    chosen = str(st.session_state[key])
    keep_param(PERIOD_PARAM, chosen, usual)
    return chosen
