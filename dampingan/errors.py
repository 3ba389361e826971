"""The named errors of the project; every message is Indonesian and says how to mend the problem.

A message has up to three parts: what happened, where (file, row, column, value), what to do.
No message carries a name, NIK, family-card number or address.
"""

import errno


class DampinganError(Exception):
    """Base of all errors that an operator can mend; the command line exits 1 on it."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        """Keep the three parts and join them into one readable message."""
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__("\n".join(part for part in (what, where, mend) if part))


_REFUSED = {
    errno.ENOSPC: "Penyimpanan penuh: kosongkan ruang, lalu ulangi.",
    errno.EROFS: "Folder itu hanya dapat dibaca: pilih folder lain.",
    errno.EACCES: "Anda tidak berhak: minta hak akses, atau pilih folder lain.",
    errno.EPERM: "Anda tidak berhak: minta hak akses, atau pilih folder lain.",
    errno.EEXIST: "Nama itu sudah dipakai berkas: sebutkan sebuah folder.",
    errno.ENOTDIR: "Nama itu sudah dipakai berkas: sebutkan sebuah folder.",
    errno.EISDIR: "Nama itu sudah dipakai folder: sebutkan sebuah berkas.",
}


def mend_of(error: OSError) -> str:
    """Return how to mend what the operating system refused; its own words are English."""
    return _REFUSED.get(error.errno or 0, "Periksa apakah folder atau berkas itu ada dan boleh ditulisi.")


class SourceError(DampinganError):
    """A delivered file cannot be read, or is refused by a fatal check."""


class RegionError(DampinganError):
    """A region code or name is not one of the kabupaten's."""


class RulesError(DampinganError):
    """A rule setting is missing or out of its range."""


class SnapshotError(DampinganError):
    """A snapshot is missing, incomplete or was altered after publishing."""
