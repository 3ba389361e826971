"""The few figures a leader needs of a choice, and how they compare with the period before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import polars as pl

from dampingan.indicators import KODE
from dampingan.measures.cells import within_units
from dampingan.measures.desa_table import desa_table
from dampingan.measures.scope import totals
from dampingan.rules import Rules
from dampingan.snapshot import Manifest, Snapshot


@dataclass(frozen=True)
class Heaviest:
    """The indicator that most of the households have whose answer is known."""

    kode: str
    rt: int
    pct: float


@dataclass(frozen=True)
class Overview:
    """Households (``rt``) and persons (``jiwa``) of a choice; shares in per cent, None without households."""

    rt: int
    rt_terpilih: int
    jiwa_terpilih: int
    pct_terpilih: float | None
    """Chosen desil of all households in the file."""
    pangsa_kabupaten: float | None
    """Of the kabupaten's households in the chosen desil."""
    unit: int
    unit_berdata: int
    merah: int
    terberat: Heaviest | None


def overview(
    snapshot: Snapshot, rules: Rules, *, desil: Collection[int] = (1,), codes: Collection[str] | None = None
) -> Overview:
    """Return the figures of some units (by ``kode_desa``, None for all) within a set of desil.

    The number of desa merah follows the rule on desil 1 whatever the desil chosen.
    """
    part = totals(snapshot if codes is None else within_units(snapshot, codes), desil=desil).to_dicts()[0]
    whole = totals(snapshot, desil=desil).to_dicts()[0]
    units = desa_table(snapshot, rules, desil=desil)
    if codes is not None:
        units = units.filter(pl.col("kode_desa").is_in(list(codes)))
    everyone = whole["rt_terpilih"] or 0
    return Overview(
        rt=part["rt"] or 0,
        rt_terpilih=part["rt_terpilih"] or 0,
        jiwa_terpilih=part["jiwa_terpilih"] or 0,
        pct_terpilih=part["pct_terpilih"],
        pangsa_kabupaten=100 * (part["rt_terpilih"] or 0) / everyone if everyone else None,
        unit=units.height,
        unit_berdata=units.height - units["rt"].null_count(),
        merah=units.filter(pl.col("kelas") == "merah").height,
        terberat=heaviest(part),
    )


def heaviest(row: dict[str, object]) -> Heaviest | None:
    """Return the indicator with the highest share in a row of ``totals``; None where none is told.

    Of equal shares the first in the programme's order.
    """
    told = [(float(str(row[f"pct_{k}"])), k) for k in KODE if row[f"pct_{k}"] is not None]
    if not told:
        return None
    pct, kode = max(told, key=lambda pair: pair[0])
    return Heaviest(kode, int(str(row[f"rt_{kode}"])), pct)


def period_before(manifests: Iterable[Manifest], current: Manifest) -> Manifest | None:
    """Return the period just before, or None where there is none or it counts something else.

    Two periods are comparable where they come from the same dialect and the same RTLH variant.
    """
    earlier = [m for m in manifests if m.periode < current.periode]
    last = max(earlier, key=lambda m: m.periode, default=None)
    same = last is not None and (last.dialek, last.rtlh) == (current.dialek, current.rtlh)
    return last if same else None


def most_pressing(table: pl.DataFrame, limit: int = 10) -> pl.DataFrame:
    """Return the units to look at first: merah, then most desil-1 households, then the larger share.

    The order of ``selection.select_targets``, without its quotas; hijau is not pressing and never among them.

    Args:
        table: rows of ``desa_table``; units without data are left out.
        limit: how many.
    """
    return (
        table.filter((pl.col("rt_desil1") > 0) & pl.col("kelas").ne_missing("hijau"))
        .with_columns(_merah=(pl.col("kelas") == "merah").fill_null(value=False))
        .sort(["_merah", "rt_desil1", "pct_desil1", "kode_desa"], descending=[True, True, True, False])
        .drop("_merah")
        .head(limit)
    )
