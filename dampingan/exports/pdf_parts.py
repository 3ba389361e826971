"""What every PDF page of the project has: its head with the sample mark, its foot, figures, tables, a small map."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dampingan.exports.facts import Edition
from dampingan.exports.findings import Figure
from dampingan.exports.map_shapes import MapShapes
from dampingan.exports.pdf_page import MARGIN, Face, Page, Side, text_width, wrapped
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date
from dampingan.palette import KELAS, TANPA_DATA, TERANG, ink_on

PROGRAMME = "Gerakan Satu Perangkat Daerah Satu Desa Dampingan"
NO_CLASS = "Belum dinilai"
FOOT = 52.0
"""Height of the foot with its line, points."""
ROW = 16.0
"""Height of a table's row where nothing else is said."""

MAP_GROUND = "#E6ECEC"
MAP_AROUND = "#BFD3D1"
MAP_BORDER = "#8FA3A3"
"""Neutral tints behind and around what a map singles out."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in points, and the side its cells stand on."""

    judul: str
    lebar: float
    sisi: Side = "kanan"


def head(page: Page, edition: Edition, kind: str) -> None:
    """Draw the top line: what the page is, and the sample mark where the data are a sample."""
    page.text(MARGIN, 38, f"{kind} · {PROGRAMME}", 8, face="SemiBold", colour=TERANG.teks_redup)
    if edition.manifest.contoh:
        width = text_width(SAMPLE_WORDS, 8.5, "Bold") + 16
        page.box(page.width - MARGIN - width, 26, width, 17, edge=TERANG.teks, radius=3, thickness=1)
        page.text(page.width - MARGIN - 8, 37.5, SAMPLE_WORDS, 8.5, face="Bold", side="kanan")


def foot(page: Page, edition: Edition, place: str, number: int, count: int) -> None:
    """Draw the bottom: source, rules, digest, date and page number."""
    top = page.height - FOOT
    width = page.width - 2 * MARGIN
    page.line(MARGIN, top, page.width - MARGIN, top)
    page.text(MARGIN, top + 12, edition.sumber, 7.5, face="SemiBold", colour=TERANG.teks_redup, width=width)
    told = f"{place} · {full_date(edition.tanggal)} · halaman {number} dari {count}"
    page.text(page.width - MARGIN, top + 22, told, 7.5, colour=TERANG.teks_redup, side="kanan")
    rules = f"Aturan versi {edition.rules.versi} ({edition.rules.sebutan}) · sidik data {edition.manifest.digest[:12]}"
    page.text(MARGIN, top + 22, rules, 7.5, colour=TERANG.teks_redup, width=width - text_width(told, 7.5) - 12)


def class_panel(page: Page, y: float, kelas: str | None, reason: str, rule: str) -> float:
    """Draw a unit's class with its word, the reason, and the rule; return where the panel ends."""
    across, side = page.width - 2 * MARGIN, 108
    width = across - side - 24
    told, small = wrapped(reason, width, 10), wrapped(rule, width, 7.5)
    height = max(14 * len(told) + 10.5 * len(small) + 18, 50)
    colour = KELAS[kelas] if kelas else TANPA_DATA
    page.box(MARGIN, y, across, height, fill=TERANG.latar_kedua)
    page.box(MARGIN, y, side, height, fill=colour)
    word = (kelas or NO_CLASS).upper()
    page.text(
        MARGIN + side / 2,
        y + height / 2 + 5.5,
        word,
        16,
        face="Bold",
        colour=ink_on(colour),
        side="tengah",
        width=side - 16,
    )
    below = page.paragraph(MARGIN + side + 12, y + 17, reason, width, 10)
    page.paragraph(MARGIN + side + 12, below - 1, rule, width, 7.5, colour=TERANG.teks_redup)
    return y + height


def figures_down(page: Page, x: float, y: float, width: float, figures: Sequence[Figure], *, step: float = 36) -> float:
    """Draw key figures one below the other, the values in a column; return where they end."""
    column, gap = 84, 14
    beside = width - column - gap
    for order, figure in enumerate(figures):
        top = y + order * step
        if order:
            page.line(x, top, x + width, top)
        page.text(x + column, top + 25, figure.nilai, 20, face="Bold", side="kanan", width=column)
        page.text(x + column + gap, top + 16, figure.kata, 9.5, face="SemiBold", width=beside)
        page.text(x + column + gap, top + 28, figure.banding, 8, colour=TERANG.teks_redup, width=beside)
    return y + len(figures) * step


def title(page: Page, x: float, y: float, finding: str, measure: str, width: float) -> float:
    """Write a section's finding and, below it, what is measured; return where the content begins."""
    page.text(x, y, finding, 12, face="Bold", width=width)
    page.text(x, y + 12, measure, 8, colour=TERANG.teks_redup, width=width)
    return y + 22


def heading_row(page: Page, x: float, y: float, columns: Sequence[Column]) -> float:
    """Write a table's headings with a line below; return where the first row begins."""
    for column, left in zip(columns, _lefts(x, columns), strict=True):
        cell(page, left, y, column, column.judul, colour=TERANG.teks_redup, size=7.5, face="SemiBold")
    page.line(x, y + 5, x + sum(c.lebar for c in columns), y + 5)
    return y + 5


def rows(
    page: Page, x: float, y: float, columns: Sequence[Column], cells: Sequence[Sequence[str]], *, step: float = ROW
) -> float:
    """Write a table's rows with hairlines between; return where they end."""
    for order, row in enumerate(cells):
        foot_y = y + order * step + step * 0.68
        for column, left, words in zip(columns, _lefts(x, columns), row, strict=True):
            cell(page, left, foot_y, column, words)
        page.line(x, y + (order + 1) * step, x + sum(c.lebar for c in columns), y + (order + 1) * step, thickness=0.3)
    return y + len(cells) * step


def cell(
    page: Page,
    x: float,
    y: float,
    column: Column,
    words: str,
    *,
    colour: str = TERANG.teks,
    size: float = 8.5,
    face: Face = "Regular",
) -> None:
    """Write one cell, ``x`` being the column's left edge."""
    at = {"kiri": x, "tengah": x + column.lebar / 2, "kanan": x + column.lebar}[column.sisi]
    page.text(at, y, words, size, face=face, colour=colour, side=column.sisi, width=column.lebar - 5)


def _lefts(x: float, columns: Sequence[Column]) -> list[float]:
    return [x + sum(c.lebar for c in columns[:order]) for order in range(len(columns))]


def class_mark(page: Page, x: float, y: float, kelas: str | None) -> None:
    """Write a class as a table's cell: a square of its colour and its word."""
    page.box(x, y - 6.5, 7, 7, fill=KELAS[kelas] if kelas else TANPA_DATA)
    page.text(x + 11, y, (kelas or NO_CLASS).capitalize(), 8.5)


def small_map(
    page: Page, x: float, y: float, shapes: MapShapes, *, caption: Sequence[str], filled: Mapping[str, str],
    around: Collection[str] = (), names: bool = False,
) -> None:  # fmt: skip
    """Draw the kabupaten with some units singled out.

    Args:
        page: where it is drawn.
        x: left edge of the box that the shapes were fitted to.
        y: its upper edge.
        shapes: the outlines.
        caption: lines below: what is shown, and what must be said about the outlines.
        filled: ``kode_desa`` to colour; units without outline are left out.
        around: names of kecamatan that are tinted.
        names: whether the kecamatan are named.
    """

    def ground() -> None:
        for rings in shapes.units.values():
            page.rings(x, y, rings, fill=MAP_GROUND, edge="#FFFFFF", thickness=0.3)

    def borders() -> None:
        for rings in shapes.kecamatan.values():
            page.rings(x, y, rings, edge=MAP_BORDER, thickness=0.5)

    place = f"{x:.0f}-{y:.0f}-{shapes.width:.0f}"
    page.once(f"dasar-{place}", ground)
    for name in around:
        page.rings(x, y, shapes.kecamatan[name], fill=MAP_AROUND)
    for kode, colour in filled.items():
        page.rings(x, y, shapes.units.get(kode, ()), fill=colour, edge="#FFFFFF", thickness=0.3)
    page.once(f"batas-{place}", borders)
    for name, (across, down) in shapes.labels.items() if names else ():
        page.text(x + across, y + down, name, 6, face="SemiBold", side="tengah", halo="#FFFFFF")
    for order, words in enumerate(caption):
        middle, below = x + shapes.width / 2, y + shapes.height + 10 + 9 * order
        page.text(middle, below, words, 7, colour=TERANG.teks_redup, side="tengah", width=shapes.width)
