"""Children by age of school, and how many of them do not attend."""

from collections.abc import Collection

import polars as pl

from dampingan.indicators import SCHOOL_AGE, SCHOOL_BANDS
from dampingan.measures.cells import at_every_place, chosen_cells, grouped
from dampingan.snapshot import Snapshot

LEVELS = {"7_12": "SD/MI", "13_15": "SMP/MTs", "16_18": "SMA/SMK/MA"}
_OUT = "jiwa_anak_tidak_sekolah"


def school(snapshot: Snapshot, *, desil: Collection[int] = (1,), by: tuple[str, ...] = ()) -> pl.DataFrame:
    """Return children of 7 to 18 years by age band, and those out of school.

    Args:
        snapshot: the period, perhaps cut down by ``scope.within`` or ``cells.within_units``.
        desil: the desil that are counted.
        by: ``("kode_desa",)``, ``("kecamatan",)``, or none.

    Returns:
        ``by``, and four rows a place, the last for all ages: ``umur`` ("7–12"), ``jenjang`` (SD/MI ...; null for
        all), ``jiwa`` (children of that age), ``jiwa_tidak_sekolah``, ``pct_tidak_sekolah`` (of all children of
        that age: those whose schooling is unknown count as children, so that it is a lower bound where there
        are any); ``jiwa_tidak_diketahui``, in the last row only: persons of whom it is unknown whether they are
        such a child, for lack of age or schooling. Null where the source can't tell or a place has no rows.
    """
    bands = [*SCHOOL_BANDS, "_".join(map(str, SCHOOL_AGE))]
    sums = _sums(snapshot, desil, by, bands)
    names = [name for name in sums.columns if not name.startswith("jiwa")]
    parts = [
        sums.select(
            *names,
            umur=pl.lit(band.replace("_", "–")),
            jenjang=pl.lit(LEVELS.get(band), pl.String),
            jiwa=f"jiwa_usia_{band}",
            jiwa_tidak_sekolah=f"{_OUT}_{band}" if band in SCHOOL_BANDS else _OUT,
            jiwa_tidak_diketahui=pl.lit(None, pl.Int64) if band in SCHOOL_BANDS else pl.col("jiwa_tidak_diketahui"),
        )
        for band in bands
    ]
    share = pl.when(pl.col("jiwa") > 0).then(100 * pl.col("jiwa_tidak_sekolah") / pl.col("jiwa"))
    shown = pl.concat(parts).with_columns(pct_tidak_sekolah=share).sort(by, maintain_order=True)
    return shown.select(*names, "umur", "jenjang", "jiwa", "jiwa_tidak_sekolah", "pct_tidak_sekolah",
                        "jiwa_tidak_diketahui")  # fmt: skip


def _sums(snapshot: Snapshot, desil: Collection[int], by: tuple[str, ...], bands: list[str]) -> pl.DataFrame:
    columns = [_OUT, *(f"{_OUT}_{band}" for band in SCHOOL_BANDS), *(f"jiwa_usia_{band}" for band in bands)]
    cells = chosen_cells(snapshot, desil)
    if "anak_tidak_sekolah" in snapshot.manifest.tersedia:
        unknown = (pl.col("jiwa") - pl.col(f"jiwa_diketahui{_OUT.removeprefix('jiwa')}")).sum()
        counted = grouped(cells, by, pl.col(columns).sum(), unknown.alias("jiwa_tidak_diketahui"))
        return at_every_place(snapshot, counted, by)
    empty = [pl.lit(None, pl.Int64).alias(name) for name in (*columns, "jiwa_tidak_diketahui")]
    return at_every_place(snapshot, grouped(cells, by, pl.len().alias("_rows")), by).drop("_rows").with_columns(empty)
