"""What an import of boundaries found: kept beside the outlines, shown to the operator."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

_LISTED = 10


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class UnitRef(_Frozen):
    """A unit of the reference table."""

    kode_desa: str
    nama: str
    kecamatan: str


class ExtraUnit(_Frozen):
    """A row of the file that is none of the reference units, as the file writes it."""

    kode: str | None
    nama: str | None
    kecamatan: str | None


class NameDifference(UnitRef):
    """A unit that the file spells otherwise."""

    nama_berkas: str


class AreaDifference(UnitRef):
    """A unit whose outline's area is far from the reference; ``selisih_pct`` in per cent of the reference."""

    luas_acuan_km2: float
    luas_batas_km2: float
    selisih_pct: float


class Overlap(_Frozen):
    """Two units that cover the same ground in the file."""

    pertama: UnitRef
    kedua: UnitRef
    luas_ha: float


class Gap(_Frozen):
    """A hole between the units of the file, at a point inside it (WGS84 degrees)."""

    lon: float
    lat: float
    luas_ha: float
    ditutup: bool


class BoundaryReport(_Frozen):
    """The outcome of an import.

    Areas come from the outlines before simplification, in EPSG:32749. ``missing`` units have no outline;
    ``extra`` rows have no unit; ``misplaced`` units don't contain their label point.
    """

    file: str
    sha256: str
    imported_at: datetime
    format: str
    layer: str
    crs: str
    selected_by: str
    code_column: str | None
    code_kind: str | None
    name_column: str | None
    kecamatan_column: str | None
    rows_in_file: int
    rows_in_kabupaten: int
    units_total: int
    matched_by_code: int
    matched_by_name: int
    missing: tuple[UnitRef, ...]
    extra: tuple[ExtraUnit, ...]
    name_differences: tuple[NameDifference, ...]
    merged: tuple[UnitRef, ...]
    repaired: tuple[UnitRef, ...]
    misplaced: tuple[UnitRef, ...]
    area_km2: float
    area_reference_km2: float
    area_differences: tuple[AreaDifference, ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    cleaned: bool
    tolerance_m: float
    vertices_before: int
    vertices_after: int
    bytes_gzip: int

    def ringkas(self) -> list[str]:
        """Return the report as Indonesian sentences, the outcome first; empty lists are left out."""
        return [*self._outcome(), *self._units(), *self._geometry()]

    def _outcome(self) -> list[str]:
        found = self.matched_by_code + self.matched_by_name
        how = f"{self.matched_by_code} menurut kode, {self.matched_by_name} menurut nama"
        column = f", kolom kode {self.code_column} ({self.code_kind})" if self.code_column else ""
        rows = f"{_number(self.rows_in_kabupaten)} dari {_number(self.rows_in_file)} baris"
        area, reference = _number(self.area_km2, 1), _number(self.area_reference_km2, 1)
        vertices = f"{_number(self.vertices_before)} menjadi {_number(self.vertices_after)} titik"
        size = _number(self.bytes_gzip / 1000)
        return [
            f"{found} dari {self.units_total} desa/kelurahan mendapat batas ({how}).",
            f"Sumber: {self.file} ({self.format}, {self.crs}{column}).",
            f"{rows} dipilih menurut {self.selected_by}.",
            f"Luas seluruhnya {area} km²; luas acuan desa yang sama {reference} km².",
            f"Garis disederhanakan (toleransi {self.tolerance_m:.0f} m): {vertices}, {size} kB terkompres.",
        ]

    def _units(self) -> list[str]:
        return [
            *_line("Tanpa batas (tampil sebagai titik)", [_unit(u) for u in self.missing]),
            *_line("Baris yang bukan desa acuan", [_extra(e) for e in self.extra]),
            *_line("Nama berbeda", [f"{d.nama_berkas} → {_unit(d)}" for d in self.name_differences]),
            *_line("Beberapa baris digabung", [_unit(u) for u in self.merged]),
        ]

    def _geometry(self) -> list[str]:
        overlaps = [f"{_unit(o.pertama)} dengan {_unit(o.kedua)} {_number(o.luas_ha, 2)} ha" for o in self.overlaps]
        gaps = [
            f"{_number(g.luas_ha, 2)} ha di {_number(g.lat, 4)}, {_number(g.lon, 4)}"
            f" ({'ditutup' if g.ditutup else 'dibiarkan'})"
            for g in self.gaps
        ]
        areas = [f"{_unit(a)} {_number(a.selisih_pct, 1, sign='+')}%" for a in self.area_differences]
        return [
            *_line("Garis batas diperbaiki", [_unit(u) for u in self.repaired]),
            *_line("Titik label di luar batas", [_unit(u) for u in self.misplaced]),
            *_line("Selisih luas lebih dari 15% terhadap acuan", areas),
            *_line("Tumpang tindih", overlaps),
            *_line("Celah antardesa", gaps),
        ]


def _line(title: str, items: Sequence[str]) -> list[str]:
    if not items:
        return []
    more = f"; dan {len(items) - _LISTED} lainnya" if len(items) > _LISTED else ""
    return [f"{title} ({len(items)}): {'; '.join(items[:_LISTED])}{more}."]


def _unit(unit: UnitRef) -> str:
    return f"{unit.nama} (Kec. {unit.kecamatan}, {unit.kode_desa})"


def _extra(row: ExtraUnit) -> str:
    return " ".join(part for part in (row.nama or "tanpa nama", row.kecamatan, row.kode) if part)


def _number(value: float, decimals: int = 0, *, sign: str = "") -> str:
    return f"{value:{sign},.{decimals}f}".translate(str.maketrans(",.", ".,"))
