"""How wide a text is and where its lines break, in points, from the metrics of the font.

``Helvetica`` and ``Helvetica-Bold`` are known to every PDF library and as wide as Arial, the font of the decks.
"""

import re

from reportlab.pdfbase import pdfmetrics

_TOGETHER = re.compile(r"(?<=\d) (?=%)|(?<=desil) (?=\d)")
_HARD_SPACE = "\u00a0"
_SLACK = 0.01
"""A text shrunk to a width may exceed it by a hair."""


def held_together(words: str) -> str:
    """Return a text with hard spaces where no line may break: before % and a desil's number."""
    return _TOGETHER.sub(_HARD_SPACE, words)


def text_width(words: str, size: float, font: str) -> float:
    """Return how wide a text is in a registered font."""
    return float(pdfmetrics.stringWidth(words, font, size))


def wrapped(words: str, width: float, size: float, font: str) -> list[str]:
    """Return a text in lines no wider than ``width``; broken between words, never before % or a desil's number."""
    lines: list[str] = []
    for word in held_together(words).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.replace(_HARD_SPACE, " ") for line in lines]


def size_on_one_line(words: str, width: float, size: float, font: str, *, smallest: float) -> float:
    """Return the size, between ``smallest`` and ``size``, at which a text is no wider than ``width``."""
    return max(size * min(1.0, width / max(text_width(words, size, font), 1e-9)), smallest)


def size_in_lines(words: str, width: float, lines: int, size: float, font: str, *, smallest: float) -> float:
    """Return the size, between ``smallest`` and ``size`` in whole points, at which a text takes so many lines."""
    while size > smallest and len(wrapped(words, width, size, font)) > lines:
        size -= 1
    return size


def cut(words: str, width: float, size: float, font: str) -> str:
    """Return a text, or where it is wider than ``width`` as much of its beginning as fits with an ellipsis."""
    if text_width(words, size, font) <= width + _SLACK:
        return words
    while words and text_width(f"{words}…", size, font) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def cut_to_lines(words: str, width: float, lines: int, size: float, font: str) -> str:
    """Return a text, or as much of its beginning as takes so many lines, with an ellipsis."""
    broken = wrapped(words, width, size, font)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], " ".join(broken[lines - 1 :])]
    return " ".join(cut(line, width, size, font) for line in broken)
