"""Strips: each unit as a dot in the row of its kecamatan, over a box of the middle half."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import polars as pl

from dampingan.formats import NO_DATA, number, percent
from dampingan.measures.distribution import Distribution
from dampingan.palette import BUKAN_PILIHAN, JUMLAH, PILIHAN
from dampingan.ui import charts

if TYPE_CHECKING:
    import plotly.graph_objects as go

_AXIS = 24
"""Height of the axis's numbers, pixels."""
_SPREAD = 0.5
"""How far dots of a row are strewn so that equal ones can be told apart; rows are 1 apart."""
_ROOM = 1.42
"""Width of the axis by the highest value: the names of the highest stand at their right."""
_GOLDEN = 0.618034


def strips(found: Distribution, *, share: bool, chosen: Collection[str] = ()) -> "go.Figure":
    """Return the strips, the kecamatan with the highest median first, each row's highest unit named.

    Args:
        found: ``distribution`` of the figure.
        share: whether it is a per cent.
        chosen: kecamatan to single out, the others fade; none means that all are meant alike.
    """
    import plotly.graph_objects as go

    rows: list[dict[str, Any]] = found.ringkasan.to_dicts()
    order = {row["kecamatan"]: place for place, row in enumerate(rows)}
    shared = charts.layout(len(rows), labels=[_label(row, ()) for row in rows])
    layout = {
        **shared, "height": shared["height"] + _AXIS, "margin": shared["margin"] | {"b": 4 + _AXIS},
        **_axes(rows, chosen, share=share),
    }  # fmt: skip
    return go.Figure([_boxes(rows), _dots(found.unit, order, chosen, share=share), _highest(found.unit, order)], layout)


def _axes(rows: list[dict[str, Any]], chosen: Collection[str], *, share: bool) -> dict[str, Any]:
    top = max([row["tertinggi"] or 0 for row in rows] or [0])
    return {
        "xaxis": {
            "range": [0, max(top, 1) * _ROOM], **charts.FIXED, "zeroline": False, "nticks": 6, "showgrid": True,
            "ticksuffix": " %" if share else "", "gridcolor": "rgba(126,151,163,0.25)",
        },
        "yaxis": {
            "range": [len(rows) - 0.5, -0.5], **charts.FIXED, "tickmode": "array", "tickfont": {"size": 13},
            "tickvals": list(range(len(rows))), "ticktext": [_label(row, chosen) for row in rows],
            "ticksuffix": "  ", "showgrid": False, "zeroline": False,
        },
    }  # fmt: skip


def _boxes(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the boxes from quartiles that are already computed, one trace for all rows."""
    told = [(place, row) for place, row in enumerate(rows) if row["median"] is not None]
    columns = {"lowerfence": "terendah", "q1": "kuartil_1", "median": "median", "q3": "kuartil_3",
               "upperfence": "tertinggi"}  # fmt: skip
    return {
        "type": "box", "y": [place for place, _ in told], "orientation": "h", "hoverinfo": "skip", "width": 0.62,
        "whiskerwidth": 0, "line": {"color": BUKAN_PILIHAN, "width": 1.5}, "fillcolor": "rgba(126,151,163,0.2)",
        **{name: [row[column] for _, row in told] for name, column in columns.items()},
    }  # fmt: skip


def _dots(
    units: pl.DataFrame, order: dict[str, int], chosen: Collection[str], *, share: bool
) -> dict[str, Any]:  # fmt: skip
    write = percent if share else number
    rows = units.to_dicts()
    other = charts.faded(BUKAN_PILIHAN) if chosen else JUMLAH
    colours = [PILIHAN if row["kecamatan"] in chosen else other for row in rows]
    return {
        "type": "scatter", "mode": "markers", "cliponaxis": False, "x": units["nilai"].to_list(),
        "y": [order[row["kecamatan"]] + _offset(place) for place, row in enumerate(rows)],
        "marker": {"size": 7, "color": colours, "opacity": 0.8, "line": {"width": 0}},
        "text": [f"{row['nama']}, {row['kecamatan']}: {write(row['nilai'])}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _offset(place: int) -> float:
    """Return a place across the row, the same at every run, neighbours far apart."""
    return (place * _GOLDEN % 1 - 0.5) * _SPREAD


def _highest(units: pl.DataFrame, order: dict[str, int]) -> dict[str, Any]:
    top = units.group_by("kecamatan", maintain_order=True).last()
    return {
        "type": "scatter", "x": top["nilai"].to_list(), "y": [order[name] for name in top["kecamatan"]],
        "mode": "text", "text": [f"   {name}" for name in top["nama"]], "textposition": "middle right",
        "textfont": {"size": 12}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def _label(row: dict[str, Any], chosen: Collection[str]) -> str:
    name = f"<b>{row['kecamatan']}</b>" if row["kecamatan"] in chosen else str(row["kecamatan"])
    return name if row["median"] is not None else f"{name} ({NO_DATA})"
