"""Figures within a choice of units and desil: counts are summed, shares are taken anew."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import polars as pl

from dampingan.measures.desa_table import total
from dampingan.snapshot import Snapshot

NOT_JUDGED = "belum"
"""In a choice of classes: the units that have none."""


@dataclass(frozen=True)
class Choice:
    """Which units are looked at; each part narrows, an empty one takes all.

    ``kecamatan`` by name; ``jenis``: desa, kelurahan; ``kelas``: merah, kuning, hijau, ``NOT_JUDGED``;
    ``kode_desa``: only these units, None for all.
    """

    kecamatan: tuple[str, ...] = ()
    jenis: tuple[str, ...] = ()
    kelas: tuple[str, ...] = ()
    kode_desa: tuple[str, ...] | None = None

    @property
    def narrows(self) -> bool:
        """Tell whether any unit may be left out."""
        return bool(self.kecamatan or self.jenis or self.kelas) or self.kode_desa is not None


def chosen_units(table: pl.DataFrame, choice: Choice) -> list[str]:
    """Return the codes of the units that a choice takes, in the table's order.

    Args:
        table: rows of ``desa_table`` (``kode_desa, kecamatan, jenis, kelas``).
        choice: what is looked at.
    """
    kelas = pl.col("kelas").fill_null(NOT_JUDGED)
    parts = [(pl.col("kecamatan"), choice.kecamatan), (pl.col("jenis"), choice.jenis), (kelas, choice.kelas)]
    asked = [column.is_in(list(values)) for column, values in parts if values]
    if choice.kode_desa is not None:
        asked.append(pl.col("kode_desa").is_in(list(choice.kode_desa)))
    codes: list[str] = table.filter(*asked)["kode_desa"].to_list()
    return codes


def within(snapshot: Snapshot, kecamatan: Collection[str]) -> Snapshot:
    """Return the snapshot of some kecamatan only, by name; of all of them where none is named."""
    if not kecamatan:
        return snapshot
    desa = snapshot.desa.filter(pl.col("kecamatan").is_in(list(kecamatan)))
    return replace(
        snapshot, desa=desa, cube=snapshot.cube.filter(pl.col("kode_desa").is_in(desa["kode_desa"].to_list()))
    )


def totals(
    snapshot: Snapshot, *, desil: Collection[int] = (1,), by: tuple[str, ...] = (), everyone: int | None = None
) -> pl.DataFrame:
    """Return ``desa_table.total`` with the chosen desil's share of the file and of all units' households.

    Args:
        snapshot: the period, perhaps cut down by ``within`` or ``cells.within_units``.
        desil: the desil that are counted.
        by: none for one row, ``("kecamatan",)`` or ``("kode_desa",)``.
        everyone: the households of the chosen desil that ``pangsa_terpilih`` is taken of (the kabupaten's, where
            the snapshot is cut down); None for those of all rows.

    Returns:
        The columns of ``total``; ``pct_terpilih``: households of the chosen desil, per cent of the households in
        the file; ``pangsa_terpilih``: per cent of ``everyone``. A place with
        rows but none in these desil counts 0; a place without rows is absent, or null for ``by=()``.
    """
    rows = total(snapshot, desil=desil, by=by)
    if not by and not rows["rt"][0]:
        return rows.clear(1).with_columns(
            pct_terpilih=pl.lit(None, pl.Float64), pangsa_terpilih=pl.lit(None, pl.Float64)
        )
    chosen = pl.col("rt_terpilih")
    whole = chosen.sum() if everyone is None else pl.lit(everyone)
    return rows.with_columns(
        pct_terpilih=100 * chosen / pl.col("rt"),
        pangsa_terpilih=pl.when(whole > 0).then(100 * chosen / whole),
    )
