"""What people have recorded of a unit: stage, programmes, potential, Musdes, FGD and SID."""

from datetime import date

import polars as pl
import streamlit as st

from dampingan.exports.facts import UnitFacts
from dampingan.exports.unit_records import NOT_FILLED, POTENTIAL, UnitRecords
from dampingan.formats import full_date, number
from dampingan.measures.musdes_progress import HELD, PLANNED, progress
from dampingan.records.models import PotensiMasalah, Program
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, kept, parts
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.fgd.summary import summary as fgd
from dampingan.ui.kesenjangan.summary import summary as gap
from dampingan.ui.musdes.data import frames
from dampingan.ui.pairs import halves
from dampingan.ui.recorded import recorded
from dampingan.ui.sid.summary import summary as sid
from dampingan.ui.tahapan.summary import summary as stage
from dampingan.ui.view import Key, View

_MOST = 8
"""Programmes that are named here; the page Inventarisasi has all of them."""


def show_records(view: View, told: UnitFacts) -> None:
    """Draw what is recorded of a unit; say so where nothing is."""
    records = kept.current()
    lines = _sentences(view.kunci, view.desil, records, day.today(), told.kode, view)
    own = recorded(view, [told.kode]).get(told.kode, UnitRecords())
    if not (own.program or own.potensi or lines):
        style.notice(
            "Belum ada catatan pendampingan",
            f"Program, potensi, Musdes, FGD, dan SID {told.nama} tampil di sini begitu dicatat pada halaman "
            "Pendampingan.",
        )
        return
    frame.section(f"Pendampingan {told.nama}", "Tahap, musyawarah, tindak lanjut, dan Sistem Informasi Desa.")
    if lines:
        st.html("".join(f'<p class="dmp-alasan">{style.text(line)}</p>' for line in lines))
    left, right = halves("catatan")
    with left:
        _show_programmes(own)
    with right:
        _show_potential(own)
    frames = [records.frame(Program), records.frame(PotensiMasalah)]
    parts.source("Program dan potensi", [f.filter(pl.col("kode_desa") == told.kode) for f in frames],
                 day.report_day(frames))  # fmt: skip


@st.cache_data(max_entries=64, show_spinner=False)
def _sentences(key: Key, desil: tuple[int, ...], records: Kept, on: date, kode: str, _view: View) -> list[str]:
    """Return what is told of a unit in sentences; the arguments before the view are all that they depend on."""
    del key, desil, on
    told = [_musdes(_view, records, kode), *(line(_view, kode) for line in (stage, gap, fgd, sid))]
    return [line for line in told if line]


def _musdes(view: View, records: Kept, kode: str) -> str:
    """Return in a sentence how far the Musdes about the period is; empty where there is none."""
    unit = view.desa(everywhere=True).filter(pl.col("kode_desa") == kode)
    rule = view.rules.musdes.keluar
    row = progress(unit, frames(records), period=view.saringan.periode, leaving=rule).to_dicts()[0]
    if row["keadaan"] == PLANNED:
        return f"Musdes direncanakan {_date(row['tanggal'])}."
    if row["keadaan"] != HELD:
        return ""
    return (
        f"Musdes {_date(row['tanggal'])}: dari {number(row['terverifikasi'])} {view.manifest.unit} yang diverifikasi, "
        f"{number(row['keluar'])} keluar dari daftar; {number(row['usulan_baru'])} usulan baru; {number(row['belum'])} "
        "belum diverifikasi."
    )


def _date(day_held: object) -> str:
    return full_date(day_held) if isinstance(day_held, date) else ""


def _show_programmes(own: UnitRecords) -> None:
    rows = [[style.text(p.nama), style.text(p.pelaksana), style.text(p.tahun)] for p in own.program[:_MOST]]
    more = len(own.program) - len(rows)
    frame.section(f"{number(len(own.program))} program tercatat", f"{more} lainnya pada Inventarisasi." if more else "")
    if rows:
        heads = ("Program", "Pelaksana", "Tahun")
        st.html(parts.table(heads, rows, label="Program yang tercatat", left=(1, 2)))


def _show_potential(own: UnitRecords) -> None:
    filled = sum(1 for aspect in POTENTIAL if own.potensi.get(aspect))
    frame.section(f"{filled} dari {len(POTENTIAL)} potensi ekonomi tercatat", "Hasil penjajakan cepat di desa.")
    told = [(name, own.potensi.get(aspect) or NOT_FILLED) for aspect, name in POTENTIAL.items()]
    rows = [[style.text(name), style.text(words)] for name, words in told]
    st.html(parts.table(("Potensi", "Keadaan"), rows, label="Potensi ekonomi desa", left=(1,)))
