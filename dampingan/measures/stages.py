"""The stages of assisting desa: how far each one is, what is due next, what is overdue, what does not fit together."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dampingan.records.terms import TAHAP

STAGES = tuple(TAHAP)
NONE_YET = "belum"
"""Of a desa that is assigned but has no stage."""
MANY = "; "
"""Between the names of several Perangkat Daerah."""

_RANKS = {stage: rank for rank, stage in enumerate(STAGES)}


@dataclass(frozen=True)
class StageCounts:
    """How many desa are assisted, how many are at each stage (``NONE_YET``: none recorded), how many overdue."""

    desa: int
    per_tahap: dict[str, int]
    terlambat: int

    def from_stage(self, stage: str) -> int:
        """Return how many desa are at a stage or further."""
        return sum(self.per_tahap[further] for further in STAGES[_RANKS[stage] :])


def period_years(periode: str) -> tuple[int, int] | None:
    """Return the first and last year of a programme's period; None where it names no year.

    >>> period_years("2022-2024"), period_years("2025"), period_years("lanjutan")
    ((2022, 2024), (2025, 2025), None)
    """
    years = [int(y) for y in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", periode)]
    return (min(years), max(years)) if years else None


def programme_periods(stages: pl.DataFrame, assignments: pl.DataFrame) -> list[str]:
    """Return the periods of the programme that are recorded, newest first.

    Args:
        stages: records of ``Tahap``.
        assignments: records of ``Penugasan``; a period of their years is added where no stage covers it.
    """
    named = stages["periode_program"].unique().to_list()
    covered = [years for years in map(period_years, named) if years]
    spans = assignments.filter(pl.col("tahun_selesai").is_not_null()).select("tahun_mulai", "tahun_selesai").unique()
    for first, last in spans.iter_rows():
        if not any(a <= first and last <= b for a, b in covered):
            named.append(f"{first}-{last}")
    return sorted(named, key=lambda p: (period_years(p) or (0, 0), p), reverse=True)


def next_stage(stage: str | None) -> str | None:
    """Return the stage after one (None: before the first), or None after the last.

    >>> next_stage(None), next_stage("dinilai"), next_stage("pemantauan")
    ('terpilih', 'musdes', None)
    """
    rank = -1 if stage is None else _RANKS[stage]
    return STAGES[rank + 1] if rank + 1 < len(STAGES) else None


def companions(assignments: pl.DataFrame, offices: pl.DataFrame, periode: str) -> pl.DataFrame:
    """Return who assists each unit in a programme's period: ``kode_desa, perangkat`` (names, ``MANY`` between).

    Args:
        assignments: records of ``Penugasan``.
        offices: records of ``PerangkatDaerah``.
        periode: the programme's period; an assignment counts where its years meet those of the period.
    """
    years = period_years(periode)
    first, last = years or (0, -1)
    meets = (pl.col("tahun_mulai") <= last) & (pl.col("tahun_selesai").fill_null(last) >= first)
    named = offices.select(pl.col("id").alias("id_perangkat_daerah"), pl.col("nama").alias("perangkat"))
    return (
        assignments.filter(meets)
        .join(named, on="id_perangkat_daerah", how="inner")
        .group_by("kode_desa")
        .agg(pl.col("perangkat").unique().sort().str.join(MANY))
        .sort("kode_desa")
    )


def stage_table(stages: pl.DataFrame, assisted: pl.DataFrame, *, periode: str, day: dt.date) -> pl.DataFrame:
    """Return how far each assisted desa is on a day.

    Args:
        stages: records of ``Tahap``.
        assisted: of ``companions``; a desa with a stage but without a companion is assisted as well.
        periode: the programme's period.
        day: the day of the report; what is dated later has not been reached.

    Returns:
        ``kode_desa, perangkat`` (null without anyone), ``tahap`` (the furthest reached, null for none), ``tanggal``
        (when), ``berikut`` (the next stage that has a due date, else the one after ``tahap``), ``tenggat`` (its due
        date), ``terlambat``, ``hari_lewat`` (null where not overdue), ``contoh`` (its stages are samples).
    """
    own = stages.filter(pl.col("periode_program") == periode).with_columns(
        urut=pl.col("tahap").replace_strict(_RANKS, return_dtype=pl.Int64),
        tercapai=(pl.col("tanggal") <= day).fill_null(value=False),
    )
    reached = own.filter("tercapai").sort("urut").group_by("kode_desa", maintain_order=True).last()
    reached = reached.select("kode_desa", "tahap", "tanggal", pl.col("urut").alias("sampai"))
    due = (
        own.filter(~pl.col("tercapai") & pl.col("tenggat").is_not_null())
        .join(reached.select("kode_desa", "sampai"), on="kode_desa", how="left")
        .filter(pl.col("urut") > pl.col("sampai").fill_null(-1))
        .sort("tenggat", "urut")
        .group_by("kode_desa", maintain_order=True)
        .first()
        .select("kode_desa", pl.col("tahap").alias("berikut"), "tenggat")
    )
    sample = own.group_by("kode_desa").agg(pl.col("contoh").all())
    late = (pl.col("tenggat") < day).fill_null(value=False)
    after = pl.col("tahap").replace_strict({s: next_stage(s) for s in STAGES}, return_dtype=pl.String)
    return (
        pl.concat([own.select("kode_desa"), assisted.select("kode_desa")])
        .unique()
        .join(assisted, on="kode_desa", how="left")
        .join(reached.drop("sampai"), on="kode_desa", how="left")
        .join(due, on="kode_desa", how="left")
        .join(sample, on="kode_desa", how="left")
        .with_columns(
            berikut=pl.coalesce("berikut", pl.when(pl.col("tahap").is_null()).then(pl.lit(STAGES[0])).otherwise(after)),
            terlambat=late,
            hari_lewat=pl.when(late).then((pl.lit(day) - pl.col("tenggat")).dt.total_days()),
            contoh=pl.col("contoh").fill_null(value=False),
        )
        .select("kode_desa", "perangkat", "tahap", "tanggal", "berikut", "tenggat", "terlambat", "hari_lewat", "contoh")
        .sort("kode_desa")
    )


def stage_counts(table: pl.DataFrame) -> StageCounts:
    """Return how many desa of a ``stage_table`` are at each stage, in the programme's order, ``NONE_YET`` first."""
    at = pl.col("tahap").fill_null(NONE_YET)
    per_stage = {stage: table.filter(at == stage).height for stage in (NONE_YET, *STAGES)}
    return StageCounts(table.height, per_stage, int(table["terlambat"].sum()))


def stage_history(stages: pl.DataFrame, kode_desa: str, periode: str) -> pl.DataFrame:
    """Return the six stages of a desa in their order: ``tahap, tanggal, tenggat, keterangan, id, versi, contoh``.

    Null where nothing is recorded of a stage.
    """
    own = stages.filter((pl.col("kode_desa") == kode_desa) & (pl.col("periode_program") == periode))
    told = own.select("tahap", "tanggal", "tenggat", "keterangan", "id", "versi", "contoh")
    return pl.DataFrame({"tahap": STAGES}).join(told, on="tahap", how="left", maintain_order="left")


def stages_within(stages: pl.DataFrame, first: dt.date, last: dt.date) -> pl.DataFrame:
    """Return the stages reached from ``first`` to ``last``, both included: ``kode_desa, tahap, tanggal``, by date."""
    return (
        stages.filter(pl.col("tanggal").is_between(first, last))
        .select("kode_desa", "tahap", "tanggal")
        .sort("tanggal", "kode_desa")
    )


def ranks(stages: Sequence[str]) -> list[int]:
    """Return the place of each stage in the programme's order, from 0."""
    return [_RANKS[stage] for stage in stages]
