"""Which of the nine indicators come together, as sheets, decks and pages tell it."""

from dataclasses import dataclass

import polars as pl

from dampingan.exports.notes import DESIL_CHOICES
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.combinations import how_many, pairs
from dampingan.snapshot import Snapshot


@dataclass(frozen=True)
class HowMany:
    """Households that have exactly so many of the indicators, all answers known; and at least so many."""

    banyak: int
    rt: int
    jiwa: int
    pct: float | None
    rt_mulai_pasti: int
    rt_mulai_mungkin: int


@dataclass(frozen=True)
class Pair:
    """Two indicators and the households that have both."""

    kode: str
    dengan: str
    rt: int

    @property
    def words(self) -> str:
        """Return the two by name."""
        return f"{BY_KODE[self.kode].pendek} + {BY_KODE[self.dengan].pendek}"


@dataclass(frozen=True)
class Together:
    """Which indicators come together: how many at once (0, 1, 2 ...), and the pairs, the commonest first."""

    how_many: tuple[HowMany, ...]
    pairs: tuple[Pair, ...]

    @property
    def rt(self) -> int:
        """Return all households counted."""
        return self.how_many[0].rt_mulai_mungkin if self.how_many else 0

    @property
    def rt_incomplete(self) -> int:
        """Return the households some of whose answers are unknown."""
        return self.rt - sum(row.rt for row in self.how_many)


def together(snapshot: Snapshot, desil: str) -> Together:
    """Return which indicators come together within a set of desil, a key of ``DESIL_CHOICES``."""
    counted = how_many(snapshot, desil=DESIL_CHOICES[desil])
    told = pairs(snapshot, desil=DESIL_CHOICES[desil]).filter(pl.col("rt") > 0).to_dicts()
    once = [Pair(r["kode"], r["dengan"], r["rt"]) for r in told if KODE.index(r["kode"]) < KODE.index(r["dengan"])]
    return Together(tuple(HowMany(**row) for row in counted.to_dicts()), tuple(sorted(once, key=lambda pair: -pair.rt)))
