"""Who and where a unit is, its class with the reason, its key figures; and what is said where it has no data."""

import streamlit as st

from dampingan.exports.facts import UnitFacts
from dampingan.exports.findings import of_standing
from dampingan.formats import joined, number, percent, period
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import cards, downloads, filters, frame, style
from dampingan.ui.cards import Card
from dampingan.ui.profil.choice import Unit
from dampingan.ui.view import View

_MAP = "pages/pimpinan/peta.py"


def show_heading(view: View, told: UnitFacts) -> None:
    """Write the title, the finding, and who and where in words."""
    codes = f"kode Kemendagri {told.kode}, kode BPS {told.unit['kode_bps'] or 'belum ada'}"
    when = f"{view.saringan.desil_words} · periode {period(view.saringan.periode)}"
    frame.heading(of_standing(told), f"{told.place} · {codes} · {when}")


def show_empty(view: View, unit: Unit) -> None:
    """Say that a unit has no rows in this period, and in which period it has."""
    others = [p for p in view.periods_with(str(unit["kode_desa"])) if p != view.saringan.periode]
    found = f"Datanya ada pada periode {joined([period(p) for p in reversed(others)])}." if others else (
        "Datanya belum ada pada periode mana pun."
    )  # fmt: skip
    style.notice(
        f"Tidak ada data {unit['nama']} untuk periode {period(view.saringan.periode)}",
        "Tidak ada satu baris pun dari unit ini dalam berkas sumber. Itu tidak berarti nol: keadaannya tidak "
        f"diketahui. Biasanya karena desa baru atau kodenya berubah.\n{found}",
    )
    if others:
        st.button(f"Buka periode {period(others[0])}", on_click=filters.set_period, args=(others[0],))


def show_class(told: UnitFacts) -> None:
    """Draw the class with its word, the reason, and the rule."""
    unit, edition = told.unit, told.edition
    kelas = None if unit["kelas"] is None else str(unit["kelas"])
    st.html(
        f'<section class="dmp-kotak dmp-nilai-kelas dmp-nilai-{kelas or "kosong"}">{style.class_mark(kelas)}'
        f"<p>{style.text(str(unit['alasan']))}</p>"
        f'<p class="dmp-catatan">{style.text(edition.rule_note)}</p></section>'
    )


def show_cards(told: UnitFacts) -> None:
    """Draw the unit's key figures, those of desil 1 that class and rank come from."""
    unit, name = told.unit, told.edition.manifest.unit
    around, whole = told.kecamatan.get("pct_desil1"), told.edition.kabupaten["pct_desil1"]
    cards.show(
        [
            Card(f"{name.capitalize()} desil 1", number(unit["rt_desil1"]), name,
                 f"Dari {number(unit['rt'])} {name} dalam data"),
            Card(f"Jiwa dalam {name} desil 1", number(unit["jiwa_desil1"]), "jiwa",
                 f"Dari {number(unit['jiwa'])} jiwa dalam data"),
            Card("Bagian desil 1 dalam data", percent(unit["pct_desil1"]), "",
                 f"Kecamatan {percent(around)}; kabupaten {percent(whole)}"),
            Card("Peringkat desil 1", number(unit["peringkat"]), f"dari {told.edition.ranked}", _range_words(told)),
            Card(f"IDM {TAHUN_IDM}", number(unit["idm"], 4), str(unit["status_idm"] or ""),
                 "IDM tidak berlaku untuk kelurahan" if unit["jenis"] == "kelurahan" else "Skala 0 sampai 1"),
        ]
    )  # fmt: skip


def _range_words(told: UnitFacts) -> str:
    best, worst = told.unit["peringkat_terbaik"], told.unit["peringkat_terburuk"]
    step = number(told.edition.rules.peringkat.perubahan_pct)
    where = "tetap" if best == worst else f"antara {best} dan {worst}"
    return f"1 = terbanyak; {where} bila jumlahnya berubah {step} %"


def show_taking_away(view: View, told: UnitFacts) -> None:
    """Offer the unit's sheet, slides and workbook, and its place on the map."""
    with st.container(key="profil_bawa", horizontal=True, vertical_alignment="center", gap="small"):
        downloads.unit(view, told.kode)
        st.page_link(_MAP, label="Lihat di peta →", query_params=view.link(desa=told.kode))
