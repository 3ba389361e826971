"""The heat map of places and indicators, as a real table: the number stands in each cell."""

from html import escape
from itertools import pairwise

import polars as pl
import streamlit as st

from dampingan.formats import number
from dampingan.indicators import INDICATORS
from dampingan.palette import TINGKAT, ink_on

STEPS = (10.0, 20.0, 30.0, 40.0)
"""Per cents at which a darker step begins; the same for every indicator and period, so that maps compare."""


def step(value: float) -> int:
    """Return the step (0-4) of a per cent; a limit belongs to the darker step.

    >>> [step(v) for v in (0, 9.99, 10, 39.9, 40)]
    [0, 0, 1, 3, 4]
    """
    return sum(value >= limit for limit in STEPS)


def show(rows: pl.DataFrame, whole: dict[str, object], *, name: str, whole_name: str) -> None:
    """Draw places by the nine indicators, the kabupaten last.

    Args:
        rows: one row a place with ``pct_X``; null where the source can't tell.
        whole: the same for the kabupaten.
        name: column of the place's name.
        whole_name: how the kabupaten is called.
    """
    head = "".join(
        f'<th scope="col" title="{escape(i.judul)}">{escape(i.pendek).replace("/", "/<wbr>")}</th>' for i in INDICATORS
    )
    body = "".join(_row(str(row[name]), row) for row in rows.to_dicts())
    total = _row(whole_name, whole, kind=' class="dmp-total"')
    st.html(
        '<div class="dmp-gulir"><table class="dmp-tabel dmp-peta-panas"><thead><tr><th scope="col">Kecamatan</th>'
        f"{head}</tr></thead><tbody>{body}{total}</tbody></table></div>{_legend()}"
    )


def _row(name: str, values: dict[str, object], kind: str = "") -> str:
    cells = "".join(_cell(values[f"pct_{i.kode}"]) for i in INDICATORS)
    return f'<tr{kind}><th scope="row">{escape(name)}</th>{cells}</tr>'


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return '<td class="dmp-tidak" title="tidak tersedia">t.t.</td>'
    colour = TINGKAT[step(value)]
    return f'<td style="background-color:{colour};color:{ink_on(colour)}">{number(value, 1)}</td>'


def _legend() -> str:
    limits = [number(limit) for limit in STEPS]
    words = [f"kurang dari {limits[0]} %", *(f"{a}–{b} %" for a, b in pairwise(limits)),
             f"{limits[-1]} % atau lebih"]  # fmt: skip
    items = "".join(
        f'<span><i style="background-color:{colour}"></i>{escape(word)}</span>'
        for colour, word in zip(TINGKAT, words, strict=True)
    )
    return f'<div class="dmp-legenda">{items}<span><i class="dmp-tanda-kosong"></i>t.t. = tidak tersedia</span></div>'
