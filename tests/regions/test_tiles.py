"""The equal tiles: one for each unit, near its place, each kecamatan in one piece."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dampingan.regions.geofiles import sites_m
from dampingan.regions.reference import units
from dampingan.regions.tiles import tile_kecamatan, tile_units

METRES = "EPSG:32749"
MEAN_AREA_KM2 = 1137.35 / 223
WIDTH_M = 2426.8


@pytest.fixture(scope="module")
def tiles() -> gpd.GeoDataFrame:
    """Return the tiles in metres, by code."""
    return tile_units().to_crs(METRES).set_index("kode_desa")


def test_there_is_one_tile_for_each_unit() -> None:
    table = units()
    frame = tile_units()
    assert frame.columns.to_list() == ["kode_desa", "nama", "kecamatan", "jenis", "geometry"]
    assert frame["kode_desa"].to_list() == table["kode_desa"].to_list()
    assert frame["nama"].to_list() == table["nama"].to_list()
    assert frame["jenis"].value_counts().to_dict() == {"desa": 212, "kelurahan": 11}


def test_tiles_are_equal_hexagons(tiles: gpd.GeoDataFrame) -> None:
    assert (shapely.get_num_coordinates(tiles.geometry.to_numpy()) == 7).all()
    assert tiles.area.to_numpy() / 1e6 == pytest.approx(np.full(223, MEAN_AREA_KM2), rel=2e-3)


def test_the_smallest_desa_is_as_visible_as_the_largest(tiles: gpd.GeoDataFrame) -> None:
    """Sungapan has 0.38 km2, Banjarmulya 24.69 km2."""
    sungapan, banjarmulya = tiles.area[["33.27.08.2006", "33.27.08.2001"]]
    assert sungapan == pytest.approx(banjarmulya, rel=2e-3)


def test_tiles_neither_overlap_nor_leave_holes(tiles: gpd.GeoDataFrame) -> None:
    outlines = tiles.geometry.to_numpy()
    assert shapely.coverage_is_valid(outlines)
    ground = shapely.union_all(outlines)
    assert ground.geom_type == "Polygon"
    assert len(ground.interiors) == 0
    assert ground.area == pytest.approx(outlines.size * MEAN_AREA_KM2 * 1e6, rel=1e-3)


def test_each_kecamatan_is_in_one_piece_and_holds_its_label() -> None:
    frame = tile_kecamatan()
    assert frame["kode_kecamatan"].to_list() == [f"33.27.{number:02}" for number in range(1, 15)]
    assert set(frame.geom_type) == {"Polygon"}
    assert frame.contains(gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), crs=frame.crs)).all()
    counts = dict(units().group_by("kecamatan").len().rows())
    tiles_each = frame.to_crs(METRES).area / 1e6 / MEAN_AREA_KM2
    assert tiles_each.to_numpy() == pytest.approx([counts[name] for name in frame["nama"]], rel=2e-3)


def test_tiles_lie_near_the_true_places(tiles: gpd.GeoDataFrame) -> None:
    """On average less than one and a half tiles away, none more than four."""
    moved = np.linalg.norm(shapely.get_coordinates(tiles.centroid) - sites_m(), axis=1)
    assert moved.mean() < 1.5 * WIDTH_M
    assert moved.max() < 4 * WIDTH_M


def test_directions_are_kept(tiles: gpd.GeoDataFrame) -> None:
    """East and north rank as in truth: rank correlations of the tiles' and the points' coordinates."""
    places, points = shapely.get_coordinates(tiles.centroid), sites_m()
    for axis in (0, 1):
        of_places, of_points = (pd.Series(xy[:, axis]).rank() for xy in (places, points))
        assert of_places.corr(of_points) > 0.97
