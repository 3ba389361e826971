"""The decks' own 16:9 template: two layouts, colours and type, built in code from an empty presentation.

The type is Arial, which every office machine has: a deck opened in a village hall looks as it was made.
Lengths are points; a slide is 960 x 540.
"""

import re
from functools import lru_cache
from io import BytesIO

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from dampingan.palette import BUKAN_PILIHAN, JUMLAH, KELAS, PILIHAN, TERANG

FONT = "Arial"
WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 40.0
SMALLEST = 14.0
"""No text on a slide is smaller."""

FINDING, COVER = "Temuan", "Pembuka"
CONTEXT, MEASURE, SOURCE, SAMPLE = 10, 11, 12, 13
"""Placeholders of the layouts: where one is, what is measured, the source, the sample mark."""
TITLE_BOX = (MARGIN, 44.0, WIDTH - 2 * MARGIN, 64.0)
TITLE_SIZE, COVER_SIZE = 26.0, 40.0
COVER_BOX, COVER_TEXT, COVER_LINES = (MARGIN, 274.0, WIDTH - 2 * MARGIN, 120.0), 20.0, 4
"""Where the words of a cover stand, their size, and how many lines there is room for."""

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_SCHEME = {
    "dk1": TERANG.teks,
    "lt1": TERANG.latar,
    "dk2": TERANG.teks_redup,
    "lt2": TERANG.latar_kedua,
    "accent1": PILIHAN,
    "accent2": BUKAN_PILIHAN,
    "accent3": JUMLAH,
    "accent4": KELAS["merah"],
    "accent5": KELAS["kuning"],
    "accent6": KELAS["hijau"],
    "hlink": TERANG.tautan,
    "folHlink": TERANG.teks_redup,
}


def open_template() -> Deck:
    """Return a new empty deck of the template."""
    return Presentation(BytesIO(_template()))


@lru_cache(maxsize=1)
def _template() -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.element.sldSz.attrib.pop("type")  # it still says 4:3
    _drop_leftovers(deck)
    master = deck.slide_master
    _dress(master)
    made = {"Title Only": (FINDING, _finding_shapes()), "Title Slide": (COVER, _cover_shapes())}
    for layout in list(deck.slide_layouts):
        if layout.name in made:
            _lay_out(layout, *made[layout.name])
        else:
            deck.slide_layouts.remove(layout)
    stream = BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _drop_leftovers(deck: Deck) -> None:
    """Take away what the empty presentation says of its own making: picture, printer, program."""
    for holder in (deck.part, deck.part.package):
        for key, relation in list(holder._rels.items()):  # noqa: SLF001 - no public way to list them by key
            if relation.reltype.endswith(("/thumbnail", "/printerSettings", "/extended-properties")):
                holder.drop_rel(key)


def _dress(master: SlideMaster) -> None:
    """Give the master its colours and type, and take the placeholders away that no layout shows."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    for name, colour in _SCHEME.items():
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>', text)
    text = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", text)
    theme._blob = text.encode("utf-8")  # noqa: SLF001 - a theme has no public setter
    title, body, *rest = list(master.shapes)
    for shape in rest:
        master.shapes.element.remove(shape.element)
    for shape, (left, top, width, height) in ((title, TITLE_BOX), (body, (MARGIN, 140.0, WIDTH - 2 * MARGIN, 350.0))):
        shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def _lay_out(layout: SlideLayout, name: str, shapes: list[str]) -> None:
    """Name a layout and give it these shapes instead of its own."""
    tree = layout.shapes.element
    for old in list(layout.shapes):
        tree.remove(old.element)
    for number, shape in enumerate(shapes, 2):
        tree.append(parse_xml(shape.replace("NOMOR", str(number))))
    layout.element.cSld.set("name", name)


def _finding_shapes() -> list[str]:
    across = WIDTH - 2 * MARGIN
    return [
        _place("Judul", 'type="title"', TITLE_BOX, TITLE_SIZE, bold=True, anchor="b"),
        _place("Konteks", _body(CONTEXT), (MARGIN, 18, across - 240, 22), SMALLEST, colour="hlink", bold=True),
        _place("Ukuran", _body(MEASURE), (MARGIN, 108, across, 22), 16, colour="tx2"),
        _place("Sumber", _body(SOURCE), (MARGIN, 508, across - 60, 20), SMALLEST, colour="tx2"),
        _place("Tanda contoh", _body(SAMPLE), (WIDTH - MARGIN - 226, 16, 226, 24), SMALLEST, bold=True, align="ctr",
               edge=True),
        _number(),
        _rule(504),
    ]  # fmt: skip


def _cover_shapes() -> list[str]:
    across = WIDTH - 2 * MARGIN
    return [
        _place("Judul", 'type="ctrTitle"', (MARGIN, 150, across, 110), COVER_SIZE, bold=True, anchor="b"),
        _place("Konteks", _body(CONTEXT), (MARGIN, 110, across, 24), 18, colour="hlink", bold=True),
        _place("Ukuran", _body(MEASURE), COVER_BOX, COVER_TEXT, colour="tx2", anchor="t"),
        _place("Sumber", _body(SOURCE), (MARGIN, 508, across - 60, 20), SMALLEST, colour="tx2"),
        _place("Tanda contoh", _body(SAMPLE), (WIDTH - MARGIN - 226, 16, 226, 24), SMALLEST, bold=True, align="ctr",
               edge=True),
        _rule(504),
    ]  # fmt: skip


def _body(index: int) -> str:
    return f'type="body" sz="quarter" idx="{index}"'


def _place(
    name: str, kind: str, box: tuple[float, float, float, float], size: float, *, colour: str = "tx1",
    bold: bool = False, align: str = "l", anchor: str = "ctr", edge: bool = False,
) -> str:  # fmt: skip
    """Return a placeholder's XML: no bullets, no inner margins, as large as its box."""
    line = '<a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>' if edge else ""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="NOMOR" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{size * 100:.0f}" b="{int(bold)}">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f'<a:p><a:r><a:rPr lang="id-ID"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _number() -> str:
    """Return the slide's number, which the layout shows on each of its slides."""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="NOMOR" name="Nomor"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{_frame((WIDTH - MARGIN - 50, 508, 50, 20))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        '<a:p><a:pPr algn="r"/><a:fld id="{8A6F6F0B-6D0B-4E43-9E8B-5B7B6E7A2C11}" type="slidenum">'
        f'<a:rPr lang="id-ID" sz="{SMALLEST * 100:.0f}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
        "<a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


def _rule(y: float) -> str:
    """Return a hairline across the slide."""
    return (
        f'<p:cxnSp {_NS}><p:nvCxnSpPr><p:cNvPr id="NOMOR" name="Garis"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr>{_frame((MARGIN, y, WIDTH - 2 * MARGIN, 0))}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{TERANG.garis[1:]}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def _frame(box: tuple[float, float, float, float]) -> str:
    left, top, width, height = (int(Pt(value)) for value in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
