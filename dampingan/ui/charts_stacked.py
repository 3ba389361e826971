"""Stacked bars: what each place is made of, every part with its number in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from dampingan.formats import NO_DATA, number
from dampingan.palette import BUKAN_PILIHAN, TANPA_DATA, ink_on
from dampingan.ui import charts

if TYPE_CHECKING:
    import plotly.graph_objects as go

_FADED = 0.4
_WIDTH, _DIGIT = 330, 7
"""Width of the longest bar where the chart is narrowest, and of a digit, pixels: a number that doesn't fit its part
isn't written there; it stands in the hover."""


@dataclass(frozen=True)
class Part:
    """One part of the bars: the column that holds it, how it is called, its colour; hatched where it is no class."""

    kolom: str
    judul: str
    warna: str
    bergaris: bool = False


def stacked(
    frame: pl.DataFrame, parts: Sequence[Part], *, name: str, total: str, chosen: Collection[str] = ()
) -> "go.Figure":
    """Return horizontal stacked bars in the order of the rows, with the sum at their end.

    Args:
        frame: a row per place with ``name``, the columns of ``parts`` and ``total``; null where there is no data.
        parts: first the one that begins at zero.
        name: column of the place's name.
        total: column of the sum.
        chosen: names to single out, the others fade; none means that all are meant alike.
    """
    import plotly.graph_objects as go

    names = frame[name].to_list()
    near = [not chosen or place in chosen for place in names]
    sums = frame[total].to_list()
    longest = max([*(value or 0 for value in sums), 1])
    ends = {
        "type": "scatter", "x": [value or 0 for value in sums], "y": names, "mode": "text", "hoverinfo": "skip",
        "text": [f" {NO_DATA if value is None else number(value)}" for value in sums], "textfont": {"size": 13},
        "textposition": "middle right", "cliponaxis": False,
    }  # fmt: skip
    axes = {
        "xaxis": {"visible": False, "range": [0, longest * 1.12], "fixedrange": True},
        "yaxis": {
            **charts.FIXED, "ticksuffix": "  ", "tickfont": {"size": 13}, "showgrid": False, "tickmode": "array",
            "range": [len(names) - 0.5, -0.5], "tickvals": names,
            "ticktext": [f"<b>{place}</b>" if place in chosen else place for place in names],
        },
    }  # fmt: skip
    return go.Figure(
        [*(_bar(frame, part, names, near, longest) for part in parts), ends],
        {**charts.layout(len(names), labels=names), **axes, "barmode": "stack"},
    )


def _bar(
    frame: pl.DataFrame, part: Part, names: Sequence[str], near: Sequence[bool], longest: int
) -> dict[str, Any]:  # fmt: skip
    values = frame[part.kolom].to_list()
    # A hatched part has the page's own background, so it takes the page's own ink.
    ink = BUKAN_PILIHAN if part.bergaris else ink_on(part.warna)
    pattern = {"pattern": {"shape": "/", "fillmode": "replace", "size": 6}} if part.bergaris else {}
    marker = {
        "color": part.warna, "line": {"width": 0.5, "color": charts.faded(TANPA_DATA)},
        "opacity": [1 if here else _FADED for here in near], **pattern,
    }  # fmt: skip
    return {
        "type": "bar", "x": values, "y": names, "orientation": "h", "name": part.judul, "marker": marker,
        "text": [_fitting(v, longest) for v in values], "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "constraintext": "none",
        "textfont": {"size": 12, "color": [ink if here else BUKAN_PILIHAN for here in near]},
        "hovertemplate": f"%{{y}}<br>{part.judul}: %{{x:,}}<extra></extra>",
    }  # fmt: skip


def _fitting(value: int | None, longest: int) -> str:
    words = number(value or 0)
    return words if value and value / longest * _WIDTH >= _DIGIT * len(words) + 2 else ""
