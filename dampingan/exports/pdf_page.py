"""Drawing on a PDF page: text that fits, boxes, lines, polygons; from the top left corner, in points."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from dampingan.config import KABUPATEN, project_dir
from dampingan.exports import text_fit
from dampingan.exports.map_shapes import Ring
from dampingan.palette import TERANG

Face = Literal["Regular", "SemiBold", "Bold"]
Side = Literal["kiri", "tengah", "kanan"]

A4 = (595.28, 841.89)
MARGIN = 40.0
_SMALLEST = 0.7
"""How far a text may shrink to fit before it is cut."""


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    folder = project_dir() / "assets" / "fonts"
    for face in ("Regular", "SemiBold", "Bold"):
        pdfmetrics.registerFont(TTFont(_font(face), str(folder / f"PlusJakartaSans-{face}.ttf")))


def _font(face: str) -> str:
    return f"PlusJakartaSans-{face}"


def text_width(words: str, size: float, face: Face = "Regular") -> float:
    """Return how wide a text is, in points."""
    _register_fonts()
    return text_fit.text_width(words, size, _font(face))


def wrapped(words: str, width: float, size: float, face: Face = "Regular") -> list[str]:
    """Return a text in lines no wider than ``width``."""
    _register_fonts()
    return text_fit.wrapped(words, width, size, _font(face))


class Page:
    """One page of a document, drawn from the top left corner."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        """Draw on the canvas' current page."""
        self._canvas = canvas
        self.width, self.height = size

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 9,
        *,
        face: Face = "Regular",
        colour: str = TERANG.teks,
        side: Side = "kiri",
        width: float | None = None,
        halo: str | None = None,
    ) -> None:
        """Write one line with its foot at ``y``, smaller where it is wider than ``width``, and cut at the worst.

        ``halo``: the colour of an edge around the letters, so that they read on any ground.
        """
        if width is not None:
            size = text_fit.size_on_one_line(words, width, size, _font(face), smallest=size * _SMALLEST)
            words = text_fit.cut(words, width, size, _font(face))
        own = text_width(words, size, face)
        start = {"kiri": x, "tengah": x - own / 2, "kanan": x - own}[side]
        self._canvas.setFont(_font(face), size)
        self._canvas.setFillColor(HexColor(colour))
        if halo:
            self._ink(None, halo, size / 4)
            self._canvas.drawString(start, self.height - y, words, mode=1)
        self._canvas.drawString(start, self.height - y, words, mode=0)

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        width: float,
        size: float = 9,
        *,
        face: Face = "Regular",
        colour: str = TERANG.teks,
        leading: float = 1.4,
    ) -> float:
        """Write a text in lines, the first with its foot at ``y``; return where a next line would stand."""
        for line in wrapped(words, width, size, face):
            self.text(x, y, line, size, face=face, colour=colour)
            y += size * leading
        return y

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str | None = None, edge: str | None = None,
        radius: float = 0, thickness: float = 0.6,
    ) -> None:  # fmt: skip
        """Draw a rectangle whose upper left corner is at (x, y)."""
        self._ink(fill, edge, thickness)
        self._canvas.roundRect(
            x, self.height - y - height, width, height, radius, fill=int(fill is not None), stroke=int(edge is not None)
        )

    def line(
        self, x: float, y: float, to_x: float, to_y: float, *, colour: str = TERANG.garis, thickness: float = 0.6
    ) -> None:
        """Draw a line."""
        self._ink(None, colour, thickness)
        self._canvas.line(x, self.height - y, to_x, self.height - to_y)

    def dot(self, x: float, y: float, radius: float, *, fill: str) -> None:
        """Draw a filled circle with a white edge around the point (x, y)."""
        self._ink(fill, "#FFFFFF", 0.8)
        self._canvas.circle(x, self.height - y, radius, fill=1, stroke=1)

    def diamond(self, x: float, y: float, radius: float, *, fill: str) -> None:
        """Draw a filled diamond with a white edge around the point (x, y)."""
        corners = ((0, -radius), (radius, 0), (0, radius), (-radius, 0))
        self.rings(x, y, [corners], fill=fill, edge="#FFFFFF", thickness=0.8)

    def rings(
        self, x: float, y: float, rings: Sequence[Ring], *, fill: str | None = None, edge: str | None = None,
        thickness: float = 0.4,
    ) -> None:  # fmt: skip
        """Draw rings, given from the point (x, y), as one shape; a ring within another is a hole."""
        if not rings:
            return
        self._ink(fill, edge, thickness)
        path = self._canvas.beginPath()
        for ring in rings:
            path.moveTo(x + ring[0][0], self.height - y - ring[0][1])
            for across, down in ring[1:]:
                path.lineTo(x + across, self.height - y - down)
            path.close()
        self._canvas.drawPath(path, fill=int(fill is not None), stroke=int(edge is not None), fillMode=0)

    def once(self, name: str, draw: Callable[[], None]) -> None:
        """Show a drawing that is kept once in the file however many pages show it."""
        if not self._canvas.hasForm(name):
            self._canvas.beginForm(name, 0, 0, self.width, self.height)
            draw()
            self._canvas.endForm()
        self._canvas.doForm(name)

    def _ink(self, fill: str | None, edge: str | None, thickness: float) -> None:
        if fill is not None:
            self._canvas.setFillColor(HexColor(fill))
        if edge is not None:
            self._canvas.setStrokeColor(HexColor(edge))
            self._canvas.setLineWidth(thickness)
            self._canvas.setLineJoin(1)


def document(
    title: str, subject: str, pages: Sequence[Callable[[Page], None]], *, size: tuple[float, float] = A4
) -> bytes:
    """Return a PDF with one page for each drawing.

    Args:
        title: the document's name.
        subject: what it shows, with its source.
        pages: called in turn with an empty page.
        size: width and height of the pages, points.
    """
    _register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor(KABUPATEN)
    canvas.setCatalogEntry("Lang", "id")
    for draw in pages:
        draw(Page(canvas, size))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
