"""The map to take away: GeoJSON with every figure and its source, and a picture that says what it is."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from PIL import Image

from dampingan.errors import RegionError
from dampingan.exports import map_geometry
from dampingan.exports.map_files import MapSheet, geojson
from dampingan.exports.map_geometry import SCHEMATIC_NOTE, TILE_NOTE, Geometry, Mode, geometry, served
from dampingan.exports.map_picture import png
from dampingan.measures.desa_table import desa_table
from dampingan.measures.map_layers import LAYERS
from dampingan.measures.map_values import map_values, unknown_shares
from dampingan.measures.scope import Choice, chosen_units
from dampingan.palette import KELAS, TINGKAT
from dampingan.regions.boundary_store import KECAMATAN_FILE, REPORT_FILE, UNITS_FILE, publish
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

Make = Callable[..., MapSheet]
WITHOUT = "33.27.03.2013"
"""Sodong Basari, left out of the outlines."""


@pytest.fixture
def make(snapshot: Snapshot, rules: Rules, tmp_path: Path) -> Make:
    """Make a sheet of a layer, on the schematic outlines unless told otherwise."""

    def made(
        layer: str, mode: Mode = "wilayah", kecamatan: tuple[str, ...] = (), drawn: Geometry | None = None
    ) -> MapSheet:
        table = desa_table(snapshot, rules)
        chosen = chosen_units(table, Choice(kecamatan)) if kecamatan else None
        values = map_values(
            table, LAYERS[layer], unknown=unknown_shares(snapshot, LAYERS[layer], (1,)), within=chosen,
            targets=table.sort("peringkat")["kode_desa"].to_list()[:5],
        )  # fmt: skip
        ground = drawn or geometry(mode, tmp_path)
        return MapSheet(values, ground, "Judul <b>", "Semua kecamatan", snapshot.manifest, rules, targets=True)

    return made


@pytest.fixture
def loaded(tmp_path: Path) -> Geometry:
    """Outlines as an administrator loads them, without Sodong Basari."""
    own = geometry("wilayah", tmp_path)
    units = json.loads(own.unit.read_text("utf-8"))
    units["features"] = [f for f in units["features"] if f["properties"]["kode_desa"] != WITHOUT]
    publish(tmp_path / "batas", {
        UNITS_FILE: json.dumps(units), KECAMATAN_FILE: own.kecamatan.read_text("utf-8"),
        REPORT_FILE: json.dumps({"file": "batas.geojson"}),
    })  # fmt: skip
    return geometry("wilayah", tmp_path)


def properties(sheet: MapSheet) -> list[dict[str, Any]]:
    return [f["properties"] for f in json.loads(geojson(sheet))["features"]]


def colours(sheet: MapSheet) -> dict[str, int]:
    """Return how many pixels of the picture have each colour."""
    picture = Image.open(BytesIO(png(sheet))).convert("RGB")
    counted = picture.getcolors(picture.width * picture.height) or []
    return {"#{:02X}{:02X}{:02X}".format(*colour): count for count, colour in counted}  # type: ignore[misc]


def test_geojson_holds_every_unit_with_the_figures_of_the_map(make: Make) -> None:
    sheet = make("pct_rtlh")
    told = properties(sheet)
    assert len(told) == 223
    assert [p["nilai"] for p in told] == sheet.values.unit["nilai"].to_list()
    assert [p["teks"] for p in told] == sheet.values.unit["teks"].to_list()
    assert {p["warna"] for p in told} <= {*TINGKAT, None}
    assert sum(p["sasaran_simulasi"] for p in told) == 5
    whole = json.loads(geojson(sheet))
    assert whole["name"] == "Judul <b>"
    assert whole["catatan_garis"] == SCHEMATIC_NOTE


def test_geojson_says_in_every_feature_that_it_is_a_sample_and_no_official_outline(make: Make) -> None:
    told = properties(make("kelas"))
    assert all(p["sumber_data"].startswith("DATA CONTOH SINTETIS: ") for p in told)
    assert {p["catatan_garis"] for p in told} == {"Peta skematik, bukan batas resmi"}
    assert {p["catatan_garis"] for p in properties(make("kelas", "ubin"))} == {TILE_NOTE}


def test_geojson_of_a_kecamatan_holds_only_its_units(make: Make) -> None:
    assert {p["kecamatan"] for p in properties(make("idm", kecamatan=("Belik",)))} == {"Belik"}


def test_missing_values_are_null_and_never_zero(make: Make) -> None:
    sheet = make("idm")
    missing = [p for p in properties(sheet) if p["teks"] == "tidak berlaku"]
    assert len(missing) == 11
    assert all(p["nilai"] is None and p["warna"] is None and p["peringkat"] is None for p in missing)


def test_a_unit_without_outline_is_a_point(make: Make, loaded: Geometry) -> None:
    features = json.loads(geojson(make("kelas", drawn=loaded)))["features"]
    points = {f["properties"]["kode_desa"]: f["geometry"] for f in features if f["geometry"]["type"] == "Point"}
    assert list(points) == [WITHOUT]
    lon, lat = points[WITHOUT]["coordinates"]
    assert 109.2 < lon < 109.7
    assert -7.3 < lat < -6.7


def test_the_picture_has_its_size_and_the_colours_of_the_legend(make: Make) -> None:
    sheet = make("pct_rtlh")
    found = colours(sheet)
    assert Image.open(BytesIO(png(sheet))).size == (1980, 1485)
    for line in sheet.values.legenda:
        assert found.get(line.warna, 0) > (2000 if line.jumlah else 0)
    assert colours(make("kelas"))[KELAS["hijau"]] > 20_000


def test_the_picture_of_counts_colours_no_area(make: Make) -> None:
    assert not set(colours(make("rt_desil1"))) & {*TINGKAT[:3], *KELAS.values()}


@pytest.mark.parametrize("layer", ["kelas", "idm"])
def test_pictures_of_tiles_and_of_loaded_outlines_differ(make: Make, loaded: Geometry, layer: str) -> None:
    drawn = {png(make(layer, "ubin")), png(make(layer, drawn=loaded)), png(make(layer, kecamatan=("Belik",)))}
    assert len(drawn) == 3


def test_the_picture_carries_its_title_and_source(make: Make) -> None:
    told = Image.open(BytesIO(png(make("kelas")))).info
    assert told["Title"] == "Judul <b>"
    assert told["Source"].startswith("DATA CONTOH SINTETIS: ")


def test_loaded_outlines_are_copied_for_the_browser_and_old_copies_go(
    loaded: Geometry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_geometry, "static_geo", lambda: tmp_path / "geo")
    assert loaded.catatan == "Batas: batas.geojson"
    unit, kecamatan = served(loaded)
    assert (tmp_path / unit).read_bytes() == loaded.unit.read_bytes()
    assert (tmp_path / kecamatan).read_bytes() == loaded.kecamatan.read_bytes()
    assert served(loaded) == (unit, kecamatan)
    for edition in range(3):
        loaded.unit.write_text(loaded.unit.read_text("utf-8") + " " * (edition + 1), "utf-8")
        unit, _ = served(loaded)
    assert (tmp_path / unit).read_bytes() == loaded.unit.read_bytes()
    assert len(list((tmp_path / "geo" / "lokal").iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_told(
    loaded: Geometry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("", "utf-8")
    monkeypatch.setattr(map_geometry, "static_geo", lambda: tmp_path / "berkas")
    with pytest.raises(RegionError, match="tidak dapat disalin"):
        served(loaded)


def test_schematic_outlines_are_served_as_they_are(tmp_path: Path) -> None:
    assert served(geometry("wilayah", tmp_path)) == ("geo/skematik.json", "geo/skematik_kecamatan.json")
    assert served(geometry("ubin", tmp_path)) == ("geo/ubin.json", "geo/ubin_kecamatan.json")


def test_a_damaged_file_is_told(make: Make, tmp_path: Path) -> None:
    damaged = tmp_path / "rusak.json"
    damaged.write_text("{", "utf-8")
    sheet = make("kelas")
    with pytest.raises(RegionError, match=r"rusak\.json"):
        geojson(replace(sheet, geometry=replace(sheet.geometry, unit=damaged)))


def test_a_layer_without_any_value_can_still_be_drawn(make: Make) -> None:
    sheet = make("pct_rtlh")
    empty = sheet.values.unit.with_columns(nilai=pl.lit(None, pl.Float64), kelas=pl.lit(None, pl.Int64),
                                           keadaan=pl.lit("tidak tersedia"))  # fmt: skip
    values = replace(sheet.values, unit=empty, legenda=(), kosong=(("tidak tersedia", 223),))
    assert not set(colours(replace(sheet, values=values))) & set(TINGKAT[1:])
