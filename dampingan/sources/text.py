"""How a cell's text is read: blanks, folded names, codes, decimal numbers. One value at a time."""

import re

BLANKS = frozenset({"", "null", "none", "nan", "n/a", "#n/a", "-", "--", "kosong", "na"})

_CODE = re.compile(r"'?0*(\d{1,9})(?:[.,]0+)?(?:\s*[.):\-]\s*\D.*|\s+\D.*)?", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,15})?")
_REGION = re.compile(r"'?\s*(\d[\d.\s-]*?)(?:[.,]0)?(?:\s*[.):-]\s*\D.*|\s+\D.*)?", re.DOTALL)
SCIENTIFIC = re.compile(r"^\s*'?\d+(?:[.,]\d+)?[eE]\+?\d+\s*$")


def fold(text: str) -> str:
    """Return a name or label without case, spaces, underscores and signs: ``"Sta_KKS "`` -> ``"stakks"``."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def is_blank(text: str | None) -> bool:
    """Tell whether a cell says nothing: empty, ``NULL``, ``-``, ``Kosong``."""
    return text is None or text.strip().casefold() in BLANKS


def leading_code(text: str) -> str | None:
    """Return the code in front of a cell without leading zeros: ``01``, ``1.0``, ``1. Sendiri`` -> ``1``."""
    match = _CODE.fullmatch(text.strip())
    return match.group(1) if match else None


def region_digits(text: str) -> str:
    """Return the digits of a region code or a part of one: ``33.27.04``, ``010.0``, ``010 MOGA``; else nothing.

    An address such as ``Jl. Melati 5`` holds a digit and is no code.
    """
    match = _REGION.fullmatch(text.strip())
    return "".join(ch for ch in match.group(1) if ch.isdigit()) if match else ""


def to_number(text: str) -> float | None:
    """Return a number written with a decimal point or comma, else None: ``"36,5"`` -> 36.5."""
    cleaned = text.strip().lstrip("'")
    return float(cleaned.replace(",", ".")) if _NUMBER.fullmatch(cleaned) else None
