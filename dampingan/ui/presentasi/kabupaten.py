"""The slides of the kabupaten: what stands out, the heaviest indicator, the kecamatan, the most pressing desa."""

from collections.abc import Sequence

from dampingan.exports.findings import measure_words
from dampingan.exports.kabupaten import (
    PressingLine,
    headline,
    indicator_lines,
    of_heaviest,
    of_pressing,
    pressing_lines,
    pressing_measure,
)
from dampingan.formats import NOT_AVAILABLE, number, percent
from dampingan.measures.headlines import of_most
from dampingan.ui import cards, editions
from dampingan.ui.presentasi.slide import Bar, Slide, bars, figures, longest, notice
from dampingan.ui.style import class_mark, text
from dampingan.ui.view import View

_SHOWN = 4
"""Of the five figures of the summary; the heaviest indicator has a slide of its own."""
_NOTHING = "Ubah periode, kecamatan, desil, atau saringan lain di halaman Ringkasan, lalu buka presentasi lagi."
_NOT_PRESSING = "Semua desa dan kelurahan dalam saringan ini hijau, belum dapat dinilai, atau tanpa desil 1."
_HEADS = ("", "Desa/kelurahan", "Kecamatan", "Kelas", "Desil 1", "Alasan: IDM, bagian desil 1")


def opening(view: View) -> Slide:
    """Return what stands out, with four figures."""
    title = headline(editions.edition(view))
    if not view.overview().rt_terpilih:
        return Slide(title, view.subtitle(), notice(_NOTHING))
    told = [_figure(card) for card in cards.overview_cards(view)[:_SHOWN]]
    return Slide(title, f"Banyaknya {view.manifest.unit}, jiwa, dan desa merah", figures(told), catatan=_note(view))


def indicators(view: View) -> Slide:
    """Return the nine indicators, the heaviest first."""
    here = editions.edition(view)
    told = sorted(indicator_lines(here), key=lambda line: -1 if line.pct is None else line.pct, reverse=True)
    top, unit = longest(line.pct for line in told), here.manifest.unit
    rows = [
        Bar(line.indicator.pendek, None, NOT_AVAILABLE) if line.pct is None else
        Bar(line.indicator.pendek, 100 * line.pct / top, percent(line.pct), f"{number(line.rt)} {unit}",
            "jumlah" if line is told[0] else "jumlah redup")
        for line in told
    ]  # fmt: skip
    return Slide(of_heaviest(here), measure_words(here), bars(rows))


def kecamatan(view: View) -> Slide:
    """Return all kecamatan, those chosen singled out."""
    table = view.by_kecamatan().sort(["rt_terpilih", "kecamatan"], descending=[True, False])
    title = of_most(table, view.whom)
    top = longest(table["rt_terpilih"])
    rows = [
        Bar(place["kecamatan"], 100 * place["rt_terpilih"] / top, number(place["rt_terpilih"]),
            percent(place["pangsa_terpilih"]), _colour(place["kecamatan"], view, leading=order == 0))
        for order, place in enumerate(table.to_dicts())
    ]  # fmt: skip
    chosen = "; kecamatan yang dipilih berwarna toska" if view.kecamatan else ""
    measure = f"Banyaknya {view.whom} per kecamatan, dan bagiannya dari seluruh kabupaten{chosen}"
    return Slide(title, measure, bars(rows))


def pressing(view: View) -> Slide:
    """Return the ten desa to look at first."""
    here = editions.edition(view)
    lines = pressing_lines(here)
    if not lines:
        return Slide(of_pressing(lines), view.subtitle(), notice(_NOT_PRESSING), catatan=_note(view))
    return Slide(of_pressing(lines), pressing_measure(here), _pressing_table(lines))


def _note(view: View) -> str:
    return f"Kelas: {view.rules.sebutan}."


def _figure(card: cards.Card) -> tuple[str, str, str]:
    """Return a card's value, name and comparison; the unit only where the name does not say it already."""
    said = card.satuan.lower() in card.judul.lower()
    return card.angka, card.judul if said else f"{card.judul} ({card.satuan})", card.banding


def _colour(name: str, view: View, *, leading: bool) -> str:
    if view.kecamatan:
        return "pilihan" if name in view.kecamatan else "lain redup"
    return "jumlah" if leading else "jumlah redup"


def _pressing_table(lines: Sequence[PressingLine]) -> str:
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in _HEADS)
    body = "".join(_pressing_row(order, line) for order, line in enumerate(lines, 1))
    rows = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="prs-tabel" style="--n:{len(lines) + 1}">{rows}</table>'


def _pressing_row(order: int, line: PressingLine) -> str:
    reason = f"{line.idm[0].upper()}{line.idm[1:]}; {percent(line.pct)}"
    return (
        f'<tr><td>{order}</td><th scope="row">{text(line.nama)}</th><td>{text(line.kecamatan)}</td>'
        f"<td>{class_mark(line.kelas)}</td><td>{number(line.rt)}</td><td>{text(reason)}</td></tr>"
    )
