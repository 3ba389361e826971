"""The project's own schematic map: one cell for each unit, from its label point and area alone.

The cells are no official boundaries. ``python -m dampingan.regions.schematic`` computes them, and the equal
tiles, from the reference table and writes the files of ``static/geo`` anew.
"""

import sys
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely

from dampingan.regions import geofiles, outline, power_diagram, tiles
from dampingan.regions.boundary_geometry import DEGREES, METRES, Outlines, reproject
from dampingan.regions.contiguity import parts
from dampingan.regions.power_diagram import Floats, PowerDiagram
from dampingan.regions.reference import units

UNITS_FILE = "skematik.json"
KECAMATAN_FILE = "skematik_kecamatan.json"

_GRID_DEGREES = 1e-5
_DECIMALS = 5
_MAX_ROUNDS = 20
_VISIBLE_BORDER_M = 200.0
_LABEL_MOVE = 0.5
_PART_MOVE = 0.1


def schematic_units() -> gpd.GeoDataFrame:
    """Return the 223 schematic cells: ``kode_desa, nama, kecamatan, jenis, geometry`` (WGS84).

    Raises:
        RegionError: the file is missing or damaged.
    """
    return geofiles.read_units(UNITS_FILE)


def schematic_kecamatan() -> gpd.GeoDataFrame:
    """Return the 14 kecamatan made of the cells: ``kode_kecamatan, nama, lon, lat, geometry`` (WGS84).

    ``lon`` and ``lat`` are the place for the label.

    Raises:
        RegionError: the file is missing or damaged.
    """
    return geofiles.read_kecamatan(KECAMATAN_FILE)


def build_cells() -> Outlines:
    """Compute the cells from the reference table: polygons in WGS84 degrees in the order of ``units()``.

    Areas are those of the table to less than one per cent, neighbours share their border, each cell holds its
    label point and each kecamatan hangs together.
    """
    points = geofiles.sites_m()
    areas = units()["luas_km2"].to_numpy() * 1e6
    return _share_borders(_settle(points, areas, outline.grow(points, areas)))


def _settle(points: Floats, areas: Floats, window: shapely.Polygon) -> PowerDiagram:
    """Fit the diagram, moving sites a little until cells hold their points and kecamatan hang together."""
    sites = points.copy()
    for _ in range(_MAX_ROUNDS):
        diagram = power_diagram.fit(sites, areas, window)
        moves = [*_label_moves(diagram, points), *_part_moves(diagram)]
        if not moves:
            break
        sites = sites.copy()
        for unit, move in moves:
            sites[unit] += move
    return diagram


def _label_moves(diagram: PowerDiagram, points: Floats) -> Iterator[tuple[int, Floats]]:
    """Yield the moves that draw a cell towards a label point outside it."""
    middles = shapely.get_coordinates(shapely.centroid(diagram.cells))
    outside = ~shapely.contains(diagram.cells, shapely.points(points))
    for unit in np.flatnonzero(outside):
        yield int(unit), _LABEL_MOVE * (points[unit] - middles[unit])


def _part_moves(diagram: PowerDiagram) -> Iterator[tuple[int, Floats]]:
    """Yield the moves that draw together the parts of a kecamatan, from both sides of the gap."""
    kecamatan = units()["kode_kecamatan"].to_numpy()
    touching = diagram.borders > _VISIBLE_BORDER_M
    for kode in np.unique(kecamatan):
        main, *rest = parts(np.flatnonzero(kecamatan == kode).tolist(), touching)
        for part in rest:
            here, there = _nearest(diagram, part, main)
            move = _PART_MOVE * (diagram.sites[there] - diagram.sites[here])
            yield here, move
            yield there, -move


def _nearest(diagram: PowerDiagram, part: list[int], main: list[int]) -> tuple[int, int]:
    """Return the unit of each part that is nearest to the other; of several, the nearest by their sites."""
    gaps = shapely.distance(diagram.cells[part][:, None], diagram.cells[main][None])
    between = np.linalg.norm(diagram.sites[part][:, None] - diagram.sites[main][None], axis=2)
    here, there = np.unravel_index(int((gaps + between / 1000).argmin()), gaps.shape)
    return part[int(here)], main[int(there)]


def _share_borders(diagram: PowerDiagram) -> Outlines:
    """Return the cells in WGS84 of five decimals, cut from one set of lines so that borders agree."""
    degrees = reproject(diagram.cells, METRES, DEGREES)
    lines = shapely.union_all(shapely.boundary(degrees), grid_size=_GRID_DEGREES)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    inner = shapely.get_coordinates(reproject(shapely.point_on_surface(faces), DEGREES, METRES))
    owner = diagram.owner(inner)
    cells = [shapely.union_all(faces[owner == unit]) for unit in range(len(diagram.cells))]
    rounded = shapely.transform(cells, lambda xy: np.round(xy, _DECIMALS))
    return np.asarray(shapely.orient_polygons(rounded), dtype=object)


def main() -> None:
    """Compute all schematic geometry and write it to ``static/geo``."""
    for units_file, kecamatan_file, outlines in (
        (UNITS_FILE, KECAMATAN_FILE, build_cells()),
        (tiles.UNITS_FILE, tiles.KECAMATAN_FILE, tiles.build_tiles()),
    ):
        for path in (
            geofiles.write(units_file, geofiles.unit_frame(outlines)),
            geofiles.write(kecamatan_file, geofiles.kecamatan_frame(outlines)),
        ):
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
