"""One unit's page: who and where it is, its class with the reason, its figures, its nine indicators."""

import polars as pl
import streamlit as st

from dampingan.formats import joined, number, percent, period
from dampingan.indicators import BY_KODE, INDICATORS, RTLH_TITLES
from dampingan.measures.desa_merah import describe, thresholds
from dampingan.measures.overview import most_pressing
from dampingan.regions.reference import TAHUN_IDM
from dampingan.ui import cards, charts, filters, frame, style
from dampingan.ui.cards import Card, as_number
from dampingan.ui.view import View

Unit = dict[str, object]
"""A row of ``desa_table``."""


def choose(view: View) -> Unit:
    """Draw the choice of a unit, kept in the address, and return its row.

    The list holds the units within the filter; a unit that a link asks for is shown all the same.
    """
    every = {str(row["kode_desa"]): row for row in view.desa(everywhere=True).to_dicts()}
    offered = view.desa().sort("nama", "kecamatan")["kode_desa"].to_list()
    first = most_pressing(view.desa(), 1)["kode_desa"].to_list() or offered or list(every)
    key = filters.choice_param("desa", every, first[0])
    asked = str(st.session_state[key])
    shown = offered if asked in offered else [asked, *offered]
    st.selectbox(
        "Desa atau kelurahan", shown, shown.index(asked),
        format_func=lambda kode: f"{every[kode]['nama']} · Kec. {every[kode]['kecamatan']} · {kode}",
        filter_mode="contains", help="Ketik nama, kecamatan, atau kodenya.", key=key,
    )  # fmt: skip
    kode = str(st.session_state[key])
    filters.keep_param("desa", kode, first[0])
    return every[kode]


def subtitle(view: View, unit: Unit) -> str:
    """Return who and where in words, with the codes and the filter that matters here."""
    codes = f"kode Kemendagri {unit['kode_desa']}, kode BPS {unit['kode_bps'] or 'belum ada'}"
    place = f"{str(unit['jenis']).capitalize()} di Kecamatan {unit['kecamatan']}"
    return f"{place} · {codes} · {view.saringan.desil_words} · periode {period(view.saringan.periode)}"


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


def show_class(view: View, unit: Unit) -> None:
    """Draw the class with its word, the reason, and the rule."""
    limits = thresholds(view.desa(everywhere=True), view.rules.desa_merah)
    kelas = None if unit["kelas"] is None else str(unit["kelas"])
    st.html(
        f'<section class="dmp-kotak dmp-nilai-kelas dmp-nilai-{kelas or "kosong"}">{style.class_mark(kelas)}'
        f"<p>{style.text(str(unit['alasan']))}</p>"
        f'<p class="dmp-catatan">Aturan ({style.text(view.rules.sebutan)}): '
        f"{style.text(describe(view.rules.desa_merah, limits))}</p></section>"
    )


def show_cards(view: View, unit: Unit, ranked: int) -> None:
    """Draw the unit's key figures, those of desil 1 that class and rank come from."""
    name = view.manifest.unit
    around = view.by_kecamatan().filter(pl.col("kecamatan") == unit["kecamatan"])["pct_desil1"].first()
    whole = view.kabupaten()["pct_desil1"]
    cards.show(
        [
            Card(f"{name.capitalize()} desil 1", number(as_number(unit["rt_desil1"])), name,
                 f"Dari {number(as_number(unit['rt']))} {name} dalam berkas"),
            Card(f"Jiwa dalam {name} desil 1", number(as_number(unit["jiwa_desil1"])), "jiwa",
                 f"Dari {number(as_number(unit['jiwa']))} jiwa dalam berkas"),
            Card("Bagian desil 1", percent(as_number(unit["pct_desil1"])), "isi berkas",
                 f"Kecamatan {percent(as_number(around))}; kabupaten {percent(as_number(whole))}"),
            Card("Peringkat desil 1", number(as_number(unit["peringkat"])), f"dari {ranked}", _range_words(view, unit)),
            Card(f"IDM {TAHUN_IDM}", number(as_number(unit["idm"]), 4), str(unit["status_idm"] or ""),
                 "IDM tidak berlaku untuk kelurahan" if unit["jenis"] == "kelurahan" else "Skala 0 sampai 1"),
        ]
    )  # fmt: skip


def _range_words(view: View, unit: Unit) -> str:
    best, worst = unit["peringkat_terbaik"], unit["peringkat_terburuk"]
    step = number(view.rules.peringkat.perubahan_pct)
    where = "tetap" if best == worst else f"antara {best} dan {worst}"
    return f"1 = terbanyak; {where} bila jumlahnya berubah {step} %"


def show_indicators(view: View, unit: Unit, profile: pl.DataFrame) -> None:
    """Draw the nine indicators: the chart, and the numbers with denominator and unknown."""
    frame.section(
        "Sembilan indikator dibanding kecamatan dan kabupaten",
        f"Persentase {view.whom} yang keadaannya diketahui.",
    )
    figure = charts.beside(
        [BY_KODE[k].pendek for k in profile["kode"]],
        profile["pct"].to_list(), profile["pct_kecamatan"].to_list(), profile["pct_kabupaten"].to_list(),
        (str(unit["nama"]), f"Kecamatan {unit['kecamatan']}", "Kabupaten"),
    )  # fmt: skip
    charts.show(
        figure, alt=f"Sembilan indikator {unit['nama']} dibanding kecamatan dan kabupaten.", key="indikator_desa"
    )
    frame.source(view)
    _indicator_table(view, profile)
    frame.source(view, "Diketahui adalah penyebut persentase; yang tidak diketahui tidak dihitung sebagai tidak.")


def _indicator_table(view: View, profile: pl.DataFrame) -> None:
    unit = view.manifest.unit.capitalize()
    heads = ("Indikator", unit, "Jiwa", "Diketahui", "Tidak diketahui", "Persen", "Kecamatan", "Kabupaten")
    head = "".join(f'<th scope="col">{style.text(h)}</th>' for h in heads)
    body = "".join(_indicator_row(row) for row in profile.to_dicts())
    st.html(
        f'<div class="dmp-gulir"><table class="dmp-tabel"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _indicator_row(row: dict[str, object]) -> str:
    name = f'<th scope="row">{style.text(BY_KODE[str(row["kode"])].judul)}</th>'
    if not row["tersedia"]:
        return f'<tr>{name}<td class="dmp-tidak" colspan="7">tidak tersedia dari sumber ini</td></tr>'
    counts = (number(as_number(row[c])) for c in ("rt", "jiwa", "rt_diketahui", "rt_tidak_diketahui"))
    shares = (percent(as_number(row[c])) for c in ("pct", "pct_kecamatan", "pct_kabupaten"))
    return f"<tr>{name}{''.join(f'<td>{style.text(told)}</td>' for told in (*counts, *shares))}</tr>"


def show_definitions(view: View) -> None:
    """Offer what each indicator means, its rule, and what the source can't tell."""
    with st.expander("Arti kesembilan indikator"):
        for order, indicator in enumerate(INDICATORS, start=1):
            remark = view.manifest.keterangan_indikator[indicator.kode].catatan
            rule = f"varian {view.manifest.rtlh}: {RTLH_TITLES[view.manifest.rtlh]}." if indicator.kode == "rtlh" else (
                indicator.aturan
            )  # fmt: skip
            lines = (indicator.definisi, f"Cara hitung (kolom BDT): {rule}", f"{indicator.catatan} {remark}".strip())
            told = "<br>".join(style.text(line) for line in lines)
            st.html(f'<p class="dmp-alasan"><b>{order}. {style.text(indicator.judul)}</b><br>{told}</p>')
