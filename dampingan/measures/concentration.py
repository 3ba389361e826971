"""How desil 1 is concentrated: shares, location quotient, rank and rank range."""

from bisect import bisect_right

import polars as pl


def location_quotient(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return the local share over the share of all: 1 where a unit is like the kabupaten.

    Source: the location quotient of regional economics, (part / whole) / (sum part / sum whole). Of the units
    A 30 of 100, B 10 of 100, C 20 of 200, D 0 of 50 it is 2.25, 0.75, 0.75 and 0.

    >>> units = pl.DataFrame({"desil1": [30, 10, 20, 0], "rt": [100, 100, 200, 50]})
    >>> units.select(location_quotient(pl.col("desil1"), pl.col("rt")).round(2)).to_series().to_list()
    [2.25, 0.75, 0.75, 0.0]
    """
    reference = part.sum() / whole.sum()
    return pl.when((whole > 0) & (part.sum() > 0)).then(part / whole / reference)


def rank(values: pl.Expr) -> pl.Expr:
    """Return ranks with 1 for the highest; ties share the better rank, nulls have none."""
    return values.rank("min", descending=True).cast(pl.Int64)


def rank_range(values: list[float | None], change_pct: float) -> list[tuple[int, int] | None]:
    """Return for each unit the best and worst rank if its own value changed a little, the others unchanged.

    Args:
        values: one value a unit; None where there is none.
        change_pct: the change, per cent of the unit's own value, up and down.

    Returns:
        (best, worst) rank, 1 = highest; None without a value.
    """
    known = sorted(v for v in values if v is not None)
    share = change_pct / 100

    def place(value: float, own: float) -> int:
        higher = len(known) - bisect_right(known, value)
        return 1 + higher - (1 if own > value else 0)

    return [None if v is None else (place(v * (1 + share), v), place(v * (1 - share), v)) for v in values]


def desil1_columns() -> list[pl.Expr]:
    """Return shares, location quotient and rank from ``rt``, ``rt_desil1`` of all units with data."""
    part, whole = pl.col("rt_desil1"), pl.col("rt")
    return [
        pl.when(whole > 0).then(100 * part / whole).alias("pct_desil1"),
        pl.when(part.sum() > 0).then(100 * part / part.sum()).alias("pangsa_desil1"),
        location_quotient(part, whole).alias("lq_desil1"),
        rank(part).alias("peringkat"),
    ]
