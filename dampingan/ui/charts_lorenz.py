"""The Lorenz curve, with the line of an even spread and the units that hold half."""

from typing import TYPE_CHECKING, Any

from dampingan.formats import number, percent
from dampingan.measures.lorenz import Lorenz
from dampingan.palette import BUKAN_PILIHAN, JUMLAH, TANPA_DATA
from dampingan.ui import charts

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT = 400
_GRID = "rgba(126,151,163,0.25)"


def lorenz_curve(found: Lorenz, unit: str) -> "go.Figure":
    """Return the curve.

    Args:
        found: ``lorenz``, with a curve.
        unit: how a unit is called: ``desa/kelurahan``.
    """
    import plotly.graph_objects as go

    shared = charts.layout(1, labels=["100 %"])
    axis = {"range": [0, 100], **charts.FIXED, "zeroline": False, "dtick": 25, "ticksuffix": " %"}
    title = {"text": f"{unit.capitalize()}, dari yang paling sedikit", "font": {"size": 13}, "standoff": 10}
    layout = {
        **shared, "height": _HEIGHT, "margin": shared["margin"] | {"t": 8, "b": 50, "r": 34},
        "annotations": _words(found, unit), "shapes": _half(found),
        "xaxis": axis | {"showgrid": False, "ticks": "outside", "tickcolor": TANPA_DATA, "title": title},
        "yaxis": axis | {"gridcolor": _GRID},
    }  # fmt: skip
    return go.Figure([_even(), _curve(found, unit)], layout)


def _even() -> dict[str, Any]:
    line = {"color": BUKAN_PILIHAN, "width": 1.5, "dash": "dot"}
    return {"type": "scatter", "x": [0, 100], "y": [0, 100], "mode": "lines", "hoverinfo": "skip", "line": line}


def _curve(found: Lorenz, unit: str) -> dict[str, Any]:
    x, y = found.kurva["pct_dasar"].to_list(), found.kurva["pct_bagian"].to_list()
    names = found.kurva["nama"].fill_null("–").to_list()
    return {
        "type": "scatter", "x": x, "y": y, "mode": "lines", "line": {"color": JUMLAH, "width": 3},
        "text": [f"Sampai {name}: {percent(base)} {unit}<br>memuat {percent(part)}"
                 for name, base, part in zip(names, x, y, strict=True)],
        "hovertemplate": "%{text}<extra></extra>", "fill": "tonexty", "fillcolor": "rgba(49,130,189,0.12)",
    }  # fmt: skip


def _begin(found: Lorenz) -> float:
    """Return where on the axis the units begin that together hold half."""
    begin: float = found.kurva["pct_dasar"][found.unit - (found.unit_separuh or 0)]
    return begin


def _words(found: Lorenz, unit: str) -> list[dict[str, Any]]:
    gini = f"<b>Gini {number(found.gini, 2)}</b><br>0 = merata, 1 = semua<br>di satu {unit}"
    half = f"{number(found.unit_separuh)} {unit}<br>memuat separuhnya →"
    return [
        {"x": 3, "y": 97, "text": gini, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False,
         "font": {"size": 13}},
        {"x": 66, "y": 66, "text": "bila merata", "xanchor": "right", "yanchor": "bottom", "showarrow": False,
         "font": {"size": 12}},
        {"x": _begin(found), "y": 4, "text": half, "xanchor": "right", "align": "right", "yanchor": "bottom",
         "xshift": -5, "showarrow": False, "font": {"size": 12}},
    ]  # fmt: skip


def _half(found: Lorenz) -> list[dict[str, Any]]:
    """Return the line that parts the units that hold half from the others."""
    begin = _begin(found)
    line = {"width": 1.5, "dash": "dot", "color": TANPA_DATA}
    return [{"type": "line", "x0": begin, "x1": begin, "y0": 0, "y1": 100, "line": line, "layer": "below"}]
