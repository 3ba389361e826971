"""Sorted bars as a list of the page itself: the first page is there before a chart library would be."""

from collections.abc import Collection

import polars as pl
import streamlit as st

from dampingan.formats import number, percent
from dampingan.ui import style


def show(frame: pl.DataFrame, *, name: str, value: str, chosen: Collection[str] = ()) -> None:
    """Draw bars from zero, the largest first, each with its name and value; as ``charts.bars``.

    Args:
        frame: one row a bar.
        name: column of the names.
        value: column of the values; ``pct_*`` in per cent, others counts. Rows without one are left out.
        chosen: names to single out; none means that all are meant alike.
    """
    told = frame.filter(pl.col(value).is_not_null()).sort([value, name], descending=[True, False])
    top = max([*told[value].to_list(), 1e-9])
    write = percent if value.startswith("pct_") else number
    rows = "".join(
        f"<li{_kind(label, chosen)}><span>{style.text(label)}</span>"
        f'<i><b style="width:{100 * amount / top:.2f}%"></b><em>{style.text(write(amount))}</em></i></li>'
        for label, amount in told.select(name, value).iter_rows()
    )
    st.html(f'<ol class="dmp-batang">{rows}</ol>')


def _kind(label: str, chosen: Collection[str]) -> str:
    if not chosen:
        return ""
    return ' class="dmp-terpilih"' if label in chosen else ' class="dmp-lain"'
