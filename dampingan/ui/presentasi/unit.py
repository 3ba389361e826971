"""The slides of one desa: who it is and why it has its class, and its nine indicators beside those around it."""

from collections.abc import Sequence
from html import escape

from dampingan.exports.facts import IndicatorFact, UnitFacts, unit_facts
from dampingan.exports.findings import (
    measure_words,
    no_data,
    of_indicators,
    of_standing,
    share_words,
    unit_figures,
)
from dampingan.formats import percent
from dampingan.ui import editions
from dampingan.ui.presentasi import maps
from dampingan.ui.presentasi.slide import Slide, figures, longest, notice
from dampingan.ui.style import class_mark, text
from dampingan.ui.view import View

_FIGURES = (0, 1, 2, 4)
"""Of ``unit_figures``: the rank stands in the title."""
_LONG = 190
"""Letters of a reason from which its type is smaller."""


def identity(view: View, kode_desa: str, where: str) -> Slide:
    """Return a unit's class with its reason, where it lies, and four figures.

    Args:
        view: the look at the data.
        kode_desa: the unit.
        where: the series and the unit's place in it.
    """
    told = unit_facts(editions.edition(view), kode_desa)
    kelas, reason = told.unit["kelas"], str(told.unit["alasan"])
    size = " prs-panjang" if len(reason) > _LONG else ""
    panel = (
        f'<div class="prs-kelas prs-kelas-{kelas or "kosong"}">{class_mark(kelas)}'
        f'<p class="prs-alasan{size}">{text(reason)}</p></div>'
    )
    below = figures(_figure(told, place) for place in _FIGURES) if told.has_data else notice(no_data(told))
    body = f'<div class="prs-desa"><div class="prs-desa-atas">{panel}{maps.locator(told)}</div>{below}</div>'
    return Slide(of_standing(told), f"{told.place} · kode {told.kode}", body, where, f"Kelas: {view.rules.sebutan}.")


def indicators(view: View, kode_desa: str) -> Slide:
    """Return a unit's nine indicators beside its kecamatan and the kabupaten."""
    told = unit_facts(editions.edition(view), kode_desa)
    around = f"Kecamatan {told.unit['kecamatan']}"
    body = _beside(told.indikator, (told.nama, around, "Kabupaten"))
    return Slide(of_indicators(told), measure_words(told.edition), body, f"{told.nama}, {around}")


def _figure(told: UnitFacts, place: int) -> tuple[str, str, str]:
    figure = unit_figures(told)[place]
    return figure.nilai, figure.kata, figure.banding


def _beside(facts: Sequence[IndicatorFact], names: tuple[str, str, str]) -> str:
    """Return the per cents as bars, with the marks of the kecamatan (a circle) and of the kabupaten (a diamond)."""
    ordered = sorted(facts, key=lambda fact: -1 if fact.pct is None else fact.pct, reverse=True)
    top = longest(value for fact in facts for value in (fact.pct, fact.pct_kecamatan, fact.pct_kabupaten))
    marks = list(zip(("prs-tanda-desa", "prs-tanda-kec", "prs-tanda-kab"), names, strict=True))
    legend = "".join(f'<span><i class="{mark}"></i>{text(name)}</span>' for mark, name in marks)
    heads = "".join(f'<th scope="col" aria-label="{escape(name)}"><i class="{mark}"></i></th>' for mark, name in marks)
    rows = "".join(_row(fact, top) for fact in ordered)
    return (
        f'<div class="prs-dekat"><p class="prs-nama-tanda">{legend}</p>'
        f'<table class="prs-banding" style="--n:{len(facts) + 2}"><thead><tr><td colspan="2"></td>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(fact: IndicatorFact, top: float) -> str:
    name = f'<tr><th scope="row">{text(fact.indicator.pendek)}</th>'
    if not fact.tersedia:
        return f'{name}<td class="prs-kosong" colspan="4">{text(share_words(fact))}</td></tr>'
    around = (("prs-tanda-kec", fact.pct_kecamatan), ("prs-tanda-kab", fact.pct_kabupaten))
    bar = f'<i class="prs-pilihan" style="width:{100 * (fact.pct or 0) / top:.1f}%"></i>'
    marks = "".join(
        f'<i class="{mark}" style="left:{100 * value / top:.1f}%"></i>' for mark, value in around if value is not None
    )
    return (
        f'{name}<td class="prs-alur">{bar}{marks}</td><td><b>{text(share_words(fact))}</b></td>'
        f"<td>{text(percent(fact.pct_kecamatan))}</td><td>{text(percent(fact.pct_kabupaten))}</td></tr>"
    )
