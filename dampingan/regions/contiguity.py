"""Whether the units of each kecamatan hang together."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]


def parts(members: Sequence[int], touching: Bools) -> list[list[int]]:
    """Return the groups of members that hang together, the largest first.

    Args:
        members: numbers of units.
        touching: symmetric matrix over all units, True where two of them touch.
    """
    left = set(members)
    groups = []
    while left:
        reached = [min(left)]
        left -= set(reached)
        for unit in reached:
            near = sorted(other for other in left if touching[unit, other])
            left -= set(near)
            reached += near
        groups.append(sorted(reached))
    return sorted(groups, key=lambda group: (-len(group), group))
