"""Yes, no or unknown, as a pair of 0/1 expressions: the same on Polars, pandas, DuckDB and Spark.

Nulls behave differently from engine to engine; a pair of plain integers does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import narwhals as nw


@dataclass(frozen=True)
class Tri:
    """A three-valued answer: ``yes`` and ``no`` are 0/1 expressions, both 0 where it is unknown."""

    yes: nw.Expr
    no: nw.Expr

    def __invert__(self) -> "Tri":
        """Not."""
        return Tri(self.no, self.yes)

    def __and__(self, other: "Tri") -> "Tri":
        """And, after Kleene: no as soon as one is no."""
        return ~(~self | ~other)

    def __or__(self, other: "Tri") -> "Tri":
        """Or, after Kleene: yes as soon as one is yes."""
        return Tri(indicator(self.yes + other.yes >= 1), self.no * other.no)

    @property
    def known(self) -> nw.Expr:
        """Return 1 where the answer is yes or no."""
        return self.yes + self.no


def indicator(condition: nw.Expr) -> nw.Expr:
    """Return 1 where a condition holds, else 0; unknown is 0."""
    return nw.when(condition).then(1).otherwise(0)


def concept(name: str) -> Tri:
    """Return the answer that stands in a 1/0/null column."""
    return Tri(indicator(nw.col(name) == 1), indicator(nw.col(name) == 0))


def between(name: str, low: int, high: int) -> Tri:
    """Return whether a number lies in a closed range; unknown where it is blank."""
    value = nw.col(name)
    inside = indicator((value >= low) & (value <= high))
    return Tri(inside, indicator((value < low) | (value > high)))


def at_least(needed: int, answers: Sequence[Tri]) -> Tri:
    """Return whether at least so many answers are yes, whatever the unknown ones may be."""
    yes = reduce(add, (a.yes for a in answers))
    no = reduce(add, (a.no for a in answers))
    return Tri(indicator(yes >= needed), indicator(no > len(answers) - needed))


def any_of(answers: Sequence[Tri]) -> Tri:
    """Return whether any answer is yes."""
    return at_least(1, answers)
