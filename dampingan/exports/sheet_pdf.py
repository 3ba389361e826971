"""The one-page sheet of a desa or kelurahan (A4), and many of them in one file."""

from collections.abc import Callable, Sequence

from dampingan.exports.facts import Edition, UnitFacts, unit_facts
from dampingan.exports.findings import no_data, unit_figures
from dampingan.exports.map_shapes import fitted
from dampingan.exports.pdf_page import MARGIN, Page, document
from dampingan.exports.pdf_parts import class_panel, figures_down, foot, head, small_map
from dampingan.exports.sheet_parts import indicators, school, together
from dampingan.formats import period
from dampingan.palette import PILIHAN, TERANG
from dampingan.progress import Progress, silent

MAP_SIZE = (170.0, 180.0)
"""Width and height of the small map, points."""


def sheets(edition: Edition, codes: Sequence[str], *, progress: Progress = silent) -> bytes:
    """Return a PDF with one page for each unit, in the order given.

    Args:
        edition: the snapshot with its rules.
        codes: ``kode_desa`` of the units, at least one.
        progress: told the share done and what is being drawn.

    Raises:
        RegionError: a code is not one of the kabupaten's.
    """
    units = [unit_facts(edition, kode) for kode in codes]

    def drawn(order: int, facts: UnitFacts) -> Callable[[Page], None]:
        def draw(page: Page) -> None:
            progress(order / len(units), f"Lembar {facts.nama}")
            _sheet(page, facts)
            foot(page, edition, facts.nama, order + 1, len(units))

        return draw

    name = f"Lembar {units[0].nama}" if len(units) == 1 else f"Lembar {len(units)} desa dan kelurahan"
    return document(name, edition.sumber, [drawn(order, facts) for order, facts in enumerate(units)])


def _sheet(page: Page, facts: UnitFacts) -> None:
    width = page.width - 2 * MARGIN
    head(page, facts.edition, f"Lembar {facts.unit['jenis']}")
    page.text(MARGIN, 76, facts.nama, 27, face="Bold", width=width)
    place = f"{facts.place} · {facts.codes} · periode {period(facts.edition.manifest.periode)}"
    page.text(MARGIN, 94, place, 9, colour=TERANG.teks_redup, width=width)
    y = class_panel(page, 108, facts.unit["kelas"], str(facts.unit["alasan"]), facts.edition.rule_note) + 11
    _map(page, facts, y)
    beside = width - MAP_SIZE[0] - 24
    if not facts.has_data:
        page.paragraph(MARGIN, y + 24, no_data(facts), beside, 12)
        return
    figures_down(page, MARGIN, y, beside, unit_figures(facts))
    y = indicators(page, facts, y + MAP_SIZE[1] + 39) + 22
    column = (width - 24) / 2
    school(page, facts, y, column)
    together(page, facts, MARGIN + column + 24, y, column)


def _map(page: Page, facts: UnitFacts, y: float) -> None:
    shapes = fitted(facts.edition.outlines, *MAP_SIZE)
    x = page.width - MARGIN - MAP_SIZE[0]
    caption = [f"{facts.nama} di Kecamatan {facts.unit['kecamatan']}", facts.edition.outlines.catatan]
    if facts.kode not in shapes.units:
        caption[0] = f"Garis {facts.nama} tidak ada dalam berkas batas"
    around = [str(facts.unit["kecamatan"])]
    small_map(page, x, y, shapes, caption=caption, filled={facts.kode: PILIHAN}, around=around)
