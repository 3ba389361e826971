"""How concentrated desil 1 is over the desa: Lorenz curve, Gini coefficient, and in how many desa half of it lives."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import polars as pl

from dampingan.formats import number

Base = Literal["unit", "rt"]

HALF = Fraction(1, 2)
_CURVE = {"kode_desa": pl.String, "nama": pl.String, "pct_dasar": pl.Float64, "pct_bagian": pl.Float64}


@dataclass(frozen=True)
class Lorenz:
    """The curve and what it says.

    ``kurva``: ``pct_dasar`` (cumulated share of the units, or of their households), ``pct_bagian`` (cumulated
    share of the part, desil 1), in per cent, from the unit with least to that with most; ``kode_desa`` and
    ``nama`` of the unit just added, null in the first row, which is 0 and 0. Empty where the part is nowhere.
    """

    kurva: pl.DataFrame
    gini: float | None
    """0: spread evenly; near 1: all in one unit."""
    unit: int
    """Units with data."""
    unit_separuh: int | None
    """The fewest units that hold half of the part."""


def lorenz(table: pl.DataFrame, *, base: Base = "unit", part: str = "rt_desil1", whole: str = "rt") -> Lorenz:
    """Return how concentrated a part of the households is over the units.

    Four units with 0, 10, 20 and 30 households of desil 1: the poorest quarter of the units has none, half of
    them 1/6, three quarters 1/2. Gini = 1 - 1/4 (0 + 1/6) - 1/4 (1/6 + 1/2) - 1/4 (1/2 + 1) = 5/12, and the last
    alone holds half.

    >>> units = pl.DataFrame({"rt_desil1": [30, 10, 20, 0], "rt": [100, 100, 200, 50]})
    >>> told = lorenz(units.with_columns(kode_desa=pl.lit("?"), nama=pl.lit("?")))
    >>> told.kurva["pct_bagian"].round(1).to_list(), round(told.gini or 0, 4), told.unit_separuh
    ([0.0, 0.0, 16.7, 50.0, 100.0], 0.4167, 1)

    Args:
        table: ``kode_desa``, ``nama``, ``part`` and ``whole``, a row per unit; nulls are left out.
        base: ``unit``: every unit counts the same, ordered by number; ``rt``: units count by their households
            ``whole``, ordered by their share.
        part: column of the households that may be concentrated.
        whole: column of all households.
    """
    known = table.filter(pl.col(part).is_not_null() & (pl.col(whole) > 0))
    weight, order = (pl.lit(1), pl.col(part)) if base == "unit" else (pl.col(whole), pl.col(part) / pl.col(whole))
    ranked = known.select("kode_desa", "nama", bagian=part, dasar=weight, urutan=order).sort("urutan", "kode_desa")
    if not ranked["bagian"].sum():
        return Lorenz(pl.DataFrame(schema=_CURVE), None, known.height, None)
    shares = [100 * pl.col(name).cum_sum() / pl.col(name).sum() for name in ("dasar", "bagian")]
    curve = ranked.select("kode_desa", "nama", pct_dasar=shares[0], pct_bagian=shares[1])
    start = pl.DataFrame([(None, None, 0.0, 0.0)], schema=_CURVE, orient="row")
    return Lorenz(
        kurva=pl.concat([start, curve]),
        gini=_gini(ranked["dasar"].to_list(), ranked["bagian"].to_list()),
        unit=known.height,
        unit_separuh=fewest_units(ranked["bagian"].to_list(), HALF),
    )


def _gini(base: list[int], part: list[int]) -> float:
    """Return one less twice the area under the curve, by trapezoids, in whole numbers until the last step."""
    cumulated = [0]
    for value in part:
        cumulated.append(cumulated[-1] + value)
    area = sum(step * (low + high) for step, (low, high) in zip(base, pairwise(cumulated), strict=True))
    return float(1 - Fraction(area, sum(base) * cumulated[-1]))


def fewest_units(part: list[int], share: Fraction) -> int:
    """Return how many units, the largest first, together hold at least a share of the part.

    >>> fewest_units([30, 10, 20, 0], Fraction(1, 2)), fewest_units([30, 10, 20, 0], Fraction(51, 100))
    (1, 2)
    """
    total, reached, units = sum(part), 0, 0
    for value in sorted(part, reverse=True):
        if reached >= share * total:
            break
        reached, units = reached + value, units + 1
    return units


def half_sentence(found: Lorenz, whom: str) -> str:
    """Return in words where half lives: ``Separuh rumah tangga desil 1 tinggal di 41 dari 223 desa/kelurahan``."""
    if found.unit_separuh is None:
        return f"Tidak ada {whom}"
    return f"Separuh {whom} tinggal di {number(found.unit_separuh)} dari {number(found.unit)} desa/kelurahan"
