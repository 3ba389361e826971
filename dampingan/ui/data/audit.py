"""The join audit: every unit that lacks a code, an outline, IDM or rows, and what explains it."""

from dataclasses import replace

import polars as pl
import streamlit as st

from dampingan.config import BOUNDARY_FOLDER, settings
from dampingan.errors import SnapshotError
from dampingan.formats import period
from dampingan.measures.audit import join_audit, unmatched_places
from dampingan.regions.boundary_store import current_report, outlined_units
from dampingan.snapshot import Snapshot
from dampingan.ui import frame, style, tables
from dampingan.ui.data.loaded import manifests
from dampingan.ui.tables import Column
from dampingan.ui.view import View, store

_UNEXPLAINED = "BELUM TERJELASKAN"
_COLUMNS = (
    Column("masalah", "Temuan", lebar=190),
    Column("nama", "Desa/kelurahan", lebar=140),
    Column("kecamatan", "Kecamatan", lebar=130),
    Column("kode_desa", "Kode Kemendagri"),
    Column("periode", "Periode", lebar=170),
    Column("penjelasan", "Penjelasan", lebar=330),
)


def show(view: View) -> None:
    """Draw the findings within the filter's kecamatan, unexplained ones first, and the places without a match."""
    found = snapshots(view)
    folder = settings().data / BOUNDARY_FOLDER
    everything = _together(join_audit(found, outlined_units(folder), current_report(folder)))
    here = everything if view.codes is None else everything.filter(pl.col("kode_desa").is_in(view.codes))
    unexplained = here.filter(pl.col("penjelasan") == _UNEXPLAINED).height
    frame.section(
        _title(here.height, unexplained),
        "Sambungan antara daftar desa, kode BPS, IDM, batas resmi, dan baris data, untuk semua periode yang dimuat.",
    )
    if here.is_empty():
        style.notice(
            "Semua sambungan lengkap", "Dalam saringan ini tidak ada desa yang kekurangan kode, IDM, atau data."
        )
    else:
        tables.show(here, _COLUMNS, key="audit_temuan")
        tables.download(here, _COLUMNS, name="audit", view=view)
    _places(found)


def snapshots(view: View) -> list[Snapshot]:
    """Return the snapshots of all periods that can be read, newest first."""
    found = []
    for name, manifest in manifests(view).items():
        if manifest is None:
            continue
        try:
            key = replace(view.kunci, periode=name, edisi=store().edition(name))
            found.append(replace(view, kunci=key).snapshot)
        except SnapshotError:
            continue  # damaged or deleted just now: the part "Yang dimuat" says so
    return found


def _title(found: int, unexplained: int) -> str:
    if not found:
        return "Tidak ada temuan"
    return f"{found} temuan, {f'{unexplained} belum terjelaskan' if unexplained else 'semuanya terjelaskan'}"


def _together(findings: pl.DataFrame) -> pl.DataFrame:
    """Return one row for the same finding in several periods."""
    by = ["masalah", "kode_desa", "nama", "kecamatan", "penjelasan"]
    joined = findings.group_by(by, maintain_order=True).agg(pl.col("periode").sort())
    return joined.with_columns(
        pl.col("periode").list.eval(pl.element().filter(pl.element() != "")).list.join(", "),
        penjelasan=pl.when(pl.col("penjelasan") == "").then(pl.lit(_UNEXPLAINED)).otherwise("penjelasan"),
    ).sort(pl.col("penjelasan") != _UNEXPLAINED, "masalah", "kode_desa")


def _places(found: list[Snapshot]) -> None:
    told = [f"Periode {period(name)}: {place}" for name, place in unmatched_places(found)]
    if told:
        with st.expander(f"{len(told)} tempat dalam berkas tidak cocok dengan desa mana pun"):
            for line in told:
                style.paragraph(line, "catatan")
