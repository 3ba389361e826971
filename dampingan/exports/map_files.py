"""The map as files to take away: a picture with everything that must stand beside it, and GeoJSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dampingan.exports.map_geometry import Geometry, features
from dampingan.exports.notes import source_line
from dampingan.measures.map_values import MapValues
from dampingan.regions.reference import units
from dampingan.rules import Rules
from dampingan.snapshot import Manifest


@dataclass(frozen=True)
class MapSheet:
    """A map to take away: what is drawn, on which ground, and the words beside it."""

    values: MapValues
    geometry: Geometry
    title: str
    subtitle: str
    manifest: Manifest
    rules: Rules
    targets: bool = False
    """Whether the targets are outlined."""


def geojson(sheet: MapSheet) -> str:
    """Return the units within the filter as GeoJSON (WGS84), each with its figures and its source.

    Units without an outline are points. Null, never 0, where there is no value.

    Raises:
        RegionError: the geometry is missing or damaged.
    """
    shapes = {f["properties"]["kode_desa"]: f["geometry"] for f in features(sheet.geometry.unit)}
    places = {row["kode_desa"]: row for row in units().to_dicts()}
    collection = {
        "type": "FeatureCollection",
        "name": sheet.title,
        "keterangan": sheet.subtitle,
        "sumber_data": source_line(sheet.manifest),
        "catatan_garis": sheet.geometry.catatan,
        "aturan": f"{sheet.rules.versi}, {sheet.rules.sebutan}",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": shapes.get(properties["kode_desa"]) or _point(places[properties["kode_desa"]]),
            }
            for properties in _properties(sheet)
        ],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def rows(sheet: MapSheet) -> list[dict[str, Any]]:
    """Return the units within the filter, as in ``MapValues.unit``."""
    return sheet.values.inside.to_dicts()


def _properties(sheet: MapSheet) -> Iterator[dict[str, Any]]:
    legend = sheet.values.legenda
    for row in rows(sheet):
        line = legend[row["kelas"]] if legend and row["kelas"] is not None else None
        yield {
            "kode_desa": row["kode_desa"],
            "nama": row["nama"],
            "kecamatan": row["kecamatan"],
            "jenis": row["jenis"],
            "periode": sheet.manifest.periode,
            "lapisan": sheet.values.layer.kode,
            "nilai": row["nilai"],
            "teks": row["teks"],
            "kelas_legenda": line.label if line else None,
            "warna": line.warna if line else None,
            "peringkat": row["peringkat"],
            "pct_tidak_diketahui": row["pct_tidak_diketahui"],
            "sasaran_simulasi": row["sasaran"],
            "catatan_garis": sheet.geometry.catatan,
            "sumber_data": source_line(sheet.manifest),
        }


def _point(place: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
