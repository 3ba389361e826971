"""A slide of a deck and what can be put on it: texts, tables, a class with its reason, a map. Lengths are points."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from dampingan.exports.deck_template import (
    CONTEXT,
    COVER,
    FINDING,
    FONT,
    MEASURE,
    SAMPLE,
    SMALLEST,
    SOURCE,
    TITLE_BOX,
    TITLE_SIZE,
)
from dampingan.exports.facts import Edition
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.exports.text_fit import held_together, size_in_lines, wrapped
from dampingan.palette import TERANG, ink_on

Box = tuple[float, float, float, float]
"""Left, top, width, height."""

_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SIDES = {"kiri": PP_ALIGN.LEFT, "tengah": PP_ALIGN.CENTER, "kanan": PP_ALIGN.RIGHT}

_HAIRLINE = f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{TERANG.garis[1:]}"/></a:solidFill></a:lnB>'

CELL_MARGINS = 8.0
"""Left and right margin of a table's cell together, points."""
HELVETICA, HELVETICA_BOLD = "Helvetica", "Helvetica-Bold"


@dataclass(frozen=True)
class Part:
    """A piece of a line of text."""

    kata: str
    tebal: bool = False
    warna: str = TERANG.teks


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: heading, width, and the side its cells stand on."""

    judul: str
    lebar: float
    sisi: str = "kiri"


def colour(code: str) -> RGBColor:
    """Return a colour of the palette as the deck needs it."""
    return RGBColor(*bytes.fromhex(code[1:]))


class Slide:
    """One slide with its title, context, measure, source and sample mark already on it."""

    def __init__(
        self, deck: Deck, edition: Edition, *, title: str, context: str, measure: str = "", cover: bool = False
    ) -> None:
        """Add a slide to the deck.

        Args:
            deck: of the template.
            edition: for the source line and the sample mark.
            title: the finding.
            context: the place and the period.
            measure: what is measured, or on a cover the words below the title.
            cover: whether it opens a deck.
        """
        self._slide = deck.slides.add_slide(deck.slide_layouts.get_by_name(COVER if cover else FINDING))
        self.shapes = self._slide.shapes
        places = {p.placeholder_format.idx: p for p in self._slide.placeholders}
        places[0].text_frame.text = held_together(title)
        if not cover:
            places[0].text_frame.paragraphs[0].runs[0].font.size = Pt(_title_size(title))
        told = {CONTEXT: context, MEASURE: measure, SOURCE: edition.sumber,
                SAMPLE: SAMPLE_WORDS if edition.manifest.contoh else ""}  # fmt: skip
        for index, words in told.items():
            if words:
                places[index].text_frame.text = held_together(words)
            else:
                places[index].element.getparent().remove(places[index].element)

    def notes(self, words: str) -> None:
        """Write the speaker's notes."""
        self._slide.notes_slide.notes_text_frame.text = words

    def text(
        self, box: Box, lines: Sequence[Sequence[Part]], size: float = SMALLEST, *, side: str = "kiri",
        middle: bool = False,
    ) -> None:  # fmt: skip
        """Write lines of text into a box; each line is broken where the box ends."""
        frame = self.shapes.add_textbox(*(Pt(v) for v in box)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
        for order, parts in enumerate(lines):
            paragraph = frame.paragraphs[0] if order == 0 else frame.add_paragraph()
            paragraph.alignment = _SIDES[side]
            for part in parts:
                _write(paragraph, part, size)

    def box(self, box: Box, *, fill: str) -> None:
        """Draw a filled rectangle."""
        shape = self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(v) for v in box))
        _fill(shape, fill)

    def table(self, box: Box, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], *, row: float,
              head: float = 24, size: float = SMALLEST, bold: Collection[int] = ()) -> None:  # fmt: skip
        """Draw a table with hairlines.

        Args:
            box: where it stands; its height follows from the rows.
            columns: from left to right.
            rows: the cells in words.
            row: height of a row.
            head: height of the headings.
            size: of the words.
            bold: the columns whose cells are bold.
        """
        height = head + row * len(rows)
        frame = self.shapes.add_table(len(rows) + 1, len(columns), *(Pt(v) for v in (*box[:3], height)))
        table = frame.table
        frame.element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE
        table.horz_banding = False
        for order, column in enumerate(columns):
            table.columns[order].width = Pt(column.lebar)
        for order, cells in enumerate([[c.judul for c in columns], *rows]):
            table.rows[order].height = Pt(row if order else head)
            for place, (column, words) in enumerate(zip(columns, cells, strict=True)):
                part = Part(words, tebal=not order or place in bold, warna=TERANG.teks if order else TERANG.teks_redup)
                _cell(table.cell(order, place), part, size, column.sisi)
        for cell in frame.element.iter(qn("a:tc")):
            cell.get_or_add_tcPr().append(parse_xml(_HAIRLINE))

    def class_panel(self, box: Box, word: str, fill: str, lines: Sequence[str]) -> None:
        """Draw a class with its word and the reason beside it."""
        left, top, width, height = box
        side = 150.0
        self.box(box, fill=TERANG.latar_kedua)
        self.box((left, top, side, height), fill=fill)
        word_size = size_in_lines(word, side - 16, 1, 24, HELVETICA_BOLD, smallest=SMALLEST)
        self.text(
            (left, top, side, height),
            [[Part(word, tebal=True, warna=ink_on(fill))]],
            word_size,
            side="tengah",
            middle=True,
        )
        inner = width - side - 28
        size = 16.0 if sum(len(wrapped(line, inner, 16, HELVETICA)) for line in lines) * 19.2 < height - 8 else SMALLEST
        self.text((left + side + 14, top, inner, height), [[Part(line)] for line in lines], size, middle=True)


def _title_size(title: str) -> float:
    """Return the size at which a title takes one line, if it need not shrink much for it, else two."""
    for lines, smallest in ((1, TITLE_SIZE - 2), (2, 20.0)):
        size = size_in_lines(title, TITLE_BOX[2], lines, TITLE_SIZE, HELVETICA_BOLD, smallest=smallest)
        if len(wrapped(title, TITLE_BOX[2], size, HELVETICA_BOLD)) <= lines:
            break
    return size


def _fill(shape: Any, fill: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    shape.element.remove(shape.element.find(qn("p:style")))  # it would bring a shadow


def _write(paragraph: Any, part: Part, size: float) -> None:
    run = paragraph.add_run()
    run.text = held_together(part.kata)
    font = run.font
    font.size, font.bold, font.name = Pt(size), part.tebal, FONT
    font.color.rgb = colour(part.warna)


def _cell(cell: Any, part: Part, size: float, side: str) -> None:
    cell.margin_left = cell.margin_right = Pt(CELL_MARGINS / 2)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = _SIDES[side]
    _write(paragraph, part, size)
