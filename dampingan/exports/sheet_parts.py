"""Parts of a unit's sheet: the nine indicators as bars with their counts, children of school age."""

from dampingan.exports.facts import IndicatorFact, UnitFacts
from dampingan.exports.findings import measure_words, of_indicators, of_school, of_together
from dampingan.exports.pdf_page import MARGIN, Page, text_width
from dampingan.exports.pdf_parts import FOOT, ROW, Column, heading_row, rows, title
from dampingan.formats import NOT_AVAILABLE, number, percent
from dampingan.palette import BUKAN_PILIHAN, JUMLAH, PILIHAN, TANPA_DATA, TERANG

_ROW = 19.5
_PAIRS = 4
_NAME = Column("Indikator", 128, "kiri")
_BAR = Column("", 146)
_NUMBERS = (
    Column("Persen", 42),
    Column("Rumah tangga", 62),
    Column("Jiwa", 34),
    Column("Diketahui", 48),
    Column("Tak diketahui", 55),
)


def indicators(page: Page, facts: UnitFacts, y: float) -> float:
    """Draw the nine indicators beside those of kecamatan and kabupaten; return where they end."""
    y = title(page, MARGIN, y, of_indicators(facts), f"{measure_words(facts.edition)}.", page.width - 2 * MARGIN)
    _legend(page, page.width - MARGIN, y - 10, f"{facts.unit['jenis']} ini")
    numbers = [_NUMBERS[0], Column(facts.edition.manifest.unit.capitalize(), 62), *_NUMBERS[2:]]
    columns = [_NAME, _BAR, *numbers]
    y = heading_row(page, MARGIN, y + 12, columns)
    shares = [s for f in facts.indikator for s in (f.pct, f.pct_kecamatan, f.pct_kabupaten) if s is not None]
    scale = (_BAR.lebar - 12) / max([*shares, 1])
    rows(page, MARGIN, y, columns, [_cells(fact) for fact in facts.indikator], step=_ROW)
    for order, fact in enumerate(facts.indikator):
        _bar(page, MARGIN + _NAME.lebar, y + (order + 0.5) * _ROW, fact, scale)
    return y + len(facts.indikator) * _ROW


def _cells(fact: IndicatorFact) -> list[str]:
    name = fact.indicator.pendek
    if not fact.tersedia:
        return [name, "", "–", "–", "", "–", "–"]
    persons = number(fact.jiwa) if fact.indicator.of_members else ""
    return [name, "", percent(fact.pct), number(fact.rt), persons, number(fact.rt_diketahui),
            number(fact.rt_tidak_diketahui)]  # fmt: skip


def _bar(page: Page, x: float, middle: float, fact: IndicatorFact, scale: float) -> None:
    """Draw the unit's bar and the marks of its kecamatan (circle) and of the kabupaten (diamond)."""
    if not fact.tersedia:
        page.text(x, middle + 3, NOT_AVAILABLE, 8.5, colour=TERANG.teks_redup)
        return
    page.line(x, middle - 6, x, middle + 6, colour=TANPA_DATA)
    if fact.pct:
        page.box(x, middle - 5, fact.pct * scale, 10, fill=PILIHAN)
    if fact.pct_kecamatan is not None:
        page.dot(x + fact.pct_kecamatan * scale, middle, 3.2, fill=BUKAN_PILIHAN)
    if fact.pct_kabupaten is not None:
        page.diamond(x + fact.pct_kabupaten * scale, middle, 3.6, fill=JUMLAH)


def _legend(page: Page, right: float, y: float, own: str) -> None:
    """Say which mark is whose, ending at ``right``."""
    marks = (
        (own, lambda x: page.box(x - 6, y - 6, 12, 6, fill=PILIHAN)),
        ("kecamatan", lambda x: page.dot(x, y - 2.7, 3, fill=BUKAN_PILIHAN)),
        ("kabupaten", lambda x: page.diamond(x, y - 2.7, 3.4, fill=JUMLAH)),
    )
    for words, mark in reversed(marks):
        page.text(right, y, words, 8, colour=TERANG.teks_redup, side="kanan")
        right -= text_width(words, 8) + 9
        mark(right)
        right -= 17


def together(page: Page, facts: UnitFacts, x: float, y: float, width: float) -> float:
    """Draw the pairs of problems that come together most often; return where they end."""
    measure = f"Dari {facts.edition.whom}; pasangan yang paling sering datang bersama."
    y = title(page, x, y, of_together(facts.together), measure, width)
    columns = [Column("Masalah", width - 66, "kiri"), Column(facts.edition.manifest.unit.capitalize(), 66)]
    y = heading_row(page, x, y + 12, columns)
    fitting = min(_PAIRS, int((page.height - FOOT - 8 - y) // ROW))
    return rows(page, x, y, columns, [[pair.words, number(pair.rt)] for pair in facts.together.pairs[:fitting]])


def school(page: Page, facts: UnitFacts, y: float, width: float) -> float:
    """Draw the children by school age; return where they end."""
    measure = f"Anak dalam {facts.edition.whom} menurut umur"
    y = title(page, MARGIN, y, of_school(facts), f"{measure}.", width)
    columns = [Column("Umur", 62, "kiri"), Column("Jenjang", width - 188, "kiri"), Column("Anak", 46),
               Column("Tidak bersekolah", 80)]  # fmt: skip
    y = heading_row(page, MARGIN, y + 12, columns)
    told = [
        [f"{band.umur} tahun", band.jenjang or "", number(band.jiwa), number(band.jiwa_tidak_sekolah)]
        for band in facts.school[:-1]
    ]
    return rows(page, MARGIN, y, columns, told)
