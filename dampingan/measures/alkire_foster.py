"""Multidimensional poverty after Alkire and Foster: who has many deprivations at once, and how many.

A household is poor whose weighted share of deprivations reaches the cut-off k. H: the share of the poor; A: the
mean share of deprivations among them; M0 = H x A. Source: Alkire, Foster, Seth, Santos, Roche and Ballon,
Multidimensional Poverty Measurement and Analysis (2015), chapter 5.
"""

from collections.abc import Collection
from typing import Literal

import polars as pl

from dampingan.measures.alkire_foster_rule import AlkireFoster
from dampingan.measures.cells import at_every_place, chosen_cells, grouped, known
from dampingan.measures.counts import bit
from dampingan.snapshot import Snapshot

CountedUnit = Literal["rt", "jiwa"]


def count_poor(
    cells: pl.DataFrame, rule: AlkireFoster, by: tuple[str, ...] = (), unit: CountedUnit = "rt"
) -> pl.DataFrame:
    """Return H, A and M0.

    The book's four persons (Box 5.5; income, schooling, nutrition, sanitation on the first four bits) have
    nothing, two, all four and one deprivation; with k = 1/2 the second and third are poor.

    >>> from dampingan.indicators import KODE
    >>> from dampingan.measures.alkire_foster_rule import equal_weights
    >>> persons = pl.DataFrame({"pola": [0, 9, 15, 2], "pola_diketahui": [15] * 4, "rt": [1] * 4})
    >>> count_poor(persons, equal_weights(KODE[:4], 2)).select("h", "a", "m0").row(0)
    (0.5, 0.75, 0.375)

    Args:
        cells: ``pola``, ``pola_diketahui``, the counts ``unit`` and the columns ``by``.
        rule: weights and cut-off.
        by: columns to group by.
        unit: what is counted: households (``rt``) or all persons in them (``jiwa``).

    Returns:
        ``by``; ``U_dinilai``: those of whom all weighted indicators are known; ``U_tidak_dinilai``: the others,
        left out of everything; ``U_miskin``; ``h``, ``a``, ``m0`` (0-1; null without anyone assessed, ``a``
        also without any poor); ``pct_U``: per cent of all assessed; ``pct_m0``: this group's share of M0, in per
        cent (null where nobody is poor). ``U`` stands for ``unit``.
    """
    return _with_ratios(_poor_sums(cells, rule, by, unit), rule, unit)


def poverty(
    snapshot: Snapshot,
    rule: AlkireFoster,
    *,
    desil: Collection[int] = (1,),
    by: tuple[str, ...] = (),
    unit: CountedUnit = "rt",
) -> pl.DataFrame:
    """Return H, A and M0 of every place: the columns of ``count_poor``, units with name and kecamatan.

    Counts are 0 where a place has rows but none in these desil, null where it has none.
    """
    sums = _poor_sums(chosen_cells(snapshot, desil), rule, by, unit)
    return _with_ratios(at_every_place(snapshot, sums, by), rule, unit)


def _scored(cells: pl.DataFrame, rule: AlkireFoster) -> pl.DataFrame:
    """Add ``_dinilai`` (all weighted indicators known), ``_skor`` in whole weights, and ``_miskin``."""
    whole = rule.whole_weights
    score = pl.sum_horizontal(bit("pola", kode).cast(pl.Int64) * weight for kode, weight in whole.items())
    return cells.with_columns(_dinilai=known(whole), _skor=score).with_columns(
        _miskin=pl.col("_dinilai") & (pl.col("_skor") >= rule.least_score)
    )


def _poor_sums(cells: pl.DataFrame, rule: AlkireFoster, by: tuple[str, ...], unit: CountedUnit) -> pl.DataFrame:
    count, assessed = pl.col(unit), pl.col("_dinilai")
    return grouped(
        _scored(cells, rule), by,
        count.filter(assessed).sum().alias(f"{unit}_dinilai"),
        count.filter(~assessed).sum().alias(f"{unit}_tidak_dinilai"),
        count.filter("_miskin").sum().alias(f"{unit}_miskin"),
        (count * pl.col("_skor")).filter("_miskin").sum().alias(f"{unit}_skor"),
    )  # fmt: skip


def _with_ratios(sums: pl.DataFrame, rule: AlkireFoster, unit: CountedUnit) -> pl.DataFrame:
    assessed, poor, score = (pl.col(f"{unit}_{name}") for name in ("dinilai", "miskin", "skor"))
    anyone, total = pl.when(assessed > 0), rule.total
    return sums.with_columns(
        anyone.then(poor / assessed).alias("h"),
        pl.when(poor > 0).then(score / (poor * total)).alias("a"),
        anyone.then(score / (assessed * total)).alias("m0"),
        pl.when(assessed.sum() > 0).then(100 * assessed / assessed.sum()).alias(f"pct_{unit}"),
        pl.when(score.sum() > 0).then(100.0 * score / score.sum()).alias("pct_m0"),
    ).drop(f"{unit}_skor")


def count_contributions(
    cells: pl.DataFrame, rule: AlkireFoster, by: tuple[str, ...] = (), unit: CountedUnit = "rt"
) -> pl.DataFrame:
    """Return what each indicator contributes to M0.

    In the book's example the uncensored headcounts are 1/2, 1/2, 1/4, 1/2 and the censored ones 1/2, 1/4, 1/4,
    1/2: the fourth person's lack of schooling no longer counts, because that person is not poor.

    >>> from dampingan.indicators import KODE
    >>> from dampingan.measures.alkire_foster_rule import equal_weights
    >>> persons = pl.DataFrame({"pola": [0, 9, 15, 2], "pola_diketahui": [15] * 4, "rt": [1] * 4})
    >>> count_contributions(persons, equal_weights(KODE[:4], 2)).select("h_mentah", "h_tersensor").rows()
    [(0.5, 0.5), (0.5, 0.25), (0.25, 0.25), (0.5, 0.5)]

    Args:
        cells: as ``count_poor``.
        rule: weights and cut-off.
        by: columns to group by.
        unit: what is counted, ``rt`` or ``jiwa``.

    Returns:
        ``by``, and a row per weighted indicator: ``kode``; ``bobot`` (normalised, 0-1); ``U_mentah`` and
        ``h_mentah``: all who have it among those assessed, and their share (uncensored headcount);
        ``U_tersensor`` and ``h_tersensor``: only the poor among them (censored headcount);
        ``pct_sumbangan``: per cent of M0, adding up to 100 (null without poor).
    """
    count, assessed = pl.col(unit), pl.col("_semua")
    uncensored, censored = pl.col(f"{unit}_mentah"), pl.col(f"{unit}_tersensor")
    scored = _scored(cells, rule).filter("_dinilai")
    rows = [
        grouped(
            scored.with_columns(_ada=bit("pola", kode) == 1), by,
            count.sum().alias("_semua"),
            (count * pl.col("_skor")).filter("_miskin").sum().alias("_jumlah_skor"),
            count.filter("_ada").sum().alias(f"{unit}_mentah"),
            count.filter(pl.col("_ada") & pl.col("_miskin")).sum().alias(f"{unit}_tersensor"),
        ).with_columns(kode=pl.lit(kode), bobot=pl.lit(weight / rule.total), _bobot=pl.lit(weight, pl.Int64))
        for kode, weight in rule.whole_weights.items()
    ]  # fmt: skip
    share = 100.0 * pl.col("_bobot") * censored / pl.col("_jumlah_skor")
    return pl.concat(rows).select(
        *by, "kode", "bobot", uncensored,
        pl.when(assessed > 0).then(uncensored / assessed).alias("h_mentah"),
        censored,
        pl.when(assessed > 0).then(censored / assessed).alias("h_tersensor"),
        pl.when(pl.col("_jumlah_skor") > 0).then(share).alias("pct_sumbangan"),
    ).sort(by, maintain_order=True)  # fmt: skip


def contributions(
    snapshot: Snapshot,
    rule: AlkireFoster,
    *,
    desil: Collection[int] = (1,),
    by: tuple[str, ...] = (),
    unit: CountedUnit = "rt",
) -> pl.DataFrame:
    """Return what each indicator contributes: the columns of ``count_contributions``, for places with cells."""
    return count_contributions(chosen_cells(snapshot, desil), rule, by, unit)
