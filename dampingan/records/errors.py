"""What can go wrong with records; every message is Indonesian and says how to mend it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dampingan.errors import DampinganError
from dampingan.formats import full_date

WIB = dt.timezone(dt.timedelta(hours=7), "WIB")
_SHOWN_PROBLEMS = 10


class RecordsError(DampinganError):
    """Base of all errors of the store of records."""


class StoreBusyError(RecordsError):
    """Another writer holds the store too long; nothing was saved, and trying again may work."""

    def __init__(self) -> None:
        """Say that nothing was saved."""
        super().__init__(
            "Penyimpanan sedang sibuk karena dipakai pengguna lain. Perubahan Anda belum disimpan.",
            mend="Tunggu sebentar, lalu simpan sekali lagi.",
        )


class StoreUnavailableError(RecordsError):
    """The store cannot be reached, read or written at all."""


class NewerStoreError(RecordsError):
    """The store was made by a newer version of the application."""

    def __init__(self, revision: str) -> None:
        """Name the revision that this version does not know."""
        super().__init__(
            "Penyimpanan catatan ini dibuat oleh versi aplikasi yang lebih baru.",
            where=f"Revisi penyimpanan: {revision}.",
            mend="Pasang versi aplikasi yang lebih baru. Tidak ada data yang diubah.",
        )


class BackupError(RecordsError):
    """A backup cannot be written, or is not one, is damaged, or does not fit."""


@dataclass(frozen=True)
class Problem:
    """One field that cannot be saved: which, why, and the mend; ``baris`` in a batch, counted from 1."""

    kolom: str
    label: str
    pesan: str
    cara: str
    baris: int | None = None

    def __str__(self) -> str:
        """Return the problem as one line."""
        row = f"Baris {self.baris}, " if self.baris else ""
        return f"– {row}{self.label}: {self.pesan} {self.cara}".rstrip()


class InvalidRecordError(RecordsError):
    """Fields of a record that are refused; ``problems`` names each."""

    def __init__(self, title: str, problems: Sequence[Problem]) -> None:
        """Keep the problems and show the first ten.

        Args:
            title: what kind of record, in words.
            problems: at least one.
        """
        self.title = title
        self.problems = tuple(problems)
        lines = [str(p) for p in problems[:_SHOWN_PROBLEMS]]
        if len(problems) > _SHOWN_PROBLEMS:
            lines.append(f"– dan {len(problems) - _SHOWN_PROBLEMS} isian lain.")
        super().__init__(f"{title} belum disimpan: {len(problems)} isian perlu diperbaiki.", where="\n".join(lines))

    def in_row(self, row: int) -> "InvalidRecordError":
        """Return the same refusal for a row of a batch, counted from 1."""
        return InvalidRecordError(self.title, [replace(problem, baris=row) for problem in self.problems])


class ConflictError(RecordsError):
    """Someone else changed or removed the record since it was read; nothing was saved.

    Attributes:
        tabel: table of the record.
        record_id: its id.
        oleh: who changed it last.
        pada: when (UTC).
        kolom: each field that differs: (value when it was read, value now); empty where it was removed.
    """

    def __init__(
        self,
        title: str,
        tabel: str,
        record_id: str,
        *,
        oleh: str,
        pada: dt.datetime,
        kolom: Mapping[str, tuple[object, object]],
        labels: Mapping[str, str],
        removed: bool = False,
    ) -> None:
        """Word who did what, when, and which fields differ."""
        self.tabel, self.record_id = tabel, record_id
        self.oleh, self.pada, self.kolom = oleh, pada, dict(kolom)
        deed = "dihapus" if removed else "diubah"
        names = ", ".join(labels.get(name, name) for name in kolom)
        super().__init__(
            f"{title} ini sudah {deed}{_who_and_when(oleh, pada)} sesudah Anda membukanya.",
            where=f"Isian yang berbeda: {names}." if names else "",
            mend="Perubahan Anda belum disimpan. Muat ulang, periksa isi terbaru, lalu ulangi perubahan Anda.",
        )


def _who_and_when(who: str, when: dt.datetime) -> str:
    local = when.astimezone(WIB)
    return f" oleh {who} pada {full_date(local.date())} pukul {local:%H.%M} WIB"
