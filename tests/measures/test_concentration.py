"""Shares, location quotient, ranks and quantiles against figures worked by hand."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingan.measures.concentration import desil1_columns, location_quotient, rank, rank_range
from dampingan.measures.desa_merah import quantile

# Worked by hand: the kabupaten's share is 60 of 450; A has 0.3 against it, D nothing.
UNITS = pl.DataFrame({"desa": ["A", "B", "C", "D"], "rt_desil1": [30, 10, 20, 0], "rt": [100, 100, 200, 50]})


def test_location_quotient_of_the_worked_example() -> None:
    told = UNITS.select(location_quotient(pl.col("rt_desil1"), pl.col("rt"))).to_series().to_list()
    assert told == pytest.approx([2.25, 0.75, 0.75, 0.0])


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=30))
def test_the_weighted_mean_of_the_location_quotient_is_one(pairs: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame({"rt_desil1": [a for a, _ in pairs], "rt": [a + b for a, b in pairs]})
    told = frame.with_columns(lq=location_quotient(pl.col("rt_desil1"), pl.col("rt")))
    if frame["rt_desil1"].sum() == 0:
        assert told["lq"].null_count() == told.height
    else:
        assert (told["lq"].fill_null(0) * told["rt"]).sum() / told["rt"].sum() == pytest.approx(1)


def test_shares_of_the_worked_example() -> None:
    told = UNITS.select(*desil1_columns())
    assert told["pct_desil1"].to_list() == pytest.approx([30, 10, 10, 0])
    assert told["pangsa_desil1"].to_list() == pytest.approx([50, 100 / 6, 100 / 3, 0])
    assert told["peringkat"].to_list() == [1, 3, 2, 4]


def test_ties_share_the_better_rank_and_nothing_has_none() -> None:
    values = pl.DataFrame({"v": [5, 9, 5, None, 1]})
    assert values.select(rank(pl.col("v"))).to_series().to_list() == [2, 1, 2, None, 4]


def test_rank_range_under_five_per_cent() -> None:
    """100 with 5 % less falls below 99 and 96; 96 with 5 % more passes both; 50 reaches nobody."""
    assert rank_range([100, 99, 96, None, 50], 5) == [(1, 3), (1, 3), (1, 3), None, (4, 4)]


@given(st.lists(st.integers(0, 300), min_size=1, max_size=40), st.floats(0, 50))
def test_the_rank_lies_within_its_range(values: list[int], change: float) -> None:
    ranks = pl.DataFrame({"v": values}).select(rank(pl.col("v"))).to_series().to_list()
    for own, told in zip(ranks, rank_range([float(v) for v in values], change), strict=True):
        assert told is not None
        assert told[0] <= own <= told[1]


def test_quantiles_interpolate_linearly() -> None:
    assert quantile([10, 20, 30, 40], Fraction(2, 3)) == 30
    assert quantile([40, 10, 30, 20], Fraction(1, 2)) == 25
    assert quantile([7], Fraction(2, 3)) == 7
