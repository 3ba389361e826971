"""What is wrong with a returned form, cell by cell; never what a person is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from dampingan.errors import DampinganError

_SHOWN = 15


@dataclass(frozen=True)
class CellProblem:
    """A cell (or a sheet) that must be mended: which, what is wrong, how to mend it."""

    sel: str
    pesan: str
    cara: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"– {self.sel}: {self.pesan} {self.cara}".rstrip()


class ReturnedFormError(DampinganError):
    """A returned form that is refused as a whole; ``problems`` names every cell."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        """Keep all problems and show the first ones.

        Args:
            problems: at least one.
        """
        self.problems = tuple(problems)
        lines = [str(problem) for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"– dan {len(problems) - _SHOWN} sel lain.")
        super().__init__(
            f"Formulir belum diterima: {len(problems)} hal perlu diperbaiki. Tidak ada yang disimpan.",
            where="\n".join(lines),
        )
