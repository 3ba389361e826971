"""Random draws of the synthetic delivery: correlated scores, cut-offs for a rate, graded codes."""

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from dampingan.sources.sample.rates import Steps

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
Codes = NDArray[np.int16]

BLANK = -1  # stands for an empty cell until the frame is built
OLDEST = 99
_NORMAL = NormalDist()


def generator(seed: int, *purpose: int) -> np.random.Generator:
    """Return the generator of one purpose, so that no purpose disturbs the draws of another."""
    return np.random.default_rng([seed, *purpose])


def score(rng: np.random.Generator, size: int, *parts: tuple[float, Floats]) -> Floats:
    """Return a standard normal score that carries the given standard normal parts with their loadings."""
    out: Floats = rng.standard_normal(size)
    out *= sqrt(1.0 - sum(loading**2 for loading, _ in parts))
    for loading, part in parts:
        out += loading * part
    return out


def cutoff(rate: float) -> float:
    """Return the value that a standard normal score exceeds with probability ``rate``."""
    if rate <= 0.0:
        return float("inf")
    return -float("inf") if rate >= 1.0 else _NORMAL.inv_cdf(1.0 - rate)


def steps_by_age(steps: Steps) -> Floats:
    """Return the value of every age 0..``OLDEST`` from ((from age, value), ...)."""
    starts = np.array([start for start, _ in steps])
    values = np.array([value for _, value in steps], dtype=np.float64)
    out: Floats = values[np.searchsorted(starts, np.arange(OLDEST + 1), side="right") - 1]
    return out


def cutoffs_by_age(steps: Steps, factor: float = 1.0) -> Floats:
    """Return the cut-off of every age for the rates in ``steps`` times ``factor``."""
    return np.array([cutoff(rate * factor) for rate in steps_by_age(steps)])


def graded(values: Floats, table: Mapping[int, float]) -> Codes:
    """Return one code a score; ``table`` gives the codes from the lowest score up, with their shares."""
    codes = np.array(list(table), dtype=np.int16)
    return codes[band(values, list(table.values()))]


def band(values: Floats, weights: Sequence[float]) -> Rows:
    """Return in which band (0, 1, ...) a standard normal score lies; ``weights`` are the bands' widths."""
    below = np.cumsum(weights)[:-1] / sum(weights)
    edges = np.array([cutoff(1.0 - share) for share in below])
    return np.searchsorted(edges, values)


def between(rng: np.random.Generator, low: Rows | Codes, high: Rows | Codes, skew: Floats | float = 1.0) -> Codes:
    """Return whole numbers in ``low``..``high``, both included; a ``skew`` above 1 favours the low ones."""
    span = np.maximum(high - low, 0) + 1
    out: Codes = (low + np.floor(rng.random(span.size) ** skew * span)).astype(np.int16)
    return out
