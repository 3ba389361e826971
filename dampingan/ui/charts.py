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
CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""No buttons, no zoom: a chart on the page is read, not worked on."""
FIXED: dict[str, Any] = {"fixedrange": True, "automargin": False}
"""An axis that neither moves nor finds its own room, for which Plotly would draw the chart once more: ``layout``."""
_ROW = 27
"""Height of a bar with its gap, pixels."""
_NARROW, _WIDE = frozenset("ijlftrIJ.,:()/·- "), frozenset("mwGMOQW%")
_NARROW_PX, _WIDE_PX, _LETTER_PX, _GAP = 4.6, 12, 8.4, 12
"""Widths of letters of the axes' labels in our font at 13 pixels, bold included, and of the gap beside them."""


@dataclass(frozen=True)
class Line:
    """A vertical line for comparison, with its label."""

    nilai: float
    teks: str


def show(figure: "go.Figure", *, alt: str, key: str) -> None:
    """Draw a chart; ``alt`` says for screen readers what it shows."""
    st.plotly_chart(figure, config=CONFIG, alt=alt, key=key, on_select="ignore")


def bars(
    frame: pl.DataFrame, *, name: str, value: str, chosen: Collection[str] = (), line: Line | None = None,
    press: str = "",
) -> "go.Figure":  # fmt: skip
    """Return sorted horizontal bars with their values written beside them.

    Args:
        frame: one row a place.
        name: column of the place's name.
        value: column of the value; ``pct_*`` in per cent, others counts.
        chosen: names to single out; none means that all are meant alike.
        line: a value to compare with.
        press: where bars can be pressed, what a press does, for the hover: ``Rinci %{y}``.
    """
    import plotly.graph_objects as go

    told = frame.filter(pl.col(value).is_not_null()).sort([value, name], descending=[False, True])
    names, values = told[name].to_list(), told[value].to_list()
    write = percent if value.startswith(("pct_", "pangsa_")) else number
    drawn = {
        "type": "bar", "x": values, "y": names, "orientation": "h", "text": [write(v) for v in values],
        "textposition": "outside", "textfont": {"size": 13}, "cliponaxis": False, "hoverinfo": "skip",
        "marker": {"color": [_colour(n, chosen) for n in names], "line": {"width": 0}},
        "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip
    right = max([*values, line.nilai if line else 0, 1e-9]) * 1.16
    axes = {
        "xaxis": {"visible": False, "range": [0, right], **FIXED},
        "yaxis": {"ticksuffix": "  ", "tickfont": {"size": 13}, "showgrid": False, **FIXED},
    }
    shared = layout(len(names), top_margin=30 if line else 6, labels=names)
    targets = [_targets(names, right, press)] if press else []
    return go.Figure([drawn, *targets], {**shared, **axes, **vertical(line), "barmode": "overlay"})


def _targets(names: Sequence[str], right: float, press: str) -> dict[str, Any]:
    """Return unseen bars over the rows' whole width: a short bar is a small thing to press."""
    return {
        "type": "bar", "x": [right] * len(names), "y": names, "orientation": "h", "width": 1,
        "marker": {"color": "rgba(0,0,0,0)"}, "unselected": {"marker": {"opacity": 0}},
        "hovertemplate": f"{press}<extra></extra>",
    }  # fmt: skip


def _colour(name: str, chosen: Collection[str]) -> str:
    if not chosen:
        return JUMLAH
    return PILIHAN if name in chosen else faded(BUKAN_PILIHAN)


def faded(colour: str) -> str:
    """Return a colour half transparent, so that it recedes on a light and on a dark page alike."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.5)"


def vertical(line: Line | None) -> dict[str, Any]:
    """Return a line for comparison, its words above it, as a part of a chart's layout."""
    if line is None:
        return {}
    drawn = {"type": "line", "x0": line.nilai, "x1": line.nilai, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
             "line": {"width": 1.5, "dash": "dot", "color": TANPA_DATA}}  # fmt: skip
    words = {"x": line.nilai, "y": 1, "yref": "paper", "yanchor": "bottom", "text": line.teks, "showarrow": False,
             "font": {"size": 12}}  # fmt: skip
    return {"shapes": [drawn], "annotations": [words]}


def _width(words: str) -> float:
    return sum(_NARROW_PX if c in _NARROW else _WIDE_PX if c in _WIDE else _LETTER_PX for c in words)


def layout(rows: int, *, row: int = _ROW, top_margin: int = 6, labels: Collection[str] = ()) -> dict[str, Any]:
    """Return what all charts share: height for so many rows, font, Indonesian separators, no background.

    Args:
        rows: how many rows the chart has.
        row: height of one, pixels.
        top_margin: room above the first, pixels.
        labels: what stands at the left axis, which is ``FIXED``.
    """
    left = max(map(_width, labels)) + _GAP if labels else 0
    return {
        "height": row * max(rows, 1) + top_margin + 10,
        "margin": {"l": round(left), "r": 8, "t": top_margin, "b": 4},
        "separators": ",.",
        "font": {"family": FONT, "size": 13},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "bargap": 0.28,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FONT}},
    }
