"""Snapshots: one published period, aggregates only, never half written.

A snapshot is a folder of four files. It is written aside and renamed, then one small pointer file is replaced:
a reader sees the old snapshot or the new one. A kill at any moment leaves the old one.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import polars as pl
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from dampingan import __version__
from dampingan.cube import KEYS
from dampingan.errors import SnapshotError
from dampingan.indicators import RtlhVariant
from dampingan.restricted import RestrictedStore, Waiting
from dampingan.sources.dialect import IndicatorNote
from dampingan.sources.quality import FileSummary, QualityReport

M = TypeVar("M", bound=BaseModel)

DIGESTED = ("periode", "dialek", "rtlh", "tersedia", "contoh")
POINTER = "TERKINI"
_READ_TRIES = 5
KEPT = 2
"""Editions kept per period: a reader may still be opening the one before."""


class Manifest(BaseModel):
    """What a snapshot is: where it comes from and under which rules it was counted."""

    model_config = ConfigDict(frozen=True)

    periode: str
    dialek: str
    sumber: str
    unit: str
    contoh: bool
    versi_aturan: str
    rtlh: RtlhVariant
    tersedia: tuple[str, ...]
    """Indicators that the source can tell."""
    keterangan_indikator: dict[str, IndicatorNote]
    berkas: tuple[FileSummary, ...]
    rt: int
    jiwa: int
    rt_per_desil: dict[int, int]
    """Desil to households; 0 for unknown."""
    desa_berdata: int
    digest: str
    """SHA-256 of the cube and the units, the same whatever format the input had."""
    versi_program: str = __version__
    mesin: str = "polars"
    diterbitkan: dt.datetime


@dataclass(frozen=True)
class Snapshot:
    """One period as pages and measures read it.

    ``cube``: see ``build_cube``. ``desa``: the units as they were known at publishing: ``kode_desa``,
    ``kode_bps``, ``nama``, ``kecamatan``, ``jenis``, ``idm``, ``status_idm``, ``kk`` (all families, if given).
    """

    manifest: Manifest
    cube: pl.DataFrame
    desa: pl.DataFrame
    quality: QualityReport


def content_digest(cube: pl.DataFrame, desa: pl.DataFrame, facts: Mapping[str, object]) -> str:
    """Return the SHA-256 of what is counted, independent of file formats and of when it was published.

    Args:
        cube: the sorted cube.
        desa: the units.
        facts: the manifest's entries named in ``DIGESTED``.
    """
    told = {name: facts[name] for name in DIGESTED}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    for frame in (cube, desa):
        digest.update(frame.write_csv().encode())
    return digest.hexdigest()


def sorted_cube(cube: pl.DataFrame) -> pl.DataFrame:
    """Return a cube in its one order and types, so that equal counts are equal bytes."""
    counts = sorted(c for c in cube.columns if c not in KEYS)
    return cube.select(
        pl.col("kode_desa").cast(pl.String),
        pl.col("desil").cast(pl.Int8),
        pl.col("pola", "pola_diketahui").cast(pl.Int16),
        pl.col(counts).cast(pl.Int64),
    ).sort(KEYS)


class SnapshotStore:
    """The snapshots below a data folder: ``snapshot/<periode>/<edition>/`` and a pointer per period."""

    def __init__(self, data: Path) -> None:
        """Use ``data`` (made when first written to)."""
        self.root = data / "snapshot"
        self.restricted = RestrictedStore(data)

    def periods(self) -> list[str]:
        """Return the published periods, oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(p.name for p in self.root.iterdir() if (p / POINTER).is_file())

    def edition(self, period: str) -> str:
        """Return which edition of a period is current; it changes with every publishing.

        Raises:
            SnapshotError: the period was never published.
        """
        pointer = self.root / period / POINTER
        if period not in self.periods():
            known = ", ".join(self.periods()) or "belum ada"
            raise SnapshotError(
                f"Periode {period} belum diterbitkan.",
                mend=f"Periode yang ada: {known}. Muat data dengan: python -m dampingan impor --help",
            )
        return pointer.read_text("utf-8").strip()

    def manifest(self, period: str) -> Manifest:
        """Return what a period's snapshot is, without its figures.

        Raises:
            SnapshotError: never published, or unreadable.
        """
        return self._model(self._folder(period) / "snapshot.json", Manifest)

    def read(self, period: str) -> Snapshot:
        """Return the current snapshot of a period.

        Raises:
            SnapshotError: never published, or a file is missing or was altered.
        """
        for _ in range(_READ_TRIES):
            edition = self.edition(period)
            try:
                return self._read_edition(self.root / period / edition)
            except SnapshotError:
                # A new edition may have taken this one's place while it was being read.
                if edition == self.edition(period):
                    raise
        return self._read_edition(self._folder(period))

    def _read_edition(self, folder: Path) -> Snapshot:
        try:
            cube, desa = (pl.read_parquet(folder / f"{name}.parquet", glob=False) for name in ("cube", "desa"))
        except (OSError, pl.exceptions.PolarsError):
            raise _damaged(folder) from None
        manifest = self._model(folder / "snapshot.json", Manifest)
        return Snapshot(manifest, cube, desa, self._model(folder / "quality.json", QualityReport))

    def verify(self, period: str) -> bool:
        """Tell whether a period's figures still have the digest they were published with."""
        snapshot = self.read(period)
        facts = snapshot.manifest.model_dump()
        return content_digest(snapshot.cube, snapshot.desa, facts) == snapshot.manifest.digest

    def delete(self, period: str) -> None:
        """Take a period away: first its pointer, then its files, the restricted ones too."""
        with self._lock():
            self.edition(period)
            (self.root / period / POINTER).unlink()
            self.restricted.delete(period)
            shutil.rmtree(self.root / period, ignore_errors=True)

    def publish(
        self,
        snapshot: Snapshot,
        *,
        before_swap: Callable[[], None] | None = None,
        restricted: Waiting | None = None,
    ) -> Manifest:
        """Publish a snapshot as the current edition of its period, atomically.

        Args:
            snapshot: manifest, cube (sorted), units and quality report.
            before_swap: called when all files are written and nothing is yet visible (for tests).
            restricted: the households that were counted; those of earlier editions go, whether given or not.
        """
        period = self.root / snapshot.manifest.periode
        with self._lock():
            period.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(period)
            aside = Path(tempfile.mkdtemp(prefix=".baru-", dir=period))
            snapshot.cube.write_parquet(aside / "cube.parquet")
            snapshot.desa.write_parquet(aside / "desa.parquet")
            (aside / "quality.json").write_text(snapshot.quality.model_dump_json(indent=1), "utf-8")
            (aside / "snapshot.json").write_text(snapshot.manifest.model_dump_json(indent=1), "utf-8")
            _flush(aside)
            if before_swap:
                before_swap()
            edition = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}-{snapshot.manifest.digest[:12]}"
            aside.rename(period / edition)
            if restricted:
                self.restricted.adopt(restricted, period.name, edition)
            _replace_text(period / POINTER, edition)
            _drop_old_editions(period)
            self.restricted.keep_only(period.name, edition)
        return snapshot.manifest

    def _folder(self, period: str) -> Path:
        return self.root / period / self.edition(period)

    def _lock(self) -> FileLock:
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / ".kunci")

    @staticmethod
    def _model(file: Path, model: type[M]) -> M:
        try:
            return model.model_validate_json(file.read_text("utf-8"))
        except (OSError, ValidationError, UnicodeDecodeError):
            raise _damaged(file.parent) from None


def _damaged(folder: Path) -> SnapshotError:
    return SnapshotError(
        f"Snapshot periode {folder.parent.name} rusak atau tidak lengkap.",
        mend="Muat ulang periode itu dengan: python -m dampingan impor",
    )


def _flush(folder: Path) -> None:
    for file in folder.iterdir():
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())


def _replace_text(target: Path, text: str) -> None:
    aside = target.with_suffix(".baru")
    with aside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(target)


def _clear_leftovers(period: Path) -> None:
    for folder in period.glob(".baru-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _drop_old_editions(period: Path) -> None:
    current = (period / POINTER).read_text("utf-8").strip()
    old = sorted((f for f in period.iterdir() if f.is_dir() and f.name != current), reverse=True)
    for folder in old[KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
