"""First start: where nothing is loaded yet, synthetic sample data are made and imported, one period at a time.

One worker per data folder, whatever the number of sessions or processes. The newest period comes first, so
that the pages can be used while the others follow. Every period is published atomically; a run that is cut
short is taken up again at the next start. Real data are never overwritten, nor are samples mixed into them.
"""

import json
import logging
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from dampingan.errors import DampinganError, SnapshotError
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore

SAMPLE_PERIODS = ("2024", "2023", "2022", "2020")
"""In the order in which they are made."""

Status = Literal["diam", "menunggu", "berjalan", "selesai", "gagal"]

_LOG = logging.getLogger(__name__)
_WRITING = 0.55
"""Share of a period's time that goes into writing the delivery."""


@dataclass(frozen=True)
class Progress:
    """How far the worker is: ``bagian`` (0-1) of ``periode``, the ``ke``-th of ``dari``, and what it does."""

    status: Status = "diam"
    periode: str = ""
    ke: int = 0
    dari: int = len(SAMPLE_PERIODS)
    bagian: float = 0.0
    kegiatan: str = ""
    pesan: str = ""


class _RealDataError(Exception):
    """Real data were loaded meanwhile: the samples step back."""


class SampleLoader:
    """Makes and imports the sample periods of one data folder in the background."""

    def __init__(
        self, data: Path, *, households: int, seed: int,
        beforehand: Callable[[], object] = lambda: None, afterwards: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Prepare; nothing is done until ``ensure``.

        Args:
            data: the data folder.
            households: how many each sample has.
            seed: of the samples.
            beforehand: what is done in the background before the first period.
            afterwards: what is done once all periods are there (the sample records), unless real data came meanwhile.
        """
        self._data = data
        self._beforehand = beforehand
        self._afterwards = afterwards
        self._households = households
        self._seed = seed
        self._store = SnapshotStore(data)
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        """Return how far the worker is."""
        return self._progress

    def ensure(self) -> None:
        """Start the worker where something is missing, unless it runs already or has failed."""
        with self._guard:
            if self._progress.status == "gagal" or self._running() or not (self.missing() or self._records_missing()):
                return
            self._start()

    def retry(self) -> None:
        """Start the worker again after a failure."""
        with self._guard:
            if not self._running():
                self._start()

    def wait(self) -> Progress:
        """Wait until the worker has ended, and return how it ended."""
        thread = self._thread
        if thread is not None:
            thread.join()
        return self._progress

    def missing(self) -> list[str]:
        """Return the sample periods still to be made, newest first; none beside real data."""
        present = self._store.periods()
        if not present:
            return list(SAMPLE_PERIODS)
        if not self._todo.is_file() or self._beside_real():
            return []
        return [period for period in SAMPLE_PERIODS if period not in present]

    @property
    def _todo(self) -> Path:
        """A file that stands as long as the samples are not complete."""
        return self._data / "contoh-belum-selesai.json"

    def _records_missing(self) -> bool:
        return self._afterwards is not None and self._todo.is_file() and not self._beside_real()

    def _beside_real(self) -> bool:
        return any(not self._is_sample(period) for period in self._store.periods())

    def _running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _start(self) -> None:
        self._progress = Progress(status="berjalan", kegiatan="Menyiapkan data contoh")
        self._thread = threading.Thread(target=self._run, name="data-contoh", daemon=True)
        self._thread.start()

    def _is_sample(self, period: str) -> bool:
        try:
            return self._store.manifest(period).contoh
        except SnapshotError:
            return False

    def _run(self) -> None:
        try:
            self._beforehand()
            self._load_all()
        except _RealDataError:
            self._todo.unlink(missing_ok=True)
            self._progress = Progress(status="selesai", kegiatan="Data sebenarnya sudah dimuat")
        except DampinganError as error:
            self._fail(str(error))
        except OSError as error:
            _LOG.warning("Data contoh gagal: %s", error.strerror)
            self._fail("Data contoh tidak dapat ditulis. Periksa ruang simpan dan hak tulis folder data.")
        except Exception as error:  # noqa: BLE001
            # The worker is a thread's end: whatever happens must reach the page instead of dying silently.
            _LOG.exception("Data contoh gagal")
            self._fail(f"Data contoh tidak dapat dibuat karena kesalahan program ({type(error).__name__}).")
        else:
            self._progress = Progress(status="selesai", kegiatan="Data contoh lengkap")

    def _fail(self, message: str) -> None:
        self._progress = replace(self._progress, status="gagal", pesan=message)

    def _load_all(self) -> None:
        self._data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._data / ".contoh.kunci")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            self._progress = Progress(status="menunggu", kegiatan="Data contoh sedang disiapkan proses lain")
            lock.acquire()
        try:
            self._clear_leftovers()
            missing = self.missing()
            if missing:
                self._todo.write_text(json.dumps(missing), "utf-8")
            for period in missing:
                self._load(period)
            if self._afterwards is not None and self._records_missing():
                self._progress = Progress("berjalan", kegiatan="Membuat catatan contoh")
                self._afterwards()
            self._todo.unlink(missing_ok=True)
        finally:
            lock.release()

    def _clear_leftovers(self) -> None:
        for folder in self._data.glob(".contoh-*/"):
            shutil.rmtree(folder, ignore_errors=True)

    def _load(self, period: str) -> None:
        # Needed once in the life of an installation, so not loaded at every start.
        from dampingan.importing import households_kept, make_snapshot
        from dampingan.sources.delivery import period_end, read_delivery
        from dampingan.sources.sample import write_delivery

        place = SAMPLE_PERIODS.index(period) + 1

        def tell(share: float, what: str) -> None:
            self._progress = Progress("berjalan", period, place, bagian=share, kegiatan=what)

        with tempfile.TemporaryDirectory(prefix=".contoh-", dir=self._data) as folder:
            ruta, art = write_delivery(
                Path(folder), households=self._households, seed=self._seed, period=period,
                progress=lambda share, what: tell(_WRITING * share, what),
            )  # fmt: skip
            delivery = read_delivery(
                ruta, art, dialect_name="bdt", on=period_end(period), identities=households_kept(),
                progress=lambda share, what: tell(_WRITING + (0.9 - _WRITING) * share, what),
            )  # fmt: skip
        tell(0.9, "Menghitung dan menerbitkan")
        snapshot = make_snapshot(delivery, period=period, rules=read_rules())
        waiting = self._store.restricted.write(delivery)
        try:
            self._store.publish(snapshot, before_swap=self._refuse_beside_real, restricted=waiting)
        finally:
            if waiting:
                waiting.discard()

    def _refuse_beside_real(self) -> None:
        """Run under the store's lock: an import of real data that came first is left alone."""
        if self._beside_real():
            raise _RealDataError
