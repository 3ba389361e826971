"""The three classes on a small map that is only looked at, and where a desa lies.

Outlines are SVG pictures, sharp at any size; Streamlit lets no SVG through but as a picture. Names stand above them
as text of the page, in the colours of its theme.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from dampingan.exports.facts import UnitFacts
from dampingan.exports.map_geometry import Geometry
from dampingan.exports.map_shapes import Ring, fitted
from dampingan.measures.desa_merah import KELAS as CLASSES
from dampingan.measures.map_layers import LAYERS
from dampingan.measures.map_values import MapValues
from dampingan.palette import KELAS, PILIHAN, TANPA_DATA, TERANG
from dampingan.ui.peta import data as layers
from dampingan.ui.style import text
from dampingan.ui.view import View

LAYER = LAYERS["kelas"]
_WIDTH, _HEIGHT = 860.0, 1000.0
_LINE, _LETTER = 40.0, 22.0
"""Height of a name on the map, and the width of one letter."""
_FILLS = {**KELAS, "kosong": TANPA_DATA}
_HATCHES = (
    '<pattern id="merah" width="11" height="11" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V11" stroke="#FFF" stroke-opacity=".5" stroke-width="5"/></pattern>'
    '<pattern id="kosong" width="13" height="13" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    f'<path d="M0 0V13" stroke="{TANPA_DATA}" stroke-width="5"/></pattern>'
)
"""Merah and missing values differ by more than their colour; so do their marks in the legends."""


@dataclass(frozen=True)
class LegendLine:
    """One line of the legend: its words, its mark (a class or ``kosong``), and how many units."""

    label: str
    tanda: str
    jumlah: int


def values_of(view: View) -> MapValues:
    """Return the classes within the filter."""
    return layers.values(view, LAYER.kode, LAYER.cara, ())


def ground(values: MapValues, drawn: Geometry, title: str) -> str:
    """Return the map with the names of the kecamatan, as HTML; ``title`` says what it shows."""
    return f"{_picture(_areas(values, drawn), title)}{_names(values, drawn)}"


def legend(values: MapValues) -> list[LegendLine]:
    """Return the lines of the legend, from merah down, and why units have no class."""
    told = [LegendLine(line.label, kelas, line.jumlah) for line, kelas in zip(values.legenda, CLASSES, strict=True)]
    return told + [LegendLine(reason.capitalize(), "kosong", count) for reason, count in values.kosong]


def without_outline(values: MapValues, drawn: Geometry) -> int:
    """Return how many units within the filter have no outline."""
    return len(set(values.inside["kode_desa"]) - set(_paths(drawn, drawn.edisi)[0]))


def locator(told: UnitFacts) -> str:
    """Return a picture of the kabupaten with a unit and its kecamatan singled out, as HTML."""
    drawn, around = told.edition.outlines, str(told.unit["kecamatan"])
    units, kecamatan = _paths(drawn, drawn.edisi)
    around_it = "".join(
        f'<path d="{path}" fill="{TANPA_DATA}" fill-opacity="{0.75 if name == around else 0.3}"/>'
        for name, path in kecamatan.items()
    )
    unit = (
        f'<path d="{units[told.kode]}" fill="{PILIHAN}" stroke="#FFF" stroke-width="7"/>' if told.kode in units else ""
    )
    alt = f"Letak {told.nama} di Kecamatan {around}"
    return _picture(around_it + unit, alt)


def _areas(values: MapValues, drawn: Geometry) -> str:
    """Return the units in the colours of their classes, faded outside the filter, and the borders of the kecamatan."""
    units, kecamatan = _paths(drawn, drawn.edisi)
    inside = set(values.inside["kode_desa"])
    shapes: dict[tuple[str, bool], str] = {}
    for row in values.unit.to_dicts():
        group = ("kosong" if row["keadaan"] else CLASSES[row["kelas"]], row["kode_desa"] in inside)
        shapes[group] = shapes.get(group, "") + units.get(row["kode_desa"], "")
    areas = "".join(_area(kelas, path, within=within) for (kelas, within), path in shapes.items())
    borders = "".join(kecamatan.values())
    border = f'<path d="{borders}" fill="none" stroke="{TERANG.teks}" stroke-width="2.6"/>'
    return f"<defs>{_HATCHES}</defs>{areas}{border}"


def _area(kelas: str, path: str, *, within: bool) -> str:
    fill = f'fill="{_FILLS[kelas]}" fill-opacity="{(0.2 if kelas == "kosong" else 1) if within else 0.2}"'
    plain = f'<path d="{path}" {fill} stroke="#FFF" stroke-opacity="{0.85 if within else 0.25}" stroke-width="1.6"/>'
    return plain + (f'<path d="{path}" fill="url(#{kelas})"/>' if within and kelas in {"merah", "kosong"} else "")


def _names(values: MapValues, drawn: Geometry) -> str:
    around = set(values.inside["kecamatan"])
    labels = {name: at for name, at in fitted(drawn, _WIDTH, _HEIGHT).labels.items() if name in around}
    return "".join(
        f'<span style="left:{100 * x / _WIDTH:.1f}%;top:{100 * y / _HEIGHT:.1f}%">{text(name)}</span>'
        for name, (x, y) in _apart(labels).items()
    )


def _apart(labels: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Move a name that would cover another a line up or down."""
    placed: dict[str, tuple[float, float]] = {}
    for name, (x, y) in labels.items():
        free = [
            at for at in (y, y - _LINE, y + _LINE) if not any(_covers(name, (x, at), o, p) for o, p in placed.items())
        ]
        placed[name] = (x, free[0] if free else y)
    return placed


def _covers(name: str, at: tuple[float, float], other: str, place: tuple[float, float]) -> bool:
    reach = (len(name) + len(other)) / 2 * _LETTER
    return abs(at[1] - place[1]) < _LINE and abs(at[0] - place[0]) < reach


def _picture(contents: str, alt: str) -> str:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" '
        f'stroke-linejoin="round" fill-rule="evenodd">{contents}</svg>'
    )
    packed = b64encode(svg.encode()).decode("ascii")
    return f'<img src="data:image/svg+xml;base64,{packed}" alt="{escape(alt)}" decoding="sync">'


@lru_cache(maxsize=4)
def _paths(drawn: Geometry, edition: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the outlines of the units by code and of the kecamatan by name, as SVG paths."""
    del edition  # only tells one import of outlines from the next
    shapes = fitted(drawn, _WIDTH, _HEIGHT)
    return (
        {kode: _path(rings) for kode, rings in shapes.units.items()},
        {name: _path(rings) for name, rings in shapes.kecamatan.items()},
    )


def _path(rings: Iterable[Ring]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
