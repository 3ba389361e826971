"""One unit: its nine needs with what answers them, and its programmes."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dampingan.formats import NOT_AVAILABLE, joined, number, rupiah
from dampingan.indicators import BY_KODE
from dampingan.records.terms import STATUS_PROGRAM, SUMBER_DANA
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, parts
from dampingan.ui.kesenjangan import marks
from dampingan.ui.kesenjangan.look import Look
from dampingan.ui.kesenjangan.sums import recipients
from dampingan.ui.perangkat.agencies import short


def show(look: Look) -> None:
    """Draw the unit's sheet and its programmes."""
    frame.section(
        "Sembilan kebutuhan dan jawabannya",
        f"Banyaknya {look.view.whom}; penyebutnya yang keadaannya diketahui.",
    )
    st.html(unit_table(look.sheet, look.view.manifest.unit))
    frame.source(look.view, f"Sisa = kebutuhan − penerima dalam {look.view.manifest.unit}.")
    _programmes(look)


def unit_table(sheet: pl.DataFrame, unit: str) -> str:
    """Return the nine rows of a unit as HTML.

    Args:
        sheet: of ``measures.gap.gap_sheet``, nine rows.
        unit: what is counted.
    """
    heads = ("Indikator", "Keadaan", "Membutuhkan", "Penerima", "Sisa", "Program dan pelaksana", "Pagu", "Realisasi")
    rows = [_row(row, unit) for row in sheet.to_dicts()]
    return parts.table(heads, rows, label="Kesenjangan per indikator", left=(1, 5), kind="dmp-celah-tabel")


def _row(row: Mapping[str, Any], unit: str) -> tuple[str, ...]:
    known = f'<span class="dmp-kecil">dari {number(row["rt_diketahui"])}</span>'
    over = f'<span class="dmp-kecil">lebih {number(row["lebih"])}</span>' if row["lebih"] else ""
    who = style.text(joined([short(name) for name in row["perangkat"]])) if row["program"] else "tidak ada program"
    count = f"{number(row['program'])} program: " if row["program"] else ""
    return (
        style.text(BY_KODE[row["indikator"]].pendek),
        marks.state_mark(row["keadaan"]),
        NOT_AVAILABLE if row["rt"] is None else f"{number(row['rt'])}{known}",
        recipients(row, unit),
        f"{number(row['sisa'])}{over}",
        f"{count}{who}",
        rupiah(row["pagu"]),
        rupiah(row["realisasi"]),
    )


def _programmes(look: Look) -> None:
    years = joined([str(year) for year in look.years])
    frame.section("Program yang dihitung", f"Program tahun {years}, selain yang batal." if years else "")
    if look.programmes.is_empty():
        style.notice(
            "Tidak ada program tercatat", "Catat programnya pada halaman Inventarisasi, atau pilih tahun lain."
        )
        return
    heads = ("Kegiatan", "Pelaksana", "Menjawab", "Tahun", "Dana", "Pagu", "Realisasi", "Penerima", "Status")
    rows = [_programme(row) for row in look.programmes.sort("tahun", "program", descending=[True, False]).to_dicts()]
    st.html(parts.table(heads, rows, label="Program di desa ini", left=(1, 2, 4, 8), high=len(rows) > 12))
    parts.source("program", look.frames, day.report_day(look.frames))


def _programme(row: Mapping[str, Any]) -> tuple[str, ...]:
    who = short(row["pemilik"])
    answers = joined([BY_KODE[kode].pendek for kode in row["indikator"]]) or "belum disebut"
    many = "–" if row["penerima"] is None else f"{number(row['penerima'])} {row['satuan'] or ''}".strip()
    return (
        f'{style.text(row["kegiatan"] or row["program"])}<span class="dmp-kecil">{style.text(row["program"])}</span>',
        style.text(who),
        style.text(answers),
        str(row["tahun"]),
        style.text(SUMBER_DANA.get(row["sumber_dana"] or "", "–")),
        rupiah(row["pagu"]),
        rupiah(row["realisasi"]),
        style.text(many),
        style.text(STATUS_PROGRAM[row["status"]]),
    )
