"""Indicator counts from the cube, for any set of desil, per desa, per kecamatan or for the kabupaten."""

from collections.abc import Collection, Sequence

import polars as pl

from dampingan.indicators import BY_KODE, KODE

ALL_DESIL: tuple[int, ...] = tuple(range(11))
"""Every household of the file, also those whose desil is unknown (0)."""


def bit(column: str, kode: str) -> pl.Expr:
    """Return whether an indicator's bit is set in a pattern column, as 0/1."""
    weight: int = 2 ** KODE.index(kode)
    return pl.col(column) // weight % 2


def indicator_counts(
    cube: pl.DataFrame, available: Collection[str], *, desil: Collection[int], by: Sequence[str] = ("kode_desa",)
) -> pl.DataFrame:
    """Count the nine indicators within a set of desil.

    Args:
        cube: a snapshot's cube; further columns (``kecamatan``) may have been joined.
        available: indicators that the source can tell.
        desil: desil to count, 1-10; 0 stands for unknown.
        by: columns to group by; none for the kabupaten.

    Returns:
        ``by``, ``rt_terpilih``, ``jiwa_terpilih`` and for each indicator ``rt_X``, ``rt_diketahui_X``,
        ``pct_X`` (per cent of the known), for member indicators ``jiwa_X`` and the person columns beside it.
        All of an unavailable indicator is null.
    """
    chosen = cube.filter(pl.col("desil").is_in(list(desil)))
    weighted = [
        (bit(pattern, kode) * pl.col("rt")).sum().alias(f"{name}_{kode}")
        for kode in KODE
        if kode in available
        for name, pattern in (("rt", "pola"), ("rt_diketahui", "pola_diketahui"))
    ]
    persons = [c for c in cube.columns if c.startswith("jiwa_")]
    sums = [pl.col("rt").sum().alias("rt_terpilih"), pl.col("jiwa").sum().alias("jiwa_terpilih"),
            *weighted, pl.col(persons).sum()]  # fmt: skip
    counted = chosen.group_by(list(by)).agg(sums) if by else chosen.select(sums)
    return counted.with_columns(_shares(kode, available) for kode in KODE).with_columns(
        pl.lit(None, dtype=pl.Int64).alias(name)
        for kode in KODE
        if kode not in available
        for name in _count_names(kode)
    )


def _shares(kode: str, available: Collection[str]) -> pl.Expr:
    if kode not in available:
        return pl.lit(None, dtype=pl.Float64).alias(f"pct_{kode}")
    known = pl.col(f"rt_diketahui_{kode}")
    return pl.when(known > 0).then(100 * pl.col(f"rt_{kode}") / known).alias(f"pct_{kode}")


def _count_names(kode: str) -> list[str]:
    names = [f"rt_{kode}", f"rt_diketahui_{kode}"]
    return [*names, f"jiwa_{kode}"] if BY_KODE[kode].of_members else names


def indicator_columns() -> list[str]:
    """Return the indicator columns of the per-desa table, in the programme's order."""
    return [name for kode in KODE for name in (*_count_names(kode)[:2], f"pct_{kode}", *_count_names(kode)[2:])]
