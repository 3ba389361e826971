"""Measure the outlines against the reference and against each other, before they are simplified."""

import math
from collections.abc import Sequence

import numpy as np
import shapely

from dampingan.config import KABUPATEN
from dampingan.errors import RegionError
from dampingan.regions.boundary_geometry import DEGREES, METRES, Outlines, holes, reproject
from dampingan.regions.boundary_report import AreaDifference, Gap, Overlap, UnitRef
from dampingan.regions.reference import units

AREA_LIMIT_PCT = 15.0
MIN_SHARE = 0.8

_M2_PER_KM2 = 1_000_000
_M2_PER_HA = 10_000
_NOISE_M2 = 100.0


def unit_refs() -> dict[str, UnitRef]:
    """Return the reference units by code."""
    rows = units().select("kode_desa", "nama", "kecamatan").to_dicts()
    return {row["kode_desa"]: UnitRef(**row) for row in rows}


def area_differences(codes: Sequence[str], metres: Outlines) -> tuple[AreaDifference, ...]:
    """Return the units whose area differs from ``luas_km2`` by more than 15 %, the farthest first."""
    reference = dict(units().select("kode_desa", "luas_km2").iter_rows())
    refs = unit_refs()
    found = []
    for code, area in zip(codes, shapely.area(metres) / _M2_PER_KM2, strict=True):
        pct = 100 * (float(area) / reference[code] - 1)
        if abs(pct) > AREA_LIMIT_PCT:
            found.append(
                AreaDifference(
                    **refs[code].model_dump(),
                    luas_acuan_km2=reference[code],
                    luas_batas_km2=round(float(area), 3),
                    selisih_pct=round(pct, 1),
                )
            )
    return tuple(sorted(found, key=lambda unit: -abs(unit.selisih_pct)))


def total_areas(codes: Sequence[str], metres: Outlines) -> tuple[float, float]:
    """Return the area of the outlines and the reference area of the same units, in km²."""
    reference = dict(units().select("kode_desa", "luas_km2").iter_rows())
    drawn = float(shapely.area(metres).sum()) / _M2_PER_KM2
    return round(drawn, 2), round(sum(reference[code] for code in codes), 2)


def overlaps(codes: Sequence[str], metres: Outlines) -> tuple[Overlap, ...]:
    """Return the pairs of units that share more than 100 m² of ground, the largest first."""
    refs = unit_refs()
    first, second = shapely.STRtree(metres).query(metres, predicate="intersects")
    pairs = first < second
    first, second = first[pairs], second[pairs]
    shared = shapely.area(shapely.intersection(metres[first], metres[second]))
    found = [
        Overlap(pertama=refs[codes[i]], kedua=refs[codes[j]], luas_ha=round(float(area) / _M2_PER_HA, 2))
        for i, j, area in zip(first, second, shared, strict=True)
        if area > _NOISE_M2
    ]
    return tuple(sorted(found, key=lambda pair: -pair.luas_ha))


def gaps(metres: Outlines, cleaned: Outlines) -> tuple[Gap, ...]:
    """Return the holes of more than 100 m² between the units, the largest first."""
    covered = shapely.union_all(cleaned)
    found = [_gap(hole, covered) for hole in holes(metres) if hole.area > _NOISE_M2]
    return tuple(sorted(found, key=lambda gap: -gap.luas_ha))


def _gap(hole: shapely.Geometry, covered: shapely.Geometry) -> Gap:
    inside = shapely.point_on_surface(hole)
    lon, lat = shapely.get_coordinates(reproject(np.array([inside]), METRES, DEGREES))[0]
    return Gap(
        lon=round(float(lon), 5),
        lat=round(float(lat), 5),
        luas_ha=round(hole.area / _M2_PER_HA, 2),
        ditutup=bool(shapely.intersects(covered, inside)),
    )


def misplaced(codes: Sequence[str], degrees: Outlines) -> tuple[UnitRef, ...]:
    """Return the units whose outline does not hold their label point."""
    points = {code: (lon, lat) for code, lon, lat in units().select("kode_desa", "lon", "lat").iter_rows()}
    inside = shapely.intersects(degrees, shapely.points([points[code] for code in codes]))
    refs = unit_refs()
    return tuple(refs[code] for code, here in zip(codes, inside, strict=True) if not here)


def require_enough(found: int, file: str) -> None:
    """Refuse a file that gives fewer than 80 % of the reference units an outline."""
    total = units().height
    needed = math.ceil(MIN_SHARE * total)
    if found < needed:
        raise RegionError(
            f"Hanya {found} dari {total} desa/kelurahan {KABUPATEN} yang mendapat batas (paling sedikit {needed}).",
            where=f"Berkas: {file}",
            mend="Pakai lapisan batas desa (bukan kecamatan) yang lengkap; "
            "bila kolom kodenya keliru dikenali, sebutkan dengan --kolom-kode.",
        )


def require_in_place(outside: int, found: int, file: str) -> None:
    """Refuse outlines of which more than half do not hold their unit's label point."""
    if 2 * outside > found:
        raise RegionError(
            f"{outside} dari {found} batas tidak berada di tempat desanya.",
            where=f"Berkas: {file}",
            mend="Periksa sistem koordinat (CRS, .prj) dan apakah kode sudah melekat pada desa yang benar.",
        )
