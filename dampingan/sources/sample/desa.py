"""The desa and kelurahan of the synthetic delivery: size, poverty and how both move between periods."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dampingan.config import reference_dir
from dampingan.regions.reference import idm, units
from dampingan.sources.sample import rates
from dampingan.sources.sample.draw import Flags, Floats, Rows, generator

_STRUCTURE = 1
_YEAR = 2


@dataclass(frozen=True)
class Desa:
    """The units of a period, one row each and in the same order in every attribute.

    ``table`` holds ``KDKEC``, ``KDDESA`` (null for Sodong Basari), ``KECAMATAN``, ``DESA``; ``share`` the
    share of the delivery's households, ``poverty`` a standard score (higher is poorer), ``area`` the kind
    of land, ``own`` a standard score of each deprivation that is the unit's own.
    """

    table: pl.DataFrame
    share: Floats
    poverty: Floats
    area: dict[str, Flags]
    own: dict[str, Floats]


def desa_of(seed: int, year: int) -> Desa:
    """Return the units of ``year``; one seed gives the same structure in all years."""
    frame = _reference()
    population = frame["penduduk"].to_numpy()
    rng = generator(seed, _STRUCTURE)
    start = _standard(_raw_poverty(frame, rng), population)
    start = _standard(start, _weight(start, population))
    old = frame["kode_desa"].to_numpy() != rates.SODONG_BASARI
    own = {name: rng.standard_normal(frame.height) for name in rates.DEPRIVATIONS}
    poverty = start + _drift(start, old, rng, year) + _wobble(seed, year, frame.height)
    kept, population = _existing(frame, population, year)
    share = _weight(poverty, population)
    kecamatan = frame.filter(kept)["kecamatan"]
    return Desa(
        table=_names(frame.filter(kept)),
        share=share[kept] / share[kept].sum(),
        poverty=poverty[kept],
        area=_areas(kecamatan),
        own={name: values[kept] for name, values in own.items()},
    )


def allot(households: int, share: Floats) -> Rows:
    """Return the number of households of each unit: proportional to ``share``, largest remainder."""
    exact = households * share
    counts = np.floor(exact).astype(np.int64)
    left = households - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:left]] += 1
    return counts


def _reference() -> pl.DataFrame:
    """Return the 223 units with population (Sodong Basari's taken out of Sikasur) and IDM, by code."""
    census = pl.read_csv(reference_dir() / "penduduk_sp2010.csv", glob=False)
    people = census.select("penduduk", kode_desa="kode_kemendagri")
    frame = units().join(people, on="kode_desa", how="left").join(idm(), on="kode_desa", how="left")
    mother = frame.filter(pl.col("kode_desa") == rates.SIKASUR)["penduduk"].item()
    share = pl.col("kode_desa").replace_strict(
        {rates.SIKASUR: 1 - rates.SODONG_BASARI_SHARE, rates.SODONG_BASARI: rates.SODONG_BASARI_SHARE},
        default=None,
        return_dtype=pl.Float64,
    )
    return frame.with_columns(penduduk=pl.coalesce(share * mother, pl.col("penduduk")).cast(pl.Float64)).sort(
        "kode_desa"
    )


def _raw_poverty(frame: pl.DataFrame, rng: np.random.Generator) -> Floats:
    level = frame["idm"]
    mean, spread = frame.select(mean=pl.col("idm").mean(), spread=pl.col("idm").std()).row(0)
    kelurahan = (frame["jenis"] == "kelurahan").to_numpy()
    targets = pl.read_csv(reference_dir() / "penugasan_diketahui.csv", glob=False)["kode_kemendagri"]
    named = frame["kode_desa"].is_in(targets.implode()).to_numpy()
    out: Floats = (
        -rates.IDM_EFFECT * ((level.fill_null(mean) - mean) / spread).to_numpy()
        + frame["kecamatan"].replace_strict(rates.KECAMATAN_EFFECT, return_dtype=pl.Float64).to_numpy()
        + rates.KELURAHAN_EFFECT * kelurahan
        + rates.KNOWN_TARGET_EFFECT * named
        + rates.DESA_NOISE * rng.standard_normal(frame.height)
    )
    return out


def _weight(poverty: Floats, population: Floats) -> Floats:
    out: Floats = population * np.exp(rates.BDT_SHARE_EFFECT * poverty)
    return out


def _standard(values: Floats, weights: Floats) -> Floats:
    mean = np.average(values, weights=weights)
    out: Floats = (values - mean) / np.sqrt(np.average((values - mean) ** 2, weights=weights))
    return out


def _drift(start: Floats, old: Flags, rng: np.random.Generator, year: int) -> Floats:
    """Return how far a few desa moved since the base year: some poor ones up, some middling ones down.

    Only ``old`` units take part: a unit without a past could not be seen to move.
    """
    poor = rng.choice(np.flatnonzero(old & (start > rates.MIDDLING)), rates.MOVERS, replace=False)
    middling = rng.choice(np.flatnonzero(old & (np.abs(start) < rates.MIDDLING)), rates.MOVERS, replace=False)
    drift = np.zeros_like(start)
    passed = (year - rates.BASE_YEAR) / (rates.YEARS[-1] - rates.BASE_YEAR)
    drift[poor] = -rates.MOVER_DRIFT * passed
    drift[middling] = rates.MOVER_DRIFT * passed
    return drift


def _wobble(seed: int, year: int, size: int) -> Floats:
    return rates.YEAR_NOISE * generator(seed, _YEAR, year).standard_normal(size)


def _existing(frame: pl.DataFrame, population: Floats, year: int) -> tuple[Flags, Floats]:
    """Return which units exist in ``year`` and the population, with Sikasur whole before its split."""
    codes = frame["kode_desa"].to_numpy()
    young = codes == rates.SODONG_BASARI
    if year >= rates.SODONG_BASARI_SINCE:
        return np.ones(frame.height, dtype=np.bool_), population
    whole = population + np.where(codes == rates.SIKASUR, population[young].sum(), 0.0)
    return ~young, whole


def _names(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the region columns of the BDT. A unit without BPS code has its kecamatan's, but no KDDESA."""
    code = pl.col("kode_bps")
    return frame.select(
        KDPROP=pl.lit("33"),
        KDKAB=pl.lit("27"),
        KDKEC=code.str.slice(4, 3).fill_null(code.str.slice(4, 3).first().over("kode_kecamatan")),
        KDDESA=code.str.slice(7, 3),
        KECAMATAN="kecamatan",
        DESA="nama",
    )


def _areas(kecamatan: pl.Series) -> dict[str, Flags]:
    areas = {name: kecamatan.is_in(members).to_numpy() for name, members in rates.AREA.items()}
    areas[rates.PLAIN] = ~np.logical_or.reduce(list(areas.values()))
    return areas
