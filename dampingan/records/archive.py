"""The portable form of a backup: a zip of one JSON-lines file for each table, and a manifest with their digests.

It is the same for SQLite and PostgreSQL, so that a backup of one restores into the other.
"""

import datetime as dt
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from dampingan import __version__
from dampingan.records.errors import BackupError

MANIFEST = "manifes.json"

Row = dict[str, Any]


class TableDigest(BaseModel):
    """Rows of one table, and SHA-256 of its lines."""

    model_config = ConfigDict(frozen=True)

    baris: int
    sha256: str


class BackupManifest(BaseModel):
    """What a backup holds."""

    model_config = ConfigDict(frozen=True)

    format: Literal["dampingan-catatan"] = "dampingan-catatan"
    versi_format: Literal[1] = 1
    versi_program: str = __version__
    revisi: str
    """Revision of the schema."""
    dibuat: dt.datetime
    tabel: dict[str, TableDigest]

    @property
    def baris(self) -> int:
        """Return the rows of all tables."""
        return sum(table.baris for table in self.tabel.values())


def as_line(row: Row) -> bytes:
    """Return a row as its one JSON line."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def digest(lines: Iterable[bytes]) -> TableDigest:
    """Return the count and digest of a table's lines."""
    count, sha = 0, hashlib.sha256()
    for line in lines:
        count += 1
        sha.update(line)
    return TableDigest(baris=count, sha256=sha.hexdigest())


def write(target: Path, revision: str, tables: Iterable[tuple[str, Iterable[bytes]]]) -> BackupManifest:
    """Write a backup and return its manifest.

    Args:
        target: file to write, not yet seen by others.
        revision: of the schema.
        tables: name and lines of each table, parents first.
    """
    found: dict[str, TableDigest] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in tables:
            with archive.open(_member(name), "w", force_zip64=True) as stream:
                found[name] = digest(_copied(lines, stream.write))
        manifest = BackupManifest(revisi=revision, dibuat=dt.datetime.now(dt.UTC), tabel=found)
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


def verified(source: Path) -> BackupManifest:
    """Return the manifest of a backup whose every table has the rows and the digest that it tells.

    Raises:
        BackupError: it cannot be read, is no backup, is cut off or was altered.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = BackupManifest.model_validate_json(archive.read(MANIFEST))
            for name, told in manifest.tabel.items():
                with archive.open(_member(name)) as stream:
                    if digest(stream) != told:
                        raise _damaged(source)
    except FileNotFoundError:
        raise BackupError(f"Berkas cadangan {source.name} tidak ada.", mend="Periksa nama dan foldernya.") from None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValidationError):
        raise _damaged(source) from None
    return manifest


def rows(source: Path, table: str) -> Iterator[Row]:
    """Return the rows of one table of a verified backup.

    Raises:
        ValueError, TypeError: a line is not a JSON object.
    """
    with zipfile.ZipFile(source) as archive, archive.open(_member(table)) as stream:
        for line in stream:
            yield dict(json.loads(line))


def _member(table: str) -> str:
    return f"{table}.jsonl"


def _copied(lines: Iterable[bytes], write_line: Any) -> Iterator[bytes]:
    for line in lines:
        write_line(line)
        yield line


def _damaged(source: Path) -> BackupError:
    return BackupError(
        f"Berkas {source.name} bukan cadangan catatan yang utuh: terpotong, berubah, atau berkas lain.",
        mend="Pakai cadangan lain. Tidak ada data yang diubah.",
    )
