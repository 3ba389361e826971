"""Who assists which desa: the load of each Perangkat Daerah, the desa without anyone, and those with several."""

from collections.abc import Collection

import polars as pl

from dampingan.measures.gap import known_sum, programmes_counted
from dampingan.measures.overview import heaviest

MOST_UNITS = 3
"""From one unit more a Perangkat Daerah is called overloaded: a rule of this application, not an official one. Three is
what is publicly known of one of them (Bappeda, Keputusan Bupati Pemalang 188.4/275/Tahun 2022)."""
OVERLOAD_WORDS = f"lebih dari {MOST_UNITS} desa/kelurahan (aturan aplikasi, bukan ketentuan resmi)"

_FIGURES = ("kode_desa", "nama", "kecamatan", "jenis", "kelas", "rt_desil1", "pct_desil1")


def running(assignments: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return the assignments (records of ``Penugasan``) that run in a year; one without an end runs on."""
    return assignments.filter(
        (pl.col("tahun_mulai") <= year) & (pl.col("tahun_selesai").is_null() | (pl.col("tahun_selesai") >= year))
    )


def assisted_years(assignments: pl.DataFrame, today: int) -> list[int]:
    """Return the years in which any assignment runs, newest first; those without an end run until ``today``.

    Args:
        assignments: records of ``Penugasan``.
        today: the year it is.
    """
    years: set[int] = set()
    for first, last in assignments.select("tahun_mulai", "tahun_selesai").unique().iter_rows():
        years.update(range(first, (max(first, today) if last is None else last) + 1))
    return sorted(years, reverse=True)


def pairs(assignments: pl.DataFrame, year: int, codes: Collection[str] | None = None) -> pl.DataFrame:
    """Return who assists which unit in a year: ``kode_desa, id_perangkat_daerah``, each pair once.

    ``codes``: only these units, None for all.
    """
    kept = running(assignments, year)
    if codes is not None:
        kept = kept.filter(pl.col("kode_desa").is_in(list(codes)))
    return kept.select("kode_desa", "id_perangkat_daerah").unique(maintain_order=True)


def agency_load(
    assignments: pl.DataFrame, offices: pl.DataFrame, table: pl.DataFrame, programmes: pl.DataFrame,
    follow_ups: pl.DataFrame, *, year: int,
) -> pl.DataFrame:  # fmt: skip
    """Return what each Perangkat Daerah carries, also those without a unit; who has most units comes first.

    Args:
        assignments: records of ``Penugasan``.
        offices: records of ``PerangkatDaerah``.
        table: rows of ``desa_table``: the units looked at.
        programmes: records of ``Program``; counted are those in these units in the year, not cancelled.
        follow_ups: rows of ``follow_up.follow_ups``.
        year: the year of assignments and programmes.

    Returns:
        ``id, nama, singkatan, kelompok``; ``desa`` units assisted among those looked at, ``desa_semua`` anywhere,
        ``berlebih`` whether the latter is more than ``MOST_UNITS``; ``merah``, ``rt_desil1`` (households of those that
        have data, null where none has) and ``tanpa_data`` of the units looked at; ``program``, ``pagu`` of its own
        programmes there; ``belum_selesai, terlambat`` follow-ups.
    """
    codes = table["kode_desa"].to_list()
    figures = table.select("kode_desa", "kelas", "rt_desil1")
    here = pairs(assignments, year, codes).join(figures, on="kode_desa").group_by("id_perangkat_daerah").agg(
        pl.len().cast(pl.Int64).alias("desa"),
        (pl.col("kelas") == "merah").sum().cast(pl.Int64).alias("merah"),
        known_sum("rt_desil1"),
        pl.col("rt_desil1").null_count().cast(pl.Int64).alias("tanpa_data"),
    )  # fmt: skip
    everywhere = pairs(assignments, year).group_by("id_perangkat_daerah").agg(
        pl.len().cast(pl.Int64).alias("desa_semua")
    )  # fmt: skip
    own = programmes_counted(programmes, [year], codes=codes).group_by("id_perangkat_daerah").agg(
        pl.len().cast(pl.Int64).alias("program"), known_sum("pagu")
    )  # fmt: skip
    to_do = follow_ups.group_by("id_perangkat_daerah").agg(pl.col("belum_selesai", "terlambat").sum().cast(pl.Int64))
    counts = ("desa", "desa_semua", "merah", "tanpa_data", "program", "belum_selesai", "terlambat")
    told = offices.select(pl.col("id").alias("id_perangkat_daerah"), "nama", "singkatan", "kelompok")
    for part in (here, everywhere, own, to_do):
        told = told.join(part, on="id_perangkat_daerah", how="left")
    return (
        told.with_columns(pl.col(counts).fill_null(0))
        .with_columns(berlebih=pl.col("desa_semua") > MOST_UNITS)
        .rename({"id_perangkat_daerah": "id"})
        .sort(["desa", "rt_desil1", "nama"], descending=[True, True, False], nulls_last=True)
    )


def unassisted(
    assignments: pl.DataFrame, wanted: Collection[str], table: pl.DataFrame, *, year: int
) -> pl.DataFrame:  # fmt: skip
    """Return those of the units looked at that should be assisted and have nobody, most desil-1 households first.

    Args:
        assignments: records of ``Penugasan``.
        wanted: ``kode_desa`` of the units that should be assisted.
        table: rows of ``desa_table``: the units looked at.
        year: the year of the assignments.
    """
    helped = pairs(assignments, year)["kode_desa"].to_list()
    return (
        table.filter(pl.col("kode_desa").is_in(list(wanted)) & ~pl.col("kode_desa").is_in(helped))
        .select(_FIGURES)
        .sort(["rt_desil1", "kode_desa"], descending=[True, False], nulls_last=True)
    )


def shared(assignments: pl.DataFrame, offices: pl.DataFrame, table: pl.DataFrame, *, year: int) -> pl.DataFrame:
    """Return the units looked at that several assist: their figures and ``perangkat`` (names, sorted).

    Args as of ``agency_load``.
    """
    named = offices.select(pl.col("id").alias("id_perangkat_daerah"), pl.coalesce("singkatan", "nama").alias("_nama"))
    many = (
        pairs(assignments, year)
        .join(named, on="id_perangkat_daerah")
        .group_by("kode_desa")
        .agg(pl.col("_nama").sort().alias("perangkat"))
        .filter(pl.col("perangkat").list.len() > 1)
    )
    return (
        table.select(_FIGURES)
        .join(many, on="kode_desa")
        .sort([pl.col("perangkat").list.len(), "rt_desil1", "kode_desa"], descending=[True, True, False])
    )


def agency_units(table: pl.DataFrame, gaps: pl.DataFrame, stages: pl.DataFrame) -> pl.DataFrame:
    """Return the figures of an agency's units, most desil-1 households first.

    Args:
        table: rows of ``desa_table`` of its units.
        gaps: of ``gap_totals.by_unit``.
        stages: of ``stages.stage_table``.

    Returns:
        ``kode_desa, nama, kecamatan, jenis, kelas, rt_desil1, pct_desil1``; ``terberat`` the indicator with the
        highest share (null without data), ``rt_terberat, pct_terberat``; ``tahap`` (null for none), ``terlambat``;
        ``merah`` needs without a programme.
    """
    worst = [heaviest(row) for row in table.to_dicts()]
    return (
        table.select(_FIGURES)
        .with_columns(
            pl.Series("terberat", [w and w.kode for w in worst], pl.String),
            pl.Series("rt_terberat", [w and w.rt for w in worst], pl.Int64),
            pl.Series("pct_terberat", [w and w.pct for w in worst], pl.Float64),
        )
        .join(stages.select("kode_desa", "tahap", "terlambat"), on="kode_desa", how="left")
        .join(gaps.select("kode_desa", "merah"), on="kode_desa", how="left")
        .with_columns(pl.col("terlambat").fill_null(value=False), pl.col("merah").fill_null(0))
        .sort(["rt_desil1", "kode_desa"], descending=[True, False], nulls_last=True)
    )
