"""The equal-area view: one hexagon for each unit near its true place, kecamatan together."""

import geopandas as gpd
import numpy as np
import shapely

from dampingan.regions import assignment, geofiles, outline
from dampingan.regions.boundary_geometry import DEGREES, METRES, Outlines, reproject
from dampingan.regions.contiguity import Bools, parts
from dampingan.regions.power_diagram import Floats
from dampingan.regions.reference import units

UNITS_FILE = "ubin.json"
KECAMATAN_FILE = "ubin_kecamatan.json"

_EVENNESS = 0.25
"""Power of the area that shapes the tiled ground: 1 keeps the true shape, 0 the true places."""

_CORNERS = np.array([(0, 2), (-1, 1), (-1, -1), (0, -2), (1, -1), (1, 1)])
_TOGETHER = (1.0, 2.0, 4.0, 8.0)
_DECIMALS = 5


def tile_units() -> gpd.GeoDataFrame:
    """Return the 223 tiles: ``kode_desa, nama, kecamatan, jenis, geometry`` (WGS84).

    Raises:
        RegionError: the file is missing or damaged.
    """
    return geofiles.read_units(UNITS_FILE)


def tile_kecamatan() -> gpd.GeoDataFrame:
    """Return the 14 kecamatan made of the tiles: ``kode_kecamatan, nama, lon, lat, geometry`` (WGS84).

    ``lon`` and ``lat`` are the place for the label.

    Raises:
        RegionError: the file is missing or damaged.
    """
    return geofiles.read_kecamatan(KECAMATAN_FILE)


def build_tiles() -> Outlines:
    """Compute the tiles from the reference table: hexagons in WGS84 degrees in the order of ``units()``.

    Each has the mean area of the units. The ground that they fill is grown from the points with areas made
    more even, so that few units have to move far. Units are placed by least squared distance, then swapped
    with near ones where that gathers a kecamatan.
    """
    points = geofiles.sites_m()
    areas = units()["luas_km2"].to_numpy() * 1e6
    even = areas**_EVENNESS
    ground = outline.grow(points, even * (areas.sum() / even.sum()))
    tiles, width = _hexagons(ground, len(points))
    placed = tiles[_place(points, shapely.get_coordinates(shapely.centroid(tiles)), width)]
    degrees = reproject(placed, METRES, DEGREES)
    rounded = shapely.transform(degrees, lambda xy: np.round(xy, _DECIMALS))
    return np.asarray(shapely.orient_polygons(rounded), dtype=object)


def _hexagons(ground: shapely.Polygon, count: int) -> tuple[Outlines, float]:
    """Return the hexagons of a grid that lie most on the ground, and their width; together as large as it.

    Corners come from whole numbers, so that neighbours share them exactly.
    """
    side = float(np.sqrt(2 * ground.area / count / (3 * np.sqrt(3))))
    step = np.array([side * np.sqrt(3), side]) / 2
    west, south, east, north = ground.bounds
    columns = range(int(west / step[0]) - 2, int(east / step[0]) + 3)
    rows = range(int(south / (3 * step[1])) - 1, int(north / (3 * step[1])) + 2)
    middles = np.array([(column, 3 * row) for row in rows for column in columns if (column + row) % 2 == 0])
    grid = shapely.polygons((middles[:, None] + _CORNERS) * step)
    on_ground = shapely.area(shapely.intersection(grid, ground))
    chosen = np.sort(np.argsort(-on_ground, kind="stable")[:count])
    return grid[chosen], side * np.sqrt(3)


def _place(points: Floats, middles: Floats, width: float) -> assignment.Ints:
    """Return the tile of each unit."""
    cost = ((points[:, None] - middles[None]) ** 2).sum(axis=2) / width**2
    touching = ((middles[:, None] - middles[None]) ** 2).sum(axis=2) < (1.1 * width) ** 2
    np.fill_diagonal(touching, val=False)
    _, kecamatan = np.unique(units()["kode_kecamatan"].to_numpy(), return_inverse=True)
    places = assignment.cheapest(cost)
    for weight in _TOGETHER:
        places = assignment.gather(places, cost, kecamatan, touching, weight)
        if _all_together(places, kecamatan, touching):
            break
    return places


def _all_together(places: assignment.Ints, kecamatan: assignment.Ints, touching: Bools) -> bool:
    return all(len(parts(places[kecamatan == number].tolist(), touching)) == 1 for number in np.unique(kecamatan))
