"""Assigning units to places, and gathering groups by swaps."""

from itertools import permutations

import numpy as np
import pytest

from dampingan.regions.assignment import cheapest, gather
from dampingan.regions.contiguity import parts

LINE = np.abs(np.subtract.outer(np.arange(4), np.arange(4))) == 1


def test_each_takes_what_costs_the_whole_least() -> None:
    """The first unit gives up its best place (1) because the second would pay 9 more elsewhere."""
    cost = np.array([[1.0, 2.0, 9.0], [0.0, 9.0, 9.0], [5.0, 5.0, 1.0]])
    assert cheapest(cost).tolist() == [1, 0, 2]


@pytest.mark.parametrize("seed", range(8))
def test_no_permutation_is_cheaper(seed: int) -> None:
    cost = np.random.default_rng(seed).uniform(0, 10, (6, 6))
    units = np.arange(6)
    least = min(cost[units, list(places)].sum() for places in permutations(range(6)))
    places = cheapest(cost)
    assert sorted(places) == list(range(6))
    assert cost[units, places].sum() == pytest.approx(least)


def test_points_on_a_line_keep_their_order() -> None:
    points, places = np.array([3.0, 0.5, 2.2, 1.1]), np.arange(4.0)
    assert cheapest((points[:, None] - places) ** 2).tolist() == [3, 0, 2, 1]


def test_alternating_groups_are_gathered() -> None:
    places = gather(np.arange(4), np.zeros((4, 4)), np.array([0, 1, 0, 1]), LINE, 1.0)
    assert sorted(places[[0, 2]]) in ([0, 1], [2, 3])
    assert sorted(places) == [0, 1, 2, 3]


def test_nothing_is_swapped_where_it_costs_more_than_it_is_worth() -> None:
    dear = 10.0 * (1 - np.eye(4))
    assert gather(np.arange(4), dear, np.array([0, 1, 0, 1]), LINE, 1.0).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("seed", range(5))
def test_swaps_pay_for_themselves(seed: int) -> None:
    """Cost less togetherness, counted anew over all pairs, falls or stays."""
    random = np.random.default_rng(seed)
    points = random.uniform(0, 12, 12)
    cost = (points[:, None] - np.arange(12)) ** 2
    groups = random.integers(0, 3, 12)
    touching = np.abs(np.subtract.outer(np.arange(12), np.arange(12))) == 1

    def value(places: np.ndarray) -> float:
        group = groups[np.argsort(places)]
        together = sum(bool(group[i] == group[i + 1]) for i in range(11))
        return float(cost[np.arange(12), places].sum()) - 5.0 * together

    first = cheapest(cost)
    after = gather(first, cost, groups, touching, 5.0)
    assert value(after) <= value(first)
    for one in range(12):
        for other in range(one):
            swapped = after.copy()
            swapped[[one, other]] = swapped[[other, one]]
            assert value(swapped) >= value(after) - 1e-6


def test_parts_are_listed_by_size() -> None:
    assert parts([0, 1, 3], LINE) == [[0, 1], [3]]
    assert parts([3, 0, 2, 1], LINE) == [[0, 1, 2, 3]]
    assert parts([0, 2], LINE) == [[0], [2]]
