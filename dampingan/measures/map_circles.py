"""Proportional circles: counts are drawn by the area of a circle, never by the colour of a desa."""

import math


def radius_share(value: float, largest: float) -> float:
    """Return the radius of a count's circle as a share of the largest one's, so that areas are proportional.

    >>> radius_share(25, 100)
    0.5
    """
    return math.sqrt(value / largest) if value > 0 else 0.0


def legend_sizes(largest: float) -> tuple[int, ...]:
    """Return three round counts for the legend, large to small; fewer where the counts are small.

    >>> legend_sizes(1036), legend_sizes(40), legend_sizes(1)
    ((1000, 250, 50), (40, 10, 2), (1,))
    """
    if largest < 1:
        return ()
    power = 10 ** int(math.log10(largest))
    top = int(largest // power * power)
    return tuple(dict.fromkeys(size for size in (top, top // 4, top // 20) if size))
