"""The per-desa table: the one place where a unit's figures are put together."""

from collections.abc import Collection

import polars as pl

from dampingan.measures.concentration import desil1_columns, rank, rank_range
from dampingan.measures.counts import ALL_DESIL, indicator_columns, indicator_counts
from dampingan.measures.desa_merah import classify
from dampingan.regions.reference import TAHUN_IDM
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

BASE_COLUMNS = ("kode_desa", "kode_bps", "nama", "kecamatan", "jenis", "periode", "rt", "jiwa", "rt_desil1",
                "jiwa_desil1", "pct_desil1", "pangsa_desil1", "lq_desil1", "peringkat", "idm", "status_idm",
                "kelas")  # fmt: skip
"""The stable columns; the indicator columns follow, then the others."""
FURTHER_COLUMNS = ("tahun_idm", "kk", "pct_desil1_kk", "peringkat_pct", "peringkat_terbaik",
                   "peringkat_terburuk", "alasan", "selisih_jumlah", "selisih_pct")  # fmt: skip


def desa_table(
    snapshot: Snapshot,
    rules: Rules,
    *,
    desil: Collection[int] = (1,),
    kecamatan: Collection[str] | None = None,
) -> pl.DataFrame:
    """Return one row for each unit of the reference list, also those without data.

    Rank, shares, location quotient and class are those among all units of the kabupaten; ``kecamatan`` only
    chooses the rows that are returned.

    Args:
        snapshot: the period.
        rules: the rules in force (desa merah, rank range).
        desil: the desil within which the nine indicators are counted.
        kecamatan: names of the kecamatan to return, or None for all.

    Returns:
        ``BASE_COLUMNS``, then per indicator ``rt_X``, ``rt_diketahui_X``, ``pct_X`` (and ``jiwa_X``), then
        ``FURTHER_COLUMNS`` and the person columns. ``rt*`` households, ``jiwa*`` persons, ``pct*`` per cent.
        Null, never 0, where the source can't tell.
    """
    table = _units_with_desil1(snapshot)
    counts = indicator_counts(snapshot.cube, snapshot.manifest.tersedia, desil=desil)
    table = table.join(_zero_where_counted(counts, table), on="kode_desa", how="left")
    table = table.join(classify(table, rules.desa_merah, unit=snapshot.manifest.unit), on="kode_desa", how="left")
    table = _with_rank_range(table, rules.peringkat.perubahan_pct)
    if kecamatan is not None:
        table = table.filter(pl.col("kecamatan").is_in(list(kecamatan)))
    first = [*BASE_COLUMNS, *indicator_columns(), *FURTHER_COLUMNS]
    rest = [c for c in table.columns if c.startswith("jiwa_") and c not in first]
    return table.select(*first, *rest).sort("kode_desa")


def _units_with_desil1(snapshot: Snapshot) -> pl.DataFrame:
    in_desil1 = pl.col("desil") == 1
    counted = snapshot.cube.group_by("kode_desa").agg(
        pl.col("rt", "jiwa").sum(),
        rt_desil1=pl.col("rt").filter(in_desil1).sum(),
        jiwa_desil1=pl.col("jiwa").filter(in_desil1).sum(),
    )
    return (
        snapshot.desa.join(counted, on="kode_desa", how="left")
        .with_columns(periode=pl.lit(snapshot.manifest.periode), tahun_idm=pl.lit(TAHUN_IDM))
        .with_columns(*desil1_columns())
        .with_columns(
            peringkat_pct=rank(pl.col("pct_desil1")),
            pct_desil1_kk=pl.when(pl.col("kk") > 0).then(100 * pl.col("rt_desil1") / pl.col("kk")),
        )
    )


def _zero_where_counted(counts: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """A unit with rows in the file but none in the desil chosen has 0 households, not an unknown number."""
    with_rows = table.filter(pl.col("rt").is_not_null()).select("kode_desa")
    filled = with_rows.join(counts, on="kode_desa", how="left")
    absent = {name for name in counts.columns if counts.height and counts[name].null_count() == counts.height}
    zero = [name for name in counts.columns if name.startswith(("rt_", "jiwa_")) and name not in absent]
    return filled.with_columns(pl.col(zero).fill_null(0))


def _with_rank_range(table: pl.DataFrame, change_pct: float) -> pl.DataFrame:
    ranges = rank_range(table["rt_desil1"].to_list(), change_pct)
    best, worst = ([None if r is None else r[side] for r in ranges] for side in (0, 1))
    return table.with_columns(
        pl.Series("peringkat_terbaik", best, pl.Int64), pl.Series("peringkat_terburuk", worst, pl.Int64)
    )


def total(snapshot: Snapshot, *, desil: Collection[int] = (1,), by: tuple[str, ...] = ()) -> pl.DataFrame:
    """Return the same figures for the kabupaten, or ``by=("kecamatan",)``: counts are summed, shares anew.

    Returns:
        ``by``, ``rt``, ``jiwa``, ``rt_desil1``, ``jiwa_desil1``, ``pct_desil1``, and the indicator columns.
    """
    units = snapshot.desa.select("kode_desa", "kecamatan", "jenis")
    cube = snapshot.cube.join(units, on="kode_desa", how="left")
    everyone = indicator_counts(cube, (), desil=ALL_DESIL, by=by).select(*by, rt="rt_terpilih", jiwa="jiwa_terpilih")
    poorest = indicator_counts(cube, (), desil=(1,), by=by).select(
        *by, rt_desil1="rt_terpilih", jiwa_desil1="jiwa_terpilih"
    )
    chosen = indicator_counts(cube, snapshot.manifest.tersedia, desil=desil, by=by)
    frames = [everyone, poorest, chosen]
    joined = (
        pl.concat(frames, how="horizontal")
        if not by
        else everyone.join(poorest, on=list(by), how="left").join(chosen, on=list(by), how="left")
    )
    # A place with rows but none in these desil has 0 of them; what no place can tell stays unknown.
    counts = [c for c in joined.columns if c.startswith(("rt", "jiwa")) and joined[c].null_count() < joined.height]
    filled = joined.with_columns(pl.col(counts).fill_null(0))
    return filled.with_columns(pct_desil1=100 * pl.col("rt_desil1") / pl.col("rt"))
