"""Bars in the order of the terms, drawn by the page itself, each with its value in words."""

from collections.abc import Sequence

import streamlit as st

from dampingan.ui import style


def show(rows: Sequence[tuple[str, float | None, str]], *, wordy: bool = False) -> None:
    """Draw bars from zero.

    Args:
        rows: name, length (None for an unknown one), and the value in words.
        wordy: whether the values need more room than the bars.
    """
    top = max([*(value or 0 for _, value, _ in rows), 1e-9])
    drawn = "".join(
        f'<li><span>{style.text(name)}</span><i><b style="width:{100 * (value or 0) / top:.2f}%"></b>'
        f"<em>{style.text(words)}</em></i></li>"
        for name, value, words in rows
    )
    st.html(f'<ol class="dmp-batang dmp-inv-batang{" dmp-inv-kata" if wordy else ""}">{drawn}</ol>')
