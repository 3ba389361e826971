"""What an import mends, measures and simplifies."""

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from dampingan.regions import boundary_checks, boundary_coverage
from dampingan.regions.boundaries import import_boundaries
from dampingan.regions.boundary_store import current_boundaries

if TYPE_CHECKING:
    from dampingan.regions.boundary_report import BoundaryReport
    from tests.regions.conftest import Cells, Files

PLAKARAN, MANDIRAJA, WALANGSANGA = "33.27.01.2001", "33.27.01.2002", "33.27.01.2003"


def imported(files: "Files", outlines: object, kode: list[str], nama: list[str]) -> "BoundaryReport":
    """Import outlines given in metres."""
    file = files.write("kiriman.gpkg", np.asarray(outlines), {"kode": kode, "desa": nama})
    return import_boundaries(file, files.folder / "batas")


def drawn(files: "Files") -> dict[str, shapely.Geometry]:
    """Return the outlines in use, in metres, by code."""
    in_use = current_boundaries(files.folder / "batas")
    assert in_use is not None
    features = json.loads(in_use.units.read_text(encoding="utf-8"))["features"]
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:32749", always_xy=True).transform
    return {
        feature["properties"]["kode_desa"]: shapely.transform(
            shapely.from_geojson(json.dumps(feature["geometry"])), to_metres, interleaved=False
        )
        for feature in features
    }


def test_neighbours_share_one_line_after_simplification(cells: "Cells", files: "Files") -> None:
    """Neither overlap nor sliver: the parts add up to the whole, and all coordinates have five decimals."""
    report = imported(files, cells.wavy(), cells.kode, cells.nama)
    assert report.vertices_after < report.vertices_before / 2
    in_use = current_boundaries(files.folder / "batas")
    assert in_use is not None
    content = in_use.units.read_text(encoding="utf-8")
    outlines = np.array([shapely.from_geojson(json.dumps(f["geometry"])) for f in json.loads(content)["features"]])
    assert shapely.is_valid(outlines).all()
    assert shapely.coverage_is_valid(outlines)
    assert shapely.area(outlines).sum() == pytest.approx(shapely.union_all(outlines).area, rel=1e-9)
    xy = shapely.get_coordinates(outlines)
    assert np.array_equal(xy, np.round(xy, 5))
    moved = shapely.hausdorff_distance(np.array(list(drawn(files).values())), cells.outlines)
    assert moved.max() < 2 * report.tolerance_m


def test_lines_are_simplified_until_the_file_is_light(
    cells: "Cells", files: "Files", monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 10 m these cells take some 60 kB, at 80 m some 20 kB."""
    sizes = {}
    for limit in (200_000, 40_000, 1):
        monkeypatch.setattr(boundary_coverage, "MAX_GZIP", limit)
        report = imported(files, cells.wavy(), cells.kode, cells.nama)
        sizes[limit] = (report.tolerance_m, report.bytes_gzip)
    assert sizes[200_000][0] == 10
    assert 10 < sizes[40_000][0] < 80
    assert sizes[40_000][1] <= 40_000 < sizes[200_000][1]
    assert sizes[1][0] == 80


def test_a_self_crossing_ring_keeps_its_ground_and_is_reported(cells: "Cells", files: "Files") -> None:
    """A bow-tie of two triangles of 1 km² each."""
    x, y = shapely.get_coordinates(shapely.centroid(cells.outlines[0]))[0]
    ring = [(x - 1000, y - 1000), (x + 1000, y + 1000), (x + 1000, y - 1000), (x - 1000, y + 1000)]
    file = files.write("batas.gpkg", cells.changed(PLAKARAN, shapely.Polygon(ring))[:200], {"kode": cells.kode[:200]})
    report = import_boundaries(file, files.folder / "batas")
    assert [unit.kode_desa for unit in report.repaired] == [PLAKARAN]
    [found] = [a for a in report.area_differences if a.kode_desa == PLAKARAN]
    assert found.luas_batas_km2 == pytest.approx(2.0, rel=1e-4)
    assert any("diperbaiki (1): Plakaran" in line for line in report.ringkas())


def test_parts_of_one_unit_become_one(cells: "Cells", files: "Files") -> None:
    whole = cells.outlines[0]
    west, south, east, north = whole.bounds
    halves = [
        whole & shapely.box(west, south, (west + east) / 2, north),
        whole & shapely.box((west + east) / 2, south, east, north),
    ]
    report = imported(
        files,
        [*halves, *cells.outlines[1:]],
        [PLAKARAN, *cells.kode],
        ["PLAKARAN", *cells.nama],
    )
    assert [unit.kode_desa for unit in report.merged] == [PLAKARAN]
    assert report.matched_by_code == 223
    assert report.rows_in_kabupaten == 224
    assert drawn(files)[PLAKARAN].area == pytest.approx(whole.area, rel=1e-3)


def test_a_ring_that_is_not_closed_is_closed(cells: "Cells", files: "Files") -> None:
    file = files.write("batas.geojson", cells.outlines, {"kode": cells.kode}, "EPSG:4326")
    collection = json.loads(file.read_text(encoding="utf-8"))
    collection["features"][0]["geometry"]["coordinates"][0].pop()
    file.write_text(json.dumps(collection), encoding="utf-8")
    report = import_boundaries(file, files.folder / "batas")
    assert report.matched_by_code == 223
    assert drawn(files)[PLAKARAN].area == pytest.approx(cells.outlines[0].area, rel=1e-3)


def test_rounding_does_not_make_neighbours_cross(
    cells: "Cells", files: "Files", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spike half a metre wide has no room on a grid of a metre: its ground goes to the neighbour."""
    monkeypatch.setattr(boundary_coverage, "_TOLERANCES_M", (0,))
    spiked = cells.spiked()
    report = imported(files, spiked, cells.kode, cells.nama)
    assert (report.matched_by_code, report.tolerance_m) == (223, 0)
    outlines = np.array(list(drawn(files).values()))
    assert shapely.area(outlines).sum() == pytest.approx(cells.frame.area, rel=1e-4)
    assert shapely.length(spiked[0]) - shapely.length(outlines[0]) == pytest.approx(2 * 300, abs=10)


def test_heights_are_dropped(cells: "Cells", files: "Files") -> None:
    imported(files, shapely.force_3d(cells.outlines, 12.5), cells.kode, cells.nama)
    assert not any(outline.has_z for outline in drawn(files).values())


def test_a_unit_without_ground_of_its_own_is_listed(cells: "Cells", files: "Files") -> None:
    """Two units with the very same outline: the map can show only one."""
    report = imported(files, cells.changed(MANDIRAJA, cells.outlines[0]), cells.kode, cells.nama)
    [lost] = report.missing
    assert lost.kode_desa in {PLAKARAN, MANDIRAJA}
    assert {report.overlaps[0].pertama.kode_desa, report.overlaps[0].kedua.kode_desa} == {PLAKARAN, MANDIRAJA}
    assert len(drawn(files)) == 222


def test_a_desa_drawn_inside_another_keeps_its_ground(cells: "Cells", files: "Files") -> None:
    """As Sodong Basari inside Sikasur: the overlap goes to the smaller of the two."""
    inner = cells.outlines[0].centroid.buffer(300)
    report = imported(files, cells.changed(MANDIRAJA, inner), cells.kode, cells.nama)
    assert [unit.kode_desa for unit in report.misplaced] == [MANDIRAJA]
    assert report.overlaps[0].luas_ha == pytest.approx(inner.area / 1e4, abs=0.01)
    outlines = drawn(files)
    assert outlines[MANDIRAJA].area == pytest.approx(inner.area, rel=0.05)
    assert outlines[PLAKARAN].area == pytest.approx(cells.outlines[0].area - inner.area, rel=0.01)


def test_overlaps_are_measured_in_hectares() -> None:
    """Two squares of 1 km that share a strip of 100 m: 10 ha."""
    squares = np.array([shapely.box(300_000, 0, 301_000, 1000), shapely.box(300_900, 0, 301_900, 1000)])
    [overlap] = boundary_checks.overlaps([PLAKARAN, MANDIRAJA], squares)
    assert (overlap.pertama.nama, overlap.kedua.nama, overlap.luas_ha) == ("Plakaran", "Mandiraja", 10.0)


@pytest.mark.parametrize(("width", "closed"), [(200, False), (10, True)])
def test_gaps_are_reported_and_narrow_ones_closed(width: int, *, closed: bool) -> None:
    """Four blocks around a hole of ``width`` by 200 m, at 110,5 degrees east of Greenwich."""
    x, y = 500_000 - 500, 9_220_000
    hole = shapely.box(x, y, x + width, y + 200)
    ring = shapely.box(x - 1000, y - 1000, x + 1000, y + 1000) - hole
    west = ring & shapely.box(x - 1000, y - 1000, x, y + 1000)
    metres = np.array([west, ring - west])
    cleaned, changed = boundary_coverage.clean(metres)
    [gap] = boundary_checks.gaps(metres, cleaned)
    assert gap.luas_ha == width * 200 / 1e4
    assert (gap.ditutup, changed) == (closed, closed)
    assert gap.lon == pytest.approx(111 - 0.0045, abs=0.002)
    assert shapely.coverage_is_valid(cleaned)


def test_areas_far_from_the_reference_are_listed_the_farthest_first() -> None:
    """Reference: Plakaran 4,13, Mandiraja 3,60, Walangsanga 3,93 km²; each drawn as 4,5 km²."""
    square = shapely.box(300_000, 9_210_000, 301_500, 9_213_000)
    codes = [PLAKARAN, MANDIRAJA, WALANGSANGA]
    found = boundary_checks.area_differences(codes, np.array([square, square, square]))
    assert [(a.nama, a.selisih_pct) for a in found] == [("Mandiraja", 25.0)]
    assert boundary_checks.total_areas(codes, np.array([square] * 3)) == (13.5, 11.66)


def test_the_summary_is_written_for_people(cells: "Cells", files: "Files") -> None:
    report = imported(files, cells.outlines[:222], cells.kode[:222], cells.nama[:222])
    summary = report.ringkas()
    assert summary[0] == "222 dari 223 desa/kelurahan mendapat batas (222 menurut kode, 0 menurut nama)."
    assert summary[1] == "Sumber: kiriman.gpkg (GeoPackage, EPSG:32749, kolom kode kode (Kemendagri))."
    assert summary[2] == "222 dari 222 baris dipilih menurut kode."
    missing = f"{cells.nama[222]} (Kec. {cells.kecamatan[222]}, {cells.kode[222]})"
    assert f"Tanpa batas (tampil sebagai titik) (1): {missing}." in summary
    areas = next(line for line in summary if line.startswith("Selisih luas"))
    assert areas.endswith(f"; dan {len(report.area_differences) - 10} lainnya.")
