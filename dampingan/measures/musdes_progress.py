"""How far the Musdes have come: for each unit its last finished meeting, and the results in numbers."""

from collections.abc import Collection

import polars as pl

NOT_HELD, PLANNED, HELD = "belum", "direncanakan", "selesai"
STATES = {HELD: "Selesai", PLANNED: "Direncanakan", NOT_HELD: "Belum ada"}
"""The states in words."""
_OUT = ("mampu", "meninggal", "pindah", "tidak_ditemukan", "ganda")
_COUNTS = {"terverifikasi": pl.Int64, "valid": pl.Int64, "keluar": pl.Int64, "usulan_baru": pl.Int64,
           "belum": pl.Int64}  # fmt: skip


def progress(units: pl.DataFrame, meetings: pl.DataFrame, results: pl.DataFrame, *, period: str) -> pl.DataFrame:
    """Return for each unit how far its Musdes about a period is.

    Args:
        units: ``kode_desa, nama, kecamatan`` of the units to tell about.
        meetings: records of ``Musdes``.
        results: records of ``MusdesHasil``.
        period: the period of the data that are verified.

    Returns:
        A row per unit, in the order given: ``keadaan`` (``NOT_HELD``, ``PLANNED``, ``HELD``), ``tanggal`` of the last
        meeting that counts, ``contoh``; households: ``terverifikasi`` (have a result), ``valid`` (selesai and newly
        proposed, as the official minutes count), ``keluar`` (capable, gone, double), ``usulan_baru``, ``belum``. Null
        where no meeting is finished.
    """
    last = _last(meetings, period)
    counted = _counted(results.join(last.filter(pl.col("keadaan") == HELD), on="id_musdes", how="semi"))
    return (
        units.select("kode_desa", "nama", "kecamatan")
        .join(last, on="kode_desa", how="left", maintain_order="left")
        .join(counted, on="id_musdes", how="left", maintain_order="left")
        .with_columns(pl.col("keadaan").fill_null(NOT_HELD))
        .drop("id_musdes")
    )


def results_of(codes: Collection[str], meetings: pl.DataFrame, results: pl.DataFrame, *, period: str) -> dict[str, int]:
    """Return the households by result, summed over the last finished meeting of each unit.

    Args:
        codes: the units, by ``kode_desa``.
        meetings: records of ``Musdes``.
        results: records of ``MusdesHasil``.
        period: the period of the data that are verified.
    """
    last = _last(meetings.filter(pl.col("kode_desa").is_in(list(codes))), period).filter(pl.col("keadaan") == HELD)
    own = results.join(last, on="id_musdes", how="semi")
    return {str(status): int(rt) for status, rt in own.group_by("status").agg(pl.col("rt").sum()).iter_rows()}


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


def _counted(results: pl.DataFrame) -> pl.DataFrame:
    def households(*status: str) -> pl.Expr:
        return pl.col("rt").filter(pl.col("status").is_in(list(status))).sum().cast(pl.Int64)

    if results.is_empty():
        return pl.DataFrame(schema={"id_musdes": pl.String, **_COUNTS})
    return results.group_by("id_musdes").agg(
        terverifikasi=pl.col("rt").filter(~pl.col("status").is_in(["belum", "usulan_baru"])).sum().cast(pl.Int64),
        valid=households("layak", "mampu", "usulan_baru"),
        keluar=households(*_OUT),
        usulan_baru=households("usulan_baru"),
        belum=households("belum"),
    )
