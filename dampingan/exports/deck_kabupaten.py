"""The five slides of the kabupaten."""

from pptx.presentation import Presentation as Deck

from dampingan.exports.deck_charts import Series, bars
from dampingan.exports.deck_map import draw_map
from dampingan.exports.deck_parts import ACROSS, TOP, figures, indicator_slide, together_slide
from dampingan.exports.deck_slide import Part, Slide, TableColumn
from dampingan.exports.deck_template import MARGIN, WIDTH
from dampingan.exports.facts import Edition
from dampingan.exports.findings import measure_words, of_together
from dampingan.exports.kabupaten import (
    headline,
    indicator_lines,
    kabupaten_figures,
    kecamatan_lines,
    of_heaviest,
    of_kecamatan,
    of_pressing,
    pressing_lines,
    pressing_measure,
    units_of_class,
    units_without_data,
)
from dampingan.exports.map_shapes import fitted
from dampingan.formats import NO_DATA, number, percent, period
from dampingan.palette import JUMLAH, KELAS, TANPA_DATA, TERANG

_MAP = (270.0, 320.0)
_ROW, _HEAD = 23.5, 24.0


def add_kabupaten(deck: Deck, edition: Edition) -> None:
    """Add the kabupaten's slides: headline, kecamatan, nine indicators, what comes together, pressing units."""
    _opening(deck, edition)
    _kecamatan(deck, edition)
    told = sorted(indicator_lines(edition), key=lambda line: -(line.pct or -1))
    slide = _slide(deck, edition, of_heaviest(edition), f"{measure_words(edition)}.")
    indicator_slide(slide, edition, told, [Series(edition.part_name, [line.pct for line in told], JUMLAH)])
    words = f"Dari {number(edition.together.rt)} {edition.whom} di {edition.place}."
    slide = _slide(deck, edition, of_together(edition.together, edition.whom), words)
    together_slide(slide, edition, edition.together)
    _pressing(deck, edition)


def _slide(deck: Deck, edition: Edition, title: str, measure: str) -> Slide:
    context = f"{edition.place} · periode {period(edition.manifest.periode)}"
    return Slide(deck, edition, title=title, context=context, measure=measure)


def _opening(deck: Deck, edition: Edition) -> None:
    slide = _slide(deck, edition, headline(edition), f"{edition.place} · {edition.whom}")
    width = ACROSS - _MAP[0] - 30
    figures(slide, MARGIN, TOP + 10, width, kabupaten_figures(edition), step=62)
    x = WIDTH - MARGIN - _MAP[0]
    red, unknown = units_of_class(edition, "merah"), units_without_data(edition)
    draw_map(slide, x, TOP, fitted(edition.outlines, *_MAP), note=edition.outlines.catatan,
              filled={KELAS["merah"]: red, TANPA_DATA: unknown}, alt="Letak desa dan kelurahan merah")  # fmt: skip
    legend = [(KELAS["merah"], f"Merah: {len(red)}", red), (TANPA_DATA, f"{NO_DATA}: {len(unknown)}", unknown)]
    lines = [[Part("■ ", warna=fill), Part(words)] for fill, words, units in legend if units]
    if lines:
        slide.text((x - 30, TOP + 4, 150, 40), lines)
    slide.notes(edition.rule_note)


def _kecamatan(deck: Deck, edition: Edition) -> None:
    slide = _slide(deck, edition, of_kecamatan(edition), f"Jumlah {edition.whom} tiap kecamatan.")
    lines = kecamatan_lines(edition)
    if not lines:
        return
    bars(slide, (MARGIN, TOP + _HEAD, 500, _ROW * len(lines)), [line.nama for line in lines],
         [Series(edition.whom, [line.rt for line in lines], JUMLAH)], labels=True, label_width=120,
         alt=f"{edition.whom} tiap kecamatan")  # fmt: skip
    table = [TableColumn("Dari berkas", 90, "kanan"), TableColumn("Dari kabupaten", 120, "kanan"),
             TableColumn("Merah", 110, "kanan")]  # fmt: skip
    cells = [[percent(line.pct), percent(line.pangsa), f"{line.merah} dari {line.unit}"] for line in lines]
    slide.table((WIDTH - MARGIN - 320, TOP, 0, 0), table, cells, row=_ROW, head=_HEAD)


def _pressing(deck: Deck, edition: Edition) -> None:
    lines = pressing_lines(edition)
    slide = _slide(deck, edition, of_pressing(lines), pressing_measure(edition))
    table = [TableColumn("", 34), TableColumn("Desa/kelurahan", 170), TableColumn("Kecamatan", 140),
             TableColumn("Kelas", 80), TableColumn("Desil 1", 80, "kanan"), TableColumn("Persen", 80, "kanan"),
             TableColumn("Status IDM", 120, "kanan"), TableColumn("Indikator terberat", 176, "kanan")]  # fmt: skip
    cells = [
        [str(order), line.nama, line.kecamatan, (line.kelas or "–").capitalize(), number(line.rt), percent(line.pct),
         line.idm, line.terberat.pendek if line.terberat else "–"]
        for order, line in enumerate(lines, 1)
    ]  # fmt: skip
    if cells:
        slide.table((MARGIN, TOP, 0, 0), table, cells, row=32, head=26, bold=[1])
    else:
        slide.text((MARGIN, TOP, ACROSS, 40), [[Part("Belum ada yang dapat diurutkan.", warna=TERANG.teks_redup)]], 18)
