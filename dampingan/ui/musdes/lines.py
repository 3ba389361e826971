"""The lines of the official minutes, a to g, as a small table."""

import streamlit as st

from dampingan.formats import number
from dampingan.musdes.totals import LINES, Totals
from dampingan.ui import frame
from dampingan.ui.view import View


def show(view: View, told: Totals) -> None:
    """Draw the lines, and how many are not yet verified."""
    waiting = f" Belum diverifikasi: {number(told['belum'])} dari {number(told.daftar)} dalam daftar."
    frame.section("Jumlah menurut Berita Acara", f"Banyaknya {view.manifest.unit}; g = a + f.{waiting}")
    body = "".join(
        f"<tr><th scope='row'>{letter}. {words}</th><td>{number(told.line(letter))}</td></tr>"
        for letter, words in LINES.items()
    )
    st.html(
        f'<div class="dmp-gulir"><table class="dmp-tabel" style="max-width:30rem"><tbody>{body}</tbody></table></div>'
    )
