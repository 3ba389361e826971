"""The join audit: every unit that lacks something, by name, and what explains it."""

from collections.abc import Collection

import polars as pl

from dampingan.regions.boundary_report import BoundaryReport
from dampingan.regions.reference import TAHUN_IDM, units
from dampingan.snapshot import Snapshot

SPLIT_LATER = "33.27.03.2013"
"""Sodong Basari: split from Sikasur after the decree of 2022, without BPS code and outline."""

COLUMNS = ("masalah", "kode_desa", "nama", "kecamatan", "periode", "penjelasan")


def join_audit(
    snapshots: Collection[Snapshot],
    outlines: Collection[str] | None = None,
    boundaries: BoundaryReport | None = None,
) -> pl.DataFrame:
    """Return every unit that lacks a BPS code, IDM, rows or outline, is doubled, or spelled otherwise.

    Args:
        snapshots: the published periods.
        outlines: ``kode_desa`` with an official outline, or None where only the schematic map is loaded.
        boundaries: the report of the official boundaries, if any are loaded.

    Returns:
        ``COLUMNS``; ``penjelasan`` is empty where nothing explains the finding (strict mode fails on these).
    """
    reference = units()
    found = [_lacking("tanpa kode BPS", reference.filter(pl.col("kode_bps").is_null()), "")]
    if outlines is not None:
        without = reference.filter(~pl.col("kode_desa").is_in(list(outlines)))
        found.append(_lacking("tanpa batas resmi", without, ""))
    if boundaries is not None:
        found.append(_of_boundaries(boundaries))
    for snapshot in snapshots:
        period = snapshot.manifest.periode
        no_idm = snapshot.desa.filter(pl.col("idm").is_null())
        counted = snapshot.cube["kode_desa"].unique().to_list()
        found.append(_lacking(f"tanpa IDM {TAHUN_IDM}", no_idm, period))
        found.append(_lacking("tanpa baris data", snapshot.desa.filter(~pl.col("kode_desa").is_in(counted)), period))
    return pl.concat(found).unique(maintain_order=True).select(COLUMNS)


def _of_boundaries(report: BoundaryReport) -> pl.DataFrame:
    spelled = [("ejaan lain di batas", u, f"tertulis {u.nama_berkas}, kodenya cocok") for u in report.name_differences]
    doubled = [("ganda di batas", u, "bagian-bagiannya digabung") for u in report.merged]
    rows = [(what, u.kode_desa, u.nama, u.kecamatan, "", why) for what, u, why in [*spelled, *doubled]]
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def unmatched_places(snapshots: Collection[Snapshot]) -> list[tuple[str, str]]:
    """Return (period, code and name as delivered) of every place that matched no unit."""
    return [(s.manifest.periode, place) for s in snapshots for place in s.quality.wilayah_tak_cocok]


def _lacking(problem: str, rows: pl.DataFrame, period: str) -> pl.DataFrame:
    table = rows.select("kode_desa", "nama", "kecamatan", "jenis")
    explained = [_explanation(problem, row["kode_desa"], row["jenis"]) for row in table.to_dicts()]
    return table.drop("jenis").with_columns(
        pl.Series("penjelasan", explained, pl.String), masalah=pl.lit(problem), periode=pl.lit(period)
    ).select(COLUMNS)  # fmt: skip


def _explanation(problem: str, code: str, kind: str) -> str:
    if problem.startswith("tanpa IDM") and kind == "kelurahan":
        return "IDM tidak berlaku untuk kelurahan"
    if code == SPLIT_LATER:
        return "dimekarkan dari Sikasur setelah keputusan 2022"
    return ""
