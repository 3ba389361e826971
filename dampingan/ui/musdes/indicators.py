"""The nine indicators before and after, as a table with what it leaves out."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dampingan.formats import NOT_AVAILABLE, joined, number, percent
from dampingan.records import terms
from dampingan.ui import frame, style
from dampingan.ui.catatan import parts
from dampingan.ui.view import View

_HEADS = ("Indikator", "Sebelum", "Sesudah", "Selisih", "Belum diverifikasi", "Sebelum (%)", "Sesudah (%)")


def show(view: View, told: pl.DataFrame, remarks: Sequence[str] = ()) -> None:
    """Draw the table, and under it who is out of the count, the remarks and the source.

    Args:
        view: for the rule and the source.
        told: ``BeforeAfter.indikator``.
        remarks: further sentences.
    """
    rows = [
        [
            style.text(row["judul"]),
            *(number(row[n], missing=NOT_AVAILABLE) for n in ("rt_sebelum", "rt_sesudah", "selisih_rt", "rt_belum")),
            percent(row["pct_sebelum"]), percent(row["pct_sesudah"]),
        ]
        for row in told.to_dicts()
    ]  # fmt: skip
    st.html(parts.table(_HEADS, rows, label="Sembilan indikator sebelum dan sesudah Musdes"))
    out = f"Keluar dari hitungan sesudah: {leaving_words(view)} ({view.rules.sebutan})."
    frame.source(view, " ".join([out, *remarks]))


def leaving_words(view: View) -> str:
    """Return the results that take a household out, by the rule, in words."""
    return joined([terms.STATUS_VERIFIKASI[status].lower() for status in view.rules.musdes.keluar]) or "tidak ada"
