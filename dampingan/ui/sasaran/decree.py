"""A decree's list beside the computed one: what agrees, what is missing, and whom each of them reaches."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import streamlit as st

from dampingan.errors import DampinganError
from dampingan.formats import number, percent
from dampingan.measures.reach import changes, reach
from dampingan.measures.selection import DecreeComparison, compare_with_decree
from dampingan.sources.unit_list import UnitList, read_unit_list
from dampingan.ui import frame, style, tables, uploader
from dampingan.ui.cards import Card
from dampingan.ui.cards import show as show_cards
from dampingan.ui.sasaran.figures import Outcome, within
from dampingan.ui.sasaran.words import short_unit
from dampingan.ui.tables import Column
from dampingan.ui.view import View
from dampingan.uploads import Received, keep

_KEPT = "sasaran_sk"
_PLACES = 20
"""Unknown places that are named."""


@dataclass(frozen=True)
class Decree:
    """A list that was brought in this session: its file's name and its units."""

    nama: str
    daftar: UnitList


def show(tried: View, found: Outcome) -> None:
    """Draw the comparison, or ask for the list."""
    frame.section(
        "Dibanding daftar keputusan",
        "Bawa daftar desa dan kelurahan dari keputusan Bupati atau daftar lain, dan lihat siapa yang masuk dan keluar.",
    )
    decree = st.session_state.get(_KEPT)
    if isinstance(decree, Decree):
        _compare(tried, found, decree)
    else:
        _ask()


def _ask() -> None:
    given = uploader.pick(
        "Daftar keputusan (CSV atau XLSX)", key="sk",
        help="Perlu kolom kode desa (Kemendagri atau BPS), atau kolom kecamatan dan desa. Berkas hanya dibaca, tidak "
        "disimpan.",
    )  # fmt: skip
    if given is None:
        return
    try:
        st.session_state[_KEPT] = _read(Received(given.name, given))
    except DampinganError as error:
        style.notice("Daftar tidak dapat dipakai", str(error), kind="gangguan")
        return
    uploader.release("sk")
    st.rerun()


def _read(received: Received) -> Decree:
    with tempfile.TemporaryDirectory() as folder:
        file = keep(received, Path(folder))
        return Decree(file.name, read_unit_list(file))


def _forget() -> None:
    st.session_state.pop(_KEPT, None)


def _compare(tried: View, found: Outcome, decree: Decree) -> None:
    listed = list(decree.daftar.units)
    result = compare_with_decree(found.codes, listed, decree.daftar.unmatched)
    _cards(tried, found, decree, result)
    table = changes(tried.desa(everywhere=True), found.codes, found.codes, listed)
    differing = within(table.filter(pl.col("terhadap_sk").is_in(["masuk", "keluar"])), tried)
    shown = differing.with_columns(
        pl.col("terhadap_sk").replace_strict({"masuk": "Hanya di hitungan", "keluar": "Hanya di keputusan"}),
        pl.col("kelas").str.to_titlecase().fill_null("Belum dinilai"),
    ).sort("terhadap_sk", "rt_desil1", descending=[False, True], nulls_last=True)
    if shown.is_empty():
        style.notice("Tidak ada perbedaan di sini", "Dalam saringan ini kedua daftar memuat desa yang sama.")
    else:
        tables.show(shown, _columns(tried), key="sasaran_beda_sk")
    frame.source(tried, f"Daftar keputusan: berkas {decree.nama}, {len(listed)} desa dan kelurahan dikenal.")
    with st.container(horizontal=True):
        if not shown.is_empty():
            tables.download(shown, _columns(tried), name="beda-sk", view=tried)
        st.button("Lepas daftar ini", on_click=_forget)
    _unknown(result)


def _cards(tried: View, found: Outcome, decree: Decree, result: DecreeComparison) -> None:
    theirs = reach(tried.desa(everywhere=True), list(decree.daftar.units))
    both = len(result.sama) + len(result.hanya_sk)
    show_cards(
        [
            Card("Sama di keduanya", number(len(result.sama)), f"dari {both}",
                 f"{percent(result.pct_sama)} daftar keputusan juga terpilih menurut aturan ini"),
            Card("Hanya di keputusan", number(len(result.hanya_sk)), "desa", "Tidak terpilih menurut aturan ini"),
            Card("Hanya di hitungan", number(len(result.hanya_hitungan)), "desa", "Tidak ada dalam keputusan"),
            Card("Jangkauan keputusan", percent(theirs.pct), "desil 1",
                 f"Aturan ini {percent(found.jangkauan.pct)} dengan {len(found.codes)} desa dan kelurahan"),
            Card("Tidak dikenal", number(len(result.tak_dikenal)), "baris", "Bukan desa atau kelurahan di kabupaten"),
        ]
    )  # fmt: skip


def _columns(view: View) -> list[Column]:
    return [
        Column("terhadap_sk", "Ada di", lebar=150),
        Column("nama", "Desa/kelurahan", lebar=140),
        Column("kecamatan", "Kecamatan", lebar=120),
        Column("jenis", "Jenis"),
        Column("kelas", "Kelas"),
        Column("rt_desil1", f"{short_unit(view)} desil 1", 0),
        Column("kode_desa", "Kode Kemendagri"),
    ]


def _unknown(result: DecreeComparison) -> None:
    if not result.tak_dikenal:
        return
    more = len(result.tak_dikenal) - _PLACES
    lines = [*result.tak_dikenal[:_PLACES], *([f"dan {more} baris lain"] if more > 0 else [])]
    style.notice("Baris yang tidak dikenal", "\n".join(lines), kind="perhatian")
