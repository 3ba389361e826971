"""Restricted files: the households of desil 1-4 as they were delivered, who they are, and the secret of their refs.

Kept beside a published period, in ``terbatas/<periode>/<edition>/``, folders for this user alone (0700, files 0600).
They exist for the form of a Musdes and for counting again after it; no page, log or record takes anything from here
but counts. They are published with the snapshot, replaced with it and deleted with it. What a Musdes proposed
(``usulan/``) stays until its period is deleted.
"""

import contextlib
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from filelock import FileLock, Timeout

from dampingan.appearing import appearing
from dampingan.errors import DampinganError

if TYPE_CHECKING:
    from dampingan.sources.delivery import Delivery

# What reads deliveries is imported where it is needed, so that the app starts without it.

FOLDER = "terbatas"
KEPT_DESIL = (1, 2, 3, 4)
"""The desil that a Musdes may be about."""

_KEY_FILE = "kunci.rahasia"
_KEY_BYTES = 32
_ASIDE, _LOCK = ".baru-", ".kunci"
_PROPOSALS = "usulan"
_TABLES = ("rumah", "anggota", "identitas", "kepala")


class RestrictedError(DampinganError):
    """The restricted files are missing or cannot be read."""


@dataclass(frozen=True)
class Restricted:
    """Households of some desa, as they are counted and who they are.

    ``households`` and ``members``: canonical (see ``Delivery``), desil 1-4. ``identities``: see
    ``sources.identities.identities``. All three share ``rt``.
    """

    households: pl.DataFrame = field(repr=False)
    members: pl.DataFrame = field(repr=False)
    identities: pl.DataFrame = field(repr=False)


class Waiting:
    """Restricted files that are written and wait for their snapshot to be published, or to be thrown away."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        """Hold a folder by its lock; both are gone when this object is."""
        self.folder = folder
        self._end = weakref.finalize(self, _throw_away, folder, lock)

    def discard(self) -> None:
        """Throw the files away, unless they were published."""
        self._end()


def _throw_away(folder: Path, lock: FileLock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)


class RestrictedStore:
    """The restricted files below a data folder."""

    def __init__(self, data: Path) -> None:
        """Use ``data``; nothing is made until something is written."""
        self.root = data / FOLDER

    def write(self, delivery: "Delivery") -> Waiting | None:
        """Write a delivery's households of desil 1-4 aside; None where it was read without identities."""
        if delivery.persons is None:
            return None
        # ``rt`` is the place of the household's row.
        kept = delivery.households["desil"].is_in(KEPT_DESIL).fill_null(value=False)
        frames = (delivery.households, delivery.members, delivery.persons.households, delivery.persons.heads)
        waiting = self._aside()
        try:
            for name, frame in zip(_TABLES, frames, strict=True):
                write_private(frame.filter(kept.gather(frame["rt"])), waiting.folder / f"{name}.parquet")
        except BaseException:
            waiting.discard()
            raise
        return waiting

    def adopt(self, waiting: Waiting, period: str, edition: str) -> None:
        """Put waiting files in the place of an edition that is about to be published."""
        target = self._folder(period, edition)
        private_folder(target.parent)
        waiting.folder.rename(target)
        waiting.discard()

    def keep_only(self, period: str, edition: str) -> None:
        """Delete the files of all other editions of a period; what was proposed in a Musdes stays."""
        with contextlib.suppress(FileNotFoundError):
            for folder in (self.root / period).iterdir():
                if folder.name not in {edition, _PROPOSALS}:
                    shutil.rmtree(folder, ignore_errors=True)

    def delete(self, period: str) -> None:
        """Delete all that is kept of a period, and what a killed process left."""
        if self.root.is_dir():
            with self._guard():
                self._clear_leftovers()
                shutil.rmtree(self.root / period, ignore_errors=True)

    def has(self, period: str, edition: str) -> bool:
        """Tell whether the files of an edition are there."""
        return all((self._folder(period, edition) / f"{name}.parquet").is_file() for name in _TABLES)

    def read(self, period: str, edition: str, desa: Collection[str] | None = None) -> Restricted:
        """Return the households of some desa (None: of all).

        Raises:
            RestrictedError: this edition has no restricted files, or they cannot be read.
        """
        from dampingan.sources.identities import Persons, identities

        if not self.has(period, edition):
            raise RestrictedError(
                f"Berkas terbatas periode {period} tidak ada, sehingga rumah tangganya tidak dapat disebut.",
                mend="Muat ulang periode itu dengan: python -m dampingan impor; pastikan DAMPINGAN_SIMPAN_TERBATAS "
                "tidak dimatikan.",
            )
        rumah, *others = (
            pl.scan_parquet(self._folder(period, edition) / f"{name}.parquet", glob=False) for name in _TABLES
        )
        try:
            households = (rumah if desa is None else rumah.filter(pl.col("kode_desa").is_in(list(desa)))).collect()
            chosen = others if desa is None else [_of(households, table) for table in others]
            members, own, heads = pl.collect_all(chosen)
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            raise _unreadable(period) from None
        return Restricted(households, members, identities(Persons(own, heads)))

    def key(self) -> bytes:
        """Return the secret of this installation's references, made at its first use.

        Raises:
            RestrictedError: it is damaged.
        """
        file = self.root / _KEY_FILE
        if not file.is_file():
            with self._guard():
                if not file.is_file():
                    with appearing(file, prefix=_ASIDE) as aside:
                        aside.write_bytes(secrets.token_bytes(_KEY_BYTES))
        key = file.read_bytes()
        if len(key) != _KEY_BYTES:
            raise RestrictedError(
                "Kunci penunjuk rumah tangga rusak.",
                mend=f"Pulihkan berkas {FOLDER}/{_KEY_FILE} dari cadangan folder data.",
            )
        return key

    def proposals_folder(self, period: str, *, make: bool = False) -> Path:
        """Return where the proposals of a period's Musdes lie."""
        folder = self.root / period / _PROPOSALS
        if make:
            private_folder(self.root / period)
            private_folder(folder)
        return folder

    def _folder(self, period: str, edition: str) -> Path:
        return self.root / period / edition

    def _aside(self) -> Waiting:
        with self._guard():
            self._clear_leftovers()
            folder = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=self.root))
            lock = FileLock(f"{folder}{_LOCK}", thread_local=False)  # another thread publishes or discards it
            lock.acquire()
        return Waiting(folder, lock)

    def _clear_leftovers(self) -> None:
        """Remove what a killed process left; what another one is holding is left alone."""
        for file in self.root.glob(f"{_ASIDE}*{_LOCK}"):
            lock = FileLock(file)
            with contextlib.suppress(Timeout):
                lock.acquire(timeout=0)
                _throw_away(Path(str(file).removesuffix(_LOCK)), lock)

    def _guard(self) -> FileLock:
        private_folder(self.root)
        return FileLock(self.root / _LOCK)


def _unreadable(period: str) -> RestrictedError:
    return RestrictedError(
        f"Berkas terbatas periode {period} rusak.",
        mend="Muat ulang periode itu dengan: python -m dampingan impor",
    )


def _of(households: pl.DataFrame, table: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows of these households; their numbers lie together, so most of the file is skipped."""
    numbers = households["rt"]
    if numbers.is_empty():
        return table.clear()
    near = table.filter(pl.col("rt").is_between(numbers.min(), numbers.max()))
    return near.join(households.lazy().select("rt"), on="rt", how="semi")


def private_folder(folder: Path) -> None:
    """Make a folder that only this user may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def write_private(frame: pl.DataFrame, target: Path) -> None:
    """Write a table that only this user may read; it appears whole or not at all."""
    with appearing(target, prefix=_ASIDE) as aside:
        frame.write_parquet(aside, compression="lz4", statistics=False)
