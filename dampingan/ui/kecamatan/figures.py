"""The per-desa figures of the page: the desa table with the chosen desil's own count and share."""

import polars as pl
import streamlit as st

from dampingan.measures.scope import totals
from dampingan.ui.kecamatan.choice import Choice
from dampingan.ui.view import Key, View


def everywhere(view: View) -> pl.DataFrame:
    """Return a row per unit that the filter takes, in all kecamatan: ``desa_table`` with ``*_terpilih``."""
    taken = view.scoped_everywhere.desa["kode_desa"].to_list()
    return _with_chosen(view.kunci, view.desil, view).filter(pl.col("kode_desa").is_in(taken))


def inside(view: View, choice: Choice) -> pl.DataFrame:
    """Return the rows of the kecamatan looked into, otherwise those within the filter."""
    units, name = everywhere(view), choice.kecamatan(view)
    if name:
        return units.filter(pl.col("kecamatan") == name)
    return units if view.codes is None else units.filter(pl.col("kode_desa").is_in(view.codes))


def singled_out(view: View, choice: Choice) -> tuple[str, ...]:
    """Return the names of the kecamatan that charts single out; none means that all are meant alike."""
    name = choice.kecamatan(view)
    return (name,) if name else view.kecamatan


@st.cache_data(max_entries=32, show_spinner=False)
def _with_chosen(key: Key, desil: tuple[int, ...], _view: View) -> pl.DataFrame:
    """Return all units with those of the chosen desil; the arguments before the view are what it depends on."""
    del key
    chosen = totals(_view.snapshot, desil=desil, by=("kode_desa",))
    own = chosen.select("kode_desa", "rt_terpilih", "pct_terpilih")
    return _view.desa(everywhere=True).join(own, on="kode_desa", how="left")
