"""Figures within a choice of kecamatan and desil: counts are summed, shares are taken anew."""

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from dampingan.measures.desa_table import total
from dampingan.snapshot import Snapshot


def within(snapshot: Snapshot, kecamatan: Collection[str]) -> Snapshot:
    """Return the snapshot of some kecamatan only, by name; of all of them where none is named."""
    if not kecamatan:
        return snapshot
    desa = snapshot.desa.filter(pl.col("kecamatan").is_in(list(kecamatan)))
    return replace(
        snapshot, desa=desa, cube=snapshot.cube.filter(pl.col("kode_desa").is_in(desa["kode_desa"].to_list()))
    )


def totals(snapshot: Snapshot, *, desil: Collection[int] = (1,), by: tuple[str, ...] = ()) -> pl.DataFrame:
    """Return ``desa_table.total`` with the chosen desil's share of the file and of all units' households.

    Args:
        snapshot: the period, perhaps cut down by ``within``.
        desil: the desil that are counted.
        by: none for one row, ``("kecamatan",)`` or ``("kode_desa",)``.

    Returns:
        The columns of ``total``; ``pct_terpilih``: households of the chosen desil, per cent of the households in
        the file; ``pangsa_terpilih``: per cent of the chosen desil's households in all rows. A place with
        rows but none in these desil counts 0; a place without rows is absent, or null for ``by=()``.
    """
    rows = total(snapshot, desil=desil, by=by)
    if not by and not rows["rt"][0]:
        return rows.clear(1).with_columns(
            pct_terpilih=pl.lit(None, pl.Float64), pangsa_terpilih=pl.lit(None, pl.Float64)
        )
    chosen = pl.col("rt_terpilih")
    return rows.with_columns(
        pct_terpilih=100 * chosen / pl.col("rt"),
        pangsa_terpilih=pl.when(chosen.sum() > 0).then(100 * chosen / chosen.sum()),
    )
