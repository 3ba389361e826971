"""The ground of a map: which outlines are drawn, where they lie, and what must be said about them."""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from dampingan.config import project_dir
from dampingan.errors import RegionError
from dampingan.regions.boundary_store import current_boundaries

Mode = Literal["wilayah", "ubin"]
MODES: dict[Mode, str] = {"wilayah": "Wilayah", "ubin": "Ubin"}

SCHEMATIC_NOTE = "Peta skematik, bukan batas resmi"
TILE_NOTE = "Ubin sama besar, bukan bentuk wilayah"
_COPIES = "lokal"
_KEPT = 2


@dataclass(frozen=True)
class Geometry:
    """One set of outlines: two GeoJSON files in the order of their codes, and their note.

    ``unit``: ``kode_desa, nama, kecamatan, jenis``; ``kecamatan``: ``kode_kecamatan, nama, lon, lat`` (the place of
    the label). WGS84 degrees.
    """

    kode: Literal["skematik", "resmi", "ubin"]
    unit: Path
    kecamatan: Path
    catatan: str

    @property
    def edisi(self) -> str:
        """Return a digest of the outlines."""
        return _digest(self.unit, self.unit.stat().st_mtime_ns)


def static_geo() -> Path:
    """Return the folder that browsers load geometry from."""
    return project_dir() / "static" / "geo"


def geometry(mode: Mode, data: Path) -> Geometry:
    """Return what is drawn in a mode: official outlines where they are loaded, else the schematic ones.

    Args:
        mode: ``wilayah`` or ``ubin``.
        data: the data folder, in which ``batas`` holds imported outlines.
    """
    folder = static_geo()
    if mode == "ubin":
        return Geometry("ubin", folder / "ubin.json", folder / "ubin_kecamatan.json", TILE_NOTE)
    official = current_boundaries(data / "batas")
    if official is None:
        return schematic()
    return Geometry("resmi", official.units, official.kecamatan, _official_note(official.report))


def schematic() -> Geometry:
    """Return the project's own outlines."""
    folder = static_geo()
    return Geometry("skematik", folder / "skematik.json", folder / "skematik_kecamatan.json", SCHEMATIC_NOTE)


def features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a geometry file; not to be changed.

    Raises:
        RegionError: the file is missing or damaged.
    """
    try:
        return _features(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegionError(
            "Berkas garis peta tidak ada atau rusak.",
            where=f"Berkas: {path.name}",
            mend="Muat ulang batas dengan perintah: python -m dampingan batas BERKAS.",
        ) from error


def served(drawn: Geometry) -> tuple[str, str]:
    """Return the two files' addresses below ``static/``, for the browser.

    Official outlines lie in the data folder, which no browser sees: they are copied to ``static/geo/lokal``
    (never part of the project), once for each edition; copies of old editions are removed.

    Raises:
        RegionError: the copy cannot be written.
    """
    if drawn.kode != "resmi":
        return f"geo/{drawn.unit.name}", f"geo/{drawn.kecamatan.name}"
    target = static_geo() / _COPIES / drawn.edisi
    try:
        if not target.is_dir():
            _copy(drawn, target)
    except OSError as error:
        raise RegionError(
            "Batas resmi sudah dimuat, tetapi tidak dapat disalin untuk peta.",
            where=f"Folder: {target.parent}",
            mend="Beri aplikasi izin tulis pada folder itu, lalu muat ulang halaman.",
        ) from error
    below = f"geo/{_COPIES}/{drawn.edisi}"
    return f"{below}/unit.json", f"{below}/kecamatan.json"


def _copy(drawn: Geometry, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".salin-", dir=target.parent))
    try:
        shutil.copyfile(drawn.unit, draft / "unit.json")
        shutil.copyfile(drawn.kecamatan, draft / "kecamatan.json")
        draft.chmod(0o755)
        try:
            draft.replace(target)
        except OSError:
            if not target.is_dir():  # another session was not first
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    copies = sorted((f for f in target.parent.iterdir() if f.is_dir() and f.name[0] != "."), key=os.path.getmtime)
    for old in copies[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _official_note(report: Path) -> str:
    try:
        name = json.loads(report.read_text("utf-8"))["file"]
    except (OSError, ValueError, KeyError, TypeError):
        return "Batas yang dimuat pengelola"
    return f"Batas: {name}"


@lru_cache(maxsize=8)
def _digest(path: Path, changed_ns: int) -> str:
    del changed_ns  # only tells one edition from the next
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@lru_cache(maxsize=8)
def _features(path: Path, changed_ns: int) -> list[dict[str, Any]]:
    del changed_ns
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return found
