"""Uploads: a delivery that the app receives, checked in the background, then published or discarded.

The files lie in a private folder only while they are checked. What waits for the decision is the counted snapshot,
aggregates only, and on the disk the restricted files; publishing takes these very ones, so nothing is read twice or
published half.
"""

import datetime as dt
import logging
import shutil
import tempfile
import threading
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from filelock import FileLock, Timeout

from dampingan.config import settings
from dampingan.errors import DampinganError, SourceError
from dampingan.importing import households_kept, make_snapshot
from dampingan.rules import Rules
from dampingan.snapshot import Manifest, Snapshot, SnapshotStore
from dampingan.sources.delivery import period_end, read_delivery
from dampingan.sources.unit_list import families_of

if TYPE_CHECKING:
    from dampingan.restricted import Waiting

UPLOAD_FOLDER = ".unggahan"
"""Below the data folder: what is being checked right now."""

Status = Literal["memeriksa", "siap", "gagal", "dibuang"]

_LOG = logging.getLogger(__name__)
_LOCK = ".kunci"
_CHUNK = 2**20
_NAME_LENGTH = 120
_CHECKING = 0.9
"""Share of the time that goes into reading and checking."""


@dataclass(frozen=True)
class Received:
    """A file as it came in: its name and its bytes."""

    nama: str
    isi: BinaryIO


@dataclass(frozen=True)
class Progress:
    """How far an upload is: ``bagian`` (0-1), what is being done, and the message where it failed."""

    status: Status = "memeriksa"
    bagian: float = 0.0
    kegiatan: str = ""
    pesan: str = ""


class _DiscardedError(Exception):
    """The operator no longer wants it: the check stops at its next step."""


@contextmanager
def private_folder(data: Path) -> Iterator[Path]:
    """Make a folder below ``data`` that only this user may enter; it is gone afterwards, whatever happens.

    Raises:
        SourceError: the data folder can't be written to.
    """
    root = data / UPLOAD_FOLDER
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(root / _LOCK):
            folder = Path(tempfile.mkdtemp(prefix="u-", dir=root))
            held = FileLock(folder / _LOCK, thread_local=False)  # the check's thread is the one that lets go
            held.acquire()
    except OSError:
        raise _unwritable() from None
    try:
        yield folder
    finally:
        held.release()
        shutil.rmtree(folder, ignore_errors=True)


def clear_stale(data: Path) -> None:
    """Remove what uploads left behind that a killed app can no longer finish; those under way are left alone."""
    root = data / UPLOAD_FOLDER
    if not root.is_dir():
        return
    with FileLock(root / _LOCK):
        for folder in root.glob("u-*/"):
            lock = FileLock(folder / _LOCK)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                continue
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


def keep(received: Received, folder: Path) -> Path:
    """Write a received file into a folder of its own below ``folder``, and return where it lies.

    The name is kept, because messages and the list of sources quote it, but never a path.

    Raises:
        SourceError: there is no room, or the folder can't be written to.
    """
    plain = received.nama.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in plain if c.isprintable()).strip(" .")[-_NAME_LENGTH:] or "berkas"
    try:
        target = Path(tempfile.mkdtemp(dir=folder)) / name
        with target.open("wb") as stream:
            shutil.copyfileobj(received.isi, stream, _CHUNK)
    except OSError:
        raise _unwritable() from None
    return target


class Upload:
    """One session's delivery: it belongs to nobody else and shares no file with another one."""

    def __init__(self, data: Path, *, period: str, rules: Rules, dialect: str = "auto") -> None:
        """Prepare an upload for a period; nothing happens until ``start``.

        Raises:
            SourceError: the period is neither a year nor a year and month.
        """
        self._until = period_end(period)
        self._data = data
        self._store = SnapshotStore(data)
        self._period, self._dialect, self._rules = period, dialect, rules
        self._thread: threading.Thread | None = None
        self._discarded = threading.Event()
        self._progress = Progress()
        self._snapshot: Snapshot | None = None
        self._restricted: Waiting | None = None
        self._seen: str | None = None

    @property
    def period(self) -> str:
        """Return the period it is meant for."""
        return self._period

    @property
    def progress(self) -> Progress:
        """Return how far it is."""
        return self._progress

    @property
    def snapshot(self) -> Snapshot | None:
        """Return what would be published, once the check has ended well."""
        return self._snapshot

    def replaces(self) -> bool:
        """Tell whether publishing would replace a period, and take it that the operator has now seen this."""
        self._seen = self._current()
        return self._seen is not None

    def start(self, ruta: Received, art: Received, families: Received | None = None) -> None:
        """Take the files over and check them in the background.

        Args:
            ruta: household file.
            art: member file.
            families: table of all families (columns for the desa and ``kk``).

        Raises:
            SourceError: the files can't be kept.
        """
        with ExitStack() as files:
            folder = files.enter_context(private_folder(self._data))
            kept = [keep(ruta, folder), keep(art, folder), *([keep(families, folder)] if families else [])]
            self._progress = Progress(kegiatan="Mengenali berkas")
            self._thread = threading.Thread(
                target=self._run, args=(kept, files.pop_all()), name="unggahan", daemon=True
            )
            self._thread.start()

    def wait(self) -> Progress:
        """Wait until the check has ended, and return how it ended."""
        if self._thread is not None:
            self._thread.join()
        return self._progress

    def publish(self) -> Manifest:
        """Publish what was checked.

        Raises:
            DampinganError: nothing was checked; or somebody else has published the period since the operator last
                looked, who is asked to look again.
        """
        snapshot = self._snapshot
        if snapshot is None:
            raise DampinganError("Belum ada data yang selesai diperiksa.", mend="Unggah dan periksa berkasnya dahulu.")
        stamped = snapshot.manifest.model_copy(update={"diterbitkan": dt.datetime.now(dt.UTC)})
        try:
            return self._store.publish(
                replace(snapshot, manifest=stamped), before_swap=self._refuse_if_changed, restricted=self._restricted
            )
        except OSError:
            raise _unwritable() from None

    def discard(self) -> None:
        """Forget everything; a check under way ends at its next step and takes its files away."""
        self._discarded.set()
        if self._restricted is not None:
            self._restricted.discard()
        self._snapshot = self._restricted = None
        self._progress = Progress(status="dibuang")

    def _current(self) -> str | None:
        return self._store.edition(self._period) if self._period in self._store.periods() else None

    def _refuse_if_changed(self) -> None:
        """Run under the store's lock, before anything is visible."""
        current = self._current()
        if current == self._seen:
            return
        self._seen = current
        raise DampinganError(
            f"Periode {self._period} baru saja diubah dari tempat lain; data yang Anda periksa belum diterbitkan.",
            mend="Lihat dahulu isi yang sekarang dimuat. Bila tetap ingin menggantinya, terbitkan sekali lagi.",
        )

    def _run(self, kept: list[Path], files: ExitStack) -> None:
        try:
            with files:
                snapshot = self._check(*kept)
            self._seen = self._current()
            self._snapshot = snapshot
            ended = Progress(status="siap", bagian=1.0, kegiatan="Pemeriksaan selesai")
        except _DiscardedError:
            ended = Progress(status="dibuang")
        except DampinganError as error:
            ended = Progress(status="gagal", pesan=str(error))
        except Exception as error:  # noqa: BLE001
            # The end of a thread: whatever happens must reach the page instead of dying silently.
            _log(error)
            ended = Progress(status="gagal", pesan=_BROKEN)
        self._progress = ended
        if self._discarded.is_set():
            self.discard()

    def _check(self, ruta: Path, art: Path, families: Path | None = None) -> Snapshot:
        numbers = families_of(families) if families else None
        delivery = read_delivery(
            ruta, art, dialect_name=self._dialect, on=self._until, progress=self._tell, identities=households_kept()
        )
        self._tell(1.0, "Menghitung")
        snapshot = make_snapshot(delivery, period=self._period, rules=self._rules, families=numbers)
        try:
            self._restricted = self._store.restricted.write(delivery)
        except OSError:
            raise _unwritable() from None
        return snapshot

    def _tell(self, share: float, what: str) -> None:
        if self._discarded.is_set():
            raise _DiscardedError
        self._progress = Progress(bagian=_CHECKING * share, kegiatan=what)


_BROKEN = (
    "Berkas tidak dapat diperiksa karena kesalahan program. Tidak ada data yang berubah.\n"
    "Beri tahu pengelola aplikasi; rinciannya ada pada catatan (log) aplikasi."
)


def _unwritable() -> SourceError:
    return SourceError(
        "Berkas tidak dapat disimpan di server. Tidak ada data yang berubah.",
        mend="Minta pengelola memeriksa ruang simpan dan hak tulis folder data.",
    )


def _log(error: Exception) -> None:
    """Note an unforeseen error by its kind and place: its text may quote a person's row."""
    if settings().rinci:
        _LOG.error("Pemeriksaan unggahan gagal", exc_info=error)
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    _LOG.error("Pemeriksaan unggahan gagal: %s di %s:%s", type(error).__name__, Path(last.filename).name, last.lineno)
