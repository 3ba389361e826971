"""Outlines laid out for a small map on paper: degrees become points (1/72 inch) from the top left corner."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dampingan.exports.map_geometry import Geometry, features

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class MapShapes:
    """The rings of each unit (by ``kode_desa``) and kecamatan (by name), within ``width`` × ``height`` points.

    ``labels``: where the name of a kecamatan stands.
    """

    width: float
    height: float
    units: dict[str, tuple[Ring, ...]]
    kecamatan: dict[str, tuple[Ring, ...]]
    labels: dict[str, tuple[float, float]]


@lru_cache(maxsize=8)
def fitted(outlines: Geometry, width: float, height: float) -> MapShapes:
    """Return the outlines as large as the box allows, in its middle; north is up and shapes keep their form.

    Raises:
        RegionError: a geometry file is missing or damaged.
    """
    kecamatan = features(outlines.kecamatan)
    points = [point for feature in kecamatan for ring in _rings(feature) for point in ring]
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = min(width / ((east - west) * narrowing), height / (north - south))
    left = (width - (east - west) * narrowing * scale) / 2
    top = (height - (north - south) * scale) / 2

    def place(lon: float, lat: float) -> tuple[float, float]:
        return round(left + (lon - west) * narrowing * scale, 2), round(top + (north - lat) * scale, 2)

    def laid(feature: dict[str, Any]) -> tuple[Ring, ...]:
        return tuple(tuple(place(*point) for point in ring) for ring in _rings(feature))

    units = {f["properties"]["kode_desa"]: laid(f) for f in features(outlines.unit)}
    named = {f["properties"]["nama"]: f for f in kecamatan}
    return MapShapes(
        width,
        height,
        units,
        {name: laid(f) for name, f in named.items()},
        {name: place(f["properties"]["lon"], f["properties"]["lat"]) for name, f in named.items()},
    )


def _rings(feature: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the rings of a polygon or of several; holes are rings too (even–odd filling)."""
    shape = feature["geometry"]
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(point[0], point[1]) for point in ring] for part in parts for ring in part]
