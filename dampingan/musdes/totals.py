"""The result of a Musdes in numbers, by the official arithmetic: valid = selesai + usulan baru."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dampingan.records import terms

PARTS: Mapping[str, tuple[str, ...]] = {
    "a": ("layak", "mampu"),
    "b": ("tidak_ditemukan", "meninggal"),
    "c": ("pindah",),
    "d": ("ganda",),
    "e": ("menolak",),
    "f": ("usulan_baru",),
}
"""Results (``terms.STATUS_VERIFIKASI``) that each line of the official minutes counts."""

LINES: Mapping[str, str] = {
    "a": "Selesai diverifikasi",
    "b": "Tidak ditemukan",
    "c": "Pindah atau bangunan tidak ada",
    "d": "Ganda atau bagian dari rumah tangga lain",
    "e": "Menolak",
    "f": "Usulan baru",
    "g": "Jumlah valid (a + f)",
}
"""Lines of the minutes of the SIKS verification (domain notes, section 5)."""


@dataclass(frozen=True)
class Totals:
    """Households by result; ``hasil`` has every key of ``terms.STATUS_VERIFIKASI``."""

    hasil: Mapping[str, int]

    def __getitem__(self, status: str) -> int:
        """Return the households of one result."""
        return self.hasil[status]

    @property
    def daftar(self) -> int:
        """Return the households on the list: all but those newly proposed."""
        return sum(self.hasil.values()) - self.hasil["usulan_baru"]

    @property
    def terverifikasi(self) -> int:
        """Return the households of the list that have a result."""
        return self.daftar - self.hasil["belum"]

    def line(self, letter: str) -> int:
        """Return a line of the minutes, a to g."""
        if letter == "g":
            return self.line("a") + self.line("f")
        return sum(self.hasil[status] for status in PARTS[letter])

    @property
    def cocok(self) -> bool:
        """Tell whether a to e and those not yet verified make up the list."""
        return sum(self.line(letter) for letter in "abcde") + self.hasil["belum"] == self.daftar

    def frame(self) -> pl.DataFrame:
        """Return the lines of the minutes, in their order: ``huruf``, ``uraian``, ``rt`` (households)."""
        rows = [(letter, words, self.line(letter)) for letter, words in LINES.items()]
        return pl.DataFrame(rows, schema={"huruf": pl.String, "uraian": pl.String, "rt": pl.Int64}, orient="row")


def totals(statuses: Iterable[str]) -> Totals:
    """Return how many households have each result.

    Args:
        statuses: one key of ``terms.STATUS_VERIFIKASI`` for each household, proposed ones too.
    """
    found = Counter(statuses)
    return Totals({status: found[status] for status in terms.STATUS_VERIFIKASI})
