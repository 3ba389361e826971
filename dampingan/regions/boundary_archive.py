"""Bring a delivered boundary file safely into a folder of our own, under names of our own.

What a file is follows from its first bytes, never from its name. Of an archive only the members that are
needed are written out, and no path from inside it is ever used.
"""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from dampingan.errors import RegionError

Kind = Literal["zip", "gpkg", "shp", "geojson"]
Parts = dict[str, zipfile.ZipInfo]

MAX_BYTES = 600 * 1024**2
MAX_RATIO = 100
MAX_MEMBERS = 1000

_SHAPEFILE_NEEDED = (".shp", ".shx", ".dbf")
_SHAPEFILE_PARTS = (*_SHAPEFILE_NEEDED, ".prj", ".cpg")
_SMALL = 10 * 1024**2
_ACCEPTED = "GeoJSON, Shapefile dalam satu zip (.shp, .shx, .dbf, .prj), atau GeoPackage"


def stage(file: Path, folder: Path) -> list[Path]:
    """Copy the datasets of a delivered file into ``folder`` and return their paths.

    Args:
        file: GeoJSON, GeoPackage, ``.shp`` with its siblings, or a zip of any of these.
        folder: an empty folder; the copies are named ``0.shp``, ``1.gpkg``, ...

    Raises:
        RegionError: the file is missing, empty, of another kind, too large, incomplete or unsafe.
    """
    kind = sniff(file)
    if kind == "zip":
        return _unpack(file, folder)
    if file.stat().st_size > MAX_BYTES:
        raise _too_large(file.name)
    if kind == "shp":
        return [_copy_shapefile(file, folder)]
    copy = folder / f"0.{kind}"
    shutil.copyfile(file, copy)
    return [copy]


def sniff(file: Path) -> Kind:
    """Return what a file holds, by its first bytes; raise a RegionError for anything not accepted."""
    try:
        with file.open("rb") as stream:
            head = stream.read(64)
    except OSError as error:
        raise RegionError(
            "Berkas batas tidak dapat dibuka.",
            where=f"Berkas: {file.name}",
            mend="Periksa nama dan letak berkas, lalu ulangi.",
        ) from error
    if not head.strip():
        raise RegionError(
            "Berkas batas kosong.", where=f"Berkas: {file.name}", mend="Unduh atau ekspor ulang berkasnya."
        )
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "shp"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return "geojson"
    raise RegionError(
        "Isi berkas bukan data batas yang dikenal.",
        where=f"Berkas: {file.name}",
        mend=f"Berikan {_ACCEPTED}; mengganti akhiran nama berkas saja tidak cukup.",
    )


def _copy_shapefile(file: Path, folder: Path) -> Path:
    siblings = {
        path.suffix.lower(): path
        for path in file.parent.iterdir()
        if path.stem.lower() == file.stem.lower() and path.suffix.lower() in _SHAPEFILE_PARTS
    }
    siblings[".shp"] = file
    _require_complete(siblings.keys(), file.name)
    if sum(path.stat().st_size for path in siblings.values()) > MAX_BYTES:
        raise _too_large(file.name)
    for suffix, path in siblings.items():
        shutil.copyfile(path, folder / f"0{suffix}")
    return folder / "0.shp"


def _unpack(file: Path, folder: Path) -> list[Path]:
    """Write the needed members of an archive under fixed names.

    No more comes out of a member than its size in the archive's directory, which was checked.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            datasets = _datasets(_safe_members(archive, file.name), file.name)
            for number, parts in enumerate(datasets):
                for suffix, member in parts.items():
                    with archive.open(member) as source, (folder / f"{number}{suffix}").open("wb") as copy:
                        shutil.copyfileobj(source, copy)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise RegionError(
            "Berkas zip rusak atau memakai pemampatan yang tidak didukung.",
            where=f"Berkas: {file.name}",
            mend="Unduh ulang, atau buat zip baru tanpa kata sandi.",
        ) from error
    paths = [folder / f"{number}{_main_suffix(parts)}" for number, parts in enumerate(datasets)]
    for path in paths:
        _require_kind(path, file.name)
    return paths


def _safe_members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Return the archive's files; refuse the whole archive when one of its members looks like an attack."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise _unsafe(name, f"berisi {len(members)} berkas (paling banyak {MAX_MEMBERS})")
    if total > MAX_BYTES:
        raise _too_large(name)
    if total > _SMALL and total > MAX_RATIO * packed:
        raise _unsafe(name, f"mengembang lebih dari {MAX_RATIO} kali lipat saat dibuka")
    for member in members:
        if _escapes(member.filename) or stat.S_ISLNK(member.external_attr >> 16):
            raise _unsafe(name, "memuat jalur keluar folder atau tautan simbolik")
    return [member for member in members if not member.is_dir() and not _is_clutter(member.filename)]


def _escapes(path: str) -> bool:
    windows = PureWindowsPath(path)
    return bool(windows.drive or windows.root) or ".." in windows.parts


def _is_clutter(path: str) -> bool:
    posix = PurePosixPath(path)
    return "__MACOSX" in posix.parts or posix.name.startswith(".")


def _datasets(members: list[zipfile.ZipInfo], name: str) -> list[Parts]:
    """Group the members into datasets; plain ``.json`` counts only where nothing better is there."""
    by_stem: dict[str, Parts] = {}
    for member in members:
        path = PurePosixPath(member.filename.lower())
        by_stem.setdefault(str(path.with_suffix("")), {})[path.suffix] = member
    shapefiles = [parts for parts in by_stem.values() if ".shp" in parts]
    complete = [parts for parts in shapefiles if all(suffix in parts for suffix in _SHAPEFILE_NEEDED)]
    found = [{s: m for s, m in parts.items() if s in _SHAPEFILE_PARTS} for parts in complete]
    for suffix in (".gpkg", ".geojson"):
        found += [{suffix: parts[suffix]} for parts in by_stem.values() if suffix in parts]
    if not found and shapefiles:
        _require_complete(shapefiles[0].keys(), name)
    found = found or [{".geojson": parts[".json"]} for parts in by_stem.values() if ".json" in parts]
    if not found:
        raise RegionError("Di dalam zip tidak ada data batas.", where=f"Berkas: {name}", mend=f"Berikan {_ACCEPTED}.")
    return found


def _main_suffix(parts: Parts) -> str:
    return ".shp" if ".shp" in parts else next(iter(parts))


def _require_kind(path: Path, name: str) -> None:
    if sniff(path) != path.suffix.removeprefix("."):
        raise RegionError(
            f"Isi berkas {path.suffix} di dalam zip tidak sesuai dengan akhirannya.",
            where=f"Berkas: {name}",
            mend="Ekspor ulang dari aplikasi peta, lalu buat zip baru.",
        )


def _require_complete(suffixes: Collection[str], name: str) -> None:
    missing = [suffix for suffix in _SHAPEFILE_NEEDED if suffix not in suffixes]
    if missing:
        raise RegionError(
            f"Shapefile tidak lengkap: {', '.join(missing)} tidak ada.",
            where=f"Berkas: {name}",
            mend="Sertakan .shp, .shx, .dbf dan .prj dengan nama depan yang sama.",
        )


def _too_large(name: str) -> RegionError:
    return RegionError(
        f"Berkas batas terlalu besar (paling besar {MAX_BYTES // 1024**2} MB setelah dibuka).",
        where=f"Berkas: {name}",
        mend="Potong dahulu sampai kabupaten atau provinsi, lalu ulangi.",
    )


def _unsafe(name: str, why: str) -> RegionError:
    return RegionError(
        f"Zip ditolak karena tidak aman: {why}.",
        where=f"Berkas: {name}",
        mend="Buat zip baru yang hanya berisi berkas batas.",
    )
