"""How good a list of targets is: whom it reaches against the best list of its size, and who enters and leaves."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

KINDS = ("desa", "kelurahan")
CHANGES = ("masuk", "keluar", "tetap")


@dataclass(frozen=True)
class Reach:
    """Desil-1 households that live in the units of a list; per cents None where there are none at all."""

    unit: int
    """Units of the list with data."""
    unit_tanpa_data: int
    rt: int
    jiwa: int
    rt_kabupaten: int
    pct: float | None
    """Of the kabupaten's desil-1 households."""
    rt_terbaik: int
    """Reached by the best list with as many desa and as many kelurahan."""
    pct_terbaik: float | None
    rt_terbaik_bebas: int
    """Reached by the best list with as many units, whatever their kind."""
    pct_terbaik_bebas: float | None
    pct_dari_terbaik: float | None
    """The list's reach in per cent of the best list's, kinds kept."""


def reach(table: pl.DataFrame, codes: Collection[str]) -> Reach:
    """Return how many desil-1 households a list reaches, and how many the best list of its size would.

    The best list takes the units with most desil-1 households. Of desa with 50, 30, 20 and kelurahan with 40 and
    10, a list of the desa with 30 and the kelurahan with 40 reaches 70 of 150; the best with one of each 90.

    >>> units = pl.DataFrame(
    ...     {"kode_desa": list("abcde"), "jenis": ["desa"] * 3 + ["kelurahan"] * 2, "rt_desil1": [50, 30, 20, 40, 10]}
    ... ).with_columns(jiwa_desil1=pl.col("rt_desil1") * 3)
    >>> told = reach(units, ["b", "d"])
    >>> told.rt, told.rt_terbaik, round(told.pct or 0, 1), round(told.pct_dari_terbaik or 0, 1)
    (70, 90, 46.7, 77.8)

    Args:
        table: the whole kabupaten: ``kode_desa``, ``jenis``, ``rt_desil1``, ``jiwa_desil1``.
        codes: the list; units without data reach nobody and are counted apart.
    """
    listed = table.filter(pl.col("kode_desa").is_in(list(codes)))
    known = listed.drop_nulls("rt_desil1")
    best = sum(_largest(table.filter(pl.col("jenis") == kind), _of_kind(known, kind)) for kind in KINDS)
    free, everyone = _largest(table, known.height), int(table["rt_desil1"].sum())
    reached = int(known["rt_desil1"].sum())
    return Reach(
        unit=known.height,
        unit_tanpa_data=listed.height - known.height,
        rt=reached,
        jiwa=int(known["jiwa_desil1"].sum()),
        rt_kabupaten=everyone,
        pct=_per_cent(reached, everyone),
        rt_terbaik=best,
        pct_terbaik=_per_cent(best, everyone),
        rt_terbaik_bebas=free,
        pct_terbaik_bebas=_per_cent(free, everyone),
        pct_dari_terbaik=_per_cent(reached, best),
    )


def _of_kind(units: pl.DataFrame, kind: str) -> int:
    return units.filter(pl.col("jenis") == kind).height


def _largest(units: pl.DataFrame, count: int) -> int:
    return int(units["rt_desil1"].drop_nulls().top_k(count).sum())


def _per_cent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def reach_curve(table: pl.DataFrame, ordered: Collection[str]) -> pl.DataFrame:
    """Return the reach of a ranked list, unit by unit, beside the best possible.

    Args:
        table: the whole kabupaten, as for ``reach``.
        ordered: ``kode_desa`` in the order in which they are taken; units without data are left out.

    Returns:
        ``unit`` (0, 1, 2 ...), ``kode_desa`` of the unit just taken, ``pct`` (share of desil-1 households
        reached so far), ``pct_terbaik`` (by the units with most of them, whatever their kind), per cent; null
        where there is no desil 1.
    """
    taken = pl.DataFrame({"kode_desa": list(ordered)}, schema={"kode_desa": pl.String})
    counts = taken.join(table.select("kode_desa", "rt_desil1"), on="kode_desa", maintain_order="left").drop_nulls()
    best = table["rt_desil1"].drop_nulls().top_k(counts.height).sort(descending=True)
    everyone = table["rt_desil1"].sum() or None
    start = pl.DataFrame(
        [(None, 0, 0)], schema={"kode_desa": pl.String, "own": pl.Int64, "best": pl.Int64}, orient="row"
    )
    steps = pl.DataFrame({"kode_desa": counts["kode_desa"], "own": counts["rt_desil1"], "best": best})
    return pl.concat([start, steps.cast({"own": pl.Int64, "best": pl.Int64})]).select(
        pl.int_range(pl.len()).alias("unit"),
        "kode_desa",
        pct=100 * pl.col("own").cum_sum() / everyone,
        pct_terbaik=100 * pl.col("best").cum_sum() / everyone,
    )


def changes(
    table: pl.DataFrame, now: Collection[str], saved: Collection[str], decree: Collection[str] | None = None
) -> pl.DataFrame:
    """Return who enters and leaves a list against the saved rule's and the decree's.

    Args:
        table: ``kode_desa``, ``nama``, ``kecamatan``, ``jenis``, ``rt_desil1``, ``kelas``.
        now: chosen under the rule tried out.
        saved: chosen under the saved rule.
        decree: the decree's list, or None where none was given.

    Returns:
        A row per unit in any of the lists: the columns of ``table`` above, ``sekarang``, ``tersimpan``, ``sk``
        (in that list), ``terhadap_tersimpan`` and ``terhadap_sk``: ``masuk`` (only now), ``keluar`` (no longer),
        ``tetap``, or null where in neither; ``sk`` and ``terhadap_sk`` are null without a decree. Entering units
        first, then leaving ones, each with most desil-1 households first.
    """
    lists = {"sekarang": now, "tersimpan": saved, "sk": decree}
    inside = [
        pl.lit(None, pl.Boolean).alias(name) if codes is None else pl.col("kode_desa").is_in(list(codes)).alias(name)
        for name, codes in lists.items()
    ]
    marked = table.select("kode_desa", "nama", "kecamatan", "jenis", "rt_desil1", "kelas", *inside)
    compared = marked.filter(pl.any_horizontal(pl.col(*lists).fill_null(value=False))).with_columns(
        _change("tersimpan").alias("terhadap_tersimpan"), _change("sk").alias("terhadap_sk")
    )
    order = pl.col("terhadap_tersimpan").replace_strict({c: i for i, c in enumerate(CHANGES)}, default=len(CHANGES))
    return (
        compared.with_columns(_urutan=order)
        .sort(["_urutan", "rt_desil1", "kode_desa"], descending=[False, True, False], nulls_last=True)
        .drop("_urutan")
    )


def _change(before: str) -> pl.Expr:
    now, then = pl.col("sekarang"), pl.col(before)
    return (
        pl.when(now & ~then).then(pl.lit("masuk")).when(~now & then).then(pl.lit("keluar")).when(now & then)
        .then(pl.lit("tetap"))
    )  # fmt: skip
