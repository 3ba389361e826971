"""Import the kabupaten's official boundaries from the file of a ministry or agency."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS

from dampingan.errors import RegionError
from dampingan.regions import boundary_checks as checks
from dampingan.regions import boundary_coverage as coverage
from dampingan.regions import boundary_geometry as geometry
from dampingan.regions.boundary_matching import Matching, match_layer
from dampingan.regions.boundary_reading import Layer, read_layer
from dampingan.regions.boundary_report import BoundaryReport, Overlap, UnitRef
from dampingan.regions.boundary_store import KECAMATAN_FILE, REPORT_FILE, UNITS_FILE, publish
from dampingan.regions.reference import units


@dataclass(frozen=True)
class _Outlined:
    """The units that have an outline, sorted by code: as delivered in degrees and metres, and made to fit."""

    codes: list[str]
    degrees: geometry.Outlines
    metres: geometry.Outlines
    fitted: geometry.Outlines
    cleaned: bool
    repaired: set[str]
    overlaps: tuple[Overlap, ...]
    misplaced: tuple[UnitRef, ...]


def import_boundaries(file: Path, target: Path, *, code_column: str | None = None) -> BoundaryReport:
    """Read, match, mend and simplify official boundaries, and put them in use.

    Args:
        file: GeoJSON, zipped Shapefile (or ``.shp`` with siblings), or GeoPackage (also zipped), in any
            coordinate reference system; of the kabupaten, a province or the country.
        target: folder that keeps the boundaries; read it with ``boundary_store.current_boundaries``.
        code_column: column of the desa code, where the one found by itself is wrong.

    Returns:
        What was found; the same report is kept as ``resmi_laporan.json``.

    Raises:
        RegionError: the file is unreadable, unsafe, elsewhere or not usable (fewer than 80 % of the units,
            doubled codes, no polygons), or cannot be stored. The boundaries in use are then as before.
    """
    layer = read_layer(file)
    matching = match_layer(layer, code_column)
    checks.require_enough(len(matching.rows_of), layer.file)
    try:
        outlined = _outline(layer, matching)
        checks.require_enough(len(outlined.codes), layer.file)
        checks.require_in_place(len(outlined.misplaced), len(outlined.codes), layer.file)
        drawn = coverage.draw(outlined.fitted, lambda shapes: _units_collection(outlined.codes, shapes))
        kecamatan = _kecamatan_collection(outlined.codes, drawn.outlines)
        report = _report(layer, matching, outlined, drawn)
    except shapely.errors.ShapelyError as error:
        raise _too_broken(layer.file) from error
    if not coverage.fits(drawn.outlines):
        raise _too_broken(layer.file)
    publish(
        target,
        {
            UNITS_FILE: drawn.text,
            KECAMATAN_FILE: coverage.compact_json(kecamatan),
            REPORT_FILE: report.model_dump_json(indent=1),
        },
    )
    return report


def _outline(layer: Layer, matching: Matching) -> _Outlined:
    """Mend the outlines and make them fit; a unit that its neighbours cover wholly has none."""
    by_code, repaired = _mended(layer, matching)
    codes = np.array(list(by_code))
    degrees = np.array(list(by_code.values()), dtype=object)
    metres, _ = geometry.repair(geometry.reproject(degrees, geometry.DEGREES, geometry.METRES))
    fitted, cleaned = coverage.clean(metres)
    kept = ~shapely.is_empty(fitted)
    return _Outlined(
        codes=codes[kept].tolist(),
        degrees=degrees[kept],
        metres=metres[kept],
        fitted=fitted[kept],
        cleaned=cleaned,
        repaired=repaired,
        overlaps=checks.overlaps(codes.tolist(), metres),
        misplaced=checks.misplaced(codes[kept].tolist(), degrees[kept]),
    )


def _mended(layer: Layer, matching: Matching) -> tuple[dict[str, shapely.Geometry], set[str]]:
    """Return one valid outline for each unit with any ground, and the codes of those that were broken."""
    pairs = [(code, row.number) for code, rows in sorted(matching.rows_of.items()) for row in rows]
    raw = geometry.outlines_of(layer, [number for _, number in pairs])
    geometry.require_here(raw, [code for code, _ in pairs], layer.file)
    outlines, broken = geometry.repair(raw)
    parts: dict[str, list[shapely.Geometry]] = {}
    for (code, _), outline in zip(pairs, outlines, strict=True):
        if not outline.is_empty:
            parts.setdefault(code, []).append(outline)
    merged = {code: geometry.merge(found) for code, found in parts.items()}
    return merged, {code for (code, _), was_broken in zip(pairs, broken, strict=True) if was_broken}


def _report(layer: Layer, matching: Matching, outlined: _Outlined, drawn: coverage.Drawn) -> BoundaryReport:
    """Put together what the import found."""
    refs = checks.unit_refs()
    by_code = len(matching.by_code.intersection(outlined.codes))
    area, area_reference = checks.total_areas(outlined.codes, outlined.metres)
    return BoundaryReport(
        file=layer.file,
        sha256=layer.sha256,
        imported_at=datetime.now(tz=UTC),
        format=layer.format,
        layer=layer.name,
        crs=layer.crs if layer.crs.startswith("EPSG:") else CRS.from_user_input(layer.crs).name,
        selected_by=matching.selected_by,
        code_column=matching.code_column,
        code_kind=matching.code_kind,
        name_column=matching.names.unit,
        kecamatan_column=matching.names.kecamatan,
        rows_in_file=len(layer.wkb),
        rows_in_kabupaten=matching.selected,
        units_total=len(refs),
        matched_by_code=by_code,
        matched_by_name=len(outlined.codes) - by_code,
        missing=_pick(refs, refs.keys() - set(outlined.codes)),
        extra=matching.extra,
        name_differences=matching.name_differences(),
        merged=_pick(refs, {code for code, rows in matching.rows_of.items() if len(rows) > 1}),
        repaired=_pick(refs, outlined.repaired),
        misplaced=outlined.misplaced,
        area_km2=area,
        area_reference_km2=area_reference,
        area_differences=checks.area_differences(outlined.codes, outlined.metres),
        overlaps=outlined.overlaps,
        gaps=checks.gaps(outlined.metres, outlined.fitted),
        cleaned=outlined.cleaned,
        tolerance_m=drawn.tolerance_m,
        vertices_before=int(shapely.get_num_coordinates(outlined.degrees).sum()),
        vertices_after=int(shapely.get_num_coordinates(drawn.outlines).sum()),
        bytes_gzip=drawn.bytes_gzip,
    )


def _units_collection(codes: Sequence[str], outlines: geometry.Outlines) -> dict[str, Any]:
    wanted = ("kode_desa", "nama", "kecamatan", "jenis")
    properties = {row["kode_desa"]: row for row in units().select(wanted).to_dicts()}
    return _collection([_feature(properties[code], outline) for code, outline in zip(codes, outlines, strict=True)])


def _kecamatan_collection(codes: Sequence[str], outlines: geometry.Outlines) -> dict[str, Any]:
    """Return one feature for each kecamatan that has any outline, with the point for its label."""
    area_of = dict(units().select("kode_desa", "kode_kecamatan").iter_rows())
    features = []
    for kode, nama in units().select("kode_kecamatan", "kecamatan").unique().sort(by="kode_kecamatan").rows():
        members = np.array([area_of[code] == kode for code in codes])
        if members.any():
            outline = coverage.dissolve(outlines[members])
            lon, lat = coverage.label_point(outline)
            features.append(_feature({"kode_kecamatan": kode, "nama": nama, "lon": lon, "lat": lat}, outline))
    return _collection(features)


def _feature(properties: dict[str, Any], outline: shapely.Geometry) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(outline))}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _too_broken(file: str) -> RegionError:
    return RegionError(
        "Garis batas dalam berkas terlalu rusak untuk diperbaiki.",
        where=f"Berkas: {file}",
        mend="Jalankan perbaikan geometri di aplikasi peta, lalu ekspor ulang.",
    )


def _pick(refs: dict[str, UnitRef], codes: set[str]) -> tuple[UnitRef, ...]:
    return tuple(refs[code] for code in sorted(codes))
