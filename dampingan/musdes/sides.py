"""The two sides of a comparison: the cube before and after the Musdes of some units, and what is counted from each."""

from collections.abc import Collection, Mapping

import polars as pl

from dampingan.indicators import INDICATORS
from dampingan.measures.counts import indicator_counts
from dampingan.musdes.recount import NOT_YET, Verdicts, counted, cube_after, with_results
from dampingan.musdes.site import Site
from dampingan.restricted import Restricted
from dampingan.snapshot import Manifest, Snapshot

Counts = Mapping[str, float | None]

_SIDES = ("sebelum", "sesudah", "belum")
_SCHEMA = {
    "kode": pl.String(), "judul": pl.String(), "satuan": pl.String(),
    **{f"rt_{side}": pl.Int64() for side in _SIDES},
    **{f"rt_diketahui_{side}": pl.Int64() for side in _SIDES[:2]},
    **{f"pct_{side}": pl.Float64() for side in _SIDES[:2]},
    **{f"jiwa_{side}": pl.Int64() for side in _SIDES[:2]},
    "selisih_rt": pl.Int64(), "selisih_jiwa": pl.Int64(),
}  # fmt: skip


def cubes(site: Site, whole: Snapshot, households: Restricted | None, found: Verdicts) -> dict[str, pl.DataFrame]:
    """Return the cube of some units before and after, and that of the households not yet verified.

    Args:
        site: the installation.
        whole: the period as published, of these units alone.
        households: all households of these units; None where they are not known one by one.
        found: their results.

    Returns:
        ``sebelum``; ``sesudah`` and ``belum`` too where households are given.
    """
    if households is None:
        return {"sebelum": whole.cube}
    waiting = with_results(site, households, found).filter(pl.col("hasil") == NOT_YET).drop("hasil")
    return {
        "sebelum": whole.cube,
        "sesudah": cube_after(site, whole, households, found),
        "belum": counted(waiting, households, whole.manifest),
    }


def counts_of(cubes: Mapping[str, pl.DataFrame], manifest: Manifest, desil: Collection[int]) -> dict[str, Counts]:
    """Return the counts of all cells of each side: zero where there is none in these desil."""
    return {
        side: indicator_counts(cube, manifest.tersedia, desil=desil, by=()).row(0, named=True)
        for side, cube in cubes.items()
    }


def indicators(sides: Mapping[str, Counts], manifest: Manifest) -> pl.DataFrame:
    """Return a row for each of the nine, as ``BeforeAfter.indikator`` says."""
    rows = []
    for indicator in INDICATORS:
        told = indicator.kode in manifest.tersedia
        row: dict[str, object] = {"kode": indicator.kode, "judul": indicator.judul, "satuan": indicator.satuan}
        for side, counts in sides.items():
            for name in ("rt", "rt_diketahui", "pct", "jiwa"):
                row[f"{name}_{side}"] = counts.get(f"{name}_{indicator.kode}") if told else None
        rows.append(row)
    frame = pl.DataFrame([{name: row.get(name) for name in _SCHEMA} for row in rows], schema=_SCHEMA)
    return frame.with_columns(
        selisih_rt=pl.col("rt_sebelum") - pl.col("rt_sesudah"),
        selisih_jiwa=pl.col("jiwa_sebelum") - pl.col("jiwa_sesudah"),
    )


def target(sides: Mapping[str, Counts]) -> pl.DataFrame:
    """Return all households and persons, as ``BeforeAfter.sasaran`` says."""
    names = {"rumah_tangga": "rt_terpilih", "jiwa": "jiwa_terpilih"}
    rows = [
        {"ukuran": title, **{side: sides[side][name] if side in sides else None for side in _SIDES}}
        for title, name in names.items()
    ]
    schema = {"ukuran": pl.String(), **dict.fromkeys(_SIDES, pl.Int64())}
    return pl.DataFrame(rows, schema=schema).with_columns(selisih=pl.col("sebelum") - pl.col("sesudah"))
