"""Charts: one look for all. Sorted bars from zero with direct labels; text colours follow the theme."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from dampingan.formats import number, percent
from dampingan.palette import BUKAN_PILIHAN, JUMLAH, PILIHAN, TANPA_DATA

if TYPE_CHECKING:
    import plotly.graph_objects as go

FONT = "Plus Jakarta Sans, Segoe UI, Roboto, Arial, sans-serif"
_CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
_ROW = 27
"""Height of a bar with its gap, pixels."""


@dataclass(frozen=True)
class Line:
    """A vertical line for comparison, with its label."""

    nilai: float
    teks: str


def show(figure: "go.Figure", *, alt: str, key: str) -> None:
    """Draw a chart; ``alt`` says for screen readers what it shows."""
    st.plotly_chart(figure, config=_CONFIG, alt=alt, key=key, on_select="ignore")


def bars(
    frame: pl.DataFrame, *, name: str, value: str, chosen: Collection[str] = (), line: Line | None = None
) -> "go.Figure":
    """Return sorted horizontal bars with their values written beside them.

    Args:
        frame: one row a place.
        name: column of the place's name.
        value: column of the value; ``pct_*`` in per cent, others counts.
        chosen: names to single out; none means that all are meant alike.
        line: a value to compare with.
    """
    import plotly.graph_objects as go

    told = frame.filter(pl.col(value).is_not_null()).sort([value, name], descending=[False, True])
    names, values = told[name].to_list(), told[value].to_list()
    write = percent if value.startswith(("pct_", "pangsa_")) else number
    figure = go.Figure(
        go.Bar(
            x=values, y=names, orientation="h", text=[write(v) for v in values], textposition="outside",
            cliponaxis=False, marker={"color": [_colour(n, chosen) for n in names], "line": {"width": 0}},
            textfont={"size": 13}, hoverinfo="skip",
        )
    )  # fmt: skip
    if line is not None:
        _add_line(figure, line)
    top = max([*values, line.nilai if line else 0, 1e-9])
    figure.update_layout(**layout(len(names), top_margin=30 if line else 6))
    figure.update_xaxes(visible=False, range=[0, top * 1.16], fixedrange=True)
    figure.update_yaxes(fixedrange=True, ticksuffix="  ", tickfont={"size": 13}, showgrid=False)
    return figure


def beside(
    labels: Sequence[str], own: Sequence[float | None], around: Sequence[float | None],
    whole: Sequence[float | None], names: tuple[str, str, str],
) -> "go.Figure":  # fmt: skip
    """Return bars of one place's per cents with the marks of its kecamatan and of the kabupaten.

    Args:
        labels: what is measured, first at the top.
        own: the place's per cents; None where not available.
        around: the kecamatan's.
        whole: the kabupaten's.
        names: how the three are called.
    """
    import plotly.graph_objects as go

    rows = list(labels)
    text = ["tidak tersedia" if v is None else percent(v) for v in own]
    marks = ((around, names[1], "circle", BUKAN_PILIHAN), (whole, names[2], "diamond", JUMLAH))
    figure = go.Figure(
        go.Bar(
            x=[v or 0 for v in own], y=rows, orientation="h", name=names[0], marker={"color": PILIHAN},
            hoverinfo="skip", width=0.55,
        )
    )  # fmt: skip
    for values, name, symbol, colour in marks:
        marker = {"symbol": symbol, "size": 12, "color": colour, "line": {"width": 1.5, "color": "#FFFFFF"}}
        figure.add_scatter(x=list(values), y=rows, mode="markers", name=name, marker=marker, hoverinfo="skip")
    top = max([v for v in (*own, *around, *whole) if v is not None] or [1])
    for row, (label, *values) in zip(text, zip(rows, own, around, whole, strict=True), strict=True):
        right = max(v or 0 for v in values)
        figure.add_annotation(x=right, y=label, text=row, showarrow=False, xanchor="left", xshift=12, font={"size": 13})
    figure.update_layout(**layout(len(rows), row=38, top_margin=34))
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "xanchor": "left", "font": {"size": 13}},
    )
    figure.update_xaxes(visible=False, range=[0, top * 1.2], fixedrange=True)
    figure.update_yaxes(fixedrange=True, autorange="reversed", ticksuffix="  ", tickfont={"size": 13}, showgrid=False)
    return figure


def _colour(name: str, chosen: Collection[str]) -> str:
    if not chosen:
        return JUMLAH
    return PILIHAN if name in chosen else faded(BUKAN_PILIHAN)


def faded(colour: str) -> str:
    """Return a colour half transparent, so that it recedes on a light and on a dark page alike."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.5)"


def _add_line(figure: "go.Figure", line: Line) -> None:
    figure.add_vline(x=line.nilai, layer="below", line={"width": 1.5, "dash": "dot", "color": TANPA_DATA})
    figure.add_annotation(
        x=line.nilai, y=1, yref="paper", yanchor="bottom", text=line.teks, showarrow=False, font={"size": 12}
    )


def layout(rows: int, *, row: int = _ROW, top_margin: int = 6) -> dict[str, Any]:
    """Return what all charts share: height for so many rows, font, Indonesian separators, no background."""
    return {
        "height": row * max(rows, 1) + top_margin + 10,
        "margin": {"l": 0, "r": 8, "t": top_margin, "b": 4},
        "separators": ",.",
        "font": {"family": FONT, "size": 13},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "bargap": 0.28,
        "dragmode": False,
    }
