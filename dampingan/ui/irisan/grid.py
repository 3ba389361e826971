"""A heat map as a real table, the number in each cell; the steps are those of the page Kecamatan."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

import streamlit as st

from dampingan.formats import number
from dampingan.palette import TINGKAT, ink_on
from dampingan.ui.heat_map import STEPS, step

Values = Sequence[float | None]


def show(
    corner: str, heads: Sequence[str], rows: Sequence[tuple[str, Values]], *, total: tuple[str, Values], lacking: str
) -> None:
    """Draw per cents by rows and columns.

    Args:
        corner: what the rows are.
        heads: names of the columns.
        rows: name and values of each row; None where there is none.
        total: a last row for comparison.
        lacking: what stands for None, in words.
    """
    head = "".join(f'<th scope="col">{escape(name).replace("/", "/<wbr>")}</th>' for name in heads)
    body = "".join(_row(name, values, lacking) for name, values in rows)
    last = _row(*total, lacking, kind=' class="dmp-total"')
    st.html(
        '<div class="dmp-gulir"><table class="dmp-tabel dmp-peta-panas"><thead><tr>'
        f'<th scope="col">{escape(corner)}</th>{head}</tr></thead>'
        f"<tbody>{body}{last}</tbody></table></div>{_legend(lacking)}"
    )


def _row(name: str, values: Values, lacking: str, kind: str = "") -> str:
    cells = "".join(_cell(value, lacking) for value in values)
    return f'<tr{kind}><th scope="row">{escape(name).replace("/", "/<wbr>")}</th>{cells}</tr>'


def _cell(value: float | None, lacking: str) -> str:
    if value is None:
        return f'<td class="dmp-tidak" title="{escape(lacking)}">–</td>'
    colour = TINGKAT[step(value)]
    return f'<td style="background-color:{colour};color:{ink_on(colour)}">{number(value, 1)}</td>'


def _legend(lacking: str) -> str:
    limits = [number(limit) for limit in STEPS]
    between = [f"{low}–{high} %" for low, high in pairwise(limits)]
    words = [f"kurang dari {limits[0]} %", *between, f"{limits[-1]} % atau lebih"]
    items = "".join(
        f'<span><i style="background-color:{colour}"></i>{escape(word)}</span>'
        for colour, word in zip(TINGKAT, words, strict=True)
    )
    return f'<div class="dmp-legenda">{items}<span><i class="dmp-tanda-kosong"></i>– = {escape(lacking)}</span></div>'
