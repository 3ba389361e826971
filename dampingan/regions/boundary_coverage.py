"""Make the outlines of neighbours fit and light, with one shared line between each two of them."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from dampingan.regions.boundary_geometry import DEGREES, METRES, Outlines, holes, repair, reproject

GAP_WIDTH_M = 20.0
MAX_GZIP = 60_000

_TOLERANCES_M = (10, 15, 20, 25, 30, 40, 50, 60, 80)
_BYTES_A_VERTEX = 4  # compressed, at the very least; measured: 4.7
_DECIMALS = 5
_ROUNDS = 5

Collect = Callable[[Outlines], dict[str, Any]]


@dataclass(frozen=True)
class Drawn:
    """Outlines as they are drawn: WGS84 degrees of five decimals, and the GeoJSON made of them."""

    outlines: Outlines
    text: str
    tolerance_m: float
    bytes_gzip: int


def fits(outlines: Outlines) -> bool:
    """Return whether all outlines are valid and neighbours share their lines exactly."""
    return bool(shapely.is_valid(outlines).all() and shapely.coverage_is_valid(outlines))


def clean(metres: Outlines) -> tuple[Outlines, bool]:
    """Return outlines without overlaps and without gaps narrower than 20 m, and whether that took a change.

    Ground that two units claim goes to the smaller of them, so that none vanishes inside its neighbour.
    """
    if fits(metres) and not _has_narrow_holes(metres):
        return metres, False
    fitted = shapely.coverage_clean(metres, gap_width=GAP_WIDTH_M, merge_strategy="min_area")
    return np.asarray(fitted, dtype=object), True


def draw(metres: Outlines, collect: Collect) -> Drawn:
    """Simplify a clean coverage until its GeoJSON fits in 60 kB compressed, or to 80 m at the most.

    Args:
        metres: clean outlines in EPSG:32749.
        collect: makes the feature collection of the outlines in WGS84 degrees.
    """
    for tolerance in _TOLERANCES_M:
        simple = shapely.coverage_simplify(metres, tolerance)
        vertices = int(shapely.get_num_coordinates(simple).sum())
        if vertices * _BYTES_A_VERTEX > MAX_GZIP and tolerance != _TOLERANCES_M[-1]:
            continue
        outlines = _on_grid(reproject(simple, METRES, DEGREES))
        text = compact_json(collect(outlines))
        size = len(gzip.compress(text.encode(), mtime=0))
        if size <= MAX_GZIP:
            break
    return Drawn(outlines, text, float(tolerance), size)


def compact_json(value: dict[str, Any]) -> str:
    """Return JSON without blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dissolve(outlines: Outlines) -> shapely.Geometry:
    """Return the outline around several units of a clean coverage."""
    return shapely.coverage_union_all(outlines)


def label_point(outline: shapely.Geometry) -> tuple[float, float]:
    """Return longitude and latitude of the point inside that is farthest from the edge, for a label."""
    circle = shapely.maximum_inscribed_circle(outline, tolerance=1e-4)
    lon, lat = shapely.get_coordinates(circle)[0]
    return round(float(lon), _DECIMALS), round(float(lat), _DECIMALS)


def _on_grid(degrees: Outlines) -> Outlines:
    """Round to five decimals; where that made lines touch or cross, mend and round again."""
    rounded = _round(degrees)
    for _ in range(_ROUNDS):
        if fits(rounded):
            break
        mended, _ = repair(rounded)
        rounded = _round(shapely.coverage_clean(mended, merge_strategy="min_area"))
    return np.asarray(shapely.orient_polygons(rounded), dtype=object)


def _round(degrees: Outlines) -> Outlines:
    rounded: Outlines = shapely.transform(degrees, lambda xy: np.round(xy, _DECIMALS))
    return rounded


def _has_narrow_holes(metres: Outlines) -> bool:
    return any(hole.buffer(-GAP_WIDTH_M / 2).is_empty for hole in holes(metres))
