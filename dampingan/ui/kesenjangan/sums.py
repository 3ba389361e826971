"""The key figures, and the nine indicators added up over the units that are shown."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dampingan.formats import NOT_AVAILABLE, number, rupiah, rupiah_short
from dampingan.indicators import BY_KODE
from dampingan.measures.gap_totals import UNTOUCHED, by_state, by_unit
from dampingan.ui import cards, frame, style
from dampingan.ui.cards import Card
from dampingan.ui.catatan import parts
from dampingan.ui.kesenjangan import marks
from dampingan.ui.kesenjangan.look import Look

_UNSURE_WORDS = "Penerima dalam orang atau satuan lain, dan program yang belum mengisi penerima, tidak mengurangi Sisa."


def show_cards(look: Look) -> None:
    """Draw the key figures."""
    states, money = by_state(look.sheet), look.money
    needing = sum(states[state] for state in (UNTOUCHED, "sebagian", "terjangkau"))
    untouched = by_unit(look.sheet)
    desa = untouched.filter(untouched["merah"] > 0).height
    cards.show(
        [
            Card("Kebutuhan tanpa program", number(states[UNTOUCHED]), f"dari {number(needing)}",
                 "Pasangan desa dan indikator yang membutuhkan"),
            Card("Desa/kelurahan", number(desa), f"dari {number(untouched.height)}",
                 "Punya paling sedikit satu kebutuhan tanpa program"),
            Card("Program", number(money.program), "program", f"Di {number(money.desa)} desa/kelurahan"),
            money_card("Pagu", money.pagu, money.pagu_kosong),
            money_card("Realisasi", money.realisasi, money.realisasi_kosong),
        ]
    )  # fmt: skip


def money_card(title: str, amount: int | None, unknown: int) -> Card:
    """Return the card of an amount, with how many programmes do not tell it."""
    figure, _, size = rupiah_short(amount).partition("\u00a0")
    missing = f"{number(unknown)} program belum mencantumkannya" if unknown else "Tiap program dihitung satu kali"
    return Card(title, figure, size, missing)


def show_indicators(look: Look) -> None:
    """Draw the sums by indicator."""
    unit = look.view.manifest.unit
    unsure = f" {marks.UNSURE} {_UNSURE_WORDS}" if look.totals["tidak_pasti"].any() else ""
    frame.section(
        "Kebutuhan dan jawabannya per indikator",
        f"Banyaknya {look.view.whom}. Sisa dijumlah dari tiap desa: kelebihan di satu desa tidak menutup desa lain."
        f"{unsure}",
    )
    heads = ("Indikator", "Membutuhkan", "Penerima", "Sisa", "Di desa belum tersentuh", "Desa belum tersentuh",
             "Program", "Pagu", "Realisasi")  # fmt: skip
    rows = [_row(row, unit) for row in look.totals.to_dicts()]
    st.html(parts.table(heads, rows, label="Kesenjangan per indikator", kind="dmp-celah-tabel"))
    frame.source(look.view)


def _row(row: Mapping[str, Any], unit: str) -> tuple[str, ...]:
    name = style.text(BY_KODE[row["indikator"]].pendek)
    if row["rt"] is None:
        return (name, NOT_AVAILABLE, *["–"] * 4, number(row["program"]), rupiah(row["pagu"]), rupiah(row["realisasi"]))
    untouched = f'<span class="dmp-celah dmp-celah-merah">{marks.MARKS[UNTOUCHED]}</span> {number(row["rt_tanpa"])}'
    return (
        name,
        number(row["rt"]),
        recipients(row, unit),
        f"{number(row['sisa'])}{f' {marks.UNSURE}' if row['tidak_pasti'] else ''}",
        untouched if row["desa_tanpa"] else number(0),
        f"{number(row['desa_tanpa'])} dari {number(row['desa'])}",
        number(row["program"]),
        rupiah(row["pagu"]),
        rupiah(row["realisasi"]),
    )


def recipients(row: Mapping[str, Any], unit: str) -> str:
    """Return the recipients as HTML: in households, and below it those counted otherwise or not told."""
    main = number(row["rt_terlayani"]) if row["rt_terlayani"] or not row["program"] else "–"
    further = [f"{number(row['orang_terlayani'])} orang"] if row["orang_terlayani"] else []
    if row["lain_terlayani"]:
        further.append(f"{number(row['lain_terlayani'])} satuan lain")
    if row["penerima_kosong"]:
        further.append(f"{number(row['penerima_kosong'])} program belum diisi")
    below = f'<span class="dmp-kecil">{style.text("; ".join(further))}</span>' if further else ""
    title = f' title="dihitung dalam {style.text(unit)}"' if row["rt_terlayani"] else ""
    return f"<span{title}>{main}</span>{below}"
