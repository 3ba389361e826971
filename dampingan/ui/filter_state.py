"""The one filter: what is chosen, read from and written to a link by an allow-list. No Streamlit here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dampingan.exports.notes import DESIL_CHOICES
from dampingan.formats import joined, period

DEFAULT_DESIL = "1"


@dataclass(frozen=True)
class Options:
    """What can be chosen: periods newest first, and the kecamatan's codes with their names."""

    periode: Sequence[str]
    kecamatan: Mapping[str, str]


@dataclass(frozen=True)
class Filter:
    """What is chosen: a period, kecamatan by code (none means all), and desil ``1``, ``1-2`` or ``1-4``."""

    periode: str
    kecamatan: tuple[str, ...] = ()
    desil: str = DEFAULT_DESIL

    @property
    def desil_numbers(self) -> tuple[int, ...]:
        """Return the desil that are counted."""
        return DESIL_CHOICES[self.desil]

    @property
    def desil_words(self) -> str:
        """Return the desil as read: ``desil 1–2``."""
        return f"desil {self.desil.replace('-', '–')}"


def default_filter(options: Options) -> Filter:
    """Return the filter of a first visit: newest period, all kecamatan, desil 1."""
    return Filter(options.periode[0])


def read_filter(params: Mapping[str, str], options: Options, base: Filter) -> Filter:
    """Return ``base`` changed by a link's parameters; whatever is not on the allow-list is ignored.

    Args:
        params: ``periode``, ``kecamatan`` (codes, separated by commas), ``desil``; others are not looked at.
        options: what can be chosen.
        base: what holds where the link says nothing.
    """
    periode, desil = params.get("periode", base.periode), params.get("desil", base.desil)
    named = params["kecamatan"].split(",") if "kecamatan" in params else base.kecamatan
    return Filter(
        periode if periode in options.periode else base.periode,
        tuple(code for code in options.kecamatan if code in named),
        desil if desil in DESIL_CHOICES else base.desil,
    )


def write_filter(chosen: Filter, base: Filter) -> dict[str, str]:
    """Return the parameters of a link that opens with this filter: what differs from ``base``."""
    pairs = (
        ("periode", chosen.periode, base.periode),
        ("kecamatan", ",".join(chosen.kecamatan), ",".join(base.kecamatan)),
        ("desil", chosen.desil, base.desil),
    )
    return {name: value for name, value, usual in pairs if value != usual}


def kecamatan_names(chosen: Filter, options: Options) -> list[str]:
    """Return the names of the kecamatan chosen; none means all."""
    return [options.kecamatan[code] for code in chosen.kecamatan]


def describe(chosen: Filter, options: Options, *, measure: str = "") -> str:
    """Return the subtitle of a page: measure, place, desil and period in words."""
    names = kecamatan_names(chosen, options)
    place = f"Kecamatan {joined(names)}" if names else "semua kecamatan"
    parts = [measure, place, chosen.desil_words, f"periode {period(chosen.periode)}"]
    text = " · ".join(part for part in parts if part)
    return text[0].upper() + text[1:]
