"""A unit over the periods: a line that breaks where two periods do not measure the same thing, with the reason."""

import polars as pl
import streamlit as st

from dampingan.exports.facts import UnitFacts
from dampingan.formats import period
from dampingan.indicators import INDICATORS
from dampingan.ui import charts, frame, style
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.profil import data, words
from dampingan.ui.profil.line import Point, line
from dampingan.ui.view import View

_FIRST = "desil1"
CHOICES = {_FIRST: "Desil 1", **{i.kode: i.pendek for i in INDICATORS}}


def show(view: View, told: UnitFacts) -> None:
    """Draw the trend of desil 1, or of the indicator chosen."""
    title = st.container()
    key = choice_param("tren", CHOICES, _FIRST)
    st.selectbox(
        "Yang dilihat", list(CHOICES), list(CHOICES).index(st.session_state[key]), format_func=lambda k: CHOICES[k],
        key=key, label_visibility="collapsed",
    )  # fmt: skip
    kode = str(st.session_state[key])
    keep_param("tren", kode, _FIRST)
    every = data.trend_of(view, told.kode)
    shares = every.filter(pl.col("kolom") == f"pct_{kode}")
    counts = every.filter(pl.col("kolom") == f"rt_{kode}")["nilai"].to_list()
    with title:
        frame.section(
            words.of_trend(CHOICES[kode], shares, counts, view.saringan.periode, view.manifest.unit),
            words.trend_measure(kode, view),
        )
    if shares["nilai"].null_count() == shares.height:
        style.notice(f"{CHOICES[kode]}: tidak tersedia", "Tidak satu pun periode memuatnya untuk desa ini.")
    else:
        charts.show(
            line(_points(shares, counts), chosen=view.saringan.periode), key="profil_tren",
            alt=f"Garis {CHOICES[kode]} {told.nama} menurut periode.",
        )  # fmt: skip
    why = words.breaks(shares, view.pilihan.periode)
    if why:
        st.html("".join(f'<p class="dmp-sumber">{style.text(reason)}</p>' for reason in why))


def _points(shares: pl.DataFrame, counts: list[float | None]) -> list[Point]:
    return [
        Point(row["periode"], period(row["periode"]), row["nilai"], words.point(row["nilai"], count), row["segmen"])
        for row, count in zip(shares.to_dicts(), counts, strict=True)
    ]
