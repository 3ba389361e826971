"""All Perangkat Daerah: who carries how much, which desa has nobody, which has several."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dampingan.formats import number, percent, rupiah_short
from dampingan.measures.assistance import MOST_UNITS, OVERLOAD_WORDS
from dampingan.ui import cards, frame, style
from dampingan.ui.cards import Card
from dampingan.ui.catatan import parts
from dampingan.ui.filter_state import DAMPINGAN
from dampingan.ui.navigation import PROFIL
from dampingan.ui.pairs import halves
from dampingan.ui.perangkat.agencies import short
from dampingan.ui.perangkat.look import Look

_LONG = 12
"""Rows from which a table scrolls in its own box."""


def show(look: Look) -> None:
    """Draw the part."""
    _cards(look)
    _agencies(look)
    left, right = halves("pd_desa")
    with left:
        _lacking(look)
    with right:
        _shared(look)


def _cards(look: Look) -> None:
    helping = look.load.filter(pl.col("desa") > 0)
    over = helping.filter("berlebih")
    assisted = look.view.desa().height - _unassisted_count(look)
    cards.show(
        [
            Card("Mendampingi", number(helping.height), f"dari {number(look.load.height)}", "Perangkat Daerah"),
            Card("Desa didampingi", number(assisted), f"dari {number(look.view.desa().height)}",
                 f"Desa/kelurahan dalam saringan, tahun {look.tahun}"),
            Card("Kelebihan beban", number(over.height), "Perangkat Daerah", f"Lebih dari {MOST_UNITS} desa/kelurahan"),
            Card("Belum ada pendamping", number(look.lacking.height), "desa",
                 "Terpilih menurut aturan (simulasi), belum ada penugasan"),
            Card("Lebih dari satu pendamping", number(look.shared.height), "desa", "Sepakati siapa yang mengoordinasi"),
        ]
    )  # fmt: skip


def _unassisted_count(look: Look) -> int:
    helped = set(look.frames[0]["kode_desa"])
    return sum(kode not in helped for kode in look.view.desa()["kode_desa"])


def _agencies(look: Look) -> None:
    frame.section(
        "Beban tiap Perangkat Daerah",
        f"Desa/kelurahan dalam saringan, tahun {look.tahun}. Kelebihan beban: {OVERLOAD_WORDS}.",
    )
    unit = look.view.manifest.unit.capitalize()
    heads = (
        "Perangkat Daerah",
        "Desa",
        "Beban",
        "Merah",
        f"{unit} desil 1",
        "Program",
        "Pagu",
        "Tindak lanjut belum selesai",
    )
    rows = [_agency_row(row) for row in look.load.filter(pl.col("desa_semua") > 0).to_dicts()]
    if rows:
        st.html(parts.table(heads, rows, label="Beban tiap Perangkat Daerah", left=(2,), high=len(rows) > _LONG))
    idle = look.load.filter(pl.col("desa_semua") == 0)["nama"].to_list()
    if idle:
        style.paragraph(f"Belum ditugasi tahun {look.tahun}: {'; '.join(short(n) for n in idle)}.", "catatan")
    parts.source("penugasan, program, dan FGD", look.frames, look.hari, "Program: tahun yang sama, selain yang batal.")


def _agency_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    everywhere = f'<span class="dmp-kecil">dari&nbsp;{number(row["desa_semua"])}</span>'
    late = f'<span class="dmp-kecil">{number(row["terlambat"])} terlambat</span>' if row["terlambat"] else ""
    return (
        style.text(row["nama"]),
        f"{number(row['desa'])}{everywhere if row['desa_semua'] != row['desa'] else ''}",
        '<span class="dmp-lambat">Berlebih</span>' if row["berlebih"] else "wajar",
        number(row["merah"]),
        number(row["rt_desil1"]),
        number(row["program"]),
        rupiah_short(row["pagu"]),
        f"{number(row['belum_selesai'])}{late}",
    )


def _lacking(look: Look) -> None:
    rows = look.lacking
    frame.section(
        "Desa dampingan tanpa pendamping", f"{DAMPINGAN.capitalize()}: dipilih aturan tersimpan, bukan daftar SK."
    )
    if rows.is_empty():
        style.notice("Semua sudah punya pendamping", f"Tidak ada desa dampingan tanpa penugasan tahun {look.tahun}.")
        return
    heads = ("Desa/kelurahan", "Kelas", f"{look.view.manifest.unit.capitalize()} desil 1", "Bagian")
    told = [(place_link(look, row), style.class_mark(row["kelas"]), number(row["rt_desil1"]),
             style.text(percent(row["pct_desil1"]))) for row in rows.to_dicts()]  # fmt: skip
    st.html(parts.table(heads, told, label="Desa tanpa pendamping", left=(1,), high=len(told) > _LONG))
    frame.source(look.view)


def _shared(look: Look) -> None:
    rows = look.shared
    frame.section("Desa dengan beberapa pendamping", "Sepakati siapa yang mengoordinasi.")
    if rows.is_empty():
        style.notice("Tidak ada", f"Tahun {look.tahun} tidak ada desa dengan lebih dari satu pendamping.")
        return
    heads = ("Desa/kelurahan", "Pendamping")
    told = [
        (place_link(look, row), style.text("; ".join(short(n) for n in row["perangkat"]))) for row in rows.to_dicts()
    ]
    st.html(parts.table(heads, told, label="Desa dengan beberapa pendamping", left=(1,), high=len(told) > _LONG))
    parts.source("penugasan", look.frames, look.hari)


def place_link(look: Look, row: Mapping[str, Any]) -> str:
    """Return a unit's name as HTML that leads to its profile, with its kecamatan below."""
    query = "&amp;".join(f"{name}={value}" for name, value in look.view.link(desa=row["kode_desa"]).items())
    return (
        f'<a href="{PROFIL.alamat}?{query}" target="_self">{style.text(row["nama"])}</a>'
        f'<span class="dmp-kecil">{style.text(row["kecamatan"])}</span>'
    )
