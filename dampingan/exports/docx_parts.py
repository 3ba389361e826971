"""Parts of an official letter as DOCX (A4): headings, numbered points, tables, places to sign."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT, SIZE = "Arial", 11
_TEXT_WIDTH = 16.0
"""Of an A4 page within its margins, cm."""


class Letter:
    """A letter in the making; ``content`` returns the file."""

    def __init__(self, title: str, *, author: str, mark: str = "") -> None:
        """Begin an A4 letter.

        Args:
            title: kept in the file's properties.
            author: likewise.
            mark: words above every page ("data contoh"), or none.
        """
        self._document = Document()
        self._document.core_properties.title = title
        self._document.core_properties.author = author
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
        section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _page_number(section.footer.paragraphs[0])
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(SIZE)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        normal.paragraph_format.space_after = Pt(4)
        if mark:
            above = section.header.paragraphs[0]
            above.alignment = WD_ALIGN_PARAGRAPH.CENTER
            above.add_run(mark).bold = True

    def content(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self._document.save(stream)
        return stream.getvalue()

    def centred(self, text: str, *, bold: bool = False, size: float = SIZE) -> None:
        """Write a centred line."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)

    def heading(self, text: str) -> None:
        """Write the heading of a part; it stays with what follows."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(text).bold = True

    def paragraph(self, text: str, *, keep: bool = False) -> None:
        """Write a justified paragraph; ``keep``: on the page of what follows."""
        paragraph = self._document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.keep_with_next = keep

    def points(self, texts: Sequence[str]) -> None:
        """Write numbered points."""
        for number, text in enumerate(texts, 1):
            paragraph = self._document.add_paragraph(f"{number}.\t{text}")
            paragraph.paragraph_format.left_indent = Cm(0.9)
            paragraph.paragraph_format.first_line_indent = Cm(-0.9)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write facts as ``name : value``."""
        table = self._document.add_table(rows=len(rows), cols=3)
        _set_widths(table, (5.0, 0.5, _TEXT_WIDTH - 5.5))
        for cells, (name, value) in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, (name, ":", value), strict=True):
                _write(cell, text)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Write a table with borders; its heading is repeated on every page, and no row is torn.

        Args:
            heads: of the columns; all but the first text columns are aligned right where they hold numbers.
            rows: texts; numbers already as words of the reader.
            widths: of the columns, cm.
        """
        table = self._document.add_table(rows=1, cols=len(heads))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            _write(cell, text, bold=True, centred=True)
        _mark_row(table, "w:tblHeader")
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                _write(cell, text, right=_is_number(text))
        for line in table.rows:
            _add_property(line._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - the library has no other way
        _set_widths(table, widths)
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def signatures(self, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Write places to sign, side by side, kept together on one page.

        Args:
            rows: in each row, pairs of what stands above (such as "Mengetahui,") and the office.
        """
        for row in rows:
            table = self._document.add_table(rows=1, cols=len(row))
            table.alignment = WD_TABLE_ALIGNMENT.CENTER
            _add_property(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - as above
            for cell, (above, office) in zip(table.rows[0].cells, row, strict=True):
                first = cell.paragraphs[0]
                _centre(first, f"{above}\n{office}".strip("\n"))
                for text in ("", "", "", "(…………………………………)"):
                    _centre(cell.add_paragraph(), text)


def _write(cell: _Cell, text: str, *, bold: bool = False, centred: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.bold = bold
    if centred or right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT


def _centre(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text)


def _page_number(paragraph: Paragraph) -> None:
    """Write the page's number, which the word processor fills in."""
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)  # noqa: SLF001 - the library has no other way


def _is_number(text: str) -> bool:
    return text[:1].isdecimal() or text in {"–", "tidak tersedia"}


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Set the widths twice: Word reads those of the cells, other word processors those of the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _mark_row(table: Table, name: str) -> None:
    _add_property(table.rows[0]._tr.get_or_add_trPr(), name)  # noqa: SLF001 - the library has no other way


def _add_property(parent: BaseOxmlElement, name: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    parent.append(element)
