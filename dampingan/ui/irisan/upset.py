"""An UpSet plot laid on its side: a row per combination, a column per indicator, bars with their numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from dampingan.formats import number, percent
from dampingan.indicators import BY_KODE
from dampingan.measures.combinations import Combinations
from dampingan.palette import BUKAN_PILIHAN, JUMLAH, PILIHAN
from dampingan.ui.charts import FONT

if TYPE_CHECKING:
    import plotly.graph_objects as go

_ROW, _HEAD, _SIZES = 27, 148, 44
"""Heights: of a row, of the slanted names and sizes over the columns, of the bars of sizes below; pixels."""
_MATRIX = 0.4
"""Share of the width that the columns take."""


def upset(found: Combinations, marked: Sequence[bool]) -> "go.Figure":
    """Return the plot.

    Args:
        found: the combinations to draw and the sizes of the sets.
        marked: for each combination whether it meets the question; none means that all are meant alike.
    """
    from plotly.subplots import make_subplots

    rows, sets = found.irisan.to_dicts(), found.ukuran["kode"].to_list()
    inner = _ROW * len(rows) + _SIZES
    figure = make_subplots(
        rows=2, cols=2, shared_xaxes=False, column_widths=[_MATRIX, 1 - _MATRIX], horizontal_spacing=0.02,
        row_heights=[_ROW * len(rows) / inner, _SIZES / inner], vertical_spacing=0.01,
        specs=[[{}, {}], [{}, None]],
    )  # fmt: skip
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True)
    _dots(figure, [set(row["kode"]) for row in rows], found.ukuran)
    _bars(figure, rows, marked)
    _sizes(figure, found)
    figure.update_layout(
        height=inner + _HEAD + 8, margin={"l": 0, "r": 8, "t": _HEAD, "b": 8}, showlegend=False, dragmode=False,
        font={"family": FONT, "size": 13}, paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", bargap=0.28,
    )  # fmt: skip
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], row=1)
    figure.update_xaxes(range=[-0.6, len(sets) - 0.4], col=1)
    return figure


def _dots(figure: "go.Figure", combinations: Sequence[set[str]], sizes: pl.DataFrame) -> None:
    """Draw the matrix: a dot for each indicator that a combination has, joined by a line; the sets' sizes on top.

    The row without any indicator says so in words instead of dots.
    """
    sets, counts = sizes["kode"].to_list(), sizes["rt"].to_list()
    empty = [(x, y) for y, has in enumerate(combinations) for x, kode in enumerate(sets) if has and kode not in has]
    filled = [(x, y) for y, has in enumerate(combinations) for x, kode in enumerate(sets) if kode in has]
    lines = [_joint(y, [x for x, kode in enumerate(sets) if kode in has]) for y, has in enumerate(combinations)]
    joints = [point for line in lines for point in line]
    figure.add_scatter(
        x=[x for x, _ in joints], y=[y for _, y in joints], mode="lines", hoverinfo="skip",
        line={"color": BUKAN_PILIHAN, "width": 3}, row=1, col=1,
    )  # fmt: skip
    for points, colour, opacity, size in ((empty, BUKAN_PILIHAN, 0.3, 9), (filled, JUMLAH, 1.0, 13)):
        figure.add_scatter(
            x=[x for x, _ in points], y=[y for _, y in points], mode="markers", hoverinfo="skip",
            marker={"size": size, "color": colour, "opacity": opacity, "line": {"width": 0}}, row=1, col=1,
        )  # fmt: skip
    for row in (y for y, has in enumerate(combinations) if not has):
        figure.add_annotation(
            x=len(sets) - 0.6, y=row, text="tanpa masalah", showarrow=False, xanchor="right", font={"size": 13}, row=1,
            col=1,
        )  # fmt: skip
    heads = [f"{BY_KODE[kode].pendek}: {number(count)}" for kode, count in zip(sets, counts, strict=True)]
    figure.update_xaxes(
        visible=True, side="top", tickmode="array", tickvals=list(range(len(sets))), tickangle=-45,
        ticktext=heads, tickfont={"size": 12}, showgrid=False, zeroline=False,
        showline=False, automargin=False, row=1, col=1,
    )  # fmt: skip


def _joint(row: int, columns: Sequence[int]) -> list[tuple[float | None, float | None]]:
    """Return a combination's line from its first to its last dot; a gap ends it."""
    return [(columns[0], row), (columns[-1], row), (None, None)] if len(columns) > 1 else []


def _bars(figure: "go.Figure", rows: Sequence[dict[str, object]], marked: Sequence[bool]) -> None:
    counts = [int(str(row["rt"])) for row in rows]
    words = [f"{number(count)} ({percent(float(str(row['pct'])))})" for count, row in zip(counts, rows, strict=True)]
    colours = [(PILIHAN if meets else BUKAN_PILIHAN) for meets in marked] or [JUMLAH] * len(rows)
    figure.add_bar(
        x=counts, y=list(range(len(rows))), orientation="h", text=words, textposition="outside", cliponaxis=False,
        marker={"color": colours, "line": {"width": 0}}, textfont={"size": 13}, hoverinfo="skip", row=1, col=2,
    )  # fmt: skip
    figure.update_xaxes(range=[0, max(counts, default=1) * 1.42], row=1, col=2)


def _sizes(figure: "go.Figure", found: Combinations) -> None:
    """Draw the sets' sizes below the columns, hanging; their numbers stand on top."""
    counts = found.ukuran["rt"].to_list()
    figure.add_bar(
        x=list(range(len(counts))), y=counts, marker={"color": BUKAN_PILIHAN, "line": {"width": 0}}, hoverinfo="skip",
        row=2, col=1,
    )  # fmt: skip
    figure.update_yaxes(range=[max([*counts, 1]), 0], row=2, col=1)
