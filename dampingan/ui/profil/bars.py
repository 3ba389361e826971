"""Marks on a track, as HTML: bars from zero, and dots where a place stands among others. Text stands beside them."""

from collections.abc import Iterable, Sequence

_ROOM = 0.97
"""Share of a track that the largest value takes; its mark must not be cut off."""


def scale(values: Iterable[float | None]) -> float:
    """Return the value at a track's right end; the same for all rows of a table.

    >>> round(scale([None, 48.5, 0.0]), 6)
    50.0
    """
    return max([value for value in values if value is not None] or [0.0]) / _ROOM or 1.0


def at(value: float, top: float) -> str:
    """Return where a value stands on its track, as CSS writes it.

    >>> at(25, 50)
    '50.00%'
    """
    return f"{100 * value / top:.2f}%"


def bar(value: float | None, top: float, marks: Sequence[tuple[str, float | None]] = (), kind: str = "") -> str:
    """Return a bar from zero with marks for comparison.

    Args:
        value: the bar's; None for none.
        top: what ``scale`` gives.
        marks: style and value of each mark (``kecamatan``, ``kabupaten``).
        kind: style of the bar: chosen (empty) or ``lain``.
    """
    own = "" if value is None else f'<i class="dmp-lajur-isi {kind}" style="width:{at(value, top)}"></i>'
    return f'<div class="dmp-lajur" aria-hidden="true">{own}{"".join(_mark(*mark, top) for mark in marks)}</div>'


def strip(own: float | None, others: Sequence[float], median: float | None, top: float) -> str:
    """Return a line from the lowest to the highest of others, a dot for each, a tick at the median, and one's own."""
    span = ""
    if others:
        left, width = at(min(others), top), at(max(others) - min(others), top)
        span = f'<i class="dmp-lajur-rentang" style="left:{left};width:{width}"></i>'
    marks = [*(("lain", value) for value in others), ("median", median), ("sendiri", own)]
    return f'<div class="dmp-lajur" aria-hidden="true">{span}{"".join(_mark(*mark, top) for mark in marks)}</div>'


def _mark(kind: str, value: float | None, top: float) -> str:
    return "" if value is None else f'<i class="dmp-lajur-{kind}" style="left:{at(value, top)}"></i>'


def legend(items: Sequence[tuple[str, str]]) -> str:
    """Return a legend of marks: style and (escaped) words of each."""
    told = "".join(f'<span><b class="dmp-kunci-{kind}"></b>{words}</span>' for kind, words in items)
    return f'<div class="dmp-legenda dmp-kunci">{told}</div>'
