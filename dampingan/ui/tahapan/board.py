"""The board: a column for each stage with its desa as cards, and those that stand at none yet."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from dampingan.formats import number, short_date
from dampingan.measures.stages import MANY, NONE_YET, STAGES
from dampingan.records.models import PerangkatDaerah
from dampingan.records.terms import TAHAP
from dampingan.ui import cards, frame, style
from dampingan.ui.cards import Card
from dampingan.ui.catatan import parts
from dampingan.ui.navigation import PROFIL
from dampingan.ui.perangkat.agencies import agencies
from dampingan.ui.tahapan import taking_away
from dampingan.ui.tahapan.data import Look

WHAT = "tahapan"
_LEADS: Mapping[str, str] = {
    "terpilih": "ditetapkan sebagai desa dampingan",
    "dinilai": "pemindaian cepat selesai",
    "musdes": "data diverifikasi",
    "fgd": "dibahas bersama",
    "rencana": "kegiatan direncanakan",
    "pemantauan": "pelaksanaan dipantau",
}


def show(look: Look) -> None:
    """Draw the part."""
    cards.show(_cards(look))
    frame.section("Papan tahapan", "Tahap terjauh yang sudah tercapai; tekan nama desa untuk membuka profilnya.")
    names = {agency.nama: agency.pendek for agency in agencies(look.kept.frame(PerangkatDaerah)).values()}
    columns = "".join(_column(look, stage, names) for stage in STAGES)
    st.html(f'<div class="dmp-isi"><div class="dmp-papan">{columns}</div></div>')
    parts.source(WHAT, [look.stages], look.hari)
    _none_yet(look)
    _overdue(look)
    _hints(look)
    taking_away.show(look)


def _cards(look: Look) -> list[Card]:
    told = look.counts
    nobody, unit = look.table["perangkat"].null_count(), look.view.saringan.kind
    period = look.periode.replace("-", "–")
    return [
        Card("Desa dan kelurahan dampingan", number(told.desa), unit, f"Periode program {period}"),
        Card("Sudah Musdes atau sesudahnya", number(told.from_stage("musdes")), f"dari {number(told.desa)}",
             "Data diverifikasi dalam musyawarah"),
        Card("Dipantau", number(told.per_tahap["pemantauan"]), f"dari {number(told.desa)}", "Tahap terakhir"),
        Card("Terlambat", number(told.terlambat), unit, "Tahap berikutnya lewat tenggat"),
        Card("Tanpa pendamping", number(nobody), unit, "Belum ada Perangkat Daerah"),
    ]  # fmt: skip


def _column(look: Look, stage: str, names: Mapping[str, str]) -> str:
    rows = look.table.filter(pl.col("tahap") == stage).sort(
        ["terlambat", "tenggat", "kode_desa"], descending=[True, False, False], nulls_last=True
    )
    late = int(rows["terlambat"].sum())
    told = f"{number(late)} terlambat" if late else _LEADS[stage]
    items = "".join(_card(look, row, names) for row in rows.to_dicts())
    content = f'<ul tabindex="0" aria-label="Desa pada tahap {TAHAP[stage]}">{items}</ul>' if items else ""
    return (
        f"<section><h3><b>{number(rows.height)}</b>{style.text(TAHAP[stage])}</h3>"
        f'<p class="dmp-catatan">{style.text(told)}</p>{content}</section>'
    )


def _card(look: Look, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    name, kecamatan = parts.places()[row["kode_desa"]]
    late = parts.late_words(row["hari_lewat"])
    awaited = ""
    if row["berikut"]:
        due = short_date(row["tenggat"]).replace(" ", "\u00a0") if row["tenggat"] else "belum ditetapkan"
        awaited = f"<span>Tenggat {style.text(TAHAP[row['berikut']])}: {style.text(due)}</span>"
    return (
        f'<li class="{"dmp-lewat" if late else ""}"><a href="{link(look, row["kode_desa"])}">{style.text(name)}</a>'
        f"<span>{style.text(kecamatan)}</span>"
        f"{_office(row['perangkat'], names)}{awaited}{late}</li>"
    )


def _office(names: str | None, shorter: Mapping[str, str]) -> str:
    """Return who assists as HTML: called in short, the whole name on pointing at it."""
    whole = names or "Belum ada pendamping"
    told = MANY.join(shorter.get(name, name) for name in whole.split(MANY))
    return f'<span class="dmp-pd" title="{style.text(whole)}">{style.text(told)}</span>'


def link(look: Look, kode: str) -> str:
    """Return the address of a desa's profile that keeps the filter."""
    return f"{PROFIL.alamat}?{urlencode(look.view.link(desa=kode))}"


def _none_yet(look: Look) -> None:
    rows = look.table.filter(pl.col("tahap").is_null())
    if rows.is_empty():
        return
    names = ", ".join(sorted(parts.places()[kode][0] for kode in rows["kode_desa"]))
    style.notice(
        f"{number(look.counts.per_tahap[NONE_YET])} desa dampingan belum punya tahap yang tercapai",
        f"{names}.\nCatat tahap pertamanya pada bagian Catat tahap.",
    )


def _overdue(look: Look) -> None:
    rows = look.table.filter("terlambat").sort("tenggat", "kode_desa")
    frame.section(f"{number(rows.height)} desa terlambat", "Tahap berikutnya lewat tenggat; yang paling lama di atas.")
    if rows.is_empty():
        style.notice("Tidak ada yang terlambat", "Semua tahap yang bertenggat sudah tercapai atau belum jatuh tempo.")
        return
    told = [
        (
            _named(look, row["kode_desa"]),
            style.text(row["perangkat"] or "–"),
            style.text(TAHAP[row["tahap"]] if row["tahap"] else "–"),
            style.text(TAHAP[row["berikut"]]),
            parts.day_words(row["tenggat"]),
            parts.late_words(row["hari_lewat"]),
        )
        for row in rows.to_dicts()
    ]
    heads = ("Desa", "Pendamping", "Tahap", "Berikutnya", "Tenggat", "")
    st.html(parts.table(heads, told, label="Desa yang terlambat", left=(1, 2, 3, 4, 5), high=True))
    parts.source(WHAT, [look.stages], look.hari)


def _hints(look: Look) -> None:
    frame.section(
        "Petunjuk kecocokan", "Tahap yang tidak cocok dengan catatan lain. Bukan kesalahan; periksa mana yang kurang."
    )
    if look.hints.is_empty():
        style.notice("Semua tahap cocok dengan catatannya", "Musdes, FGD, dan program yang tercatat sejalan.")
        return
    rows = [(_named(look, kode), style.text(words)) for kode, words in look.hints.iter_rows()]
    st.html(parts.table(("Desa", "Petunjuk"), rows, label="Petunjuk kecocokan", left=(1,), high=True))


def _named(look: Look, kode: str) -> str:
    """Return a desa as a table's first cell: its name, which leads to its profile, and its kecamatan."""
    name, kecamatan = (style.text(word) for word in parts.places()[kode])
    return f'<a href="{link(look, kode)}">{name}</a><span class="dmp-kecil">{kecamatan}</span>'
