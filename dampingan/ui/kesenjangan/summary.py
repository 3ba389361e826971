"""What Profil Desa shows of the gap: the nine needs of a unit with what answers them."""

import polars as pl
import streamlit as st

from dampingan.measures.gap_totals import headline_of_unit
from dampingan.ui import frame
from dampingan.ui.catatan import kept, parts
from dampingan.ui.kesenjangan.controls import EVERY_UNIT
from dampingan.ui.kesenjangan.look import SINCE, Look
from dampingan.ui.kesenjangan.page import CSS
from dampingan.ui.kesenjangan.unit import unit_table
from dampingan.ui.perangkat.agencies import NOBODY
from dampingan.ui.view import View

PAGE = "pages/pendampingan/kesenjangan.py"


def show(view: View, kode_desa: str) -> None:
    """Draw the gap sheet of a unit under its finding, with the programmes since the period of the data."""
    parts.apply_style(CSS)
    look = Look(view, kept.current(), SINCE, NOBODY, kode_desa)
    name = str(view.desa(everywhere=True).filter(pl.col("kode_desa") == kode_desa)["nama"][0])
    years = ", ".join(str(year) for year in look.years) or "belum ada"
    frame.section(
        headline_of_unit(look.sheet, name), f"Banyaknya {view.whom}; program tahun {years}, selain yang batal."
    )
    st.html(unit_table(look.sheet, view.manifest.unit))
    frame.source(view)
    st.page_link(
        PAGE, label="Rinci di halaman Kesenjangan →", query_params=view.link(desa_celah=kode_desa or EVERY_UNIT)
    )
