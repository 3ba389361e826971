"""The small geometry files in ``static/geo`` that the project draws its own maps from."""

import json
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from dampingan.config import project_dir
from dampingan.errors import RegionError
from dampingan.regions.boundary_coverage import compact_json, dissolve, label_point
from dampingan.regions.boundary_geometry import DEGREES, METRES, Outlines
from dampingan.regions.power_diagram import Floats
from dampingan.regions.reference import units

_UNIT_COLUMNS = ("kode_desa", "nama", "kecamatan", "jenis")
_KECAMATAN_COLUMNS = ("kode_kecamatan", "nama", "lon", "lat")


def geo_dir() -> Path:
    """Return the folder of the geometry files."""
    return project_dir() / "static" / "geo"


def sites_m() -> Floats:
    """Return the label points of ``units()`` in metres (EPSG:32749), n by 2."""
    table = units()
    points = gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), crs=DEGREES).to_crs(METRES)
    return np.column_stack([points.x, points.y])


def unit_frame(outlines: Outlines) -> gpd.GeoDataFrame:
    """Return one row for each unit: ``kode_desa, nama, kecamatan, jenis, geometry``.

    Args:
        outlines: polygons in WGS84 degrees in the order of ``units()``.
    """
    columns = units().select(_UNIT_COLUMNS).to_dict(as_series=False)
    return gpd.GeoDataFrame(columns, geometry=list(outlines), crs=DEGREES)


def kecamatan_frame(outlines: Outlines) -> gpd.GeoDataFrame:
    """Return one row for each kecamatan: ``kode_kecamatan, nama, lon, lat, geometry``.

    ``lon`` and ``lat`` are the place for its label. ``outlines`` as in ``unit_frame``.
    """
    codes = units()["kode_kecamatan"].to_numpy()
    names = dict(units().select("kode_kecamatan", "kecamatan").rows())
    rows = []
    for kode, nama in sorted(names.items()):
        outline = dissolve(outlines[codes == kode])
        rows.append((kode, nama, *label_point(outline), outline))
    return gpd.GeoDataFrame(rows, columns=[*_KECAMATAN_COLUMNS, "geometry"], crs=DEGREES)


def write(name: str, frame: gpd.GeoDataFrame) -> Path:
    """Write a frame as compact GeoJSON under ``geo_dir()`` and return the file; coordinates as they are."""
    path = geo_dir() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    properties = frame.drop(columns="geometry").to_dict("records")
    shapes = json.loads(f"[{','.join(shapely.to_geojson(frame.geometry.to_numpy()))}]")
    features = [
        {"type": "Feature", "properties": row, "geometry": shape} for row, shape in zip(properties, shapes, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(compact_json(collection) + "\n", encoding="utf-8", newline="\n")
    return path


def read_units(name: str) -> gpd.GeoDataFrame:
    """Return a file of units as ``unit_frame`` does.

    Raises:
        RegionError: the file is missing, damaged, or not of the reference table's codes.
    """
    return _read(name, _UNIT_COLUMNS, units()["kode_desa"].to_list())


def read_kecamatan(name: str) -> gpd.GeoDataFrame:
    """Return a file of kecamatan as ``kecamatan_frame`` does.

    Raises:
        RegionError: the file is missing, damaged, or not of the reference table's codes.
    """
    return _read(name, _KECAMATAN_COLUMNS, units()["kode_kecamatan"].unique().sort().to_list())


def _read(name: str, columns: Sequence[str], codes: Sequence[str]) -> gpd.GeoDataFrame:
    """Return a file's rows; ``codes`` are those that its first column must hold."""
    path = geo_dir() / name
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        frame = gpd.GeoDataFrame.from_features(features, crs=DEGREES, columns=[*columns, "geometry"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unusable(path) from error
    if frame[columns[0]].to_list() != codes:
        raise _unusable(path)
    return frame


def _unusable(path: Path) -> RegionError:
    return RegionError(
        "Berkas peta skema tidak ada, rusak, atau tidak cocok dengan daftar desa.",
        where=f"Berkas: {path}",
        mend="Buat ulang dengan perintah: python -m dampingan.regions.schematic",
    )
