"""The page: the start or one slide, over the whole window, redrawn alone when one moves on."""

import logging
from pathlib import Path

import streamlit as st

from dampingan.errors import DampinganError
from dampingan.palette import BUKAN_PILIHAN, GELAP, JUMLAH, TERANG
from dampingan.ui import frame
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.navigation import PAGES
from dampingan.ui.presentasi import keys, start
from dampingan.ui.presentasi.deck import deck
from dampingan.ui.presentasi.series import first, series
from dampingan.ui.view import View

_CSS = Path(__file__).with_name("presentasi.css")
_SLIDE, _START = "slide", 0


def show(view: View) -> None:
    """Draw the presentation over everything else of the page."""
    second = f"light-dark({TERANG.latar_kedua},{GELAP.latar_kedua})"
    colours = f"--prs-jumlah:{JUMLAH};--prs-lain:{BUKAN_PILIHAN};--prs-latar-kedua:{second}"
    st.html(f"<style>.st-key-presentasi{{{colours}}}{_CSS.read_text('utf-8')}</style>")
    with st.container(key="presentasi"):
        _stage(view)


@st.fragment
def _stage(view: View) -> None:
    """Draw what is asked for; an error must not leave a presenter before an empty screen without a way out."""
    try:
        _draw(view)
    except DampinganError as error:
        frame.problem(error)
        _way_out(view)
    except Exception:
        logging.getLogger("dampingan").exception("Presentasi gagal")
        frame.broken()
        _way_out(view)


def _draw(view: View) -> None:
    offered = series(view)
    usual = first(offered)
    key = choice_param("seri", offered, usual)
    made = deck(view, offered[str(st.session_state[key])])
    position = _asked(made.total)
    keep_param("seri", made.seri.kode, usual)
    keep_param(_SLIDE, str(position), str(_START))
    if keys.listen(position, made.total, made.seri.kode, go=_go):
        st.switch_page(PAGES[0].berkas, query_params=view.link())
    if position == _START:
        start.show(view, made, offered, key, lambda: _go(1))
    else:
        st.html(made.html(position))
    if position < made.total:
        made.html(position + 1)  # the next one is ready when its turn comes


def _asked(total: int) -> int:
    """Return the slide of the address, or the nearest there is; the start where it names none."""
    asked = st.query_params.get(_SLIDE, "")
    number = int(asked) if asked.removeprefix("-").isdecimal() and len(asked) < 10 else _START
    return min(max(number, _START), total)


def _go(position: int) -> None:
    st.query_params[_SLIDE] = str(position)


def _way_out(view: View) -> None:
    st.page_link(PAGES[0].berkas, label="Kembali ke Ringkasan", query_params=view.link())
