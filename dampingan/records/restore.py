"""Restoring a backup: in one transaction, verified before it is kept; a failure changes nothing."""

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

from dampingan.records import archive, tables
from dampingan.records.archive import BackupManifest
from dampingan.records.backup import Tell, save, silent
from dampingan.records.engine import database_file, parsed, with_log
from dampingan.records.errors import BackupError
from dampingan.records.models import Audit
from dampingan.records.revisions import VERSION_TABLE, current, revisions, schema_change, upgrade
from dampingan.records.validation import account


@dataclass(frozen=True)
class Restored:
    """What was restored, and where what stood there before is kept (None where it was empty)."""

    manifest: BackupManifest
    kept: Path | None


def restore(
    source: Path,
    url: str,
    *,
    oleh: str,
    force: bool = False,
    keep_in: Path | None = None,
    tell: Tell = silent,
) -> Restored:
    """Restore a backup into a store, which then has this version's schema; others may have it open meanwhile.

    The audit table comes with it, and gets one more line that tells who restored what.

    Args:
        source: file of ``backup``.
        url: address of the store; SQLite or PostgreSQL, whatever the backup came from.
        oleh: account of who restores.
        force: replace a store that holds records; what it held is first saved as a backup.
        keep_in: folder for that; the source's own by default. A damaged SQLite file is kept beside the new one.
        tell: is told what is being done.

    Raises:
        BackupError: the backup is damaged or newer than this version, or the store holds records and ``force`` is off.
        RecordsError: the store cannot be used. In every case it stays as it was.
    """
    who = account(oleh)
    tell("Memeriksa cadangan")
    manifest = archive.verified(source)
    if manifest.revisi not in revisions():
        raise BackupError(
            "Cadangan ini dibuat oleh versi aplikasi yang lebih baru.", mend="Pasang versi itu, lalu pulihkan lagi."
        )
    address = parsed(url)
    file = database_file(address)
    damaged = _set_aside_if_damaged(file, force=force)
    try:
        with schema_change(address) as connection:
            kept = _make_room(connection, force=force, folder=keep_in or source.parent, tell=tell) or damaged
            upgrade(connection, manifest.revisi)
            _load(connection, source, manifest, tell)
            upgrade(connection)
            _note(connection, manifest, who)
    except BaseException:
        if damaged is not None and file is not None:
            _move(damaged, file)
        raise
    return Restored(manifest, kept)


def _set_aside_if_damaged(file: Path | None, *, force: bool) -> Path | None:
    """Move an SQLite file that can no longer be read out of the way; return where it is now."""
    if file is None or not file.is_file() or _is_sound(file):
        return None
    if not force:
        raise BackupError(
            "Berkas catatan di tempat tujuan rusak. Tidak ada yang diubah.",
            mend="Ulangi dengan --paksa; berkas yang rusak disimpan dengan nama lain.",
        )
    aside = file.with_name(f"{file.name}.rusak-{_stamp()}")
    _move(file, aside)
    return aside


def _move(file: Path, target: Path) -> None:
    """Move an SQLite file with its log; what stands in the target's place is no longer needed."""
    for part, place in zip(with_log(file), with_log(target), strict=True):
        if part.exists():
            part.replace(place)
        else:
            place.unlink(missing_ok=True)


def _is_sound(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as raw:
            return bool(raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        # Any other trouble, such as a busy file, is no damage.
        return error.sqlite_errorname not in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}


def _stamp() -> str:
    return f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}"


def _make_room(connection: Connection, *, force: bool, folder: Path, tell: Tell) -> Path | None:
    present = current(connection)
    if present is None:
        return None
    held = tables.reflected(connection)
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in held)
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
    kept = None
    if tables.row_count(connection, held):
        if not force:
            raise BackupError(
                "Penyimpanan tujuan sudah berisi catatan. Tidak ada yang diubah.",
                mend="Bila memang hendak diganti, ulangi dengan --paksa; isi sekarang dicadangkan lebih dahulu.",
            )
        tell("Menyimpan isi yang sekarang")
        kept = folder / f"sebelum-pulih-{_stamp()}.zip"
        save(connection, present, kept, tell)
    upgrade(connection)
    _drop_all(connection)
    return kept


def _drop_all(connection: Connection) -> None:
    for table in reversed(tables.reflected(connection)):
        table.drop(connection)
    connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))


def _load(connection: Connection, source: Path, manifest: BackupManifest, tell: Tell) -> None:
    """Fill the empty tables and compare them with the manifest as they now stand in the database."""
    held = tables.reflected(connection)
    unfit = {table.name for table in held} != set(manifest.tabel)
    try:
        for table in () if unfit else held:
            tell(f"Memulihkan {table.name}")
            tables.fill(connection, table, archive.rows(source, table.name))
            unfit |= archive.digest(tables.lines(connection, table)) != manifest.tabel[table.name]
    except (ValueError, TypeError, KeyError):
        unfit = True
    except StatementError as error:
        if isinstance(error, DBAPIError) and not isinstance(error, (DataError, IntegrityError)):
            raise
        unfit = True
    if unfit:
        raise BackupError(
            f"Isi cadangan {source.name} tidak cocok dengan penyimpanan catatan. Tidak ada yang diubah.",
            mend="Pakai cadangan lain, atau beri tahu pengelola aplikasi.",
        )


def _note(connection: Connection, manifest: BackupManifest, who: str) -> None:
    tables.continue_numbering(connection)
    request = uuid4().hex
    line = {
        "tabel": "cadangan",
        "id_catatan": request,
        "versi": 1,
        "aksi": "pulihkan",
        "siapa": who,
        "kapan": dt.datetime.now(dt.UTC),
        "sebelum": None,
        "sesudah": {"dibuat": manifest.dibuat.isoformat(), "revisi": manifest.revisi, "baris": manifest.baris},
        "permintaan": request,
    }
    connection.execute(insert(Audit), [line])
