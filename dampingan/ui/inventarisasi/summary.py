"""What Profil Desa shows of the inventory: programmes, the four potentials, problems."""

import polars as pl
import streamlit as st

from dampingan.exports.recorded import RecordFrames, potential_words, unit_records
from dampingan.exports.unit_records import NOT_FILLED, POTENTIAL, UnitRecords
from dampingan.measures.headlines_inventory import of_programmes
from dampingan.records.models import PerangkatDaerah, PotensiMasalah, Program
from dampingan.records.terms import ASPEK
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, kept, parts
from dampingan.ui.pairs import halves
from dampingan.ui.view import View

PAGE = "pages/pendampingan/inventarisasi.py"
_MOST = 6


def frames() -> RecordFrames:
    """Return the records that profiles and their files tell, as they are now."""
    now = kept.current()
    return RecordFrames(now.frame(Program), now.frame(PotensiMasalah), now.frame(PerangkatDaerah))


def show(view: View, kode_desa: str) -> None:
    """Draw what is recorded of a unit; says so where it is nothing."""
    parts.apply_style()
    told = frames()
    own = unit_records(told, [kode_desa]).get(kode_desa, UnitRecords())
    problems = told.potensi.filter((pl.col("kode_desa") == kode_desa) & (pl.col("jenis") == "masalah"))
    left, right = halves("profil_catatan")
    with left:
        programmes = told.program.filter(pl.col("kode_desa") == kode_desa)
        frame.section(
            of_programmes(programmes) if own.program else "Belum ada program tercatat", "Yang terbaru di atas."
        )
        _programmes(own)
    with right:
        frame.section("Potensi dan masalah", "Empat aspek potensi, dan masalah menurut aspeknya.")
        _potential(own, problems)
    here = [frame.filter(pl.col("kode_desa") == kode_desa) for frame in (told.program, told.potensi)]
    if sum(frame.height for frame in here):
        parts.source("program, potensi, dan masalah", here, day.today())
    st.page_link(PAGE, label="Isi dan ubah di Inventarisasi →", query_params=view.link(desa_inv=kode_desa))


def _programmes(own: UnitRecords) -> None:
    if not own.program:
        style.paragraph("Program dicatat pada halaman Inventarisasi.", "catatan")
        return
    rows = [(style.text(p.nama), style.text(p.pelaksana), style.text(p.tahun)) for p in own.program[:_MOST]]
    st.html(parts.table(("Kegiatan", "Pelaksana", "Tahun"), rows, label="Program di desa ini", left=(1,)))
    rest = len(own.program) - _MOST
    if rest > 0:
        style.paragraph(f"Dan {rest} program lain.", "catatan")


def _potential(own: UnitRecords, problems: pl.DataFrame) -> None:
    rows = [(style.text(name), style.text(own.potensi.get(kode) or NOT_FILLED)) for kode, name in POTENTIAL.items()]
    for aspect, name in ASPEK.items():
        told = [potential_words(row) for row in problems.filter(pl.col("aspek") == aspect).to_dicts()]
        if told:
            rows.append((f"Masalah {style.text(name.lower())}", style.text("; ".join(told))))
    st.html(parts.table(("Hal", "Catatan"), rows, label="Potensi dan masalah desa ini", left=(1,)))
