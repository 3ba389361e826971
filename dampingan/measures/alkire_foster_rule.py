"""The weights and the cut-off of a multidimensional poverty measure, in whole numbers and fractions.

In floats "score >= k/9" loses the households with exactly seven of nine deprivations.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm

from dampingan.errors import RulesError
from dampingan.indicators import KODE

FINEST = 10**9
"""Largest sum of the whole weights, so that sums over a country still fit into 64 bits."""


@dataclass(frozen=True)
class AlkireFoster:
    """The weights and the cut-off.

    A whole score of 7 reaches k = 7/9 exactly:

    >>> AlkireFoster(dict.fromkeys(KODE, Fraction(1, 9)), Fraction(7, 9)).least_score
    7

    ``bobot``: indicator to weight, in whole numbers or fractions of any sum; they are normalised.
    ``k``: the share of all weight from which a household is poor, above 0 up to 1.
    """

    bobot: Mapping[str, int | Fraction]
    k: Fraction

    def __post_init__(self) -> None:
        """Refuse weights and cut-offs that mean nothing."""
        if not self.bobot or not set(self.bobot) <= set(KODE):
            raise RulesError("Indikator berbobot kosong atau tidak dikenal.", mend=f"Pilih dari: {', '.join(KODE)}.")
        if min(self.bobot.values()) <= 0:
            raise RulesError("Bobot indikator harus lebih dari 0.", mend="Hilangkan indikator yang tidak dipakai.")
        if not 0 < self.k <= 1:
            raise RulesError(f"Batas k {self.k} di luar rentang.", mend="k lebih dari 0 sampai 1, misalnya 1/3.")
        if self.total > FINEST:
            raise RulesError("Bobot terlalu rinci.", mend="Pakai bilangan bulat atau pecahan sederhana.")

    @property
    def whole_weights(self) -> dict[str, int]:
        """Return the weights as the smallest whole numbers in the same proportion, in the programme's order."""
        exact = {kode: Fraction(self.bobot[kode]) for kode in KODE if kode in self.bobot}
        common = lcm(*(weight.denominator for weight in exact.values()))
        whole = {kode: int(weight * common) for kode, weight in exact.items()}
        divisor = gcd(*whole.values())
        return {kode: weight // divisor for kode, weight in whole.items()}

    @property
    def total(self) -> int:
        """Return the sum of the whole weights: the score of a household that lacks everything."""
        return sum(self.whole_weights.values())

    @property
    def least_score(self) -> int:
        """Return the lowest score, in whole weights, of a poor household."""
        return ceil(self.k * self.total)


def equal_weights(kode: Collection[str], k: int) -> AlkireFoster:
    """Return equal weights with a cut-off in numbers: poor is who has at least ``k`` of the indicators.

    >>> equal_weights(KODE, 7).k
    Fraction(7, 9)
    """
    if not kode:
        raise RulesError("Belum ada indikator yang dipilih.", mend="Pilih paling sedikit satu.")
    return AlkireFoster(dict.fromkeys(kode, 1), Fraction(k, len(set(kode))))
