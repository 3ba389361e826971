"""Keep the imported outlines so that all files change together or not at all.

Each import is a folder of its own; the pointer ``resmi_aktif.json`` names the one in use and is replaced
last, in one step.
"""

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from dampingan.errors import RegionError
from dampingan.regions.boundary_report import BoundaryReport

UNITS_FILE = "resmi.json"
KECAMATAN_FILE = "resmi_kecamatan.json"
REPORT_FILE = "resmi_laporan.json"
POINTER_FILE = "resmi_aktif.json"

_FILES = (UNITS_FILE, KECAMATAN_FILE, REPORT_FILE)
_FOLDER_NAME = re.compile(r"resmi-\w+")
_LOCK_SECONDS = 30


@dataclass(frozen=True)
class OfficialBoundaries:
    """The files of the boundaries in use; all three come from one import."""

    units: Path
    kecamatan: Path
    report: Path


def current_boundaries(target: Path) -> OfficialBoundaries | None:
    """Return the imported boundaries in use under ``target``, or None where there are none."""
    folder = _active_folder(target)
    if folder is None or not all((folder / name).is_file() for name in _FILES):
        return None
    return OfficialBoundaries(*(folder / name for name in _FILES))


def outlined_units(target: Path) -> list[str] | None:
    """Return the ``kode_desa`` that have an official outline, or None where no boundaries were imported."""
    current = current_boundaries(target)
    if current is None:
        return None
    features = json.loads(current.units.read_text("utf-8"))["features"]
    return [feature["properties"]["kode_desa"] for feature in features]


def current_report(target: Path) -> BoundaryReport | None:
    """Return the report of the boundaries in use, or None where no boundaries were imported."""
    current = current_boundaries(target)
    return BoundaryReport.model_validate_json(current.report.read_text("utf-8")) if current else None


def publish(target: Path, texts: Mapping[str, str]) -> OfficialBoundaries:
    """Write the files into a new folder under ``target`` and make it the one in use.

    The folder in use before is kept, for readers that have just looked it up; older ones are removed.

    Args:
        target: folder of the boundaries; made if absent.
        texts: contents of ``resmi.json``, ``resmi_kecamatan.json`` and ``resmi_laporan.json`` by name.

    Raises:
        RegionError: the folder cannot be written to; the boundaries in use are as before.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        with FileLock(target / ".resmi.lock", timeout=_LOCK_SECONDS):
            return _switch(target, texts)
    except (OSError, Timeout) as error:
        raise RegionError(
            "Batas baru tidak dapat disimpan; batas yang lama tetap dipakai.",
            where=f"Folder: {target}",
            mend="Periksa izin tulis dan sisa ruang cakram, lalu ulangi.",
        ) from error


def _switch(target: Path, texts: Mapping[str, str]) -> OfficialBoundaries:
    before = _active_folder(target)
    folder = Path(mkdtemp(prefix="resmi-", dir=target))
    try:
        folder.chmod(0o755)
        for name in _FILES:
            _write(folder / name, texts[name])
        draft = folder / POINTER_FILE
        _write(draft, json.dumps({"folder": folder.name}))
        draft.replace(target / POINTER_FILE)
    except BaseException:
        if _active_folder(target) != folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    for old in target.iterdir():
        if old.is_dir() and _FOLDER_NAME.fullmatch(old.name) and old not in {folder, before}:
            shutil.rmtree(old, ignore_errors=True)
    return OfficialBoundaries(*(folder / name for name in _FILES))


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _active_folder(target: Path) -> Path | None:
    try:
        name = json.loads((target / POINTER_FILE).read_text(encoding="utf-8"))["folder"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return target / name if isinstance(name, str) and _FOLDER_NAME.fullmatch(name) else None
