"""Backups of the store while it is in use: of one moment, complete or not there at all."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from dampingan.appearing import appearing
from dampingan.errors import mend_of
from dampingan.records import archive, tables
from dampingan.records.archive import BackupManifest
from dampingan.records.engine import database_file, make_engine, parsed, transaction, with_log
from dampingan.records.errors import BackupError
from dampingan.records.revisions import current

Tell = Callable[[str], None]

_LEFTOVER_SECONDS = 24 * 3600


def silent(what: str) -> None:
    """Tell nobody what is being done."""
    del what


def backup(url: str, target: Path, *, tell: Tell = silent) -> BackupManifest:
    """Write a backup of a store that others may be writing to, and verify it.

    Args:
        url: address of the store.
        target: file to write; one that is already there is replaced in one step, at the end.
        tell: is told what is being done.

    Raises:
        BackupError: there is nothing to back up, or the file cannot be written.
        RecordsError: the store cannot be read.
    """
    address = parsed(url)
    file = database_file(address)
    if file is not None and not file.is_file():
        raise _nothing_there()
    if file is not None and target.resolve() in _parts(file):
        raise BackupError(
            "Cadangan tidak dapat ditulis di atas catatan itu sendiri.", where=f"Berkas: {target.name}.",
            mend="Sebutkan nama berkas lain, misalnya cadangan.zip.",
        )  # fmt: skip
    engine = make_engine(address)
    try:
        with transaction(engine, write=False) as connection:
            revision = current(connection)
            if revision is None:
                raise _nothing_there()
            _refuse_if_damaged(connection)
            return save(connection, revision, target, tell)
    finally:
        engine.dispose()


def _parts(file: Path) -> set[Path]:
    """Return the files of an SQLite store, and its lock."""
    whole = file.resolve()
    return {*with_log(whole), whole.with_name(f"{whole.name}.kunci")}


def save(connection: Connection, revision: str, target: Path, tell: Tell) -> BackupManifest:
    """Write what a transaction sees into a file that appears only when it is complete and verified."""

    def dumped() -> Iterator[tuple[str, Iterator[bytes]]]:
        for table in tables.reflected(connection):
            tell(f"Menyalin {table.name}")
            yield table.name, tables.lines(connection, table)

    with _backup_file(target) as aside:
        written = archive.write(aside, revision, dumped())
        tell("Memeriksa cadangan")
        if archive.verified(aside) != written:
            raise BackupError("Cadangan yang baru ditulis tidak terbaca utuh.", mend="Coba folder atau cakram lain.")
    return written


@contextmanager
def _backup_file(target: Path) -> Iterator[Path]:
    """Give the backup's file to write aside, and say in words where it cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target)
        with appearing(target, prefix=f".{target.name}.", suffix=".sementara") as aside:
            yield aside
    except OSError as error:
        raise BackupError(
            "Cadangan tidak dapat ditulis. Cadangan lama tidak berubah.",
            where=f"Berkas: {target.name}.",
            mend=mend_of(error),
        ) from None


def _clear_leftovers(target: Path) -> None:
    """Take away what a backup to this file left when it was killed long ago."""
    for leftover in target.parent.glob(f".{target.name}.*.sementara"):
        if time.time() - leftover.stat().st_mtime > _LEFTOVER_SECONDS:
            leftover.unlink(missing_ok=True)


def _refuse_if_damaged(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise BackupError(
            "Berkas catatan rusak, sehingga tidak dicadangkan.", mend="Pulihkan dari cadangan terakhir yang utuh."
        )


def _nothing_there() -> BackupError:
    return BackupError("Belum ada catatan untuk dicadangkan.", mend="Periksa alamat penyimpanan catatan.")
