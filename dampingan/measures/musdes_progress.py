"""How far the Musdes have come: for each unit its last finished meeting, and the results of all of them in numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

NOT_HELD, PLANNED, HELD = "belum", "direncanakan", "selesai"
STATES = {HELD: "Selesai", PLANNED: "Direncanakan", NOT_HELD: "Belum ada"}
"""The states in words."""
NOT_VERIFIED = "belum"
"""The result (``terms.STATUS_VERIFIKASI``) of a household that no meeting has decided on."""
_COUNTS = {"terverifikasi": pl.Int64, "valid": pl.Int64, "keluar": pl.Int64, "usulan_baru": pl.Int64,
           "belum": pl.Int64}  # fmt: skip


@dataclass(frozen=True)
class MusdesFrames:
    """What is recorded of the Musdes: records of ``Musdes``, ``MusdesHasil`` and ``MusdesRuta``."""

    meetings: pl.DataFrame
    results: pl.DataFrame
    households: pl.DataFrame


def progress(units: pl.DataFrame, records: MusdesFrames, *, period: str, leaving: Collection[str]) -> pl.DataFrame:
    """Return for each unit how far its Musdes about a period is.

    Args:
        units: ``kode_desa, nama, kecamatan`` of the units to tell about.
        records: what is recorded of the Musdes.
        period: the period of the data that are verified.
        leaving: results that take a household out (rule ``musdes.keluar``).

    Returns:
        A row per unit, in the order given: ``keadaan`` (``NOT_HELD``, ``PLANNED``, ``HELD``), ``tanggal`` of the last
        meeting that counts, ``contoh``; households: ``terverifikasi`` (have a result), ``valid`` (selesai and newly
        proposed, as the official minutes count), ``keluar``, ``usulan_baru``, ``belum``. Null where no meeting is
        finished.
    """
    last = _last(records.meetings, period)
    counted = _counted(_standing(records, period), leaving)
    return (
        units.select("kode_desa", "nama", "kecamatan")
        .join(last, on="kode_desa", how="left", maintain_order="left")
        .join(counted, on="kode_desa", how="left", maintain_order="left")
        .with_columns(pl.col("keadaan").fill_null(NOT_HELD))
        .drop("id_musdes")
    )


def results_of(codes: Collection[str], records: MusdesFrames, *, period: str) -> dict[str, int]:
    """Return the households by result as they stand after the finished meetings of each unit, summed over the units.

    Args:
        codes: the units, by ``kode_desa``.
        records: what is recorded of the Musdes.
        period: the period of the data that are verified.
    """
    own = _standing(records, period).filter(pl.col("kode_desa").is_in(list(codes)))
    return {str(status): int(rt) for status, rt in own.group_by("status").agg(pl.col("rt").sum()).iter_rows()}


def last_known(rows: pl.DataFrame, household: Sequence[str]) -> pl.DataFrame:
    """Return a row per household: its last result; "not yet verified" only where no meeting had a result.

    Args:
        rows: ``status`` and ``urutan`` (of the meeting, rising with time), and what a household is known by.
        household: the columns by which a household is known.
    """
    return (
        rows.sort(pl.col("status") != NOT_VERIFIED, "urutan", maintain_order=True)
        .group_by(*household, maintain_order=True)
        .last()
    )


def _standing(records: MusdesFrames, period: str) -> pl.DataFrame:
    """Return ``kode_desa, status, rt`` after all finished meetings of a period.

    Households count by their last result; the numbers of the last meeting alone where no household is known.
    """
    held = records.meetings.filter((pl.col("periode") == period) & (pl.col("status") == HELD))
    held = held.select("kode_desa", id_musdes="id", urutan="tanggal")
    homes = last_known(records.households.join(held, on="id_musdes"), ("kode_desa", "id_ruta_ref"))
    detailed = homes.group_by("kode_desa", "status").agg(rt=pl.len().cast(pl.Int64))
    last = held.join(homes, on="kode_desa", how="anti").sort("urutan").group_by("kode_desa").last()
    numbers = records.results.join(last, on="id_musdes").select("kode_desa", "status", pl.col("rt").cast(pl.Int64))
    return pl.concat([detailed, numbers])


def _last(meetings: pl.DataFrame, period: str) -> pl.DataFrame:
    """Return for each unit the meeting that counts: the last finished one, else the last planned one."""
    own = meetings.filter((pl.col("periode") == period) & (pl.col("status") != "batal"))
    return (
        own.with_columns(_selesai=pl.col("status") == HELD)
        .sort("_selesai", "tanggal")
        .group_by("kode_desa", maintain_order=True)
        .last()
        .select("kode_desa", "tanggal", "contoh", id_musdes="id", keadaan="status")
    )


def _counted(results: pl.DataFrame, leaving: Collection[str]) -> pl.DataFrame:
    def households(*status: str) -> pl.Expr:
        return pl.col("rt").filter(pl.col("status").is_in(list(status))).sum().cast(pl.Int64)

    if results.is_empty():
        return pl.DataFrame(schema={"kode_desa": pl.String, **_COUNTS})
    return results.group_by("kode_desa").agg(
        terverifikasi=pl.col("rt").filter(~pl.col("status").is_in([NOT_VERIFIED, "usulan_baru"])).sum().cast(pl.Int64),
        valid=households("layak", "mampu", "usulan_baru"),
        keluar=households(*leaving),
        usulan_baru=households("usulan_baru"),
        belum=households(NOT_VERIFIED),
    )
