"""The three-valued algebra against Kleene's tables, on every engine that is installed."""

from itertools import product

import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from dampingan.logic import Tri, any_of, at_least, between, concept

VALUES = (1, 0, None)
GRID = list(product(VALUES, repeat=3))


def frames() -> list[nw.LazyFrame]:
    data = {name: [row[i] for row in GRID] for i, name in enumerate("abc")}
    polars = pl.DataFrame(data, schema=dict.fromkeys("abc", pl.Int8))
    pandas = pd.DataFrame(data, dtype="Int8")
    return [nw.from_native(polars.lazy()), nw.from_native(pandas).lazy(), nw.from_native(pd.DataFrame(data)).lazy()]


def answers(frame: nw.LazyFrame, rule: Tri) -> list[int | None]:
    told = frame.select(yes=rule.yes, no=rule.no).collect("polars").to_native()
    assert told.filter(told["yes"] + told["no"] > 1).is_empty()
    return [1 if yes else 0 if no else None for yes, no in told.iter_rows()]


def kleene_at_least(needed: int, row: tuple[int | None, ...]) -> int | None:
    """Answer by trying every value that the unknown ones may have."""
    options = [(0, 1) if v is None else (v,) for v in row]
    results = {int(sum(chosen) >= needed) for chosen in product(*options)}
    return results.pop() if len(results) == 1 else None


@pytest.mark.parametrize("frame", frames())
@pytest.mark.parametrize("needed", [1, 2, 3])
def test_at_least_is_right_whatever_the_unknown_are(frame: nw.LazyFrame, needed: int) -> None:
    rule = at_least(needed, [concept("a"), concept("b"), concept("c")])
    assert answers(frame, rule) == [kleene_at_least(needed, row) for row in GRID]


@pytest.mark.parametrize("frame", frames())
def test_and_or_not(frame: nw.LazyFrame) -> None:
    a, b = concept("a"), concept("b")
    assert answers(frame, a & b) == [kleene_at_least(2, row[:2]) for row in GRID]
    assert answers(frame, a | b) == [kleene_at_least(1, row[:2]) for row in GRID]
    assert answers(frame, any_of([a, b])) == answers(frame, a | b)
    assert answers(frame, ~a) == [None if row[0] is None else 1 - row[0] for row in GRID]


def test_between_is_closed_and_unknown_where_blank() -> None:
    ages = pl.DataFrame({"umur": [6, 7, 18, 19, None]}).lazy()
    assert answers(nw.from_native(ages), between("umur", 7, 18)) == [0, 1, 1, 0, None]
