"""Outlines on paper: within their box, in their own form, north up."""

import json
import math
from pathlib import Path

import pytest

from dampingan.exports.map_geometry import Geometry, geometry
from dampingan.exports.map_shapes import MapShapes, fitted
from dampingan.regions.reference import units


@pytest.fixture
def shapes(tmp_path: Path) -> MapShapes:
    return fitted(geometry("wilayah", tmp_path), 170.0, 300.0)


def test_every_unit_lies_in_the_box_and_touches_two_of_its_sides(shapes: MapShapes) -> None:
    assert set(shapes.units) == set(units()["kode_desa"])
    points = [point for rings in shapes.units.values() for ring in rings for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    assert (min(across), max(across)) == pytest.approx((0, 170), abs=0.02)
    assert min(down) == pytest.approx(300 - max(down), abs=0.05)
    assert max(down) < 300


def test_the_north_is_up_and_a_kilometre_is_as_long_across_as_down(shapes: MapShapes, tmp_path: Path) -> None:
    drawn = json.loads(geometry("wilayah", tmp_path).kecamatan.read_text("utf-8"))["features"]
    place = {f["properties"]["nama"]: f["properties"] for f in drawn}
    (x1, y1), (x2, y2) = shapes.labels["Ulujami"], shapes.labels["Pulosari"]
    assert y1 < y2
    assert x1 > x2
    km = [
        (place["Ulujami"]["lon"] - place["Pulosari"]["lon"]) * 111.32 * math.cos(math.radians(7.0)),
        (place["Ulujami"]["lat"] - place["Pulosari"]["lat"]) * 110.6,
    ]
    assert (x1 - x2) / km[0] == pytest.approx((y2 - y1) / km[1], rel=0.01)


def test_a_unit_of_several_parts_keeps_them_all(tmp_path: Path) -> None:
    own = geometry("wilayah", tmp_path)
    drawn = json.loads(own.unit.read_text("utf-8"))
    first, second = drawn["features"][:2]
    parts = [first["geometry"]["coordinates"], second["geometry"]["coordinates"]]
    first["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    (tmp_path / "unit.json").write_text(json.dumps(drawn), "utf-8")
    shapes = fitted(Geometry("resmi", tmp_path / "unit.json", own.kecamatan, ""), 170.0, 300.0)
    assert len(shapes.units[first["properties"]["kode_desa"]]) == 2
