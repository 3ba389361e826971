"""The cells of the pattern cube that a question is about, and its answers at every place.

A cell is a row of the cube: ``pola`` holds a bit for each indicator that its households have, ``pola_diketahui``
for each that is known, ``rt`` and ``jiwa`` how many households and persons it counts.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

import polars as pl

from dampingan.indicators import KODE
from dampingan.measures.counts import bit
from dampingan.snapshot import Snapshot

PLACE_COLUMNS = ("kode_desa", "nama", "kecamatan", "jenis")


def within_units(snapshot: Snapshot, kode_desa: Collection[str]) -> Snapshot:
    """Return the snapshot of some units only; what is not among them is gone, as if it had never been there."""
    codes = list(kode_desa)
    return replace(
        snapshot,
        desa=snapshot.desa.filter(pl.col("kode_desa").is_in(codes)),
        cube=snapshot.cube.filter(pl.col("kode_desa").is_in(codes)),
    )


def chosen_cells(snapshot: Snapshot, desil: Collection[int]) -> pl.DataFrame:
    """Return the cells of some desil (1-10; 0 where unknown), with each unit's ``kecamatan`` and ``jenis``."""
    units = snapshot.desa.select("kode_desa", "kecamatan", "jenis")
    return snapshot.cube.filter(pl.col("desil").is_in(list(desil))).join(units, on="kode_desa", how="left")


def flag(kode: str) -> pl.Expr:
    """Return whether a cell's households have an indicator: true, false, or null where it is unknown.

    Polars joins such answers by Kleene's logic: false and unknown is false, true or unknown is true.
    """
    return pl.when(bit("pola_diketahui", kode) == 1).then(bit("pola", kode) == 1)


def mask(kode: Collection[str]) -> int:
    """Return the bits of some indicators.

    >>> mask(["tanpa_program", "rtlh"])
    17
    """
    return sum(1 << KODE.index(name) for name in set(kode))


def known(kode: Collection[str]) -> pl.Expr:
    """Return whether all these indicators are known in a cell."""
    bits = mask(kode)
    return (pl.col("pola_diketahui") & bits) == bits


def grouped(cells: pl.DataFrame, by: Sequence[str], *sums: pl.Expr) -> pl.DataFrame:
    """Return sums by the columns ``by``, or in one row where there are none."""
    return cells.group_by(list(by)).agg(*sums).sort(by) if by else cells.select(*sums)


def at_every_place(snapshot: Snapshot, counted: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return counts for each place, also for those without a cell in the choice.

    Args:
        snapshot: the period, perhaps cut down by ``scope.within``.
        counted: a row per place that has cells; counts are called ``rt*`` or ``jiwa*``.
        by: ``("kode_desa",)``, ``("kecamatan",)``, ``("jenis",)``, or none for one row.

    Returns:
        A row per place, in order: 0 where the file has households there but none in the choice, null where it
        has none at all. Units come with ``PLACE_COLUMNS``.
    """
    counts = [name for name in counted.columns if name.startswith(("rt", "jiwa"))]
    if not by:
        return counted if snapshot.cube.height else counted.clear(1)
    units = snapshot.desa.with_columns(
        _berdata=pl.col("kode_desa").is_in(snapshot.cube["kode_desa"].unique().to_list())
    )
    named = PLACE_COLUMNS if "kode_desa" in by else by
    places = units.group_by(named).agg(pl.col("_berdata").any()).sort(by)
    filled = [pl.when("_berdata").then(pl.col(name).fill_null(0)).alias(name) for name in counts]
    return places.join(counted, on=list(by), how="left").with_columns(filled).drop("_berdata")
