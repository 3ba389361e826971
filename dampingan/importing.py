"""From a delivery to a published snapshot: read, check, count, publish."""

import datetime as dt
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import narwhals as nw
import polars as pl

from dampingan.config import settings
from dampingan.cube import build_cube
from dampingan.indicators import RtlhVariant, available
from dampingan.progress import Progress, silent
from dampingan.regions.reference import idm, units
from dampingan.rules import Rules
from dampingan.snapshot import Manifest, Snapshot, SnapshotStore, content_digest, sorted_cube
from dampingan.sources.delivery import Delivery, period_end, read_delivery

Engine = Literal["polars", "spark"]


def import_delivery(
    ruta: Path,
    art: Path,
    *,
    period: str,
    store: SnapshotStore,
    rules: Rules,
    dialect_name: str = "auto",
    engine: Engine = "polars",
    families: Mapping[str, int] | None = None,
    progress: Progress = silent,
    keep_households: bool | None = None,
) -> Manifest:
    """Check a household and a member file, count them and publish the period's snapshot.

    Args:
        ruta: household file.
        art: member file.
        period: year ``2024`` or year and month ``2024-06``.
        store: where the snapshot is published.
        rules: the rules in force; the RTLH variant is counted into the cube.
        dialect_name: a dialect, or ``auto``.
        engine: ``polars``, or ``spark`` for data that live on a cluster.
        families: all families of each unit (``kode_desa`` to number), the denominator of ``pct_desil1_kk``.
        progress: receives the share done (0-1) and what is being done.
        keep_households: whether the restricted files are kept (``restricted``); None: as the settings say.

    Raises:
        SourceError: a fatal problem; nothing is changed.
    """
    on = period_end(period)
    keep = households_kept() if keep_households is None else keep_households
    delivery = read_delivery(
        ruta, art, dialect_name=dialect_name, on=on, identities=keep,
        progress=lambda share, what: progress(0.75 * share, what),
    )  # fmt: skip
    progress(0.78, "Menghitung kubus pola")
    with ThreadPoolExecutor(max_workers=1) as aside:
        # Most of writing is compressing and waiting for the disk, so it costs little beside the counting.
        writing = aside.submit(store.restricted.write, delivery)
        snapshot = make_snapshot(delivery, period=period, rules=rules, engine=engine, families=families)
    progress(0.95, "Menerbitkan")
    waiting = writing.result()
    try:
        manifest = store.publish(snapshot, restricted=waiting)
    finally:
        if waiting:
            waiting.discard()
    progress(1.0, "Selesai")
    return manifest


def households_kept() -> bool:
    """Tell whether this installation keeps the restricted files that a Musdes form is made from."""
    return settings().simpan_terbatas


def make_snapshot(
    delivery: Delivery,
    *,
    period: str,
    rules: Rules,
    engine: Engine = "polars",
    families: Mapping[str, int] | None = None,
) -> Snapshot:
    """Count a delivery into a snapshot that is not yet published."""
    rtlh = rules.rtlh.varian
    told = _available(delivery, rtlh)
    cube = sorted_cube(_count(delivery, told, rtlh, engine))
    desa = unit_frame(families)
    manifest = Manifest(
        periode=period,
        dialek=delivery.dialect.nama,
        sumber=delivery.dialect.judul,
        unit=delivery.dialect.unit,
        contoh=delivery.report.contoh,
        versi_aturan=rules.versi,
        rtlh=rtlh,
        tersedia=told,
        keterangan_indikator=delivery.dialect.indikator,
        berkas=delivery.report.berkas,
        rt=int(cube["rt"].sum()),
        jiwa=int(cube["jiwa"].sum()),
        rt_per_desil=dict(cube.group_by("desil").agg(pl.col("rt").sum()).sort("desil").iter_rows()),
        desa_berdata=cube["kode_desa"].n_unique(),
        digest="",
        mesin=engine,
        diterbitkan=dt.datetime.now(dt.UTC),
    )
    digest = content_digest(cube, desa, manifest.model_dump())
    manifest = manifest.model_copy(update={"digest": digest})
    return Snapshot(manifest, cube, desa, delivery.report)


def unit_frame(families: Mapping[str, int] | None = None) -> pl.DataFrame:
    """Return the units as a snapshot keeps them: codes, names, IDM, and all families where given."""
    kk = pl.DataFrame(
        {"kode_desa": list(families or {}), "kk": list((families or {}).values())},
        schema={"kode_desa": pl.String, "kk": pl.Int64},
    )
    return (
        units()
        .select("kode_desa", "kode_bps", "nama", "kecamatan", "jenis")
        .join(idm(), on="kode_desa", how="left")
        .join(kk, on="kode_desa", how="left")
        .sort("kode_desa")
    )


def _available(delivery: Delivery, rtlh: RtlhVariant) -> tuple[str, ...]:
    told = {
        name: [c for c in frame.columns if frame[c].null_count() < frame.height]
        for name, frame in (("ruta", delivery.households), ("art", delivery.members))
    }
    possible = available(told["ruta"], told["art"], rtlh)
    return tuple(k for k in possible if delivery.dialect.indikator[k].ketersediaan != "tidak")


def _count(delivery: Delivery, told: tuple[str, ...], rtlh: RtlhVariant, engine: Engine) -> pl.DataFrame:
    if engine == "spark":
        from dampingan.spark import count_on_spark

        return count_on_spark(delivery.households, delivery.members, told, rtlh)
    counted = build_cube(
        nw.from_native(delivery.households.lazy()), nw.from_native(delivery.members.lazy()),
        available=told, rtlh=rtlh,
    )  # fmt: skip
    frame: pl.DataFrame = counted.to_native().collect()
    return frame
