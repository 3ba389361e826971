"""Which deprivations come together: the commonest combinations, pairs, and how many a household has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from dampingan.indicators import KODE
from dampingan.measures.cells import chosen_cells, known, mask
from dampingan.measures.counts import indicator_counts
from dampingan.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIR_SCHEMA = {"kode": pl.String, "dengan": pl.String, "rt": pl.Int64, "rt_diketahui": pl.Int64}


@dataclass(frozen=True)
class Combinations:
    """The exact combinations of some indicators, for an UpSet plot.

    ``irisan``: a row per combination, commonest first: ``pola`` (bits), ``kode`` (the indicators it has, perhaps
    none), ``banyak`` (how many), ``rt``, ``jiwa``, ``pct`` (per cent of ``rt_diketahui``).
    ``ukuran``: the sets, largest first: ``kode``, ``rt`` (households that have it, as on every page), ``pct`` (of
    those known), ``rt_dalam_irisan`` (of them, counted in the combinations).
    """

    irisan: pl.DataFrame
    ukuran: pl.DataFrame
    rt_diketahui: int
    """Households of which all these indicators are known: they alone have a combination."""
    rt_tidak_diketahui: int
    rt_lainnya: int
    """Households in combinations beyond the limit."""
    irisan_lainnya: int


def exact_patterns(cells: pl.DataFrame, kode: Collection[str]) -> pl.DataFrame:
    """Return the exact combinations of some indicators, over the cells in which all of them are known.

    Three households have 1 and 5 (bits 0 and 4), two have 5 alone; of one, 5 is unknown and it is left out.

    >>> cells = pl.DataFrame(
    ...     {"pola": [17, 16, 1], "pola_diketahui": [17, 17, 1], "rt": [3, 2, 1], "jiwa": [9, 8, 4]}
    ... )
    >>> exact_patterns(cells, ["tanpa_program", "rtlh"]).select("kode", "rt", "pct").rows()
    [(['tanpa_program', 'rtlh'], 3, 60.0), (['rtlh'], 2, 40.0)]
    """
    told = cells.filter(known(kode)).group_by(pola=pl.col("pola") & mask(kode)).agg(pl.col("rt", "jiwa").sum())
    names = [[k for k in KODE if pattern & mask([k])] for pattern in told["pola"].to_list()]
    return (
        told.with_columns(pl.Series("kode", names, pl.List(pl.String)), pct=100 * pl.col("rt") / pl.col("rt").sum())
        .with_columns(banyak=pl.col("kode").list.len().cast(pl.Int64))
        .select("pola", "kode", "banyak", "rt", "jiwa", "pct")
        .sort(["rt", "banyak", "pola"], descending=[True, False, False])
    )


def combinations(
    snapshot: Snapshot,
    *,
    desil: Collection[int] = (1,),
    kode: Sequence[str] | None = None,
    limit: int | None = None,
) -> Combinations:
    """Return the commonest exact combinations of some indicators.

    Args:
        snapshot: the period, perhaps cut down by ``scope.within``.
        desil: the desil that are counted.
        kode: the indicators; None for all that the source can tell. Those that it cannot tell are left out.
        limit: combinations returned; None for all.
    """
    available = snapshot.manifest.tersedia
    asked = [k for k in KODE if k in available and (kode is None or k in kode)]
    cells = chosen_cells(snapshot, desil)
    every = exact_patterns(cells, asked) if asked else exact_patterns(cells.clear(), asked)
    shown = every if limit is None else every.head(limit)
    told = int(every["rt"].sum())
    return Combinations(
        irisan=shown,
        ukuran=_set_sizes(cells, every, available, asked),
        rt_diketahui=told,
        rt_tidak_diketahui=int(cells["rt"].sum()) - told,
        rt_lainnya=told - int(shown["rt"].sum()),
        irisan_lainnya=every.height - shown.height,
    )


def _set_sizes(
    cells: pl.DataFrame, every: pl.DataFrame, available: Collection[str], asked: Sequence[str]
) -> pl.DataFrame:
    counted = indicator_counts(cells, available, desil=cells["desil"].unique().to_list(), by=()).to_dicts()[0]
    inside = every.explode("kode").group_by("kode").agg(rt_dalam_irisan=pl.col("rt").sum())
    sizes = pl.DataFrame(
        [(k, counted[f"rt_{k}"], counted[f"pct_{k}"]) for k in asked],
        schema={"kode": pl.String, "rt": pl.Int64, "pct": pl.Float64},
        orient="row",
    )
    return (
        sizes.join(inside, on="kode", how="left", maintain_order="left")
        .with_columns(pl.col("rt_dalam_irisan").fill_null(0))
        .sort("rt", descending=True, maintain_order=True)
    )


def pairs(snapshot: Snapshot, *, desil: Collection[int] = (1,)) -> pl.DataFrame:
    """Return how often each indicator comes with each other, 81 rows in the programme's order.

    Returns:
        ``kode``, ``dengan``; ``rt``: households that have both; ``rt_diketahui``: households that have ``kode``
        and of which ``dengan`` is known; ``pct``: the first of the second, "of the households with ``kode``, so
        many per cent also have ``dengan``". On the diagonal ``rt`` is the indicator's own count. Null where the
        source lacks one of the two.
    """
    cells = chosen_cells(snapshot, desil)
    yes, told = (_bits(cells, column) for column in ("pola", "pola_diketahui"))
    weighted = (yes * cells["rt"].to_numpy()[:, None]).T
    both, denominator = weighted @ yes, weighted @ told
    available = snapshot.manifest.tersedia
    rows = [
        (kode, other, *((both[i, j], denominator[i, j]) if {kode, other} <= set(available) else (None, None)))
        for i, kode in enumerate(KODE)
        for j, other in enumerate(KODE)
    ]
    frame = pl.DataFrame(rows, schema=PAIR_SCHEMA, orient="row")
    share = pl.when(pl.col("rt_diketahui") > 0).then(100 * pl.col("rt") / pl.col("rt_diketahui"))
    return frame.with_columns(pct=share)


def _bits(cells: pl.DataFrame, column: str) -> "NDArray[np.int64]":
    """Return a row of nine 0/1 per cell."""
    return cells.select(
        (pl.col(column).cast(pl.Int64) // 2**i % 2).alias(kode) for i, kode in enumerate(KODE)
    ).to_numpy()


def how_many(snapshot: Snapshot, *, desil: Collection[int] = (1,)) -> pl.DataFrame:
    """Return how many households have 0, 1, 2 ... of the indicators that the source can tell.

    Where answers are unknown a household's number lies between what it has and that plus the unknown ones.

    Returns:
        A row per number, 0 to the indicators told (none where it tells none): ``banyak``; ``rt``, ``jiwa``:
        exactly so many, all answers known; ``pct``: of the households with all answers known; ``rt_mulai_pasti``
        and ``rt_mulai_mungkin``: at least so many for certain, and if every unknown answer were yes.
    """
    available = list(snapshot.manifest.tersedia)
    bits = mask(available)
    fewest = (pl.col("pola") & bits).bitwise_count_ones()
    open_answers = len(available) - (pl.col("pola_diketahui") & bits).bitwise_count_ones()
    cells = chosen_cells(snapshot, desil).select("rt", "jiwa", few=fewest, open=open_answers)
    numbers = range(len(available) + 1) if available else range(0)
    rows = [_number_row(cells, number) for number in numbers]
    schema = dict.fromkeys(("banyak", "rt", "jiwa", "rt_mulai_pasti", "rt_mulai_mungkin"), pl.Int64)
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    share = pl.when(pl.col("rt").sum() > 0).then(100 * pl.col("rt") / pl.col("rt").sum())
    return frame.select("banyak", "rt", "jiwa", share.alias("pct"), "rt_mulai_pasti", "rt_mulai_mungkin")


def _number_row(cells: pl.DataFrame, number: int) -> tuple[int, ...]:
    few, most = pl.col("few").cast(pl.Int64), pl.col("few").cast(pl.Int64) + pl.col("open").cast(pl.Int64)
    exactly = (few == number) & (most == number)
    told = cells.select(
        pl.col("rt", "jiwa").filter(exactly).sum(),
        sure=pl.col("rt").filter(few >= number).sum(),
        possible=pl.col("rt").filter(most >= number).sum(),
    )
    return (number, *told.row(0))
