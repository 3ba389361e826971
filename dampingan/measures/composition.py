"""What each kecamatan is made of: its units by class, its households by desil."""

import polars as pl

from dampingan.measures.cells import at_every_place
from dampingan.measures.desa_merah import KELAS
from dampingan.snapshot import Snapshot

NOT_JUDGED = "belum_dinilai"
CLASS_COLUMNS = (*KELAS, NOT_JUDGED)
"""Units of each class, and those that have none."""

DESIL_GROUPS = {"rt_desil1": (1,), "rt_desil2": (2,), "rt_desil3_4": (3, 4)}
OTHER_DESIL = "rt_lainnya"
DESIL_COLUMNS = (*DESIL_GROUPS, OTHER_DESIL)
"""Households of desil 1, 2, 3 and 4 together, and all others of the file: desil 5 to 10 or unknown."""


def by_class(table: pl.DataFrame) -> pl.DataFrame:
    """Return how many units of each class every kecamatan has.

    Args:
        table: rows of ``desa_table`` (``kecamatan``, ``kelas``).

    Returns:
        ``kecamatan``, ``CLASS_COLUMNS``, ``unit`` (their sum), from the one with most merah down, then most kuning.
    """
    kelas = pl.col("kelas").fill_null(NOT_JUDGED)
    counted = table.group_by("kecamatan").agg(
        *((kelas == name).sum().cast(pl.Int64).alias(name) for name in CLASS_COLUMNS), unit=pl.len().cast(pl.Int64)
    )
    return counted.sort(["merah", "kuning", "kecamatan"], descending=[True, True, False])


def by_desil(snapshot: Snapshot) -> pl.DataFrame:
    """Return how many households of each group of desil every kecamatan has.

    Args:
        snapshot: the period, perhaps cut down by ``cells.within_units``.

    Returns:
        ``kecamatan``, ``DESIL_COLUMNS``, ``rt`` (their sum), from the one with most of desil 1 down. 0 where the
        file has households there but none in the group; null, and last, where it has none at all.
    """
    rows = snapshot.cube.join(snapshot.desa.select("kode_desa", "kecamatan"), on="kode_desa", how="left")
    named = {n: pl.col("desil").is_in(list(desil)) for n, desil in DESIL_GROUPS.items()}
    sums = {n: pl.col("rt").filter(inside).sum() for n, inside in named.items()}
    others = pl.col("rt").filter(~pl.any_horizontal(named.values())).sum()
    counted = rows.group_by("kecamatan").agg(**sums, **{OTHER_DESIL: others}, rt=pl.col("rt").sum())
    return at_every_place(snapshot, counted, ("kecamatan",)).sort(
        ["rt_desil1", "kecamatan"], descending=[True, False], nulls_last=True
    )
