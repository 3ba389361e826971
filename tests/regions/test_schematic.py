"""The schematic cells: made from the reference table alone, and true to its areas and points."""

import gzip
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import polars as pl
import pytest
import shapely

from dampingan.config import project_dir
from dampingan.errors import RegionError
from dampingan.regions import geofiles, outline, schematic, tiles
from dampingan.regions.reference import units
from dampingan.regions.schematic import schematic_kecamatan, schematic_units

METRES = "EPSG:32749"
TOTAL_KM2 = 1137.35
FILES = (schematic.UNITS_FILE, schematic.KECAMATAN_FILE, tiles.UNITS_FILE, tiles.KECAMATAN_FILE)
REAL = project_dir().parent / "shared" / "boundaries" / "ocha_cod_ab_2020_pemalang.geojson"
TRUE_NEIGHBOURS = (
    ("Pemalang", "Taman"),
    ("Taman", "Petarukan"),
    ("Petarukan", "Ulujami"),
    ("Comal", "Ulujami"),
    ("Ampelgading", "Comal"),
    ("Ampelgading", "Bodeh"),
    ("Bantarbolang", "Bodeh"),
    ("Bantarbolang", "Randudongkal"),
    ("Randudongkal", "Warungpring"),
    ("Moga", "Warungpring"),
    ("Moga", "Pulosari"),
    ("Belik", "Pulosari"),
    ("Belik", "Watukumpul"),
)


@pytest.fixture(scope="module")
def cells() -> gpd.GeoDataFrame:
    """Return the cells in metres, by code."""
    return schematic_units().to_crs(METRES).set_index("kode_desa")


@pytest.fixture(scope="module")
def kecamatan() -> gpd.GeoDataFrame:
    """Return the kecamatan in metres, by name."""
    return schematic_kecamatan().to_crs(METRES).set_index("nama")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all files computed anew."""
    folder = tmp_path_factory.mktemp("skema")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geofiles, "project_dir", lambda: folder)
        schematic.main()
    return folder / "static" / "geo"


def test_there_is_one_cell_for_each_unit() -> None:
    table = units()
    frame = schematic_units()
    assert frame.crs == "EPSG:4326"
    assert frame.columns.to_list() == ["kode_desa", "nama", "kecamatan", "jenis", "geometry"]
    for column in ("kode_desa", "nama", "kecamatan", "jenis"):
        assert frame[column].to_list() == table[column].to_list()


def test_sodong_basari_has_a_cell_beside_sikasur(cells: gpd.GeoDataFrame) -> None:
    """It was split from Sikasur and stands in no public boundary file; 7.01 km2."""
    sodong_basari = cells.loc["33.27.03.2013"]
    assert sodong_basari["nama"] == "Sodong Basari"
    assert sodong_basari.geometry.area / 1e6 == pytest.approx(7.01, rel=0.01)
    (sikasur,) = cells.geometry[cells["nama"] == "Sikasur"]
    assert sodong_basari.geometry.intersection(sikasur).length > 200


def test_areas_are_those_of_the_table(cells: gpd.GeoDataFrame) -> None:
    errors = np.abs(cells.area / 1e6 / units()["luas_km2"].to_numpy() - 1)
    assert errors.mean() < 0.001
    assert errors.max() < 0.005


def test_every_cell_is_one_valid_polygon_that_holds_its_label_point(cells: gpd.GeoDataFrame) -> None:
    assert set(cells.geom_type) == {"Polygon"}
    assert cells.is_valid.all()
    assert shapely.contains(cells.geometry.to_numpy(), shapely.points(geofiles.sites_m())).all()


def test_cells_share_their_borders_and_fill_the_outline(cells: gpd.GeoDataFrame) -> None:
    outlines = cells.geometry.to_numpy()
    assert shapely.coverage_is_valid(outlines)
    ground = shapely.union_all(outlines)
    assert ground.geom_type == "Polygon"
    assert len(ground.interiors) == 0
    assert ground.area / 1e6 == pytest.approx(TOTAL_KM2, rel=1e-3)


def test_no_cell_is_a_sliver(cells: gpd.GeoDataFrame) -> None:
    """A disc has compactness 1, a square 0.79, a rectangle of one by five 0.44."""
    compactness = 4 * np.pi * cells.area / cells.length**2
    assert compactness.min() > 0.4
    assert compactness.mean() > 0.7


def test_each_kecamatan_is_in_one_piece(kecamatan: gpd.GeoDataFrame) -> None:
    assert kecamatan["kode_kecamatan"].to_list() == [f"33.27.{number:02}" for number in range(1, 15)]
    assert set(kecamatan.geom_type) == {"Polygon"}
    areas = dict(units().group_by("kecamatan").agg(pl.col("luas_km2").sum()).rows())
    assert (kecamatan.area / 1e6).to_dict() == pytest.approx(areas, rel=1e-3)


def test_no_kecamatan_hangs_by_a_thread(kecamatan: gpd.GeoDataFrame) -> None:
    """Still in one piece when 80 m are taken off all around."""
    assert set(kecamatan.buffer(-80).geom_type) == {"Polygon"}


def test_labels_lie_inside() -> None:
    frame = schematic_kecamatan()
    assert frame.columns.to_list() == ["kode_kecamatan", "nama", "lon", "lat", "geometry"]
    assert frame.contains(gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), crs=frame.crs)).all()


@pytest.mark.parametrize(("one", "other"), TRUE_NEIGHBOURS)
def test_true_neighbours_touch(kecamatan: gpd.GeoDataFrame, one: str, other: str) -> None:
    border = kecamatan.geometry[one].intersection(kecamatan.geometry[other])
    assert border.length > 500


def test_outline_is_one_smooth_polygon_of_the_total_area() -> None:
    grown = outline.grow(geofiles.sites_m(), units()["luas_km2"].to_numpy() * 1e6)
    assert grown.area / 1e6 == pytest.approx(TOTAL_KM2, rel=1e-3)
    assert len(grown.interiors) == 0
    assert shapely.contains(grown, shapely.points(geofiles.sites_m())).all()
    corners = np.diff(shapely.get_coordinates(grown), axis=0)
    turns = np.diff(np.unwrap(np.arctan2(corners[:, 1], corners[:, 0])))
    assert np.abs(np.degrees(turns)).max() < 30


@pytest.mark.parametrize("name", FILES)
def test_files_are_small_and_hold_five_decimals(name: str) -> None:
    content = (geofiles.geo_dir() / name).read_bytes()
    assert len(gzip.compress(content)) < 60_000
    for feature in json.loads(content)["features"]:
        for ring in feature["geometry"]["coordinates"]:
            assert np.round(ring, 5).tolist() == ring


@pytest.mark.parametrize("name", FILES)
def test_stored_files_are_those_of_the_table(rebuilt: Path, name: str) -> None:
    """If this fails: python -m dampingan.regions.schematic."""
    stored, built = (gpd.read_file(folder / name).to_crs(METRES) for folder in (geofiles.geo_dir(), rebuilt))
    texts = stored.columns.drop(["geometry", "lon", "lat"], errors="ignore")
    assert stored[texts].equals(built[texts])
    assert (stored.symmetric_difference(built).area / built.area).max() < 0.005


def test_missing_file_is_named_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geofiles, "project_dir", lambda: tmp_path)
    with pytest.raises(RegionError, match=r"skematik\.json\n.*python -m dampingan\.regions\.schematic"):
        schematic_units()


@pytest.mark.parametrize("content", ["", "bukan JSON", "[]", "{}", '{"features": [1]}', '{"features": []}'])
def test_damaged_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(geofiles, "project_dir", lambda: tmp_path)
    geofiles.geo_dir().mkdir(parents=True)
    (geofiles.geo_dir() / schematic.KECAMATAN_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(RegionError, match="tidak ada, rusak, atau tidak cocok"):
        schematic_kecamatan()


@pytest.mark.skipif(not REAL.is_file(), reason="../shared/boundaries (outlines to compare with) is absent")
def test_cells_resemble_the_real_outlines(cells: gpd.GeoDataFrame) -> None:
    """Only a measure: the real outlines are used nowhere else.

    Outline: shared area over joint area. Cells: share of each real desa that its cell covers.
    """
    real = gpd.read_file(REAL).to_crs(METRES)
    real_ground, ground = real.union_all(), cells.union_all()
    assert ground.intersection(real_ground).area / ground.union(real_ground).area > 0.93
    bps_to_kode = dict(units().drop_nulls("kode_bps").select("kode_bps", "kode_desa").rows())
    own = cells.geometry[real["village_code"].str.removeprefix("id").map(bps_to_kode)].to_numpy()
    covered = shapely.area(shapely.intersection(own, real.geometry.to_numpy())) / real.area
    assert covered.mean() > 0.65
    assert covered.min() > 0.1
