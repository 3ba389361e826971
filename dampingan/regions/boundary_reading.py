"""Read one polygon layer of a delivered boundary file: its attributes as text, its outlines as WKB."""

import hashlib
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyarrow as pa
import pyogrio
from pyogrio import raw

from dampingan.errors import RegionError
from dampingan.regions.boundary_archive import stage
from dampingan.regions.boundary_columns import known_roles

# GeoJSON and GeoPackage are opened by the named driver only: left to itself the library would take a file
# that starts with "{" for a recipe and read whatever other files it names.
_DRIVER_PREFIX = {".geojson": "GeoJSON:", ".gpkg": "GPKG:", ".shp": ""}
_FORMAT = {".geojson": "GeoJSON", ".gpkg": "GeoPackage", ".shp": "Shapefile"}


@dataclass(frozen=True)
class Layer:
    """One polygon layer: ``table`` has the attributes as text, ``wkb`` the outline of each row in ``crs``."""

    file: str
    sha256: str
    format: str
    name: str
    crs: str
    table: pl.DataFrame
    wkb: list[bytes | None]


@dataclass(frozen=True)
class _Candidate:
    source: str
    suffix: str
    layer: str
    geometry_type: str
    info: dict[str, Any]


def read_layer(file: Path) -> Layer:
    """Read the layer of desa outlines from a GeoJSON, Shapefile, GeoPackage, or a zip of these.

    Where a file holds several polygon layers, the one with the most of the columns official sources use,
    then the one with the most rows, is taken.

    Raises:
        RegionError: nothing readable, no polygon layer, no rows, or no coordinate reference system.
    """
    with TemporaryDirectory(prefix="batas-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the library's remarks on single features
        paths = stage(file, Path(folder))
        chosen = _choose([found for path in paths for found in _layers(path, file.name)], file.name)
        if not chosen.info["crs"]:
            raise _no_crs(file.name, chosen.suffix)
        table, geometry = _read(chosen, file.name)
        return Layer(
            file=file.name,
            sha256=_sha256(file),
            format=_FORMAT[chosen.suffix],
            name="" if chosen.suffix == ".shp" else chosen.layer,  # its copy has no name of its own
            crs=str(chosen.info["crs"]),
            table=_as_text(table.drop_columns([geometry])),
            wkb=table.column(geometry).to_pylist(),
        )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _layers(path: Path, name: str) -> list[_Candidate]:
    if path.suffix == ".shp":
        _refuse_cut_shapefile(path, name)
    source = f"{_DRIVER_PREFIX[path.suffix]}{path}"
    try:
        return [
            _Candidate(source, path.suffix, layer, str(geometry), pyogrio.read_info(source, layer=layer))
            for layer, geometry in pyogrio.list_layers(source)
            if geometry is not None
        ]
    except (RuntimeError, ValueError, OSError) as error:
        raise _unreadable(name, error) from error


def _choose(candidates: list[_Candidate], name: str) -> _Candidate:
    polygons = [c for c in candidates if re.search(r"Polygon|Surface|Unknown", c.geometry_type)]
    if not polygons:
        kinds = ", ".join(sorted({c.geometry_type for c in candidates})) or "tanpa geometri"
        raise RegionError(
            "Berkas tidak memuat lapisan poligon.",
            where=f"Berkas: {name} (jenis geometri: {kinds})",
            mend="Pakai lapisan batas desa berupa poligon (area), bukan titik atau garis.",
        )
    best = max(polygons, key=lambda c: (known_roles(c.info["fields"]), c.info["features"]))
    if best.info["features"] == 0:
        raise RegionError(
            "Lapisan batas tidak berisi satu baris pun.",
            where=f"Berkas: {name}",
            mend="Ekspor ulang lapisan beserta seluruh isinya.",
        )
    return best


def _read(chosen: _Candidate, name: str) -> tuple[pa.Table, str]:
    """Return all rows and the name of the geometry column; text that proves not to be UTF-8 is cp1252."""
    for encoding in (None, "cp1252"):
        try:
            meta, table = raw.read_arrow(chosen.source, layer=chosen.layer, encoding=encoding)
            table.validate(full=True)
        except pa.ArrowInvalid as error:
            problem: Exception = error
        except (RuntimeError, ValueError, OSError) as error:
            raise _unreadable(name, error) from error
        else:
            return table, meta["geometry_name"] or "wkb_geometry"
    raise _unreadable(name, problem) from problem


def _as_text(table: pa.Table) -> pl.DataFrame:
    """Keep the text and number columns, as trimmed text; null where it is empty."""
    types = pa.types
    kept = [
        field.name
        for field in table.schema
        if any(
            test(field.type) for test in (types.is_string, types.is_large_string, types.is_integer, types.is_floating)
        )
    ]
    text = pl.DataFrame(table.select(kept)).cast(pl.String)
    return text.select(pl.all().str.strip_chars().replace("", None))


def _refuse_cut_shapefile(path: Path, name: str) -> None:
    """Refuse a ``.shp`` shorter than its header says: its last outlines would come out empty, silently.

    The length stands in bytes 24-27 in 16-bit words (ESRI Shapefile Technical Description, 1998).
    """
    with path.open("rb") as stream:
        words = int.from_bytes(stream.read(28)[24:], "big")
    if path.stat().st_size < 2 * words:
        raise RegionError(
            "Shapefile terpotong: .shp lebih pendek daripada yang tercatat di dalamnya.",
            where=f"Berkas: {name}",
            mend="Unduh atau salin ulang berkasnya.",
        )


def _no_crs(name: str, suffix: str) -> RegionError:
    mend = (
        "Sertakan berkas .prj milik shapefile ini; sistem koordinat tidak boleh ditebak."
        if suffix == ".shp"
        else "Tetapkan sistem koordinat lapisan (misalnya EPSG:4326) di aplikasi peta, lalu ekspor ulang."
    )
    return RegionError("Sistem koordinat (CRS) tidak disebutkan.", where=f"Berkas: {name}", mend=mend)


def _unreadable(name: str, error: Exception) -> RegionError:
    place = re.search(r"[Aa]t line (\d+), character (\d+)", str(error))
    where = f", baris {place[1]}, huruf ke-{place[2]}" if place else ""
    return RegionError(
        "Berkas batas rusak dan tidak dapat dibaca.",
        where=f"Berkas: {name}{where}",
        mend="Unduh atau ekspor ulang berkasnya, lalu ulangi.",
    )
