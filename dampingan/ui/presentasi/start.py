"""The start: which desa are to follow, what will be shown, and how one moves."""

from collections.abc import Callable, Mapping

import streamlit as st

from dampingan.config import KABUPATEN
from dampingan.formats import joined, period
from dampingan.ui.presentasi.deck import Deck
from dampingan.ui.presentasi.series import Series
from dampingan.ui.presentasi.slide import sample_mark
from dampingan.ui.style import text
from dampingan.ui.view import View

_KEYS = (
    (("→", "spasi", "Page Down"), "berikutnya"),
    (("←", "Page Up"), "sebelumnya"),
    (("F11",), "layar penuh"),
    (("Esc",), "keluar"),
)

_NAMED = 3
"""Desa named one by one."""


def show(view: View, made: Deck, offered: Mapping[str, Series], key: str, begin: Callable[[], None]) -> None:
    """Draw the start.

    Args:
        view: the look at the data.
        made: the slides of the series that is chosen.
        offered: the series to choose from, by their code.
        key: the key of the control that chooses one.
        begin: what goes to the first slide.
    """
    codes = list(offered)
    with st.container(key="presentasi_mulai"):
        st.html(_head(view, made))
        with st.container(horizontal=True, vertical_alignment="bottom", key="presentasi_pilih"):
            st.selectbox(
                "Desa yang dibahas sesudah kabupaten", codes, codes.index(made.seri.kode),
                format_func=lambda kode: offered[kode].label, key=key,
            )  # fmt: skip
            st.button("Mulai presentasi", type="primary", on_click=begin)
        st.html(_below(made))


def _head(view: View, made: Deck) -> str:
    when = f"{KABUPATEN} · periode {period(view.manifest.periode)}"
    return (
        f'<header class="prs-atas"><p class="prs-konteks">{text(when)}</p>{sample_mark(view)}</header>'
        f'<h1 class="dmp-judul">{text(_title(made))}</h1>'
        f'<p class="prs-ukuran">{text(view.subtitle())}. Saringan diatur di halaman Ringkasan.</p>'
    )


def _below(made: Deck) -> str:
    keys = "".join(
        f"<div><dt>{''.join(f'<kbd>{text(name)}</kbd>' for name in names)}</dt><dd>{text(does)}</dd></div>"
        for names, does in _KEYS
    )
    return (
        f'<p class="prs-catatan">{text(made.seri.catatan)}</p><ol class="prs-daftar">{_contents(made)}</ol>'
        f'<dl class="prs-tombol">{keys}</dl>'
    )


def _title(made: Deck) -> str:
    units = f", {len(made.desa)} desa" if made.desa else ""
    return f"Presentasi {made.total} salindia{units}"


def _contents(made: Deck) -> str:
    """Return the chapters with the numbers of their slides; all desa together in one line."""
    lines, position = [], 1
    for chapter in made.bab:
        if chapter not in made.desa:
            lines.append((position, len(chapter.slide), chapter.judul))
        elif chapter is made.desa[0]:
            lines.append((position, sum(len(one.slide) for one in made.desa), _names(made)))
        position += len(chapter.slide)
    return "".join(
        f"<li><b>{at if count == 1 else f'{at}–{at + count - 1}'}</b>{text(name)}</li>" for at, count, name in lines
    )


def _names(made: Deck) -> str:
    names = [chapter.judul for chapter in made.desa]
    if len(names) <= _NAMED:
        return joined(names)
    return joined([*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} desa lain"])
