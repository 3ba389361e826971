"""The legend of a map: the classes in words and colours, and how many units each holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dampingan.formats import number, percent
from dampingan.measures.desa_merah import KELAS as CLASSES_OF_DESA
from dampingan.measures.map_classes import MOST_CLASSES
from dampingan.measures.map_layers import IDM_LIMITS, IDM_STATUS, Layer
from dampingan.palette import KELAS, TINGKAT


@dataclass(frozen=True)
class LegendClass:
    """One line of the legend: its words, its colour ``#RRGGBB`` and how many units have it."""

    label: str
    warna: str
    jumlah: int


def legend(
    layer: Layer, between: Sequence[float], values: Collection[float], counts: Mapping[int, int]
) -> tuple[LegendClass, ...]:
    """Return the lines of a layer's classes, the most pressing first; none for circles and without values.

    Args:
        layer: the layer.
        between: the limits between its classes.
        values: all its values.
        counts: units by class, numbered in the order of the lines.
    """
    if layer.bentuk == "kelas":
        pairs = [(kelas.capitalize(), KELAS[kelas]) for kelas in CLASSES_OF_DESA]
    elif layer.bentuk == "lingkaran" or not values:
        pairs = []
    else:
        rising = _labels(layer, between, min(values), max(values))
        ordered = rising if layer.rendah_buruk else rising[::-1]
        pairs = list(zip(ordered, reversed(ramp(len(rising))), strict=True))
    return tuple(LegendClass(label, colour, counts.get(place, 0)) for place, (label, colour) in enumerate(pairs))


def ramp(steps: int) -> tuple[str, ...]:
    """Return the colours of one to five classes, from little to much, spread over the ramp.

    >>> len(ramp(5)), ramp(1) == (TINGKAT[3],)
    (5, True)
    """
    if steps == 1:
        return (TINGKAT[3],)
    return tuple(TINGKAT[round(place * (MOST_CLASSES - 1) / (steps - 1))] for place in range(steps))


def written(layer: Layer, value: float) -> str:
    """Return a value of a layer as it is shown, with its sign."""
    return percent(value, layer.desimal) if layer.persen else number(value, layer.desimal)


def _labels(layer: Layer, between: Sequence[float], low: float, high: float) -> list[str]:
    """Return the classes in words, rising: each begins at the first number that can be shown above a limit."""
    if layer.kolom == "idm" and tuple(between) == IDM_LIMITS:
        return list(IDM_STATUS)
    low, high, step = round(low, layer.desimal), round(high, layer.desimal), 10.0**-layer.desimal
    if not between:
        return [_span(layer, low, high)]
    bottom, top = between[0], between[-1]
    first = _span(layer, low, bottom) if low <= bottom else f"sampai {written(layer, bottom)}"
    last = _span(layer, top + step, high) if high > top else f"lebih dari {written(layer, top)}"
    return [first, *(_span(layer, below + step, above) for below, above in pairwise(between)), last]


def _span(layer: Layer, low: float, high: float) -> str:
    start, end = number(low, layer.desimal), written(layer, high)
    return end if start == number(high, layer.desimal) else f"{start}–{end}"
