"""The nine indicators of a unit as one table with bars: share, kecamatan and kabupaten, counts and unknown."""

from html import escape

import streamlit as st

from dampingan.exports.facts import IndicatorFact, UnitFacts
from dampingan.exports.findings import measure_words, of_indicators
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS, RTLH_TITLES
from dampingan.ui import frame, style
from dampingan.ui.profil import bars
from dampingan.ui.view import View

Known = tuple[float | None, float | None, float | None]


def show(view: View, told: UnitFacts) -> None:
    """Draw the nine indicators beside the kecamatan and the kabupaten."""
    frame.section(of_indicators(told), f"{measure_words(told.edition)}, menurut urutan program.")
    top = bars.scale(value for fact in told.indikator for value in _shares(fact))
    unit = view.manifest.unit.capitalize()
    heads = (told.nama, "Kecamatan", "Kabupaten", unit, "Jiwa", "Diketahui", "Tidak diketahui")
    head = "".join(f'<th scope="col">{style.text(name)}</th>' for name in ("Indikator", *heads))
    body = "".join(_row(fact, top) for fact in told.indikator)
    st.html(
        f"{_legend(told)}"
        f'<div class="dmp-gulir"><table class="dmp-tabel dmp-profil-tabel"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
    frame.source(
        view,
        "Diketahui adalah penyebut persentase; yang tidak diketahui tidak dihitung sebagai tidak. Jiwa hanya ada "
        "untuk indikator anggota keluarga.",
    )


def _legend(told: UnitFacts) -> str:
    return bars.legend(
        [
            ("isi", style.text(told.nama)),
            ("kecamatan", style.text(f"Kecamatan {told.unit['kecamatan']}")),
            ("kabupaten", "Kabupaten"),
        ]
    )


def _shares(fact: IndicatorFact) -> Known:
    return fact.pct, fact.pct_kecamatan, fact.pct_kabupaten


def _row(fact: IndicatorFact, top: float) -> str:
    name = f'<th scope="row" title="{escape(fact.indicator.judul)}">{style.text(fact.indicator.pendek)}</th>'
    if not fact.tersedia:
        return f'<tr>{name}<td class="dmp-tidak" colspan="7">tidak tersedia dari sumber ini</td></tr>'
    own, around, whole = _shares(fact)
    track = bars.bar(own, top, [("kecamatan", around), ("kabupaten", whole)])
    cells = (
        f'<td class="dmp-ukuran"><div>{track}<b>{style.text(percent(own))}</b></div></td>',
        *(f"<td>{style.text(percent(share))}</td>" for share in (around, whole)),
        *(f"<td>{number(count)}</td>" for count in (fact.rt, fact.jiwa, fact.rt_diketahui, fact.rt_tidak_diketahui)),
    )
    return f"<tr>{name}{''.join(cells)}</tr>"


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
