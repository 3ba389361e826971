"""Who gets which place: the cheapest assignment, then swaps that gather what belongs together."""

import numpy as np
import numpy.typing as npt

from dampingan.regions.contiguity import Bools
from dampingan.regions.power_diagram import Floats

Ints = npt.NDArray[np.intp]

_NOBODY = -1
_LEAST_GAIN = 1e-9


def cheapest(cost: Floats) -> Ints:
    """Return the place of each unit so that the sum of the costs is least.

    The Hungarian method (Kuhn 1955) by shortest augmenting paths: one unit after another finds the cheapest
    chain of moves that ends at a free place.

    Args:
        cost: square matrix, not negative; units in rows, places in columns.
    """
    size = len(cost)
    unit_prices, place_prices = np.zeros(size), np.zeros(size)
    holder = np.full(size, _NOBODY, dtype=np.intp)
    for unit in range(size):
        place, came_from = _shortest_chain(cost, unit_prices, place_prices, holder, unit)
        while came_from[place] != _NOBODY:
            holder[place] = holder[came_from[place]]
            place = int(came_from[place])
        holder[place] = unit
    return np.argsort(holder)


def _shortest_chain(
    cost: Floats, unit_prices: Floats, place_prices: Floats, holder: Ints, unit: int
) -> tuple[int, Ints]:
    """Return the free place to end at and, for each place, the one before it; move the prices along."""
    lengths = np.full(len(cost), np.inf)
    came_from = np.full(len(cost), _NOBODY, dtype=np.intp)
    done = np.zeros(len(cost), dtype=np.bool_)
    mover, place, length = unit, _NOBODY, 0.0
    while mover != _NOBODY:
        offered = length + cost[mover] - unit_prices[mover] - place_prices
        shorter = ~done & (offered < lengths)
        lengths[shorter], came_from[shorter] = offered[shorter], place
        place = int(np.where(done, np.inf, lengths).argmin())
        done[place], length, mover = True, lengths[place], int(holder[place])
    taken = done & (holder != _NOBODY)
    unit_prices[unit] += length
    unit_prices[holder[taken]] += length - lengths[taken]
    place_prices[taken] -= length - lengths[taken]
    return place, came_from


def gather(places: Ints, cost: Floats, groups: Ints, touching: Bools, weight: float) -> Ints:
    """Return the places after swaps, the best first, while a swap lowers cost less togetherness.

    Togetherness is ``weight`` times the number of touching places held by units of one group.

    Args:
        places: place of each unit.
        cost: units in rows, places in columns.
        groups: number of each unit's group, from 0.
        touching: symmetric matrix over the places.
        weight: what one more touching pair of a group may cost.
    """
    holder = np.argsort(places)
    while True:
        changes = _swap_changes(holder, cost, groups, touching, weight)
        one, other = np.unravel_index(int(changes.argmin()), changes.shape)
        if changes[one, other] > -_LEAST_GAIN:
            return np.argsort(holder)
        holder[[one, other]] = holder[[other, one]]


def _swap_changes(holder: Ints, cost: Floats, groups: Ints, touching: Bools, weight: float) -> Floats:
    """Return what a swap of the units at two places would change, for each two places."""
    at = cost[holder]
    dearer = at + at.T - np.diag(at)[:, None] - np.diag(at)
    group = groups[holder]
    kin = (touching.astype(np.float64) @ np.eye(groups.max() + 1)[group])[:, group]
    closer = kin + kin.T - np.diag(kin)[:, None] - np.diag(kin) - 2.0 * touching
    return np.asarray(dearer - weight * np.where(group[:, None] == group, 0.0, closer))
