"""Desa sejenis: the units most like a unit, and where it stands among them."""

from math import log, sqrt
from statistics import median, pstdev

import polars as pl

from dampingan.errors import RegionError
from dampingan.indicators import KODE
from dampingan.regions.reference import units

PEERS = 8
BANDS = ((-7.1, "selatan"), (-7.0, "tengah"))
"""The kabupaten falls from the slopes of Slamet in the south to the Java Sea in the north. A kecamatan's band by the
mean latitude of its units: up to -7.1 degrees selatan (highland), up to -7.0 tengah, further north utara (lowland).
A rough proxy of the project's own, for want of an official list of heights."""
NORTH = "utara"

FIGURES = ("pct_desil1", *(f"pct_{kode}" for kode in KODE))
"""In which the unit is placed among its peers."""

_PLACE = {"kolom": pl.String, "nilai": pl.Float64, "terendah": pl.Float64, "median": pl.Float64,
          "tertinggi": pl.Float64, "tempat": pl.Int64, "dari": pl.Int64}  # fmt: skip

_Row = dict[str, object]


def band_of_kecamatan() -> dict[str, str]:
    """Return for each kecamatan, by name, its band: ``selatan``, ``tengah`` or ``utara``.

    >>> bands = band_of_kecamatan()
    >>> bands["Watukumpul"], bands["Bodeh"], bands["Ulujami"]
    ('selatan', 'tengah', 'utara')
    """
    latitude = units().group_by("kecamatan").agg(pl.col("lat").mean()).sort("kecamatan")
    return {name: next((band for limit, band in BANDS if lat <= limit), NORTH) for name, lat in latitude.iter_rows()}


def peers(table: pl.DataFrame, kode_desa: str, *, count: int = PEERS) -> pl.DataFrame:
    """Return the units most like a unit, nearest first.

    Candidates are of the same kind (desa or kelurahan) and the same band (``BANDS``), with data. The distance is
    that of two figures, each in standard deviations of the candidates: the logarithm of the households in the
    file (100 and 200 differ as much as 400 and 800), and the IDM, where the unit has one; candidates without IDM
    are then left out. Ties go by code.

    Args:
        table: ``desa_table`` of the whole kabupaten.
        kode_desa: the unit.
        count: how many are returned, if there are so many.

    Returns:
        The rows of ``table`` with ``jarak`` (0: alike in both) and ``wilayah`` (the band) in front. None where the
        unit has no households.

    Raises:
        RegionError: no such unit.
    """
    own = _unit(table, kode_desa)
    bands = band_of_kecamatan()
    banded = table.with_columns(wilayah=pl.col("kecamatan").replace_strict(bands, default=None, return_dtype=pl.String))
    if not own["rt"]:
        return banded.clear().with_columns(jarak=pl.lit(None, pl.Float64)).select("jarak", "wilayah", *table.columns)
    alike = banded.filter(
        (pl.col("jenis") == own["jenis"]) & (pl.col("wilayah") == bands[str(own["kecamatan"])]) & (pl.col("rt") > 0)
    )
    if own["idm"] is not None:
        alike = alike.drop_nulls("idm")
    return (
        alike.with_columns(pl.Series("jarak", _distances(alike.to_dicts(), own), pl.Float64))
        .filter(pl.col("kode_desa") != kode_desa)
        .sort("jarak", "kode_desa")
        .head(count)
        .select("jarak", "wilayah", *table.columns)
    )


def _unit(table: pl.DataFrame, kode_desa: str) -> _Row:
    found = table.filter(pl.col("kode_desa") == kode_desa).to_dicts()
    if not found:
        raise RegionError(f"Kode {kode_desa} bukan desa/kelurahan di tabel ini.", mend="Periksa kodenya.")
    return found[0]


def _distances(rows: list[_Row], own: _Row) -> list[float]:
    features = [_features(row, own) for row in rows]
    spread = [pstdev(column) or 1.0 for column in zip(*features, strict=True)]
    here = _features(own, own)
    return [
        sqrt(sum(((value - mine) / sd) ** 2 for value, mine, sd in zip(row, here, spread, strict=True)))
        for row in features
    ]


def _features(row: _Row, own: _Row) -> list[float]:
    size = log(float(str(row["rt"])))
    return [size] if own["idm"] is None else [size, float(str(row["idm"]))]


def place_among(table: pl.DataFrame, kode_desa: str, alike: pl.DataFrame) -> pl.DataFrame:
    """Return where a unit stands among its peers in the share of desil 1 and in each of the nine indicators.

    Args:
        table: ``desa_table``.
        kode_desa: the unit.
        alike: its peers, as ``peers`` gives them.

    Returns:
        A row per figure of ``FIGURES``: ``kolom``; ``nilai`` (the unit's, per cent); ``terendah``, ``median``,
        ``tertinggi`` of the peers; ``tempat``: 1 where none of the peers has a higher share; ``dari``: peers with
        a figure and the unit. Null where the unit has no figure.

    Raises:
        RegionError: no such unit.
    """
    own = _unit(table, kode_desa)
    rows = [_place(column, own[column], alike[column].drop_nulls().to_list()) for column in FIGURES]
    return pl.DataFrame(rows, schema=_PLACE, orient="row")


def _place(column: str, own: object, others: list[float]) -> tuple[object, ...]:
    spread = (min(others), median(others), max(others)) if others else (None, None, None)
    if own is None:
        return (column, None, *spread, None, None)
    value = float(str(own))
    return (column, value, *spread, 1 + sum(other > value for other in others), 1 + len(others))
