"""The brief of the kabupaten: two pages (A4) with headline, key figures, map, kecamatan and pressing desa."""

from dampingan.config import KABUPATEN
from dampingan.exports.facts import Edition
from dampingan.exports.findings import measure_words
from dampingan.exports.kabupaten import (
    IndicatorLine,
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
from dampingan.exports.pdf_page import MARGIN, Page, document
from dampingan.exports.pdf_parts import (
    Column,
    class_mark,
    figures_down,
    foot,
    head,
    heading_row,
    rows,
    small_map,
    title,
)
from dampingan.formats import NO_DATA, NOT_AVAILABLE, number, percent, period
from dampingan.palette import JUMLAH, KELAS, TANPA_DATA, TERANG

MAP_SIZE = (236.0, 292.0)
"""Width and height of the map, points."""
_ROW = 22.0
_STEP = 21.0


def brief(edition: Edition) -> bytes:
    """Return the brief of the kabupaten as a PDF of two pages."""

    def first(page: Page) -> None:
        _opening(page, edition)
        foot(page, edition, KABUPATEN, 1, 2)

    def second(page: Page) -> None:
        _tables(page, edition)
        foot(page, edition, KABUPATEN, 2, 2)

    return document(f"Ringkasan {KABUPATEN}", edition.sumber, [first, second])


def _opening(page: Page, edition: Edition) -> None:
    width = page.width - 2 * MARGIN
    head(page, edition, edition.kind)
    y = page.paragraph(MARGIN, 76, headline(edition), width, 20, face="Bold", leading=1.25) - 6
    page.text(MARGIN, y, f"{edition.place} · {edition.whom} · periode {period(edition.manifest.periode)}", 9,
              colour=TERANG.teks_redup, width=width)  # fmt: skip
    y += 22
    figures_down(page, MARGIN, y, width - MAP_SIZE[0] - 24, kabupaten_figures(edition), step=46)
    rule = page.paragraph(MARGIN, y + 250, edition.rule_note, width - MAP_SIZE[0] - 24, 7.5, colour=TERANG.teks_redup)
    _map(page, edition, y)
    _indicators(page, edition, max(rule, y + MAP_SIZE[1] + 12) + 26)


def _map(page: Page, edition: Edition, y: float) -> None:
    x = page.width - MARGIN - MAP_SIZE[0]
    red, unknown = units_of_class(edition, "merah"), units_without_data(edition)
    filled = dict.fromkeys(red, KELAS["merah"]) | dict.fromkeys(unknown, TANPA_DATA)
    small_map(
        page, x, y, fitted(edition.outlines, *MAP_SIZE), caption=[edition.outlines.catatan], filled=filled, names=True
    )
    legend = [(KELAS["merah"], "Merah", red), (TANPA_DATA, NO_DATA.capitalize(), unknown)]
    for order, (colour, words, units) in enumerate(entry for entry in legend if entry[2]):
        page.box(x, y + 2 + order * 14, 8, 8, fill=colour)
        page.text(x + 12, y + 9 + order * 14, f"{words}: {len(units)} desa/kelurahan", 8, face="SemiBold")


def _indicators(page: Page, edition: Edition, y: float) -> None:
    lines = sorted(indicator_lines(edition), key=lambda line: -(line.pct or -1))
    y = title(page, MARGIN, y, of_heaviest(edition), f"{measure_words(edition)}.", page.width - 2 * MARGIN)
    unit = edition.manifest.unit.capitalize()
    columns = [Column("Indikator", 128, "kiri"), Column("", 146), Column("Persen", 42), Column(unit, 62),
               Column("Jiwa", 34), Column("Diketahui", 48), Column("Tak diketahui", 55)]  # fmt: skip
    y = heading_row(page, MARGIN, y + 12, columns)
    rows(page, MARGIN, y, columns, [_indicator_cells(line) for line in lines], step=_ROW)
    scale = (columns[1].lebar - 12) / max([*(line.pct or 0 for line in lines), 1])
    for order, line in enumerate(lines):
        middle = y + (order + 0.5) * _ROW
        if not line.tersedia:
            page.text(MARGIN + 128, middle + 3, NOT_AVAILABLE, 8.5, colour=TERANG.teks_redup)
            continue
        page.line(MARGIN + 128, middle - 6, MARGIN + 128, middle + 6, colour=TANPA_DATA)
        page.box(MARGIN + 128, middle - 5, (line.pct or 0) * scale, 10, fill=JUMLAH)


def _indicator_cells(line: IndicatorLine) -> list[str]:
    persons = number(line.jiwa) if line.indicator.of_members else ""
    return [line.indicator.pendek, "", percent(line.pct), number(line.rt), persons, number(line.rt_diketahui),
            number(line.rt_tidak_diketahui)]  # fmt: skip


def _tables(page: Page, edition: Edition) -> None:
    head(page, edition, edition.kind)
    end = _kecamatan(page, edition, 76)
    _pressing(page, edition, end + 34)


def _kecamatan(page: Page, edition: Edition, y: float) -> float:
    lines = kecamatan_lines(edition)
    measure = f"Jumlah {edition.whom} tiap kecamatan, bagiannya dari isi berkas dan dari kabupaten."
    y = title(page, MARGIN, y, of_kecamatan(edition), measure, page.width - 2 * MARGIN)
    columns = [Column("Kecamatan", 88, "kiri"), Column(edition.manifest.unit.capitalize(), 62), Column("Jiwa", 44),
               Column("Dari berkas", 54), Column("Dari kabupaten", 68), Column("", 12), Column("", 50, "kiri"),
               Column("Merah", 48), Column("Indikator terberat", 89)]  # fmt: skip
    y = heading_row(page, MARGIN, y + 12, columns)
    told = [
        [line.nama, number(line.rt), number(line.jiwa), percent(line.pct), percent(line.pangsa), "", "",
         f"{line.merah} dari {line.unit}", line.terberat.pendek if line.terberat else "–"]
        for line in lines
    ]  # fmt: skip
    rows(page, MARGIN, y, columns, told, step=_STEP)
    largest = max([*(line.pangsa or 0 for line in lines), 1])
    left = MARGIN + sum(c.lebar for c in columns[:6])
    for order, line in enumerate(lines):
        page.box(left, y + (order + 0.5) * _STEP - 4, 48 * (line.pangsa or 0) / largest, 8, fill=JUMLAH)
    return y + len(lines) * _STEP


def _pressing(page: Page, edition: Edition, y: float) -> float:
    lines = pressing_lines(edition)
    y = title(page, MARGIN, y, of_pressing(lines), pressing_measure(edition), page.width - 2 * MARGIN)
    columns = [Column("", 18, "kiri"), Column("Desa/kelurahan", 104, "kiri"), Column("Kecamatan", 86, "kiri"),
               Column("Kelas", 58, "kiri"), Column("Desil 1", 50), Column("Persen", 50), Column("Status IDM", 60),
               Column("Indikator terberat", 89)]  # fmt: skip
    y = heading_row(page, MARGIN, y + 12, columns)
    told = [[f"{order}", line.nama, line.kecamatan, "", number(line.rt), percent(line.pct), line.idm,
             line.terberat.pendek if line.terberat else "–"] for order, line in enumerate(lines, 1)]  # fmt: skip
    end = rows(page, MARGIN, y, columns, told, step=_STEP)
    for order, line in enumerate(lines):
        class_mark(page, MARGIN + 208, y + (order + 0.68) * _STEP, line.kelas)
    return end
