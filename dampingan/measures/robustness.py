"""How firm each choice of a target is: in how many variants of the rule, and of its own figure, a unit is chosen.

The rule is that of ``desa_merah.classify`` and ``selection.select_targets``, computed for all variants at once; a
test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dampingan.measures.selection import select_targets
from dampingan.rules import Criterion, DesaMerahRule, Rules

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

QUANTILES = (Fraction(60, 100), Fraction(65, 100), Fraction(70, 100), Fraction(75, 100))
ALWAYS, NEARLY, SOMETIMES, NEVER = "selalu", "hampir selalu", "kadang-kadang", "tidak pernah"
NEARLY_FROM_PCT = 80
"""Share of the variants, per cent, from which a unit is chosen nearly always."""

_COLUMNS = ("kode_desa", "nama", "kecamatan", "jenis", "kelas", "rt_desil1", "pct_desil1")


@dataclass(frozen=True)
class Variants:
    """The variants that are tried, each with each."""

    kriteria: tuple[Criterion, ...] = ("jumlah", "pangsa", "salah_satu")
    kuantil: tuple[Fraction, ...] = QUANTILES
    """Upper quantiles; not varied where the rule in force has absolute thresholds."""
    perubahan_pct: tuple[float, ...] = (-5.0, 0.0, 5.0)
    """Changes of the unit's own desil-1 households, per cent, the other units unchanged."""


@dataclass(frozen=True)
class _Units:
    """The units with data: figures, and what the rule asks of each."""

    counts: Floats
    shares: Floats
    can_be_merah: Flags
    """Kelurahan, and desa with a low IDM."""
    desa: Flags
    quota: NDArray[np.int64]


def variants_around(rules: Rules) -> Variants:
    """Return the usual variants: the three criteria, quantiles from 60 to 75 % with the rule's own, small changes.

    The change is that of the rank range (``peringkat.perubahan_pct``), down and up.
    """
    change = rules.peringkat.perubahan_pct
    quantiles = sorted({*QUANTILES, rules.desa_merah.kuantil_atas})
    return Variants(kuantil=tuple(quantiles), perubahan_pct=tuple(sorted({-change, 0.0, change})))


def robustness(table: pl.DataFrame, rules: Rules, variants: Variants | None = None) -> pl.DataFrame:
    """Return in how many variants each unit is chosen.

    Args:
        table: ``desa_table`` of the whole kabupaten under ``rules``.
        rules: the rules in force.
        variants: what is varied; None for ``variants_around(rules)``.

    Returns:
        A row per unit with data, most often chosen first: ``kode_desa``, ``nama``, ``kecamatan``, ``jenis``,
        ``kelas``, ``rt_desil1``, ``pct_desil1``; ``terpilih``: under the rules in force; ``kali_terpilih`` of
        ``varian``; ``pct_varian``; ``keteguhan``: selalu, hampir selalu (from ``NEARLY_FROM_PCT``),
        kadang-kadang, tidak pernah.
    """
    known = table.filter(pl.col("rt_desil1").is_not_null() & pl.col("pct_desil1").is_not_null()).sort("kode_desa")
    tried = list(_tries(known, rules, variants or variants_around(rules)))
    times = np.sum(tried, axis=0, dtype=np.int64) if tried else np.zeros(known.height, np.int64)
    chosen = select_targets(table, rules.sasaran).terpilih["kode_desa"].to_list()
    share = pl.when(pl.col("varian") > 0).then(100 * pl.col("kali_terpilih") / pl.col("varian"))
    return (
        known.select(*_COLUMNS, terpilih=pl.col("kode_desa").is_in(chosen))
        .with_columns(pl.Series("kali_terpilih", times, pl.Int64), varian=pl.lit(len(tried), pl.Int64))
        .with_columns(pct_varian=share, keteguhan=_firmness())
        .sort(["kali_terpilih", "rt_desil1", "kode_desa"], descending=[True, True, False])
    )


def _tries(known: pl.DataFrame, rules: Rules, variants: Variants) -> Iterator[Flags]:
    """Yield for each variant who is chosen in it."""
    if known.is_empty():
        return
    units = _units(known, rules)
    for change in variants.perubahan_pct:
        counts, shares = _changed(units, change)
        for merah in _merah(counts, shares, units, rules.desa_merah, variants):
            yield _chosen(merah, counts, shares, units)


def _firmness() -> pl.Expr:
    times, tried = pl.col("kali_terpilih"), pl.col("varian")
    return (
        pl.when(times == 0).then(pl.lit(NEVER)).when(times == tried).then(pl.lit(ALWAYS))
        .when(100 * times >= NEARLY_FROM_PCT * tried).then(pl.lit(NEARLY)).otherwise(pl.lit(SOMETIMES))
    )  # fmt: skip


def _units(known: pl.DataFrame, rules: Rules) -> _Units:
    low = known["status_idm"].is_in(list(rules.desa_merah.status_idm_rendah)).fill_null(value=False).to_numpy()
    desa = (known["jenis"] == "desa").to_numpy()
    return _Units(
        counts=known["rt_desil1"].cast(pl.Float64).to_numpy(),
        shares=known["pct_desil1"].to_numpy(),
        can_be_merah=low | ~desa,
        desa=desa,
        quota=np.where(desa, rules.sasaran.kuota_desa, rules.sasaran.kuota_kelurahan),
    )


def _changed(units: _Units, change_pct: float) -> tuple[Floats, Floats]:
    """Return counts and shares as seen in each unit's own world: row *i* is that in which unit *i* has changed."""
    factors = np.ones((len(units.counts), len(units.counts)))
    np.fill_diagonal(factors, 1 + change_pct / 100)
    return units.counts * factors, units.shares * factors


def _merah(counts: Floats, shares: Floats, units: _Units, rule: DesaMerahRule, variants: Variants) -> Iterator[Flags]:
    """Yield who is merah in each world, for each criterion and threshold."""
    worlds = np.sort(counts, axis=1), np.sort(shares, axis=1)
    limits = [(_quantile(worlds[0], q), _quantile(worlds[1], q)) for q in variants.kuantil]
    if rule.ambang == "mutlak":
        limits = [(np.array([float(rule.mutlak_atas_jumlah)]), np.array([rule.mutlak_atas_pct]))]
    for limit_count, limit_share in limits:
        by_count, by_share = (counts >= limit_count) & (counts > 0), (shares >= limit_share) & (shares > 0)
        concentrated = {"jumlah": by_count, "pangsa": by_share, "salah_satu": by_count | by_share}
        for criterion in variants.kriteria:
            yield concentrated[criterion] & units.can_be_merah


def _quantile(ordered: Floats, q: Fraction) -> Floats:
    """Return ``desa_merah.quantile`` of each sorted row, as a column."""
    position = q * (ordered.shape[1] - 1)
    low = int(position)
    high = min(low + 1, ordered.shape[1] - 1)
    found: Floats = ordered[:, low] + (ordered[:, high] - ordered[:, low]) * float(position - low)
    return found[:, None]


def _chosen(merah: Flags, counts: Floats, shares: Floats, units: _Units) -> Flags:
    """Tell for each unit whether it is chosen in its own world: fewer of its kind come before it than the quota."""
    ahead = np.tri(len(units.counts), k=-1, dtype=bool)
    for values in (shares, counts, merah.astype(np.float64)):
        own = np.diagonal(values)[:, None]
        ahead = (values > own) | ((values == own) & ahead)
    same_kind = units.desa[:, None] == units.desa
    chosen: Flags = (ahead & same_kind).sum(axis=1) < units.quota
    return chosen
