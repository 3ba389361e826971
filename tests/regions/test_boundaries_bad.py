"""Files that must be refused: each with a message of its own, and the map in use stays as it was."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from dampingan.errors import RegionError
from dampingan.regions import boundary_coverage
from dampingan.regions.boundaries import import_boundaries
from dampingan.regions.boundary_store import current_boundaries

if TYPE_CHECKING:
    from tests.regions.conftest import Cells, Files


def without_prj(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.shp", cells.outlines, {"kode": cells.kode}, "EPSG:4326")
    return files.pack(file, leave_out=[".prj"])


def without_dbf(cells: "Cells", files: "Files") -> Path:
    return files.pack(files.write("batas.shp", cells.outlines, {"kode": cells.kode}), leave_out=[".dbf"])


def lone_shp(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.shp", cells.outlines, {"kode": cells.kode})
    file.with_suffix(".shx").unlink()
    return file


def gpkg_without_crs(cells: "Cells", files: "Files") -> Path:
    return files.write("batas.gpkg", cells.outlines, {"kode": cells.kode}, None)


def points(cells: "Cells", files: "Files") -> Path:
    return files.write("titik.gpkg", shapely.centroid(cells.outlines), {"kode": cells.kode})


def elsewhere(cells: "Cells", files: "Files") -> Path:
    away = shapely.transform(cells.outlines, lambda xy: xy + np.array([200_000, 0]))
    columns = {"ADM4_PCODE": [f"ID3501{n:06}" for n in range(223)], "ADM2_EN": ["Pacitan"] * 223}
    return files.write("jatim.gpkg", away, columns)


def kecamatan_only(cells: "Cells", files: "Files") -> Path:
    names = sorted(set(cells.kecamatan))
    outlines = [shapely.union_all(cells.outlines[[k == name for k in cells.kecamatan]]) for name in names]
    columns = {"kecamatan": names, "WADMKK": ["Pemalang"] * 14}
    return files.write("kecamatan.geojson", np.array(outlines), columns, "EPSG:4326")


def doubled_code(cells: "Cells", files: "Files") -> Path:
    codes = ["33.27.01.2001", "33.27.01.2001", *cells.kode[2:]]
    return files.write("batas.gpkg", cells.outlines, {"kode": codes, "desa": cells.nama})


def shifted_codes(cells: "Cells", files: "Files") -> Path:
    """Every code stands one row too low, as after a careless sort in a spreadsheet."""
    return files.write("batas.gpkg", cells.outlines, {"kode": [*cells.kode[1:], cells.kode[0]]})


def nothing_but_outlines(cells: "Cells", files: "Files") -> Path:
    return files.write("batas.geojson", cells.outlines, {}, "EPSG:4326")


def no_rows(_cells: "Cells", files: "Files") -> Path:
    return files.text('{"type": "FeatureCollection", "features": []}')


def lat_lon(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.geojson", cells.outlines, {"kode": cells.kode}, "EPSG:4326")
    collection = json.loads(file.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [[[y, x] for x, y in ring] for ring in rings]
    return files.text(json.dumps(collection))


def huge_coordinate(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.geojson", cells.outlines, {"kode": cells.kode}, "EPSG:4326")
    collection = json.loads(file.read_text(encoding="utf-8"))
    collection["features"][5]["geometry"]["coordinates"][0][1] = [1e300, -7.1]
    return files.text(json.dumps(collection))


def huge_metres(cells: "Cells", files: "Files") -> Path:
    far = cells.changed("33.27.01.2006", shapely.transform(cells.outlines[5], lambda xy: xy + np.array([1e12, 0])))
    return files.write("batas.gpkg", far, {"kode": cells.kode})


def metres_as_geojson(cells: "Cells", files: "Files") -> Path:
    """Metres without a ``crs`` member: by its definition a GeoJSON is in degrees."""
    file = files.write("batas.geojson", cells.outlines, {"kode": cells.kode})
    collection = json.loads(file.read_text(encoding="utf-8"))
    del collection["crs"]
    return files.text(json.dumps(collection))


def cut_json(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.geojson", cells.outlines, {"kode": cells.kode}, "EPSG:4326")
    return files.text(file.read_text(encoding="utf-8")[:20_000])


def cut_shp(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.shp", cells.outlines, {"kode": cells.kode})
    file.write_bytes(file.read_bytes()[:5_000])
    return file


def cut_gpkg(cells: "Cells", files: "Files") -> Path:
    file = files.write("batas.gpkg", cells.outlines, {"kode": cells.kode})
    file.write_bytes(file.read_bytes()[:5_000])
    return file


def cut_zip(cells: "Cells", files: "Files") -> Path:
    file = files.pack(files.write("batas.gpkg", cells.outlines, {"kode": cells.kode}))
    file.write_bytes(file.read_bytes()[:5_000])
    return file


def damaged_zip(cells: "Cells", files: "Files") -> Path:
    file = files.pack(files.write("batas.gpkg", cells.outlines, {"kode": cells.kode}))
    content = bytearray(file.read_bytes())
    content[3_000:3_050] = bytes(50)
    file.write_bytes(content)
    return file


def picture(_cells: "Cells", files: "Files") -> Path:
    path = files.folder / "peta.geojson"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return path


def blank(_cells: "Cells", files: "Files") -> Path:
    return files.text(" \n")


def absent(_cells: "Cells", files: "Files") -> Path:
    return files.folder / "tidak_ada.geojson"


def borrowed(cells: "Cells", files: "Files") -> Path:
    """XML that would have the library open another file of the server."""
    other = files.write("rahasia.gpkg", cells.outlines, {"kode": cells.kode})
    layer = f'<OGRVRTLayer name="rahasia"><SrcDataSource>{other}</SrcDataSource></OGRVRTLayer>'
    return files.text(f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>")


def recipe(cells: "Cells", files: "Files") -> Path:
    """JSON that would have the library run a pipeline on another file of the server."""
    other = files.write("rahasia.gpkg", cells.outlines, {"kode": cells.kode})
    return files.text(
        json.dumps({"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {other}"}),
    )


def other_database(_cells: "Cells", files: "Files") -> Path:
    """A database of another program under the name of a GeoPackage."""
    path = files.folder / "batas.gpkg"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE desa (kode TEXT, garis BLOB)")
    return path


def office_document(_cells: "Cells", files: "Files") -> Path:
    return files.zipped({"xl/workbook.xml": b"<workbook/>"})


def disguised_member(_cells: "Cells", files: "Files") -> Path:
    return files.zipped({"batas.gpkg": b'{"type": "FeatureCollection"}'})


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (without_prj, "Sertakan berkas .prj"),
        (without_dbf, "Shapefile tidak lengkap: .dbf tidak ada"),
        (lone_shp, "Shapefile tidak lengkap: .shx tidak ada"),
        (gpkg_without_crs, "Sistem koordinat (CRS) tidak disebutkan"),
        (points, "jenis geometri: Point"),
        (elsewhere, "tidak memuat batas Kabupaten Pemalang"),
        (kecamatan_only, "Hanya 0 dari 223"),
        (doubled_code, "33.27.01.2001 (Mandiraja, Plakaran)"),
        (shifted_codes, "223 dari 223 batas tidak berada di tempat desanya"),
        (nothing_but_outlines, "tidak memiliki kolom kode maupun nama"),
        (no_rows, "tidak berisi satu baris pun"),
        (lat_lon, "Urutan koordinat terbalik"),
        (huge_coordinate, "desa: 33.27.01.2006"),
        (huge_metres, "desa: 33.27.01.2006"),
        (metres_as_geojson, "Batas 223 desa/kelurahan terletak jauh di luar"),
        (cut_json, "baris "),
        (cut_shp, "Shapefile terpotong"),
        (cut_gpkg, "rusak dan tidak dapat dibaca"),
        (cut_zip, "Berkas zip rusak"),
        (damaged_zip, "Berkas zip rusak"),
        (picture, "bukan data batas yang dikenal"),
        (blank, "Berkas batas kosong"),
        (absent, "tidak dapat dibuka"),
        (borrowed, "bukan data batas yang dikenal"),
        (recipe, "rusak dan tidak dapat dibaca"),
        (other_database, "rusak dan tidak dapat dibaca"),
        (office_document, "tidak ada data batas"),
        (disguised_member, "tidak sesuai dengan akhirannya"),
    ],
)
def test_a_bad_file_is_refused(
    cells: "Cells",
    files: "Files",
    refusal: Callable[..., str],
    make: "Callable[[Cells, Files], Path]",
    says: str,
) -> None:
    assert says in refusal(make(cells, files))


def test_lines_that_cannot_be_made_to_fit_are_refused(
    cells: "Cells", files: "Files", refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spike half a metre wide, neither simplified nor mended, collapses once rounded to a metre."""
    monkeypatch.setattr(boundary_coverage, "_TOLERANCES_M", (0,))
    monkeypatch.setattr(boundary_coverage, "_ROUNDS", 0)
    file = files.write("batas.gpkg", cells.spiked(), {"kode": cells.kode})
    assert "terlalu rusak untuk diperbaiki" in refusal(file)


def test_a_failure_inside_the_geometry_library_is_a_refusal(
    cells: "Cells", files: "Files", refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_metres: object) -> None:
        raise shapely.errors.GEOSException("TopologyException")

    monkeypatch.setattr(boundary_coverage, "clean", failing)
    file = files.write("batas.gpkg", cells.outlines, {"kode": cells.kode})
    assert "terlalu rusak untuk diperbaiki" in refusal(file)


def test_a_wrong_code_column_is_named(cells: "Cells", files: "Files", refusal: Callable[..., str]) -> None:
    file = files.write("batas.gpkg", cells.outlines, {"kode": cells.kode, "desa": cells.nama})
    assert "Kolom yang ada: kode, desa" in refusal(file, code_column="KDEPUM")
    assert "Kolom desa tidak memuat kode" in refusal(file, code_column="desa")


@pytest.mark.parametrize(("units_left", "accepted"), [(179, True), (178, False)])
def test_four_fifths_of_the_units_are_asked_for(
    cells: "Cells", files: "Files", tmp_path: Path, units_left: int, *, accepted: bool
) -> None:
    """80 % of 223 is 178,4."""
    file = files.write("batas.gpkg", cells.outlines[:units_left], {"kode": cells.kode[:units_left]})
    if accepted:
        report = import_boundaries(file, tmp_path / "batas")
        assert [unit.kode_desa for unit in report.missing] == cells.kode[units_left:]
    else:
        with pytest.raises(RegionError, match="Hanya 178 dari 223"):
            import_boundaries(file, tmp_path / "batas")
        assert current_boundaries(tmp_path / "batas") is None
