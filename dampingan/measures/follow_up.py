"""Follow-ups agreed in FGDs: whose they are, in what state, and which are overdue on a given day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from dampingan.records.terms import KEADAAN_TINDAK_LANJUT
from dampingan.regions.reference import units

OPEN = ("terbuka", "berjalan")
"""States in which something is still to be done."""
NOBODY = "Belum ditentukan"
SOON = 30
"""Days within which a due date is near."""


@dataclass(frozen=True)
class FollowUpCounts:
    """Follow-ups by state; ``belum_selesai`` are the open and running ones.

    Of those ``terlambat`` are overdue, and ``segera`` are due within the next ``SOON`` days.
    """

    jumlah: int
    terbuka: int
    berjalan: int
    selesai: int
    batal: int
    belum_selesai: int
    terlambat: int
    segera: int


def talks_about(
    talks: pl.DataFrame, assignments: pl.DataFrame, codes: Collection[str] | None, *, day: dt.date
) -> pl.DataFrame:
    """Return the FGDs held up to a day that are about some units, newest first.

    An FGD is about its desa; without one about its kecamatan; without either about the desa that its Perangkat Daerah
    is assigned to.

    Args:
        talks: records of ``Fgd``.
        assignments: records of ``Penugasan``.
        codes: ``kode_desa`` of the units, None for all.
        day: FGDs after it are left out.
    """
    held = talks.filter(pl.col("tanggal") <= day).sort(["tanggal", "id"], descending=[True, False])
    if codes is None:
        return held
    wanted = list(codes)
    places = units().filter(pl.col("kode_desa").is_in(wanted))["kode_kecamatan"].unique().to_list()
    offices = assignments.filter(pl.col("kode_desa").is_in(wanted))["id_perangkat_daerah"].unique().to_list()
    about = (
        pl.when(pl.col("kode_desa").is_not_null())
        .then(pl.col("kode_desa").is_in(wanted))
        .when(pl.col("kode_kecamatan").is_not_null())
        .then(pl.col("kode_kecamatan").is_in(places))
        .otherwise(pl.col("id_perangkat_daerah").is_in(offices))
    )
    return held.filter(about)


def units_discussed(talks: pl.DataFrame, assignments: pl.DataFrame, *, day: dt.date) -> list[str]:
    """Return the units that an FGD up to a day was about (as ``talks_about``), by ``kode_desa``.

    Args:
        talks: records of ``Fgd``.
        assignments: records of ``Penugasan``.
        day: FGDs after it do not count.
    """
    held = talks.filter(pl.col("tanggal") <= day)
    wider = held.filter(pl.col("kode_desa").is_null())
    of_office = wider.filter(pl.col("kode_kecamatan").is_null()).select("id_perangkat_daerah")
    found = [
        held.select("kode_desa"),
        units().join(wider.select("kode_kecamatan"), on="kode_kecamatan", how="semi").select("kode_desa"),
        assignments.join(of_office, on="id_perangkat_daerah", how="semi").select("kode_desa"),
    ]
    codes: list[str] = pl.concat(found)["kode_desa"].drop_nulls().unique().sort().to_list()
    return codes


def follow_ups(items: pl.DataFrame, talks: pl.DataFrame, offices: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return the follow-ups of some FGDs with their owner and whether they are overdue on a day.

    The state is the one recorded now; only what is overdue is judged on the day.

    Args:
        items: records of ``TindakLanjut``.
        talks: the FGDs that are looked at.
        offices: records of ``PerangkatDaerah``.
        day: the day of the report.

    Returns:
        ``id, versi, id_fgd, tanggal, kode_desa, kode_kecamatan, uraian, id_perangkat_daerah, penanggung, tenggat,
        keadaan, keterangan, contoh, belum_selesai, terlambat, hari_lewat``: the most overdue first, then by due date.
        ``penanggung`` is the Perangkat Daerah, or the other institution; ``hari_lewat`` is null where not overdue.
    """
    of_talk = talks.select("tanggal", "kode_desa", "kode_kecamatan", id_fgd="id")
    of_office = offices.select(pl.col("id").alias("id_perangkat_daerah"), pl.col("nama").alias("perangkat"))
    still = pl.col("keadaan").is_in(OPEN)
    late = still & (pl.col("tenggat") < day).fill_null(value=False)
    return (
        items.join(of_talk, on="id_fgd", how="inner")
        .join(of_office, on="id_perangkat_daerah", how="left")
        .with_columns(
            penanggung=pl.coalesce("perangkat", "penanggung_jawab", pl.lit(NOBODY)),
            belum_selesai=still,
            terlambat=late,
            hari_lewat=pl.when(late).then((pl.lit(day) - pl.col("tenggat")).dt.total_days()),
        )
        .select(
            "id", "versi", "id_fgd", "tanggal", "kode_desa", "kode_kecamatan", "uraian", "id_perangkat_daerah",
            "penanggung", "tenggat", "keadaan", "keterangan", "contoh", "belum_selesai", "terlambat", "hari_lewat",
        )
        .sort(["belum_selesai", "tenggat", "id"], descending=[True, False, False], nulls_last=True)
    )  # fmt: skip


def counts(rows: pl.DataFrame, *, day: dt.date) -> FollowUpCounts:
    """Return how many follow-ups there are in each state.

    Args:
        rows: of ``follow_ups`` on that day.
        day: the day of the report.
    """
    near = pl.col("tenggat").is_between(day, day + dt.timedelta(SOON))
    by_state = {state: rows.filter(pl.col("keadaan") == state).height for state in KEADAAN_TINDAK_LANJUT}
    return FollowUpCounts(
        jumlah=rows.height, **by_state, belum_selesai=int(rows["belum_selesai"].sum()),
        terlambat=int(rows["terlambat"].sum()), segera=rows.filter(pl.col("belum_selesai") & near).height,
    )  # fmt: skip


def by_owner(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the follow-ups of each owner, who has most overdue first.

    Args:
        rows: of ``follow_ups``.

    Returns:
        ``penanggung, jumlah, terbuka, berjalan, selesai, batal, belum_selesai, tepat_waktu, terlambat, tanpa_tenggat,
        terlama``: counts; ``tepat_waktu`` is still to be done and not overdue, ``tanpa_tenggat`` still to be done
        without a due date, ``terlama`` the most days overdue (null without any).
    """
    states = [(pl.col("keadaan") == state).sum().cast(pl.Int64).alias(state) for state in KEADAAN_TINDAK_LANJUT]
    still, late = pl.col("belum_selesai"), pl.col("terlambat")
    return (
        rows.group_by("penanggung")
        .agg(
            pl.len().cast(pl.Int64).alias("jumlah"),
            *states,
            still.sum().cast(pl.Int64).alias("belum_selesai"),
            (still & ~late).sum().cast(pl.Int64).alias("tepat_waktu"),
            late.sum().cast(pl.Int64).alias("terlambat"),
            (still & pl.col("tenggat").is_null()).sum().cast(pl.Int64).alias("tanpa_tenggat"),
            pl.col("hari_lewat").max().alias("terlama"),
        )
        .sort(["terlambat", "belum_selesai", "penanggung"], descending=[True, True, False])
    )
