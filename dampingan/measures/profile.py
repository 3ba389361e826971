"""One unit's nine indicators beside those of its kecamatan and of the kabupaten."""

from collections.abc import Collection

import polars as pl

from dampingan.indicators import INDICATORS
from dampingan.measures.scope import totals, within
from dampingan.snapshot import Snapshot

_COUNTS = {"rt": pl.Int64, "rt_diketahui": pl.Int64, "rt_tidak_diketahui": pl.Int64, "jiwa": pl.Int64}
_SHARES = {"pct": pl.Float64, "pct_kecamatan": pl.Float64, "pct_kabupaten": pl.Float64}


def indicator_profile(snapshot: Snapshot, kode_desa: str, *, desil: Collection[int] = (1,)) -> pl.DataFrame:
    """Return a unit's nine indicators within a set of desil, in the programme's order.

    Args:
        snapshot: the period.
        kode_desa: a unit of the reference list, with or without rows.
        desil: the desil that are counted.

    Returns:
        ``kode``, ``tersedia`` (the source tells it), ``rt`` (households that have it), ``rt_diketahui`` (whose
        answer is known, the denominator), ``rt_tidak_diketahui``, ``jiwa`` (persons, member indicators only),
        ``pct``, ``pct_kecamatan``, ``pct_kabupaten`` (per cent of the known). Null where it can't be told.
    """
    kecamatan = snapshot.desa.filter(pl.col("kode_desa") == kode_desa)["kecamatan"].to_list()
    own = totals(snapshot, desil=desil, by=("kode_desa",)).filter(pl.col("kode_desa") == kode_desa)
    unit = own.to_dicts()[0] if own.height else {}
    around = totals(within(snapshot, kecamatan), desil=desil).to_dicts()[0]
    whole = totals(snapshot, desil=desil).to_dicts()[0]
    rows = [
        {
            "kode": i.kode,
            "tersedia": i.kode in snapshot.manifest.tersedia,
            "rt": unit.get(f"rt_{i.kode}"),
            "rt_diketahui": unit.get(f"rt_diketahui_{i.kode}"),
            "rt_tidak_diketahui": _unknown(unit, i.kode),
            "jiwa": unit.get(f"jiwa_{i.kode}"),
            "pct": unit.get(f"pct_{i.kode}"),
            "pct_kecamatan": around[f"pct_{i.kode}"],
            "pct_kabupaten": whole[f"pct_{i.kode}"],
        }
        for i in INDICATORS
    ]
    return pl.DataFrame(rows, schema={"kode": pl.String, "tersedia": pl.Boolean, **_COUNTS, **_SHARES})


def _unknown(unit: dict[str, object], kode: str) -> int | None:
    known = unit.get(f"rt_diketahui_{kode}")
    return None if known is None else int(str(unit["rt_terpilih"])) - int(str(known))
