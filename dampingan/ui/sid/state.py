"""How SID is doing: the key figures, the categories, the kecamatan, the components, and the matrix of desa."""

import polars as pl
import streamlit as st

from dampingan.formats import number, percent
from dampingan.measures.sid import MOST, RULE, components_total, with_all_components
from dampingan.records.terms import KATEGORI_SID, KOMPONEN_SID
from dampingan.ui import cards, charts, frame, pairs, style
from dampingan.ui.cards import Card
from dampingan.ui.catatan import parts
from dampingan.ui.charts_stacked import Part, stacked
from dampingan.ui.sid import matrix, taking_away
from dampingan.ui.sid.data import Look
from dampingan.ui.sid.words import BEST_FIRST, COLOURS, LAPSED, STATES, WHAT

PARTS = [Part(state, STATES[state][1], COLOURS[state]) for state in BEST_FIRST]
"""The states as parts of a bar, the best first."""


def show(look: Look) -> None:
    """Draw the part."""
    style.paragraph(RULE, "catatan")
    cards.show(_cards(look))
    left, right = pairs.halves("sid_keadaan")
    with left:
        _categories(look)
    with right:
        _kecamatan(look)
    _components(look)
    matrix.show(look)
    parts.source(WHAT, [look.states], look.hari)
    taking_away.show(look)


def _cards(look: Look) -> list[Card]:
    total = look.total
    both = with_all_components(look.components)
    return [
        Card("Desa diperiksa", number(total["desa_diperiksa"]), f"dari {number(total['desa'])}",
             f"{number(total['desa_lengkap'])} lengkap sebelas kategori"),
        Card("Skor rata-rata", number(total["skor"], 1), f"dari {MOST}", "Desa yang lengkap; hitungan sendiri"),
        Card("Mutakhir atau dipakai", percent(total["pct_mutakhir"]), "", "Dari kategori yang diperiksa"),
        Card(f"Perlu diperiksa ulang{LAPSED}", number(total["kedaluwarsa"]), "kategori",
             "Tercatat mutakhir, lewat 12 bulan; dihitung ada"),
        Card("Keempat komponen", number(both), f"dari {number(look.components.height)}",
             "Desa yang komponennya diperiksa"),
    ]  # fmt: skip


def legend() -> str:
    """Return what the colours of the bars mean."""
    return '<div class="dmp-legenda">{}</div>'.format(
        "".join(f'<span><i style="background-color:{COLOURS[s]}"></i>{STATES[s][1]}</span>' for s in BEST_FIRST)
    )


def _categories(look: Look) -> None:
    frame.section(
        "Kategori menurut keadaannya",
        "Banyaknya desa yang kategorinya sudah diperiksa; paling sering mutakhir di atas.",
    )
    rows = look.categories.sort(pl.col("mutakhir") + pl.col("dipakai"), descending=True, maintain_order=True)
    told = rows.with_columns(nama=rows["kategori"].replace_strict(KATEGORI_SID))
    charts.show(
        stacked(told, PARTS, name="nama", total="diperiksa"), key="sid_kategori",
        alt="Banyaknya desa menurut keadaan tiap kategori SID",
    )  # fmt: skip
    st.html(legend())
    parts.source(WHAT, [look.states], look.hari)


def _kecamatan(look: Look) -> None:
    frame.section("Kecamatan menurut skor rata-rata", f"Dari {MOST}; rata-rata desa yang lengkap diperiksa.")
    rows = [
        (
            style.text(row["kecamatan"]),
            _bar(row["skor"]),
            number(row["skor"], 1),
            f"{number(row['desa_lengkap'])} dari {number(row['desa'])}",
            percent(row["pct_mutakhir"]),
        )
        for row in look.kecamatan.to_dicts()
    ]
    heads = ("Kecamatan", "", "Skor", "Desa lengkap", "Mutakhir")
    st.html(parts.table(heads, rows, label="Kecamatan menurut skor SID", left=(1,)))
    parts.source(WHAT, [look.states], look.hari)


def _bar(score: float | None) -> str:
    if score is None:
        return '<span class="dmp-kecil">belum ada yang lengkap</span>'
    return f'<span class="dmp-ukuran"><i style="width:{7 * score / MOST:.2f}rem"></i></span>'


def _components(look: Look) -> None:
    frame.section("Empat komponen SID", "UU 6/2014 Pasal 86 ayat (3); banyaknya desa.")
    rows = [
        (
            style.text(KOMPONEN_SID[row["komponen"]]),
            *map(number, (row["ya"], row["tidak"], row["tidak_diketahui"], row["belum"])),
            percent(row["pct_ya"]),
        )
        for row in components_total(look.components, look.total["desa"]).to_dicts()
    ]
    heads = ("Komponen", "Ya", "Tidak", "Tidak diketahui", "Belum diperiksa", "Ya, dari yang diperiksa")
    st.html(parts.table(heads, rows, label="Empat komponen SID"))
    parts.source("komponen SID", [look.components], look.hari)
