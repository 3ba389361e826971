"""The answer on the map: the map page's own machinery, with the question as its layer."""

import polars as pl
import streamlit as st

from dampingan.measures.map_layers import Layer
from dampingan.measures.map_values import map_values
from dampingan.ui import filters
from dampingan.ui.navigation import PROFIL
from dampingan.ui.peta import data as map_data
from dampingan.ui.peta import draw, words
from dampingan.ui.peta.controls import Choice
from dampingan.ui.view import View

_LAYERS = {
    "jumlah": Layer("irisan_jumlah", "Yang cocok", "rt_cocok", "banyaknya {siapa} yang cocok", "lingkaran", 0),
    "persen": Layer("irisan_persen", "Yang cocok", "pct_cocok", "persentase dari {siapa} yang dapat dinilai"),
}


def show(view: View, found: pl.DataFrame, form: str) -> str:
    """Draw the units' answers and return what must be said of the map.

    Args:
        view: the page's view.
        found: ``overlap`` by unit, of the whole kabupaten.
        form: ``jumlah`` (circles) or ``persen`` (areas).
    """
    layer = _LAYERS[form]
    table = view.desa(everywhere=True).join(found.select("kode_desa", "rt_cocok", "pct_cocok"), on="kode_desa")
    values = map_values(table, layer, unknown=_unknown(found), within=view.codes)
    chosen = _selected(found["kode_desa"].to_list())
    choice = Choice(layer, layer.cara, (), "wilayah", chosen, sasaran=False, nama=True, dasar=False)
    drawn = draw.show(view, values, choice, words.meaning(view, layer))
    map_data.preload()
    if chosen:
        _link(view, values.unit, chosen)
    return f"{drawn.catatan}."


def _unknown(found: pl.DataFrame) -> pl.DataFrame:
    share = pl.when(pl.col("rt_terpilih") > 0).then(100 * pl.col("rt_tidak_diketahui") / pl.col("rt_terpilih"))
    return found.select("kode_desa", pct_tidak_diketahui=share.cast(pl.Float64))


def _selected(codes: list[str]) -> str:
    """Return the unit that was clicked on the map, here or on the map's own page; empty for none.

    A click writes it into the address, and there it is read; the page has no control of its own for it.
    """
    asked = str(st.query_params.get("desa", ""))
    chosen = asked if asked in codes else ""
    filters.keep_param("desa", chosen, "")
    return chosen


def _link(view: View, units: pl.DataFrame, chosen: str) -> None:
    row = units.row(by_predicate=pl.col("kode_desa") == chosen, named=True)
    st.page_link(
        PROFIL.berkas, label=f"{row['nama']} (Kec. {row['kecamatan']}): {row['teks']}. Buka profil desa →",
        query_params=view.link(desa=chosen),
    )  # fmt: skip
