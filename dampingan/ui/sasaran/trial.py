"""A rule that is tried out: what may be set, read from and written to a link by an allow-list. No Streamlit here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, Literal, get_args

from dampingan.formats import number, percent
from dampingan.regions.reference import units
from dampingan.rules import Criterion, Rules

Kind = Literal["kuantil", "mutlak"]

CRITERIA: Mapping[str, str] = {"jumlah": "Jumlah", "pangsa": "Persentase", "salah_satu": "Salah satu"}
KINDS: Mapping[str, str] = {"kuantil": "Bagian teratas", "mutlak": "Angka tetap"}
QUANTILES = tuple(Fraction(n, d) for n, d in ((1, 2), (3, 5), (13, 20), (2, 3), (7, 10), (3, 4), (4, 5), (9, 10)))
COUNT_LIMIT = 10_000
"""Highest absolute threshold of desil-1 households that can be set."""
_NAMED = {Fraction(1, 2): "separuh teratas", Fraction(2, 3): "sepertiga teratas", Fraction(3, 4): "seperempat teratas"}
_BETWEEN, _WITHIN = "~", "."


@dataclass(frozen=True)
class Trial:
    """What the page lets people change; everything else is as in the saved rules."""

    desa: int
    """Quota of desa."""
    kelurahan: int
    kriteria: Criterion
    ambang: Kind
    kuantil: Fraction
    """Upper quantile: a unit at or above it is concentrated."""
    jumlah: int
    """Absolute threshold, households in desil 1."""
    persen: float
    """Absolute threshold, per cent of a unit's households."""


def saved_trial(rules: Rules) -> Trial:
    """Return the saved rule as the page shows it."""
    merah, target = rules.desa_merah, rules.sasaran
    return Trial(
        target.kuota_desa, target.kuota_kelurahan, merah.kriteria, merah.ambang, merah.kuantil_atas,
        merah.mutlak_atas_jumlah, merah.mutlak_atas_pct,
    )  # fmt: skip


def tried_rules(rules: Rules, trial: Trial) -> Rules:
    """Return the rules with the trial in them; the version says what differs from the saved ones."""
    if trial == saved_trial(rules):
        return rules
    merah = rules.desa_merah.model_copy(
        update={"kriteria": trial.kriteria, "ambang": trial.ambang, "kuantil_atas": trial.kuantil,
                "mutlak_atas_jumlah": trial.jumlah, "mutlak_atas_pct": trial.persen}
    )  # fmt: skip
    target = rules.sasaran.model_copy(update={"kuota_desa": trial.desa, "kuota_kelurahan": trial.kelurahan})
    version = f"{rules.versi}, dicoba dengan {', '.join(differences(trial, saved_trial(rules)))}"
    return rules.model_copy(update={"desa_merah": merah, "sasaran": target, "versi": version})


def effective(trial: Trial, saved: Trial) -> Trial:
    """Return a trial in which a threshold without effect is the saved one, so that one list has one link."""
    counted, shared = trial.kriteria != "pangsa", trial.kriteria != "jumlah"
    fixed = trial.ambang == "mutlak"
    return replace(
        trial,
        kuantil=saved.kuantil if fixed else trial.kuantil,
        jumlah=trial.jumlah if fixed and counted else saved.jumlah,
        persen=trial.persen if fixed and shared else saved.persen,
    )


def largest_quotas(saved: Trial) -> tuple[int, int]:
    """Return the highest quota of desa and of kelurahan: all there are."""
    kinds = units()["jenis"]
    return (max(saved.desa, int((kinds == "desa").sum())), max(saved.kelurahan, int((kinds == "kelurahan").sum())))


def quantiles(saved: Trial) -> list[Fraction]:
    """Return the quantiles that can be chosen; the saved one is always among them."""
    return sorted({*QUANTILES, saved.kuantil})


def quantile_words(quantile: Fraction) -> str:
    """Return a quantile as people say it: ``sepertiga teratas``, ``40 % teratas``."""
    top = 100 * float(1 - quantile)
    return _NAMED.get(quantile, f"{percent(top, 0 if top == round(top) else 1)} teratas")


def differences(trial: Trial, saved: Trial) -> list[str]:
    """Return in words what a trial changes."""
    told = [
        ("desa", f"kuota {trial.desa} desa"),
        ("kelurahan", f"kuota {trial.kelurahan} kelurahan"),
        ("kriteria", f"kriteria {CRITERIA[trial.kriteria].lower()}"),
        ("ambang", f"ambang {KINDS[trial.ambang].lower()}"),
        ("kuantil", f"terpusat berarti {quantile_words(trial.kuantil)}"),
        ("jumlah", f"ambang {number(trial.jumlah)} rumah tangga"),
        ("persen", f"ambang {percent(trial.persen)}"),
    ]
    return [words for name, words in told if getattr(trial, name) != getattr(saved, name)]


def write_trial(trial: Trial, saved: Trial) -> str:
    """Return a trial as one parameter of a link: what differs from the saved rule; empty where nothing does.

    >>> saved = Trial(77, 9, "salah_satu", "kuantil", Fraction(2, 3), 150, 30.0)
    >>> write_trial(replace(saved, desa=60, kuantil=Fraction(3, 4)), saved)
    'desa.60~kuantil.3-4'
    """
    told = ((f.name, getattr(trial, f.name), getattr(saved, f.name)) for f in fields(Trial))
    return _BETWEEN.join(f"{name}{_WITHIN}{_written(value)}" for name, value, usual in told if value != usual)


def read_trial(text: str, saved: Trial) -> Trial:
    """Return the saved rule changed by a link's parameter; whatever is not on the allow-list is ignored."""
    most_desa, most_kelurahan = largest_quotas(saved)
    readers: dict[str, Callable[[str], object]] = {
        "desa": lambda value: _whole(value, most_desa),
        "kelurahan": lambda value: _whole(value, most_kelurahan),
        "kriteria": lambda value: value if value in get_args(Criterion) else None,
        "ambang": lambda value: value if value in get_args(Kind) else None,
        "kuantil": {_written(q): q for q in quantiles(saved)}.get,
        "jumlah": lambda value: _whole(value, COUNT_LIMIT),
        "persen": _share,
    }
    pairs = (part.partition(_WITHIN) for part in text.split(_BETWEEN))
    asked: dict[str, Any] = {name: readers[name](value) for name, _, value in pairs if name in readers}
    return effective(replace(saved, **{name: value for name, value in asked.items() if value is not None}), saved)


def _written(value: object) -> str:
    return f"{value.numerator}-{value.denominator}" if isinstance(value, Fraction) else str(value)


def _whole(text: str, highest: int) -> int | None:
    plain = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if plain and int(text) <= highest else None


def _share(text: str) -> float | None:
    """Return a per cent (0-100) with at most one decimal."""
    whole, _, decimal = text.partition(".")
    plain = all(part.isascii() and part.isdigit() for part in (whole, decimal or "0"))
    short = len(whole) <= 3 and len(decimal) <= 1
    return float(text) if plain and short and float(text) <= 100 else None
