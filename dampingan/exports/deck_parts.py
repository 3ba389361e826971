"""What the decks of a desa and of the kabupaten share: key figures, the nine indicators, what comes together."""

from collections.abc import Sequence
from typing import Protocol

from dampingan.exports.coming_together import Together
from dampingan.exports.deck_charts import Series, bars, columns
from dampingan.exports.deck_slide import Part, Slide, TableColumn
from dampingan.exports.deck_template import MARGIN, WIDTH
from dampingan.exports.facts import Edition
from dampingan.exports.findings import MANY, Figure
from dampingan.formats import NOT_AVAILABLE, number, percent
from dampingan.indicators import Indicator
from dampingan.palette import PILIHAN, TERANG

TOP = 142.0
"""Where the content of a slide begins."""
ACROSS = WIDTH - 2 * MARGIN
_PAIRS = 5
_ROW, _HEAD = 36.0, 24.0
_CHART, _NAMES = 440.0, 168.0


class IndicatorShare(Protocol):
    """An indicator's figures, of a unit or of the kabupaten."""

    @property
    def indicator(self) -> Indicator:
        """Return what it is."""

    @property
    def tersedia(self) -> bool:
        """Tell whether the source tells it."""

    @property
    def rt(self) -> int | None:
        """Return the households that have it."""

    @property
    def rt_diketahui(self) -> int | None:
        """Return those whose answer is known."""

    @property
    def rt_tidak_diketahui(self) -> int | None:
        """Return those whose answer is unknown."""

    @property
    def pct(self) -> float | None:
        """Return the share of the known, per cent."""


def figures(slide: Slide, x: float, y: float, width: float, told: Sequence[Figure], *, step: float) -> None:
    """Write key figures one below the other, the values in a column."""
    for order, figure in enumerate(told):
        top = y + order * step
        slide.text((x, top, 136, step), [[Part(figure.nilai, tebal=True)]], 28, side="kanan", middle=True)
        lines = [[Part(figure.kata, tebal=True)], [Part(figure.banding, warna=TERANG.teks_redup)]]
        slide.text((x + 154, top, width - 154, step), lines, middle=True)


def indicator_slide(slide: Slide, edition: Edition, told: Sequence[IndicatorShare], series: Sequence[Series]) -> None:
    """Fill a slide with the nine indicators: bars, and a table whose rows line up with them.

    Args:
        slide: empty below its title.
        edition: whose unit is counted.
        told: the indicators, first at the top.
        series: their per cents, of one place or of several.
    """
    if len(series) > 1:
        legend = [part for one in series for part in (Part("■ ", warna=one.warna), Part(f"{one.nama}    "))]
        slide.text((MARGIN, TOP, _CHART, _HEAD), [legend], middle=True)
    bars(slide, (MARGIN, TOP + _HEAD, _CHART, _ROW * len(told)), [t.indicator.pendek for t in told], series,
         label_width=_NAMES, alt="Persentase sembilan indikator: " + ", ".join(one.nama for one in series))  # fmt: skip
    widths = {"Persen": 116.0, edition.manifest.unit.capitalize(): 110.0, "Diketahui": 94.0, "Tak diketahui": 110.0}
    table = [TableColumn(name, width, "kanan") for name, width in widths.items()]
    left = WIDTH - MARGIN - sum(widths.values())
    slide.table((left, TOP, 0, 0), table, [_cells(t) for t in told], row=_ROW, head=_HEAD, bold=[0])


def _cells(told: IndicatorShare) -> list[str]:
    if not told.tersedia:
        return [NOT_AVAILABLE, "–", "–", "–"]
    return [percent(told.pct), number(told.rt), number(told.rt_diketahui), number(told.rt_tidak_diketahui)]


def together_slide(slide: Slide, edition: Edition, told: Together) -> None:
    """Fill a slide with how many indicators come together, and the commonest pairs."""
    unit, half = edition.manifest.unit.capitalize(), (ACROSS - 40) / 2
    right = MARGIN + half + 40
    slide.text((MARGIN, TOP, half, 22), [[Part(f"{unit} menurut banyaknya masalah", tebal=True)]], 16)
    if told.how_many:
        counts = Series(unit, [row.rt for row in told.how_many], PILIHAN, redup=min(MANY, len(told.how_many)))
        columns(slide, (MARGIN, TOP + 28, half, 300), [str(row.banyak) for row in told.how_many], counts,
                alt=f"{unit} menurut banyaknya masalah")  # fmt: skip
    slide.text((right, TOP, half, 22), [[Part("Pasangan masalah yang paling sering", tebal=True)]], 16)
    pairs = told.pairs[:_PAIRS]
    if pairs:
        bars(slide, (right, TOP + 32, half, 58 * len(pairs)), [pair.words.replace(" + ", " +\n") for pair in pairs],
             [Series(unit, [pair.rt for pair in pairs], PILIHAN)], labels=True, label_width=170,
             alt="Pasangan masalah yang paling sering datang bersama")  # fmt: skip
    if told.rt_incomplete:
        words = f"{number(told.rt_incomplete)} {edition.manifest.unit} tidak dimuat di kiri: jawabannya belum lengkap."
        slide.text((MARGIN, 476, ACROSS, 20), [[Part(words, warna=TERANG.teks_redup)]])
