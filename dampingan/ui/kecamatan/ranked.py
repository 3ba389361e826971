"""The kecamatan as ranked bars; pressing one looks into it, pressing it again goes back."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from dampingan.formats import percent
from dampingan.measures import headlines_kecamatan as headlines
from dampingan.ui import charts, frame
from dampingan.ui.kecamatan import figures, parts
from dampingan.ui.kecamatan.choice import Choice, look_into
from dampingan.ui.view import View

KEY = "batang_ukuran"


def show(view: View, choice: Choice, places: pl.DataFrame) -> None:
    """Draw the bars of all kecamatan.

    Args:
        view: the data and the filter.
        choice: the measure, and the kecamatan looked into.
        places: ``view.by_kecamatan()``, with figures in the measure's column.
    """
    whole = parts.reference(view, choice)
    frame.section(
        headlines.of_above(places, choice.column, whole), "Tekan batang sebuah kecamatan untuk melihat desanya."
    )
    figure = charts.bars(
        places, name="kecamatan", value=choice.column, chosen=figures.singled_out(view, choice), press="Rinci %{y}",
        line=None if whole is None else charts.Line(whole, f"Kabupaten {percent(whole)}"),
    )  # fmt: skip
    codes = {name: code for code, name in view.pilihan.kecamatan.items()}
    st.plotly_chart(
        figure, config=charts.CONFIG, key=KEY, on_select=_take(codes), selection_mode="points",
        alt=f"Batang {choice.ukuran.judul} per kecamatan, urut dari yang terbesar.",
    )  # fmt: skip
    frame.source(view)


def _take(codes: dict[str, str]) -> Callable[[], None]:
    def pressed() -> None:
        points = st.session_state[KEY]["selection"]["points"]
        if points and points[0].get("y") in codes:
            look_into(codes[points[0]["y"]])

    return pressed
