"""Concentration of desil 1 against the Indeks Desa Membangun: the four fields of the desa-merah rule."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import polars as pl

from dampingan.measures.desa_merah import thresholds
from dampingan.measures.map_layers import IDM_LIMITS, IDM_STATUS
from dampingan.rules import DesaMerahRule

Axis = Literal["pct_desil1", "rt_desil1"]

FIELDS = {
    (True, True): "Desil 1 terpusat, IDM rendah",
    (True, False): "Desil 1 terpusat, IDM tidak rendah",
    (False, True): "Desil 1 tidak terpusat, IDM rendah",
    (False, False): "Desil 1 tidak terpusat, IDM tidak rendah",
}
"""By (concentrated, low IDM): merah, kuning, kuning, hijau."""


@dataclass(frozen=True)
class Quadrants:
    """The points of the scatter and its two lines.

    ``titik``: desa that have a class: ``kode_desa``, ``nama``, ``kecamatan``, ``nilai`` (the axis), ``idm``,
    ``status_idm``, ``kelas``, ``terpusat``, ``idm_rendah``, ``bidang`` (the field in words).
    ``bidang``: the four fields, in the order of ``FIELDS``: ``bidang``, ``kelas``, ``desa`` (how many),
    ``rt_desil1``.
    """

    titik: pl.DataFrame
    bidang: pl.DataFrame
    ambang: float | None
    """The line across the axis; None where the rule does not look at this axis. Where either measure suffices, a
    desa may be concentrated by the other one and lie below it."""
    idm_batas: float | None
    """The highest IDM that counts as low; None where the low statuses are not the lowest ones in a row."""
    tidak_ditampilkan: int
    """Kelurahan (without IDM by definition) and desa without data or IDM."""
    kelurahan_merah: int
    """Of them, the kelurahan that are merah by desil 1 alone."""


def quadrants(
    table: pl.DataFrame,
    rule: DesaMerahRule,
    axis: Axis = "pct_desil1",
    units: Collection[str] | None = None,
) -> Quadrants:
    """Return where each desa lies, by the class it was given: the scatter and the classes never differ.

    Args:
        table: ``desa_table`` of the whole kabupaten.
        rule: the rule its classes follow.
        axis: what concentration is drawn by.
        units: ``kode_desa`` of the units to show, None for all; the lines are those of the kabupaten.
    """
    low = pl.col("status_idm").is_in(list(rule.status_idm_rendah))
    shown = table if units is None else table.filter(pl.col("kode_desa").is_in(list(units)))
    judged = shown.filter((pl.col("jenis") == "desa") & pl.col("kelas").is_not_null())
    points = judged.with_columns(idm_rendah=low).with_columns(
        # kuning with a low IDM is not concentrated; kuning with another is.
        terpusat=(pl.col("kelas") == "merah") | ((pl.col("kelas") == "kuning") & ~pl.col("idm_rendah"))
    )
    named = points.with_columns(bidang=_field())
    return Quadrants(
        titik=named.select("kode_desa", "nama", "kecamatan", pl.col(axis).cast(pl.Float64).alias("nilai"), "idm",
                           "status_idm", "kelas", "terpusat", "idm_rendah", "bidang"),
        bidang=_fields(named),
        ambang=_line(table, rule, axis),
        idm_batas=low_idm_limit(rule),
        tidak_ditampilkan=shown.height - named.height,
        kelurahan_merah=shown.filter((pl.col("jenis") == "kelurahan") & (pl.col("kelas") == "merah")).height,
    )  # fmt: skip


def _field() -> pl.Expr:
    field = pl.lit(None, pl.String)
    for (concentrated, low), words in FIELDS.items():
        here = (pl.col("terpusat") == concentrated) & (pl.col("idm_rendah") == low)
        field = pl.when(here).then(pl.lit(words)).otherwise(field)
    return field


def _fields(points: pl.DataFrame) -> pl.DataFrame:
    kelas = {(True, True): "merah", (False, False): "hijau"}
    rows = [(words, kelas.get(key, "kuning")) for key, words in FIELDS.items()]
    counted = points.group_by("bidang").agg(desa=pl.len().cast(pl.Int64), rt_desil1=pl.col("rt_desil1").sum())
    frame = pl.DataFrame(rows, schema=["bidang", "kelas"], orient="row")
    return frame.join(counted, on="bidang", how="left", maintain_order="left").with_columns(
        pl.col("desa", "rt_desil1").fill_null(0)
    )


def _line(table: pl.DataFrame, rule: DesaMerahRule, axis: Axis) -> float | None:
    limits = thresholds(table, rule)
    by_axis = {"pct_desil1": ("jumlah", limits.atas_pct), "rt_desil1": ("pangsa", limits.atas_jumlah)}
    other, limit = by_axis[axis]
    return None if rule.kriteria == other else limit


def low_idm_limit(rule: DesaMerahRule) -> float | None:
    """Return the IDM up to which a desa counts as low (Permendesa PDTT 2/2016).

    >>> low_idm_limit(DesaMerahRule())
    0.7072
    """
    low = set(rule.status_idm_rendah)
    lowest = {IDM_STATUS[: number + 1]: limit for number, limit in enumerate(IDM_LIMITS)}
    return next((limit for statuses, limit in lowest.items() if set(statuses) == low), None)
