"""Key figures in cards: the unit beside the number, the comparison in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dampingan.formats import number, percent, period
from dampingan.indicators import BY_KODE
from dampingan.measures.overview import Overview
from dampingan.ui.style import text
from dampingan.ui.view import View


@dataclass(frozen=True)
class Card:
    """One key figure."""

    judul: str
    angka: str
    satuan: str = ""
    banding: str = ""


def show(cards: Sequence[Card]) -> None:
    """Draw at most five cards in a row."""
    told = "".join(
        f'<div class="dmp-kartu"><div class="dmp-kartu-judul">{text(c.judul)}</div>'
        f'<div><span class="dmp-angka">{text(c.angka)}</span> <span class="dmp-satuan">{text(c.satuan)}</span></div>'
        f'<div class="dmp-banding">{text(c.banding)}</div></div>'
        for c in cards
    )
    st.html(f'<div class="dmp-isi"><div class="dmp-kartu-baris">{told}</div></div>')


def overview_cards(view: View) -> list[Card]:
    """Return the five figures of the overview, each beside the kabupaten or the period before."""
    here, earlier = view.overview(), view.overview_before()
    unit, desil = view.manifest.unit, view.saringan.desil_words
    before = earlier[1] if earlier else None
    year = period(earlier[0]) if earlier else ""
    return [
        Card(
            f"{unit.capitalize()} {desil}", number(here.rt_terpilih), unit,
            change(here.rt_terpilih, before.rt_terpilih if before else None, year),
        ),
        Card(
            f"Jiwa {desil}", number(here.jiwa_terpilih), "jiwa",
            change(here.jiwa_terpilih, before.jiwa_terpilih if before else None, year),
        ),
        Card(
            f"Bagian {desil} dalam data", percent(here.pct_terpilih), "",
            f"Dari {number(here.rt)} {unit} dalam data, bukan dari semua" + (
                f"; kabupaten {percent(as_number(view.kabupaten()['pct_terpilih']))}" if view.narrowed
                else f"; {year}: {percent(before.pct_terpilih)}" if before else ""
            ),
        ),
        Card(
            "Desa merah", number(here.merah), f"dari {here.unit}",
            f"Desa dan kelurahan; {year}: {before.merah}" if before else "Desa dan kelurahan",
        ),
        _heaviest(here, view),
    ]  # fmt: skip


def change(now: int, before: int | None, when: str) -> str:
    """Return a change of a count in words; empty without a comparable period.

    >>> change(1200, 1000, "2023")
    'Naik 200 dari 2023'
    """
    if before is None:
        return ""
    if now == before:
        return f"Sama dengan {when}"
    return f"{'Naik' if now > before else 'Turun'} {number(abs(now - before))} dari {when}"


def as_number(value: object) -> float | None:
    """Return a cell of a row as a number; None where there is none."""
    return None if value is None else float(str(value))


def _heaviest(here: Overview, view: View) -> Card:
    if here.terberat is None:
        return Card("Masalah terberat", "–", banding="Tidak tersedia")
    known = BY_KODE[here.terberat.kode]
    around = view.kabupaten()[f"pct_{known.kode}"]
    beside = f"; kabupaten {percent(as_number(around))}" if view.narrowed else ""
    return Card(
        f"Masalah terberat: {known.pendek}", percent(here.terberat.pct),
        banding=f"{number(here.terberat.rt)} {view.whom}{beside}",
    )  # fmt: skip
