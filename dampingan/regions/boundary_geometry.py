"""Outlines of the rows of a boundary file: placed in WGS84, mended, one a unit."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from pyproj.exceptions import ProjError

from dampingan.config import KABUPATEN
from dampingan.errors import RegionError
from dampingan.regions.boundary_reading import Layer
from dampingan.regions.reference import units

Outlines = npt.NDArray[Any]
"""Array of shapely geometries."""

METRES = "EPSG:32749"
DEGREES = "EPSG:4326"

_MARGIN_DEGREES = 0.25
_POLYGON = 3


def reproject(outlines: Outlines, source: str, target: str) -> Outlines:
    """Return the outlines, heights dropped, in another reference system (x east, y north in both)."""
    transformer = Transformer.from_crs(source, target, always_xy=True)
    moved: Outlines = shapely.transform(outlines, transformer.transform, interleaved=False)
    return moved


def outlines_of(layer: Layer, numbers: Sequence[int]) -> Outlines:
    """Return the outlines of some rows in WGS84 degrees, flat; None where a row has none.

    Raises:
        RegionError: the file's coordinate reference system cannot be converted.
    """
    outlines = shapely.from_wkb([layer.wkb[i] for i in numbers], on_invalid="fix")
    try:
        return reproject(np.asarray(outlines, dtype=object), layer.crs, DEGREES)
    except ProjError as error:
        raise RegionError(
            "Sistem koordinat berkas tidak dapat diubah ke WGS84.",
            where=f"Berkas: {layer.file}",
            mend="Simpan ulang lapisan dalam EPSG:4326, lalu ulangi.",
        ) from error


def rows_at_label_points(layer: Layer) -> list[int]:
    """Return the numbers of the rows whose outline holds the label point of a unit of the kabupaten."""
    outlines = outlines_of(layer, range(len(layer.wkb)))
    points = shapely.points(units().select("lon", "lat").to_numpy())
    _, rows = shapely.STRtree(outlines).query(points, predicate="intersects")
    return sorted({int(row) for row in rows})


def require_here(outlines: Outlines, names: Sequence[str], file: str) -> None:
    """Refuse outlines that lie outside the kabupaten and its surroundings.

    Args:
        outlines: in WGS84 degrees; empty ones are passed over.
        names: what to call each in the message.
        file: name of the file.
    """
    bounds = shapely.bounds(outlines)
    present = ~(shapely.is_missing(outlines) | shapely.is_empty(outlines))
    west, south, east, north = _window()
    inside = (bounds >= [west, south, west, south]) & (bounds <= [east, north, east, north])
    wrong = np.flatnonzero(present & ~inside.all(axis=1))
    if not wrong.size:
        return
    listed = ", ".join(names[i] for i in wrong[:5])
    swapped = bounds[wrong][:, [1, 0, 3, 2]]
    if np.all((swapped >= [west, south, west, south]) & (swapped <= [east, north, east, north])):
        mend = "Urutan koordinat terbalik: GeoJSON menulis bujur dahulu, baru lintang."
    else:
        mend = "Periksa sistem koordinat (CRS, .prj) dan titik yang salah ketik, lalu ekspor ulang."
    raise RegionError(
        f"Batas {wrong.size} desa/kelurahan terletak jauh di luar {KABUPATEN}.",
        where=f"Berkas: {file}; desa: {listed}",
        mend=mend,
    )


def repair(outlines: Outlines) -> tuple[Outlines, npt.NDArray[np.bool_]]:
    """Return the outlines valid and of polygons only, and which of them had crossing or broken rings.

    A self-crossing ring keeps all the ground that it encloses. What has no area left is an empty polygon.
    """
    filled = np.where(shapely.is_missing(outlines), shapely.Polygon(), outlines)
    broken = ~shapely.is_valid(filled)
    mended = filled.copy()
    mended[broken] = shapely.make_valid(filled[broken], method="structure", keep_collapsed=False)
    return np.array([_polygons_only(outline) for outline in mended], dtype=object), broken


def merge(parts: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Return the parts of one unit as one outline."""
    return parts[0] if len(parts) == 1 else _polygons_only(shapely.union_all(parts))


def holes(outlines: Outlines) -> list[shapely.Geometry]:
    """Return the ground that the outlines enclose but do not cover, one polygon a hole."""
    polygons = shapely.get_parts(shapely.union_all(outlines))
    return [shapely.Polygon(ring) for polygon in polygons for ring in polygon.interiors]


def _polygons_only(outline: shapely.Geometry) -> shapely.Geometry:
    if outline.geom_type in {"Polygon", "MultiPolygon"}:
        return outline
    parts = shapely.get_parts(shapely.get_parts(outline))
    polygons = parts[shapely.get_type_id(parts) == _POLYGON]
    return shapely.union_all(polygons) if polygons.size else shapely.Polygon()


def _window() -> tuple[float, float, float, float]:
    points = units().select("lon", "lat").to_numpy()
    west, south = points.min(axis=0) - _MARGIN_DEGREES
    east, north = points.max(axis=0) + _MARGIN_DEGREES
    return float(west), float(south), float(east), float(north)
