"""Classes of a map: where one ends and the next begins, by mapclassify; a limit belongs to the lower class."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from dampingan.errors import DampinganError

if TYPE_CHECKING:
    from mapclassify.classifiers import MapClassifier

Method = Literal["alami", "kuantil", "sama", "ditentukan"]
METHODS: tuple[Method, ...] = get_args(Method)
METHOD_TITLES: dict[Method, str] = {
    "alami": "Pengelompokan alami (Fisher–Jenks)",
    "kuantil": "Kuantil (sama banyak)",
    "sama": "Selang sama lebar",
    "ditentukan": "Batas ditentukan",
}
MOST_CLASSES = 5


def limits(values: Sequence[float], method: Method, *, decimals: int, given: Sequence[float] = ()) -> tuple[float, ...]:
    """Return the limits between classes, at most four; a value that equals a limit belongs below it.

    The values are taken as they are shown, and so are the limits: a limit between two numbers that can be
    shown is lowered to the first of them, which parts the values in the same way.

    Args:
        values: what is classed; may be empty.
        method: ``alami`` (least variance within classes), ``kuantil``, ``sama`` (equal intervals), or
            ``ditentukan``.
        decimals: how many are shown.
        given: the limits of ``ditentukan``, rising.
    """
    if method == "ditentukan":
        return tuple(given)
    shown = sorted(round(value, decimals) for value in values)
    different = sorted(set(shown))
    if len(different) <= MOST_CLASSES:
        return tuple(different[:-1])
    lowered = {_lowered(upper, decimals) for upper in _upper_ends(shown, method)}
    return tuple(sorted(limit for limit in lowered if different[0] <= limit < different[-1]))


def class_of(value: float, between: Sequence[float]) -> int:
    """Return the class (from 0) of a value; a limit belongs to the lower class.

    Source: right-closed intervals, as mapclassify's.

    >>> [class_of(value, (25, 74)) for value in (0, 25, 25.1, 74, 75)]
    [0, 0, 1, 1, 2]
    """
    return sum(value > limit for limit in between)


def parse_limits(text: str) -> tuple[float, ...]:
    """Return limits written as ``10; 20; 30,5``.

    Raises:
        DampinganError: not one to four rising numbers.
    """
    parts = [part.strip().replace(".", "").replace(",", ".") for part in text.split(";") if part.strip()]
    try:
        numbers = tuple(float(part) for part in parts)
    except ValueError:
        numbers = ()
    rising = all(low < high for low, high in pairwise(numbers))
    if not 1 <= len(numbers) < MOST_CLASSES or not rising or not all(map(math.isfinite, numbers)):
        raise DampinganError(
            "Batas kelas belum benar.",
            mend="Tulis satu sampai empat bilangan yang makin besar, dipisah titik koma, misalnya 10; 20; 30; 40.",
        )
    return numbers


def preload() -> None:
    """Load mapclassify, which takes a second or two; meant for a thread that nobody waits for."""
    import mapclassify  # noqa: F401


def _upper_ends(values: list[float], method: Method) -> Sequence[float]:
    import mapclassify

    if method == "alami":
        classifier = _natural(values)
    elif method == "kuantil":
        # The same limits as Quantiles, which warns wherever many values are equal.
        classifier = mapclassify.Percentiles(values, pct=[20, 40, 60, 80, 100])
    else:
        classifier = mapclassify.EqualInterval(values, k=MOST_CLASSES)
    return [float(end) for end in classifier.bins[:-1]]


def _natural(values: list[float]) -> "MapClassifier":
    """Return the classes of Fisher and Jenks: exact, so the same each time (k-means, ``NaturalBreaks``, is not)."""
    from mapclassify import FisherJenks
    from mapclassify.classifiers import MapClassifier

    class Natural(FisherJenks):  # type: ignore[misc] # mapclassify has no types
        """Without the advice to install a compiler: a few hundred values take 0.04 s."""

        def __init__(self) -> None:
            self.k = MOST_CLASSES
            MapClassifier.__init__(self, values)

    return Natural()


def _lowered(limit: float, decimals: int) -> float:
    step: float = 10.0**decimals
    return round(math.floor(limit * step + 1e-6) / step, decimals)
