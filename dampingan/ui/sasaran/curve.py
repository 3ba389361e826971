"""How far the list reaches, unit by unit, beside the best possible list."""

from typing import TYPE_CHECKING

import polars as pl

from dampingan.formats import percent
from dampingan.palette import BUKAN_PILIHAN, PILIHAN
from dampingan.ui import charts, frame
from dampingan.ui.sasaran.figures import Outcome
from dampingan.ui.view import View

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT, _FIRST = 300, 10


def show(tried: View, found: Outcome) -> None:
    """Draw the curve of the list and that of the best one."""
    reached, unit = found.jangkauan, tried.manifest.unit
    if reached.pct is None or not found.codes:
        return
    first = f"Sepuluh pertama menjangkau {percent(_at(found.kurva, _FIRST))} {unit} desil 1; "
    whole = f"seluruh daftar {percent(reached.pct)}"
    frame.section(
        f"{first}{whole}" if len(found.codes) > _FIRST else f"{whole.capitalize()} {unit} desil 1",
        f"Persentase {unit} desil 1 kabupaten bila daftar diambil satu demi satu: desa merah, desa lain, lalu "
        "kelurahan. Pembanding: yang terbanyak lebih dahulu, tanpa kuota desa dan kelurahan.",
    )
    charts.show(
        figure(found.kurva),
        alt=f"Kurva jangkauan daftar sasaran: {percent(reached.pct)}; tanpa kuota terbaik "
        f"{percent(reached.pct_terbaik_bebas)}.",
        key="kurva_jangkauan",
    )
    frame.source(tried, "Sumbu mendatar: banyaknya desa dan kelurahan dalam daftar.")


def figure(curve: pl.DataFrame) -> "go.Figure":
    """Return the two lines of a ``reach_curve``, each labelled at its end."""
    import plotly.graph_objects as go

    places = curve["unit"].to_list()
    lines = (("pct_terbaik", "Terbaik tanpa kuota", BUKAN_PILIHAN, "dot"), ("pct", "Daftar ini", PILIHAN, "solid"))
    drawn = go.Figure()
    for column, _name, colour, dash in lines:
        drawn.add_scatter(
            x=places, y=curve[column].to_list(), mode="lines", hoverinfo="skip",
            line={"color": colour, "width": 3, "dash": dash},
        )  # fmt: skip
    for (column, name, *_), anchor in zip(lines, ("bottom", "top"), strict=True):
        value = curve[column][-1]
        drawn.add_annotation(
            x=places[-1], y=value, text=f"{name} {percent(value)}", showarrow=False, xanchor="left", xshift=8,
            yanchor=anchor, font={"size": 13},
        )  # fmt: skip
    drawn.update_layout(
        height=_HEIGHT, margin={"l": 0, "r": 185, "t": 10, "b": 4}, separators=",.", showlegend=False, dragmode=False,
        font={"family": charts.FONT, "size": 13}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    drawn.update_xaxes(range=[0, places[-1]], fixedrange=True, showgrid=False, zeroline=False, ticks="outside")
    drawn.update_yaxes(
        range=[0, 104], ticksuffix=" %", dtick=20, fixedrange=True, gridcolor="rgba(126,151,163,0.25)", zeroline=False
    )
    return drawn


def _at(curve: pl.DataFrame, units: int) -> float | None:
    found = curve.filter(pl.col("unit") == units)["pct"].to_list()
    return found[0] if found else None
