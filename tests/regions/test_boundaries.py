"""Boundaries in the formats, reference systems and dialects in which they are delivered."""

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
import shapely
from pyproj import Transformer

from dampingan.regions.boundaries import import_boundaries
from dampingan.regions.boundary_columns import NameColumns, find_name_columns
from dampingan.regions.boundary_report import BoundaryReport
from dampingan.regions.boundary_store import current_boundaries

if TYPE_CHECKING:
    from tests.regions.conftest import Cells, Files

REAL = Path(__file__).parents[3] / "shared" / "boundaries" / "ocha_cod_ab_2020_pemalang.geojson"
SODONG_BASARI = "33.27.03.2013"


def published(target: Path) -> tuple[dict[str, Any], dict[str, Any], BoundaryReport]:
    """Return the units by code, the kecamatan by name, and the report that are in use."""
    files = current_boundaries(target)
    assert files is not None
    unit_features = json.loads(files.units.read_text(encoding="utf-8"))["features"]
    kecamatan_features = json.loads(files.kecamatan.read_text(encoding="utf-8"))["features"]
    report = BoundaryReport.model_validate_json(files.report.read_text(encoding="utf-8"))
    return (
        {feature["properties"]["kode_desa"]: feature for feature in unit_features},
        {feature["properties"]["nama"]: feature for feature in kecamatan_features},
        report,
    )


def findings(report: BoundaryReport) -> dict[str, object]:
    """Return the lists of the report that are not empty."""
    return {name: value for name, value in report if isinstance(value, tuple) and value}


@pytest.mark.parametrize(
    "delivered",
    [
        ("batas.geojson", "EPSG:4326"),
        ("batas.geojson", "EPSG:32749"),
        ("batas.gpkg", "EPSG:23839"),
        ("batas.shp", "EPSG:3857"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_every_format_and_reference_system_gives_the_same_map(
    cells: "Cells", files: "Files", tmp_path: Path, delivered: tuple[str, str], *, zipped: bool
) -> None:
    name, crs = delivered
    file = files.write(name, cells.outlines, {"kode_desa": cells.kode, "nama": cells.nama}, crs)
    report = import_boundaries(files.pack(file) if zipped else file, tmp_path / "batas")
    assert (report.matched_by_code, report.matched_by_name, report.code_kind) == (223, 0, "Kemendagri")
    assert (report.crs, report.code_column) == (crs, "kode_desa")
    assert report.area_km2 == pytest.approx(cells.frame.area / 1e6, rel=1e-4)
    assert findings(report).keys() == {"area_differences"}
    unit_features, kecamatan, kept = published(tmp_path / "batas")
    assert kept == report
    assert unit_features["33.27.04.2010"]["properties"] == {
        "kode_desa": "33.27.04.2010",
        "nama": "Majalangu",
        "kecamatan": "Watukumpul",
        "jenis": "desa",
    }
    assert list(unit_features) == cells.kode
    assert sum(f["properties"]["jenis"] == "kelurahan" for f in unit_features.values()) == 11
    assert len(kecamatan) == 14
    assert kecamatan["Moga"]["properties"]["kode_kecamatan"] == "33.27.01"


@pytest.mark.parametrize(
    ("column", "kind"),
    [("ADM4_PCODE", "BPS"), ("village_code", "BPS"), ("KDEPUM", "Kemendagri"), ("IDDESA", "BPS")],
)
def test_codes_are_found_as_official_sources_write_them(
    cells: "Cells", files: "Files", tmp_path: Path, column: str, kind: str
) -> None:
    """A unit whose code is empty (Sodong Basari has no BPS code) is found by its name."""
    bps = [code or "" for code in cells.bps]
    written: dict[str, Any] = {
        "ADM4_PCODE": [code and f"ID{code}" for code in bps],
        "village_code": [code and f"id{code}" for code in bps],
        "KDEPUM": [code.replace(".", "") for code in cells.kode],
        "IDDESA": np.array([float(code or "nan") for code in bps]),
    }
    columns = {"OBJECTID": np.arange(223.0), "A": written[column], "Desa": cells.nama, "Kec": cells.kecamatan}
    report = import_boundaries(files.write("batas.gpkg", cells.outlines, columns), tmp_path / "batas")
    assert (report.code_column, report.code_kind) == ("A", kind)
    without_code = kind == "BPS"
    assert (report.matched_by_code, report.matched_by_name) == (223 - without_code, int(without_code))
    assert (report.name_column, report.kecamatan_column) == ("Desa", "Kec")


def test_names_and_kecamatan_stand_in_for_absent_codes(cells: "Cells", files: "Files", tmp_path: Path) -> None:
    """Kuta is two desa; spellings are those of the reference's README."""
    spelled = {"Gendoang": "GENDOWANG", "Kendalrejo": "KENDAL REJO", "Kreyo": "KREO"}
    names = [f"DESA {spelled.get(name, name.upper())}" for name in cells.nama]
    columns = {"WADMKD": names, "WADMKC": cells.kecamatan, "WADMKK": ["Kabupaten Pemalang"] * 223}
    report = import_boundaries(files.write("batas.shp", cells.outlines, columns), tmp_path / "batas")
    assert (report.matched_by_code, report.matched_by_name, report.code_column) == (0, 223, None)
    assert report.selected_by == "kolom kabupaten"
    assert not report.misplaced
    assert {(d.nama, d.nama_berkas) for d in report.name_differences} == {
        (name, f"DESA {other}") for name, other in spelled.items()
    }


def test_repeated_names_without_kecamatan_stay_open(cells: "Cells", files: "Files", tmp_path: Path) -> None:
    file = files.write("batas.gpkg", cells.outlines, {"NAMOBJ": cells.nama})
    report = import_boundaries(file, tmp_path / "batas")
    assert report.matched_by_name == 219
    assert report.selected_by == "letak titik label"
    assert sorted(str(row.nama) for row in report.extra) == ["Kuta", "Kuta", "Sarwodadi", "Sarwodadi"]
    assert {unit.nama for unit in report.missing} == {"Kuta", "Sarwodadi"}


@pytest.mark.parametrize("chosen_by", ["kode", "kolom kabupaten", "letak titik label"])
def test_a_province_is_cut_to_the_kabupaten(cells: "Cells", files: "Files", tmp_path: Path, chosen_by: str) -> None:
    """The neighbours have desa of the same name and kecamatan, 60 km to the west."""
    away = shapely.transform(cells.outlines, lambda xy: xy - [60_000, 0])
    columns = {
        "kode": [*cells.kode, *(code.replace("33.27", "33.28") for code in cells.kode)],
        "kabupaten": ["PEMALANG"] * 223 + ["TEGAL"] * 223,
        "desa": cells.nama * 2,
        "kecamatan": cells.kecamatan * 2,
    }
    if chosen_by != "kode":
        del columns["kode"]
    if chosen_by == "letak titik label":
        del columns["kabupaten"]
    file = files.write("provinsi.gpkg", np.concatenate([cells.outlines, away]), columns)
    report = import_boundaries(file, tmp_path / "batas")
    assert report.selected_by == chosen_by
    assert (report.rows_in_file, report.rows_in_kabupaten, len(report.extra)) == (446, 223, 0)
    assert report.matched_by_code + report.matched_by_name == 223
    assert not report.misplaced


@pytest.mark.parametrize(("with_kabupaten", "selected"), [(True, 223), (False, 222)])
def test_rows_without_a_code_go_by_the_kabupatens_column(
    cells: "Cells", files: "Files", tmp_path: Path, selected: int, *, with_kabupaten: bool
) -> None:
    """One unit here and one of the neighbour's have no code; without the column neither is taken."""
    away = shapely.transform(cells.outlines[:3], lambda xy: xy - [60_000, 0])
    ours = [None if code == SODONG_BASARI else code for code in cells.kode]
    columns: dict[str, list[Any]] = {
        "kode": [*ours, None, "33.28.01.2002", "33.28.01.2003"],
        "desa": [*cells.nama, "Bojong", "Dukuhturi", "Kramat"],
        "kecamatan": [*cells.kecamatan, "Bojong", "Dukuhturi", "Kramat"],
    }
    if with_kabupaten:
        columns["kabupaten"] = ["Kab. Pemalang"] * 223 + ["Kab. Tegal"] * 3
    file = files.write("provinsi.gpkg", np.concatenate([cells.outlines, away]), columns)
    report = import_boundaries(file, tmp_path / "batas")
    assert (report.rows_in_kabupaten, report.extra) == (selected, ())
    assert (report.matched_by_code, report.matched_by_name) == (222, selected - 222)


def test_the_operators_column_wins_over_the_one_found(cells: "Cells", files: "Files", tmp_path: Path) -> None:
    """The column ``lama`` names only 200 units; the others are found by name."""
    lama = [code if number < 200 else None for number, code in enumerate(cells.kode)]
    columns: dict[str, list[Any]] = {
        "kode": cells.kode,
        "LAMA": lama,
        "desa": cells.nama,
        "kecamatan": cells.kecamatan,
    }
    file = files.write("batas.gpkg", cells.outlines, columns)
    report = import_boundaries(file, tmp_path / "batas", code_column="lama")
    assert (report.code_column, report.matched_by_code, report.matched_by_name) == ("LAMA", 200, 23)


def test_a_row_with_a_foreign_code_does_not_join_its_namesake(cells: "Cells", files: "Files", tmp_path: Path) -> None:
    """A second Plakaran with a code of its own is no part of the first."""
    columns = {
        "kode": [*cells.kode, "33.27.01.2099"],
        "desa": [*cells.nama, "Plakaran"],
        "kecamatan": [*cells.kecamatan, "Moga"],
    }
    outlines = np.append(cells.outlines, cells.outlines[0].buffer(-50))
    report = import_boundaries(files.write("batas.gpkg", outlines, columns), tmp_path / "batas")
    assert [row.model_dump() for row in report.extra] == [
        {"kode": "3327012099", "nama": "Plakaran", "kecamatan": "Moga"}
    ]
    assert not report.merged


def test_the_desa_layer_is_chosen_among_several(cells: "Cells", files: "Files", tmp_path: Path) -> None:
    """A zip as agencies pack them: roads, houses, kecamatan, desa and a stray description."""
    kecamatan = shapely.union_all(cells.outlines[:10])
    files.write("kecamatan.shp", np.array([kecamatan]), {"KDEPUM": ["33.27.01"], "WADMKC": ["Moga"]})
    files.write("jalan.shp", np.array([shapely.LineString(kecamatan.exterior.coords)]), {"NAMOBJ": ["Jalan"]})
    desa = files.write("desa.shp", cells.outlines, {"KDEPUM": cells.kode, "WADMKD": cells.nama})
    houses = np.array([cells.frame.centroid.buffer(10)] * 300)
    files.write("rumah.shp", houses, {"FCODE": ["BA"] * 300})
    for other in ("kecamatan", "jalan", "rumah"):
        for part in tmp_path.glob(f"{other}.*"):
            part.rename(tmp_path / f"desa.a-{other}{part.suffix}")
    (tmp_path / "desa.json").write_text('{"keterangan": "RBI"}', encoding="utf-8")
    report = import_boundaries(files.pack(desa), tmp_path / "batas")
    assert (report.format, report.matched_by_code) == ("Shapefile", 223)


def test_text_in_the_old_windows_encoding_is_read(cells: "Cells", files: "Files", tmp_path: Path) -> None:
    columns = {"kode": cells.kode, "desa": ["Desa Café" if name == "Mojo" else name for name in cells.nama]}
    file = files.write("batas.shp", cells.outlines, columns)
    table = file.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace("Café".encode(), b"Caf\xe9 "))
    report = import_boundaries(file, tmp_path / "batas")
    assert [d.nama_berkas for d in report.name_differences] == ["Desa Café"]


def test_the_name_column_is_found_by_different_names_not_by_rows(cells: "Cells") -> None:
    """Where most desa names are unknown, the kecamatan column still names no more than 14 of them."""
    names = [name if number % 10 == 0 else f"Dukuh {number}" for number, name in enumerate(cells.nama)]
    table = pl.DataFrame({"WADMKC": cells.kecamatan, "Wilayah": names})
    assert find_name_columns(table) == NameColumns(unit="Wilayah", kecamatan="WADMKC")


@pytest.mark.skipif(not REAL.exists(), reason=f"batas resmi untuk uji tidak ada di {REAL}")
def test_the_published_boundaries_of_pemalang(tmp_path: Path) -> None:
    """Facts of the file: 222 units, no overlaps, Sodong Basari inside Sikasur, 52.923 vertices."""
    report = import_boundaries(REAL, tmp_path)
    assert (report.matched_by_code, report.matched_by_name, report.code_kind) == (222, 0, "BPS")
    assert report.code_column == "village_code"
    assert [unit.kode_desa for unit in report.missing] == [SODONG_BASARI]
    assert [(a.nama, a.selisih_pct) for a in report.area_differences] == [("Sikasur", 186.8)]
    assert {d.nama_berkas for d in report.name_differences} == {"Gendowang", "Pagongsoran", "Nyamplung Sari"}
    assert findings(report).keys() == {"missing", "name_differences", "area_differences"}
    assert report.vertices_before == 52_923
    unit_features, kecamatan, _ = published(tmp_path)
    files = current_boundaries(tmp_path)
    assert files is not None
    assert len(gzip.compress(files.units.read_bytes())) <= 61_000
    drawn = np.array([shapely.from_geojson(json.dumps(f["geometry"])) for f in unit_features.values()])
    assert shapely.is_valid(drawn).all()
    assert shapely.coverage_is_valid(drawn)
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:32749", always_xy=True).transform
    area = shapely.area(shapely.transform(drawn, to_metres, interleaved=False)).sum() / 1e6
    assert area == pytest.approx(report.area_km2, rel=0.001)
    for feature in kecamatan.values():
        point = shapely.Point(feature["properties"]["lon"], feature["properties"]["lat"])
        assert shapely.from_geojson(json.dumps(feature["geometry"])).contains(point)
    assert report.ringkas()[0] == ("222 dari 223 desa/kelurahan mendapat batas (222 menurut kode, 0 menurut nama).")
