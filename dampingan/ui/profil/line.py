"""A line over the periods, at their distance in time, that breaks where its parts do not compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from dampingan.palette import JUMLAH, PILIHAN, TANPA_DATA
from dampingan.sources.delivery import period_end
from dampingan.ui import charts

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT = 210
_MARGIN = 0.09
"""Room left and right of the line, as a share of its length."""


@dataclass(frozen=True)
class Point:
    """A value of a period, None where there is none, and the unbroken stretch that it belongs to."""

    periode: str
    nama: str
    nilai: float | None
    label: str
    segmen: int

    @property
    def x(self) -> int:
        """Return the period's last day, as a number of days."""
        return period_end(self.periode).toordinal()


def line(points: Sequence[Point], *, chosen: str) -> "go.Figure":
    """Return the line; values start at zero, the chosen period is marked, each break is drawn and named.

    Args:
        points: oldest first, at least one with a value.
        chosen: the period that the page shows.
    """
    import plotly.graph_objects as go

    figure = go.Figure()
    for _, stretch in groupby(points, key=lambda point: point.segmen):
        _add_stretch(figure, list(stretch), chosen)
    top = max([point.nilai or 0 for point in points] + [1.0])
    for before, after in pairwise(points):
        if before.segmen != after.segmen:
            _add_break(figure, (before.x + after.x) / 2)
    first, last = points[0].x, points[-1].x
    room = max((last - first) * _MARGIN, 60)
    figure.update_layout(**charts.layout(1) | {"height": _HEIGHT, "margin": {"l": 0, "r": 0, "t": 6, "b": 24}})
    figure.update_xaxes(
        range=[first - room, last + room], tickmode="array", tickvals=[p.x for p in points],
        ticktext=[_tick(p) for p in points], tickfont={"size": 13}, showgrid=False, zeroline=False, showline=True,
        linecolor=TANPA_DATA, fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(visible=False, range=[0, top * 1.3], fixedrange=True)
    return figure


def _add_stretch(figure: "go.Figure", points: Sequence[Point], chosen: str) -> None:
    figure.add_scatter(
        x=[p.x for p in points], y=[p.nilai for p in points], mode="lines+markers+text", text=[p.label for p in points],
        textposition="top center", textfont={"size": 13}, cliponaxis=False, hoverinfo="skip", connectgaps=False,
        line={"color": JUMLAH, "width": 2.5},
        marker={
            "size": [13 if p.periode == chosen else 9 for p in points],
            "color": [PILIHAN if p.periode == chosen else JUMLAH for p in points], "line": {"width": 0}, "opacity": 1,
        },
    )  # fmt: skip


def _add_break(figure: "go.Figure", x: float) -> None:
    figure.add_vline(x=x, line={"width": 1.5, "dash": "dot", "color": TANPA_DATA})
    figure.add_annotation(
        x=x, y=0.5, yref="paper", xanchor="right", text="tidak sebanding", textangle=-90, showarrow=False,
        font={"size": 12},
    )  # fmt: skip


def _tick(point: Point) -> str:
    return point.nama if point.nilai is not None else f"{point.nama}<br>tidak ada"
