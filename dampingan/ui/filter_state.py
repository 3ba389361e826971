"""The one filter: what is chosen, read from and written to a link by an allow-list. No Streamlit here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dampingan.exports.notes import DESIL_CHOICES
from dampingan.formats import joined, period
from dampingan.measures.desa_merah import KELAS
from dampingan.measures.scope import NOT_JUDGED

DEFAULT_DESIL = "1"
EVERY_KIND = "semua"
KINDS: Mapping[str, str] = {EVERY_KIND: "Semua", "desa": "Desa", "kelurahan": "Kelurahan"}
CLASSES: Mapping[str, str] = {**{kelas: kelas.capitalize() for kelas in KELAS}, NOT_JUDGED: "Belum dinilai"}
DAMPINGAN = "dampingan (simulasi)"
"""The units that the rule in force chooses: the decree's full list is not public."""
PARAMS = ("periode", "kecamatan", "jenis", "kelas", "dampingan", "desil")
"""The filter's parameters of the address."""
_YES = "ya"


@dataclass(frozen=True)
class Options:
    """What can be chosen: periods newest first, and the kecamatan's codes with their names."""

    periode: Sequence[str]
    kecamatan: Mapping[str, str]


@dataclass(frozen=True)
class Filter:
    """What is chosen: a period, which units, and within which desil the figures are counted.

    ``kecamatan`` by code, ``kelas`` by the keys of ``CLASSES`` (none means all of them); ``desil`` is ``1``,
    ``1-2`` or ``1-4``; ``jenis`` a key of ``KINDS``.
    """

    periode: str
    kecamatan: tuple[str, ...] = ()
    desil: str = DEFAULT_DESIL
    jenis: str = EVERY_KIND
    kelas: tuple[str, ...] = ()
    dampingan: bool = False

    @property
    def desil_numbers(self) -> tuple[int, ...]:
        """Return the desil that are counted."""
        return DESIL_CHOICES[self.desil]

    @property
    def desil_words(self) -> str:
        """Return the desil as read: ``desil 1–2``."""
        return f"desil {self.desil.replace('-', '–')}"

    @property
    def kind(self) -> str:
        """Return what a unit is called: ``desa``, ``kelurahan``, or both."""
        return "desa/kelurahan" if self.jenis == EVERY_KIND else self.jenis

    @property
    def by_nature(self) -> bool:
        """Tell whether units are chosen by what they are, not only by where they lie."""
        return self.jenis != EVERY_KIND or bool(self.kelas) or self.dampingan


def default_filter(options: Options) -> Filter:
    """Return the filter of a first visit: newest period, all units, desil 1."""
    return Filter(options.periode[0])


def read_filter(params: Mapping[str, str], options: Options, base: Filter) -> Filter:
    """Return ``base`` changed by a link's parameters; whatever is not on the allow-list is ignored.

    Args:
        params: those of ``PARAMS``; ``kecamatan`` (codes) and ``kelas`` separated by commas, ``dampingan`` ``ya``.
            Others are not looked at.
        options: what can be chosen.
        base: what holds where the link says nothing.
    """

    def one(name: str, allowed: Iterable[str], usual: str) -> str:
        return params[name] if params.get(name) in set(allowed) else usual

    def several(name: str, allowed: Iterable[str], usual: tuple[str, ...]) -> tuple[str, ...]:
        named = params[name].split(",") if name in params else usual
        return tuple(code for code in allowed if code in named)

    return Filter(
        one("periode", options.periode, base.periode),
        several("kecamatan", options.kecamatan, base.kecamatan),
        one("desil", DESIL_CHOICES, base.desil),
        one("jenis", KINDS, base.jenis),
        several("kelas", CLASSES, base.kelas),
        params["dampingan"] == _YES if "dampingan" in params else base.dampingan,
    )


def write_filter(chosen: Filter, base: Filter) -> dict[str, str]:
    """Return the parameters of a link that opens with this filter: what differs from ``base``."""
    pairs = zip(PARAMS, _written(chosen), _written(base), strict=True)
    return {name: value for name, value, usual in pairs if value != usual}


def _written(chosen: Filter) -> tuple[str, ...]:
    return (
        chosen.periode, ",".join(chosen.kecamatan), chosen.jenis, ",".join(chosen.kelas),
        _YES if chosen.dampingan else "tidak", chosen.desil,
    )  # fmt: skip


def kecamatan_names(chosen: Filter, options: Options) -> list[str]:
    """Return the names of the kecamatan chosen; none means all."""
    return [options.kecamatan[code] for code in chosen.kecamatan]


def nature(chosen: Filter) -> str:
    """Return in words what units are taken, wherever they lie: ``desa kelas merah, dampingan (simulasi)``."""
    kelas = joined([CLASSES[k].lower() for k in chosen.kelas], "atau")
    told = " ".join(part for part in (chosen.kind, f"kelas {kelas}" if kelas else "") if part)
    return f"{told}, {DAMPINGAN}" if chosen.dampingan and kelas else (
        f"{told} {DAMPINGAN}" if chosen.dampingan else told
    )  # fmt: skip


def describe(chosen: Filter, options: Options, *, measure: str = "") -> str:
    """Return the subtitle of a page: measure, place, units, desil and period in words."""
    names = kecamatan_names(chosen, options)
    place = f"Kecamatan {joined(names)}" if names else "semua kecamatan"
    units = nature(chosen) if chosen.by_nature else ""
    parts = [measure, place, units, chosen.desil_words, f"periode {period(chosen.periode)}"]
    text = " · ".join(part for part in parts if part)
    return text[0].upper() + text[1:]
