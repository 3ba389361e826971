"""How the desa of a kecamatan differ among themselves, in any figure of the per-desa table."""

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from dampingan.measures.desa_merah import quantile

_SUMMARY = {"kecamatan": pl.String, "unit": pl.Int64, "unit_tanpa_nilai": pl.Int64,
            **dict.fromkeys(("terendah", "kuartil_1", "median", "kuartil_3", "tertinggi"), pl.Float64)}  # fmt: skip
_QUARTERS = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))


@dataclass(frozen=True)
class Distribution:
    """The units and the summary of each kecamatan, both from the kecamatan with the highest median down.

    ``unit``: ``kecamatan``, ``kode_desa``, ``nama``, ``jenis``, ``nilai``, units without a value left out.
    ``ringkasan``: ``kecamatan``, ``unit`` (with a value), ``unit_tanpa_nilai``, ``terendah``, ``kuartil_1``,
    ``median``, ``kuartil_3``, ``tertinggi``; null where no unit has a value.
    """

    unit: pl.DataFrame
    ringkasan: pl.DataFrame


def distribution(table: pl.DataFrame, column: str) -> Distribution:
    """Return how a figure spreads over the units of each kecamatan.

    Quartiles are interpolated between neighbours, like the thresholds of desa merah: of 1, 2, 3, 4 the median
    is 2.5 and the quartiles 1.75 and 3.25.

    Args:
        table: ``desa_table``, or another table with a row per unit (``kecamatan, kode_desa, nama, jenis``).
        column: the figure.
    """
    told = table.select("kecamatan", "kode_desa", "nama", "jenis", nilai=pl.col(column).cast(pl.Float64))
    rows = [_summary_row(str(name), part["nilai"]) for (name,), part in told.group_by("kecamatan")]
    summary = pl.DataFrame(rows, schema=_SUMMARY, orient="row").sort(
        ["median", "kecamatan"], descending=[True, False], nulls_last=True
    )
    order = summary.select("kecamatan").with_row_index("_urutan")
    units = told.drop_nulls("nilai").join(order, on="kecamatan").sort("_urutan", "nilai", "kode_desa").drop("_urutan")
    return Distribution(units, summary)


def _summary_row(name: str, values: pl.Series) -> tuple[object, ...]:
    known = values.drop_nulls().to_list()
    spread = [quantile(known, q) for q in _QUARTERS] if known else [None] * len(_QUARTERS)
    return (name, len(known), values.null_count(), *spread)
