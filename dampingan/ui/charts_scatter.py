"""The scatter of desil 1 against IDM: a dot per desa in the fields of the desa-merah rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from dampingan.formats import number, percent
from dampingan.measures.quadrants import FIELDS, Quadrants
from dampingan.palette import BUKAN_PILIHAN, KELAS, TANPA_DATA
from dampingan.ui import charts

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT = 400
_SYMBOLS = {"merah": "square", "kuning": "circle", "hijau": "triangle-up"}
"""As the marks of the classes everywhere on the pages."""
_NAMED = 6
_PLOT = (430, 330)
"""Width and height that labels are placed for, pixels: the narrowest the chart is drawn."""
_LETTER, _LINE = 6.6, 15
"""Size of a letter of a label and of its line, pixels."""


@dataclass(frozen=True)
class _Span:
    """An axis: from, to."""

    low: float
    high: float

    def part(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)


def scatter(near: Quadrants, far: pl.DataFrame, *, share: bool) -> "go.Figure":
    """Return the scatter: IDM from left to right, desil 1 upwards.

    Args:
        near: the desa that are meant, drawn full in the colour and the mark of their class.
        far: ``titik`` of all others, drawn faded.
        share: whether desil 1 is a per cent; else a count.
    """
    import plotly.graph_objects as go

    idm, value = _spans(pl.concat([near.titik.select("idm", "nilai"), far.select("idm", "nilai")]))
    axes = _axes(idm, value, share=share)
    shared = charts.layout(1, labels=axes["yaxis"]["ticktext"])
    layout = {
        **shared, "height": _HEIGHT, "margin": shared["margin"] | {"t": 4, "b": 46},
        "shapes": _lines(near),
        "annotations": [*_fields(near), *_names(near.titik, idm, value)], **axes,
    }  # fmt: skip
    return go.Figure([*_others(far, share=share), *_classes(near.titik, share=share)], layout)


def _others(far: pl.DataFrame, *, share: bool) -> list[dict[str, Any]]:
    marker = {"size": 5, "color": charts.faded(BUKAN_PILIHAN), "symbol": "circle-open"}
    return [] if far.is_empty() else [_dots(far, marker, share=share)]


def _classes(points: pl.DataFrame, *, share: bool) -> list[dict[str, Any]]:
    """Return a trace a class, merah on top."""
    line = {"width": 0.7, "color": "rgba(255,255,255,0.7)"}
    told = [(kelas, points.filter(pl.col("kelas") == kelas)) for kelas in reversed(_SYMBOLS)]
    return [
        _dots(
            part, {"size": 8, "color": KELAS[kelas], "symbol": _SYMBOLS[kelas], "opacity": 0.85, "line": line},
            share=share,
        )
        for kelas, part in told if not part.is_empty()
    ]  # fmt: skip


def _axes(idm: _Span, value: _Span, *, share: bool) -> dict[str, Any]:
    ticks = _ticks(value)
    return {
        "xaxis": {
            "range": [idm.low, idm.high], **charts.FIXED, "zeroline": False, "showgrid": False, "dtick": 0.1,
            "tickformat": ".1f", "title": {"text": "IDM", "font": {"size": 13}, "standoff": 6}, "ticks": "outside",
            "tickcolor": TANPA_DATA,
        },
        "yaxis": {
            "range": [value.low, value.high], **charts.FIXED, "zeroline": False, "tickmode": "array",
            "tickvals": ticks, "ticktext": [percent(tick, 0) if share else number(tick) for tick in ticks],
            "gridcolor": "rgba(126,151,163,0.25)",
        },
    }  # fmt: skip


def _spans(points: pl.DataFrame) -> tuple[_Span, _Span]:
    """Return the axes: around all points, with room above and below for the names of the fields."""
    low, high, top = points.select(pl.min("idm"), pl.max("idm").alias("high"), pl.max("nilai")).row(0)
    return _Span(low - 0.02, high + 0.02), _Span(-0.2 * max(top, 1), 1.25 * max(top, 1))


def _ticks(value: _Span) -> list[float]:
    """Return round values from zero: below it lies only room for words."""
    top = value.high / 1.25
    step = next(s * 10**e for e in range(5) for s in (1, 2, 5) if top / (s * 10**e) <= 6)
    return [float(step * i) for i in range(int(top // step) + 1)]


def _dots(points: pl.DataFrame, marker: dict[str, Any], *, share: bool) -> dict[str, Any]:
    write = percent if share else number
    return {
        "type": "scatter", "mode": "markers", "x": points["idm"].to_list(), "y": points["nilai"].to_list(),
        "marker": marker, "cliponaxis": False, "hovertemplate": "%{text}<extra></extra>",
        "text": [f"{r['nama']}, {r['kecamatan']} ({r['kelas']})<br>desil 1 {write(r['nilai'])}, "
                 f"IDM {number(r['idm'], 4)}" for r in points.to_dicts()],
    }  # fmt: skip


def _lines(found: Quadrants) -> list[dict[str, Any]]:
    line = {"width": 1.5, "dash": "dot", "color": TANPA_DATA}
    drawn: list[dict[str, Any]] = []
    if found.idm_batas is not None:
        drawn.append({"type": "line", "x0": found.idm_batas, "x1": found.idm_batas, "y0": 0, "y1": 1,
                      "yref": "paper", "line": line, "layer": "below"})  # fmt: skip
    if found.ambang is not None:
        drawn.append({"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": found.ambang, "y1": found.ambang,
                      "line": line, "layer": "below"})  # fmt: skip
    return drawn


def _fields(found: Quadrants) -> list[dict[str, Any]]:
    """Return the name and number of desa of each field, in its corner."""
    counts = {row["bidang"]: row for row in found.bidang.to_dicts()}
    told = []
    for (concentrated, low), words in FIELDS.items():
        row = counts[words]
        text = f"<b>{row['kelas'].capitalize()}: {row['desa']} desa</b><br>{words.replace(', ', ',<br>')}"
        told.append({
            "x": 0 if low else 1, "xanchor": "left" if low else "right", "align": "left" if low else "right",
            "y": 1 if concentrated else 0, "yanchor": "top" if concentrated else "bottom", "xref": "paper",
            "yref": "paper", "text": text, "showarrow": False, "font": {"size": 12},
        })  # fmt: skip
    return told


def _names(points: pl.DataFrame, idm: _Span, value: _Span) -> list[dict[str, Any]]:
    """Return the names of the most extreme desa that can be written without touching one another."""
    placed: list[tuple[float, float, float]] = []
    told: list[dict[str, Any]] = []
    for row in _extreme(points):
        left = idm.part(row["idm"]) > 0.7
        width = len(row["nama"]) * _LETTER + 16
        x = idm.part(row["idm"]) * _PLOT[0] - (width if left else 0)
        y = value.part(row["nilai"]) * _PLOT[1]
        if len(told) == _NAMED:
            break
        if any(abs(y - other_y) < _LINE and x < end and start < x + width for start, end, other_y in placed):
            continue
        placed.append((x, x + width, y))
        told.append({
            "x": row["idm"], "y": row["nilai"], "text": row["nama"], "showarrow": False, "font": {"size": 12},
            "xanchor": "right" if left else "left", "xshift": -7 if left else 7,
        })  # fmt: skip
    return told


def _extreme(points: pl.DataFrame) -> Sequence[dict[str, Any]]:
    """Return desa from the ends inwards: most desil 1, lowest IDM, highest IDM, and again."""
    ends = (
        points.sort(["nilai", "kode_desa"], descending=[True, False]),
        points.sort(["idm", "kode_desa"]),
        points.sort(["idm", "kode_desa"], descending=[True, False]),
    )
    rounds = zip(*(end.head(_NAMED).to_dicts() for end in ends), strict=True)
    return list({row["kode_desa"]: row for three in rounds for row in three}.values())
