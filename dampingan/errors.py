"""The named errors of the project; every message is Indonesian and says how to mend the problem.

A message has up to three parts: what happened, where (file, row, column, value), what to do.
No message carries a name, NIK, family-card number or address.
"""


class DampinganError(Exception):
    """Base of all errors that an operator can mend; the command line exits 1 on it."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        """Keep the three parts and join them into one readable message."""
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__("\n".join(part for part in (what, where, mend) if part))


class SourceError(DampinganError):
    """A delivered file cannot be read, or is refused by a fatal check."""


class RegionError(DampinganError):
    """A region code or name is not one of the kabupaten's."""


class RulesError(DampinganError):
    """A rule setting is missing or out of its range."""


class SnapshotError(DampinganError):
    """A snapshot is missing, incomplete or was altered after publishing."""
