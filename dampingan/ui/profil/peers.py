"""Desa sejenis: the units most like this one, and where it stands among them."""

from html import escape

import polars as pl
import streamlit as st

from dampingan.exports.facts import UnitFacts
from dampingan.formats import number, percent
from dampingan.indicators import BY_KODE
from dampingan.measures.peers import band_of_kecamatan, peers, place_among
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import frame, style
from dampingan.ui.filters import remembered
from dampingan.ui.navigation import PROFIL
from dampingan.ui.pairs import halves
from dampingan.ui.profil import bars, words
from dampingan.ui.view import View

Row = dict[str, object]
_SHARE = "pct_desil1"


def show(view: View, told: UnitFacts) -> None:
    """Draw the unit among its peers: their list with links, and its place in each figure."""
    table = told.edition.table
    alike = peers(table, told.kode)
    band = band_of_kecamatan()[str(told.unit["kecamatan"])]
    if alike.is_empty():
        frame.section(f"{told.nama} di antara yang sejenis")
        style.notice(
            f"Belum ada {told.unit['jenis']} sejenis untuk dibandingkan",
            f"{words.alike(told, band)} Untuk periode ini tidak ada yang lain dengan data.",
        )
        return
    placed = place_among(table, told.kode, alike)
    first = placed.row(by_predicate=pl.col("kolom") == _SHARE, named=True)
    frame.section(words.of_peers(told, first), words.alike(told, band))
    left, right = halves("sejenis")
    with left:
        _show_list(view, told, alike)
    with right:
        _show_places(told, alike, placed)
    frame.source(view, words.PROXY)


def _show_list(view: View, told: UnitFacts, alike: pl.DataFrame) -> None:
    """Draw the unit and its peers by their share of desil 1, each a link to its profile."""
    rows = sorted([*alike.to_dicts(), dict(told.unit)], key=lambda row: (-float(row[_SHARE]), row["kode_desa"]))
    top = bars.scale(row[_SHARE] for row in rows)
    with st.container(key="profil_sejenis", gap=None):
        st.html(_head(view))
        for row in rows:
            _peer(view, row, top, own=row["kode_desa"] == told.kode)


def _head(view: View) -> str:
    unit = {"rumah tangga": "RT"}.get(view.manifest.unit, view.manifest.unit.capitalize())
    told = "".join(f"<span>{name}</span>" for name in (unit, f"IDM {TAHUN_IDM}", f"{unit} desil 1", "Bagian desil 1"))
    return (
        '<div class="dmp-sejenis dmp-sejenis-kepala"><span class="dmp-sejenis-nama">Urut bagian desil 1</span>'
        f"{told}</div>"
    )


def _peer(view: View, row: Row, top: float, *, own: bool) -> None:
    share = float(str(row[_SHARE]))
    figures = (
        f"<span>{number(_number(row['rt']))}</span><span>{number(_number(row['idm']), 4)}</span>"
        f"<span>{number(_number(row['rt_desil1']))}</span>"
        f'<span class="dmp-ukuran"><div>{bars.bar(share, top, kind="" if own else "lain")}'
        f"<b>{style.text(percent(share))}</b></div></span>"
    )
    name = f"<b>{escape(str(row['nama']))}</b>" if own else ""
    with st.container(horizontal=True, gap=None, vertical_alignment="center"):
        if own:
            st.html(f'<p class="dmp-sejenis-nama dmp-sejenis-sendiri">{name}</p>')
        else:
            st.page_link(
                PROFIL.berkas, label=frame.escape_markdown(f"{row['nama']}, {row['kecamatan']}"),
                query_params=view.link(desa=str(row["kode_desa"])) | remembered(("tren",)),
            )  # fmt: skip
        st.html(f'<div class="dmp-sejenis{" dmp-sejenis-sendiri" if own else ""}">{figures}</div>')


def _show_places(told: UnitFacts, alike: pl.DataFrame, placed: pl.DataFrame) -> None:
    """Draw where the unit stands in each figure, from the lowest to the highest of its peers."""
    top = bars.scale([*placed["tertinggi"].to_list(), *placed["nilai"].to_list()])
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Ukuran", escape(told.nama), "Urutan (1 = tertinggi)"))
    body = "".join(_place(row, alike[str(row["kolom"])].drop_nulls().to_list(), top) for row in placed.to_dicts())
    key = bars.legend(
        [("sendiri", style.text(told.nama)), ("lain", f"yang sejenis ({alike.height})"), ("median", "mediannya")]
    )
    st.html(f'{key}<table class="dmp-tabel dmp-tempat"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _place(row: Row, others: list[float], top: float) -> str:
    kode = str(row["kolom"]).removeprefix("pct_")
    name = f'<th scope="row">{escape(BY_KODE[kode].pendek if kode in BY_KODE else "Bagian desil 1")}</th>'
    if row["nilai"] is None:
        return f'<tr>{name}<td class="dmp-tidak" colspan="2">tidak tersedia</td></tr>'
    track = bars.strip(_number(row["nilai"]), others, _number(row["median"]), top)
    share = f"<b>{style.text(percent(_number(row['nilai'])))}</b>"
    order = words.order(row)
    return f'<tr>{name}<td class="dmp-ukuran"><div>{track}{share}</div></td><td>{style.text(order)}</td></tr>'


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
