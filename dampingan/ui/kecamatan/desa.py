"""The desa of the kecamatan looked into, or the first of all: ranked bars, each led by the link to its profile."""

from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from dampingan.formats import NO_DATA, NOT_AVAILABLE, number, percent
from dampingan.measures import headlines_kecamatan as headlines
from dampingan.palette import JUMLAH
from dampingan.ui import charts, frame, style
from dampingan.ui.kecamatan import figures
from dampingan.ui.kecamatan.choice import ALL, Choice, look_into
from dampingan.ui.navigation import PROFIL
from dampingan.ui.view import View

if TYPE_CHECKING:
    import plotly.graph_objects as go

_FIRST = 14
"""Desa listed where none is looked into: as many as there are kecamatan beside them."""
_ROW, _TOP = 27, 30
"""Height of a desa's row and of the room above the first, pixels: kecamatan.css sets the links in step."""
_ROOM = 1.55
"""Width of the axis by the highest value: value and class stand at the bars' ends."""


def show(view: View, choice: Choice, places: pl.DataFrame) -> None:
    """Draw the desa with their links.

    Args:
        view: the data and the filter.
        choice: the measure, and the kecamatan looked into.
        places: ``view.by_kecamatan()``, for the kecamatan's own per cent.
    """
    name, column = choice.kecamatan(view), choice.column
    units = figures.inside(view, choice).sort([column, "nama"], descending=[True, False], nulls_last=True)
    shown = units if name else units.drop_nulls(column).head(_FIRST)
    around = places.filter(pl.col("kecamatan") == name)[column].to_list() if name and choice.share else []
    line = charts.Line(around[0], f"Kecamatan {percent(around[0])}") if around and around[0] is not None else None
    if shown[column].null_count() == shown.height:
        _nothing(view, choice, units)
        return
    frame.section(headlines.of_units(units, column, kecamatan=name), _subtitle(view, name, units.height, shown.height))
    with st.container(key="kecamatan_desa", horizontal=True, gap="xsmall"):
        with st.container(key="kecamatan_tautan", gap=None):
            if name:
                _way_back()
            for row in shown.to_dicts():
                _link(view, row, with_kecamatan=not name)
        with st.container(key="kecamatan_batang"):
            charts.show(
                _bars(view, shown, choice, line), key="batang_desa",
                alt=f"Batang {choice.ukuran.judul} per desa, {name or 'yang tertinggi'}, dengan kelasnya.",
            )  # fmt: skip
    frame.source(view, f"Kelas dari desil 1: {view.rules.sebutan}.")


def _subtitle(view: View, name: str, units: int, shown: int) -> str:
    kind, lead = view.saringan.kind, "Tekan namanya untuk membuka profil."
    if not name:
        return f"{shown} tertinggi dari {units} {kind}. {lead}"
    outside = " (di luar saringan)" if view.kecamatan and name not in view.kecamatan else ""
    return f"{units} {kind} di Kecamatan {name}{outside}. {lead}"


def _way_back() -> None:
    st.button("← Semua kecamatan", on_click=look_into, args=(ALL,), key="kembali_kecamatan", type="tertiary")


def _nothing(view: View, choice: Choice, units: pl.DataFrame) -> None:
    name, kind = choice.kecamatan(view), view.saringan.kind
    frame.section(headlines.of_units(units, choice.column, kecamatan=name))
    if name:
        _way_back()
    if units.is_empty():
        style.notice(
            f"Tidak ada {view.nature or kind} di sini", "Pilih kecamatan lain, atau ubah saringan di sisi kiri."
        )
        return
    style.notice(
        f"{choice.ukuran.pendek}: tidak ada angka di sini",
        f"Tidak satu pun dari {units.height} {kind} ini punya data untuk periode ini. Itu tidak berarti nol: "
        "keadaannya tidak diketahui.\nPilih kecamatan atau ukuran lain, atau ubah saringan di sisi kiri.",
    )


def _link(view: View, row: dict[str, object], *, with_kecamatan: bool) -> None:
    label = f"{row['nama']}, {row['kecamatan']}" if with_kecamatan else str(row["nama"])
    st.page_link(
        PROFIL.berkas, label=frame.escape_markdown(label), query_params=view.link(desa=str(row["kode_desa"])),
        width="stretch",
    )  # fmt: skip


def _bars(view: View, shown: pl.DataFrame, choice: Choice, line: charts.Line | None) -> "go.Figure":
    """Return the bars without names, which stand as links at their left; value and class are written beside them."""
    import plotly.graph_objects as go

    values, rows = shown[choice.column].to_list(), list(range(shown.height))
    bars = {
        "type": "bar", "x": [value or 0 for value in values], "y": rows, "orientation": "h",
        "text": [_words(row, choice) for row in shown.to_dicts()], "textposition": "outside", "textfont": {"size": 13},
        "cliponaxis": False, "marker": {"color": JUMLAH, "line": {"width": 0}},
        "hovertext": [_counted(view, row, choice) for row in shown.to_dicts()],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    shared = charts.layout(len(rows))
    top = max([*(value or 0 for value in values), line.nilai if line else 0, 1e-9])
    layout = {
        **shared, "height": _ROW * len(rows) + _TOP, "margin": shared["margin"] | {"t": _TOP, "b": 0},
        **charts.vertical(line),
        "xaxis": {"visible": False, "range": [0, top * _ROOM], "fixedrange": True},
        "yaxis": {"visible": False, "range": [len(rows) - 0.5, -0.5], "fixedrange": True},
    }  # fmt: skip
    return go.Figure([bars], layout)


def _words(row: dict[str, object], choice: Choice) -> str:
    value = row[choice.column]
    if not isinstance(value, int | float):
        return NO_DATA if row["rt"] is None else NOT_AVAILABLE
    written = percent(value) if choice.share else number(value)
    return f"{written} · {row['kelas'] or 'belum dinilai'}"


def _counted(view: View, row: dict[str, Any], choice: Choice) -> str:
    count, base = (number(row[column]) for column in choice.count_and_base)
    return f"{row['nama']}: {count} dari {base} {view.manifest.unit}"
