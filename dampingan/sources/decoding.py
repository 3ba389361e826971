"""From the texts that stand in a column to codes and numbers.

A column of a million cells holds few different texts: each is decoded once, by plain Python.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from dampingan.sources.dialect import Column
from dampingan.sources.text import fold, is_blank, leading_code, to_number

YES, NO = "ya", "tidak"
_YES_WORDS = frozenset({"ya", "y", "ada", "penerima", "true"})
_NO_WORDS = frozenset({"tidak", "t", "tidakada", "bukanpenerima", "bukan", "false"})
OTHER = "lainnya"
_FIRST_YEAR = 1800

_NUMBERING = re.compile(r"^\s*'?\d+(?:[.,]0+)?\s*[.):\-]?\s*(?=\D)")
_ENUMERATION = re.compile(r"[,;+&/]|\bdan\b")


@dataclass(frozen=True)
class Decoded:
    """What the different texts of one column mean, and how often each stands there."""

    column: Column
    counts: Mapping[str, int]
    """Text to the number of its cells."""
    values: Mapping[str, str | float]
    """Text to its code or number; blanks and texts outside the list are absent."""
    blanks: int
    outside: Mapping[str, int] = field(default_factory=dict)
    """Text outside the code list or the range, to the number of its cells."""

    @property
    def cells(self) -> int:
        """Return the number of cells."""
        return self.blanks + sum(self.counts.values())

    @property
    def unknown(self) -> int:
        """Return the number of cells that are blank or outside the list."""
        return self.blanks + sum(self.outside.values())


def decode(series: pl.Series, column: Column) -> Decoded:
    """Return the meaning of each different text in a column."""
    table = series.value_counts(name="n")
    counts = dict(zip(table[series.name].cast(pl.String), table["n"], strict=True))
    blank = {text for text in counts if is_blank(text)}
    texts = {text: n for text, n in counts.items() if text not in blank}
    values = _decode_texts(texts, column)
    return Decoded(
        column,
        texts,
        values,
        blanks=sum(counts[text] for text in blank),
        outside={text: n for text, n in texts.items() if text not in values and not _unknown(text, column)},
    )


def _unknown(text: str, column: Column) -> bool:
    return column.jenis == "ya_tidak" and leading_code(text) == "0"


def _decode_texts(texts: Mapping[str, int], column: Column) -> dict[str, str | float]:
    if column.jenis == "ya_tidak":
        return dict(_yes_no(texts))
    if column.jenis in {"kode", "bit"}:
        labels, of = column.labels(), _code if column.jenis == "kode" else _bit_mask
        coded = ((text, of(text, column, labels)) for text in texts)
        return {text: code for text, code in coded if code is not None}
    one = _day_number if column.jenis == "tanggal" else _number
    decoded = ((text, one(text, column)) for text in texts)
    return {text: value for text, value in decoded if value is not None}


def _code(text: str, column: Column, labels: Mapping[str, str]) -> str | None:
    """Return the code in front of a cell where the list has it, otherwise the code of its label."""
    code = leading_code(text)
    if code in column.kode:
        return code
    found = labels.get(fold(text)) or labels.get(fold(_NUMBERING.sub("", text)))
    # A number or "450 VA" is no free text: it comes from a neighbouring column.
    is_word = column.terbuka and not any(ch.isdigit() for ch in text)
    return found or (OTHER if is_word else None)


def _number(text: str, column: Column) -> float | None:
    value = to_number(text)
    if value is None or (column.jenis == "bulat" and value != int(value)):
        return None
    low = column.terkecil if column.terkecil is not None else value
    high = column.terbesar if column.terbesar is not None else value
    return value if low <= value <= high else None


def _bit_mask(text: str, column: Column, labels: Mapping[str, str]) -> str | None:
    """Return the sum of the bits: a number, or labels such as ``Akta kelahiran, KTP``."""
    code = leading_code(text)
    if code is not None:
        return code if int(code) <= (column.terbesar or 0) else None
    parts = [text] if fold(text) in labels else _ENUMERATION.split(text)
    bits = [labels.get(fold(part)) for part in parts]
    return str(sum({int(bit) for bit in bits if bit})) if all(bits) else None


def _yes_no(texts: Mapping[str, int]) -> dict[str, str]:
    """Odd is yes, even is no, whichever of the two codings (1/2 or 3/4) a column has; 0 is unknown.

    A column of only 0 and 1 is coded otherwise: there 0 is no.
    """
    codes = {text: leading_code(text) for text in texts}
    zero_is_no = set(codes.values()) == {"0", "1"}
    meaning = {"1": YES, "3": YES, "2": NO, "4": NO} | ({"0": NO} if zero_is_no else {})
    words = {text: fold(text) for text in texts}
    found: dict[str, str] = {}
    for text, code in codes.items():
        if code in meaning:
            found[text] = meaning[code]
        elif words[text] in _YES_WORDS | _NO_WORDS:
            found[text] = YES if words[text] in _YES_WORDS else NO
    return found


def _day_number(text: str, _column: Column) -> float | None:
    """Return the proleptic day number of a date ``2010-05-31``, ``31/05/2010`` or ``31-05-2010``."""
    parts = text.strip()[:10].replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    year_first = len(parts[0]) == 4
    year, month, day = (int(p) for p in (parts if year_first else reversed(parts)))
    if year < _FIRST_YEAR:  # a year of two digits may be of either century
        return None
    try:
        return float(date(year, month, day).toordinal())
    except ValueError:
        return None
