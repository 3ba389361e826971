"""Charts of the page whose order is not that of their values."""

from typing import TYPE_CHECKING

import polars as pl

from dampingan.formats import number, percent
from dampingan.palette import JUMLAH
from dampingan.ui.charts import FONT

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW = 27


def numbers(counted: pl.DataFrame) -> "go.Figure":
    """Return bars of households by how many problems they have, from none to all.

    Args:
        counted: ``how_many``: ``banyak``, ``rt``, ``pct``.
    """
    import plotly.graph_objects as go

    rows = counted.to_dicts()
    names = ["tanpa masalah" if not row["banyak"] else f"{row['banyak']} masalah" for row in rows]
    values = [row["rt"] for row in rows]
    words = [f"{number(row['rt'])} ({percent(row['pct'])})" for row in rows]
    figure = go.Figure(
        go.Bar(
            x=values, y=names, orientation="h", text=words, textposition="outside", cliponaxis=False,
            marker={"color": JUMLAH, "line": {"width": 0}}, textfont={"size": 13}, hoverinfo="skip",
        )
    )  # fmt: skip
    figure.update_layout(
        height=_ROW * max(len(rows), 1) + 16, margin={"l": 0, "r": 8, "t": 6, "b": 4}, showlegend=False,
        font={"family": FONT, "size": 13}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", bargap=0.28,
        dragmode=False,
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, max([*values, 1]) * 1.25], fixedrange=True)
    figure.update_yaxes(fixedrange=True, autorange="reversed", ticksuffix="  ", tickfont={"size": 13}, showgrid=False)
    return figure
