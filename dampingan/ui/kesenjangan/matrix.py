"""The units by the nine indicators: the state and what is left; who has most need without a programme comes first."""

from collections.abc import Mapping
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dampingan.formats import number
from dampingan.indicators import INDICATORS
from dampingan.measures.gap_totals import by_unit
from dampingan.ui import frame, style
from dampingan.ui.kesenjangan import marks
from dampingan.ui.kesenjangan.look import Look

FIRST = 40
"""Units shown before all are asked for."""
_SUM = "Jumlah kebutuhan tanpa program"
_TOLD = ("kode_desa", "indikator", "rt", "sisa", "keadaan", "tidak_pasti", "program", "rt_terlayani", "orang_terlayani",
         "lain_terlayani", "penerima_kosong")  # fmt: skip


def show(look: Look) -> None:
    """Draw the matrix."""
    units = by_unit(look.sheet)
    frame.section(
        "Desa dan kelurahan menurut sembilan indikator",
        f"Angka: sisa {look.view.whom}. Urut menurut jumlah kebutuhan tanpa program, terbanyak di atas; satu "
        f"{look.view.manifest.unit} dapat terhitung pada beberapa indikator.",
    )
    whole = units.height <= FIRST or st.toggle(
        f"Tampilkan semua {number(units.height)} desa/kelurahan", key="celah_semua"
    )
    shown = units if whole else units.head(FIRST)
    st.html(f"{_table(look, shown)}{marks.legend()}")
    more = "" if whole else f"{number(FIRST)} dari {number(units.height)} desa/kelurahan ditampilkan."
    frame.source(look.view, more)


def _table(look: Look, units: pl.DataFrame) -> str:
    cells: dict[str, list[str]] = {}
    wanted = look.sheet.filter(pl.col("kode_desa").is_in(units["kode_desa"].to_list()))
    for row in wanted.select(_TOLD).to_dicts():
        cells.setdefault(row["kode_desa"], []).append(marks.cell(row, look.view.manifest.unit))
    heads = "".join(
        f'<th scope="col" title="{escape(i.judul)}">{style.text(i.pendek).replace("/", "/<wbr>")}</th>'
        for i in INDICATORS
    )
    body = "".join(f"<tr>{_place(row)}{''.join(cells[row['kode_desa']])}{_sum(row)}</tr>" for row in units.to_dicts())
    return (
        '<div class="dmp-gulir dmp-daftar" tabindex="0" role="region" aria-label="Kesenjangan per desa dan indikator">'
        '<table class="dmp-tabel dmp-peta-panas dmp-celah-matriks"><thead><tr><th scope="col">Desa/kelurahan</th>'
        f'{heads}<th scope="col" title="{_SUM}">Jumlah</th></tr></thead><tbody>{body}</tbody></table></div>'
    )


def _sum(row: Mapping[str, Any]) -> str:
    return f'<td title="{_SUM}"><b>{number(row["rt_tanpa"])}</b></td>'


def _place(row: Mapping[str, Any]) -> str:
    below = f'<span class="dmp-kecil">{style.text(row["kecamatan"])}</span>'
    return f'<th scope="row">{style.text(row["nama"])}{below}</th>'
