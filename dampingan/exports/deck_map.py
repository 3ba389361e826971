"""The small map on a slide: outlines as shapes that can be coloured anew in the presentation program."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dampingan.exports.deck_slide import Part, Slide
from dampingan.exports.map_shapes import MapShapes, Ring
from dampingan.exports.pdf_parts import MAP_AROUND, MAP_BORDER, MAP_GROUND
from dampingan.palette import TERANG

_STEPS = 100
"""Outlines are drawn in hundredths of a point."""
_EMU = 127
"""English metric units in a hundredth of a point."""


def draw_map(
    slide: Slide, x: float, y: float, shapes: MapShapes, *, note: str, alt: str,
    filled: Mapping[str, Collection[str]], around: Collection[str] = (),
) -> None:  # fmt: skip
    """Draw the kabupaten by its kecamatan, some of them tinted, and units in the colour given.

    Args:
        slide: where it is drawn.
        x: left edge of the box that the shapes were fitted to.
        y: its upper edge.
        shapes: the outlines.
        note: what must be said about them.
        alt: what the map shows, for screen readers.
        filled: colour to the units (``kode_desa``) that have it; units without outline are left out.
        around: names of kecamatan that are tinted.
    """
    ground = tuple(ring for rings in shapes.kecamatan.values() for ring in rings)
    tinted = tuple(ring for name in around for ring in shapes.kecamatan[name])
    layers = [("Kabupaten", MAP_GROUND, MAP_BORDER, ground), ("Kecamatan", MAP_AROUND, "#FFFFFF", tinted)]
    for fill, units in filled.items():
        rings = tuple(ring for kode in units for ring in shapes.units.get(kode, ()))
        layers.append(("Desa", fill, "#FFFFFF", rings))
    for name, fill, edge, rings in layers:
        if rings:
            _add(slide, name, alt if rings is ground else "", _geometry(rings, x, y), fill, edge)
    caption = (x, y + shapes.height + 4, shapes.width, 34)
    slide.text(caption, [[Part(note, warna=TERANG.teks_redup)]], side="tengah")


def _add(slide: Slide, name: str, alt: str, geometry: str, fill: str, edge: str) -> None:
    tree = slide.shapes.element
    tree.append(
        parse_xml(
            f"<p:sp {nsdecls('a', 'p')}><p:nvSpPr>"
            f'<p:cNvPr id="{tree.max_shape_id + 1}" name={quoteattr(f"Peta: {name}")} descr={quoteattr(alt)}/>'
            f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{geometry}"
            f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill>'
            f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{edge[1:]}"/></a:solidFill><a:round/></a:ln></p:spPr></p:sp>'
        )
    )


@lru_cache(maxsize=64)
def _geometry(rings: Sequence[Ring], x: float, y: float) -> str:
    """Return the place and the path of some rings; python-pptx' own builder takes seconds for a map."""
    points = [[(round((x + a) * _STEPS), round((y + d) * _STEPS)) for a, d in ring] for ring in rings]
    left, top = (min(point[side] for ring in points for point in ring) for side in (0, 1))
    width, height = (max(point[side] for ring in points for point in ring) for side in (0, 1))
    width, height = width - left, height - top
    paths = "".join(_path(ring, left, top) for ring in points)
    return (
        f'<a:xfrm><a:off x="{left * _EMU}" y="{top * _EMU}"/><a:ext cx="{width * _EMU}" cy="{height * _EMU}"/></a:xfrm>'
        f'<a:custGeom><a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst></a:custGeom>'
    )


def _path(ring: list[tuple[int, int]], left: int, top: int) -> str:
    (x, y), *rest = [(a - left, d - top) for a, d in ring]
    lines = "".join(f'<a:lnTo><a:pt x="{a}" y="{d}"/></a:lnTo>' for a, d in rest)
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{lines}<a:close/>'
