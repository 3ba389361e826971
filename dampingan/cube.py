"""The pattern cube: households and persons counted by desa, desil and the pattern of the nine indicators.

Each household's nine answers are read as a nine-bit number (``pola``), and which of them are known as another
(``pola_diketahui``). Every figure of the dashboard follows exactly from the counts per pattern. The cube names
nobody but is not anonymous: it stays on the server. Written once in Narwhals, for Polars and Spark alike.
"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import add
from typing import Any

import narwhals as nw

from dampingan.indicators import (
    KODE,
    MEMBER_KODE,
    SCHOOL_AGE,
    SCHOOL_BANDS,
    RtlhVariant,
    rule_of,
)
from dampingan.logic import Tri, between, concept, indicator

KEYS = ("kode_desa", "desil", "pola", "pola_diketahui")
UNKNOWN_DESIL = 0

_HEADS = "kepala_tercatat"
_PARTS: Mapping[str, Mapping[str, Tri]] = {
    "anak_tidak_sekolah": {
        f"jiwa_anak_tidak_sekolah_{band}": between("umur", *ages) & concept("tidak_sekolah")
        for band, ages in SCHOOL_BANDS.items()
    }
    | {f"jiwa_usia_{band}": between("umur", *ages) for band, ages in SCHOOL_BANDS.items()}
    | {"jiwa_usia_7_18": between("umur", *SCHOOL_AGE)},
    "sakit_kronis_disabilitas": {
        "jiwa_disabilitas": concept("disabilitas"),
        "jiwa_sakit_kronis": concept("kronis"),
    },
}
"""Persons counted beside an indicator: out of school by age band with the children of each band; illness and
disability apart."""


def person_columns(available: Collection[str]) -> list[str]:
    """Return the person counts that a cube with these indicators holds, beside ``jiwa``."""
    told = [kode for kode in MEMBER_KODE if kode in available]
    whole = [f"{prefix}_{kode}" for kode in told for prefix in ("jiwa", "jiwa_diketahui")]
    return whole + [name for kode in told for name in _PARTS.get(kode, {})]


def build_cube(
    households: nw.LazyFrame[Any], members: nw.LazyFrame[Any], *, available: Collection[str], rtlh: RtlhVariant
) -> nw.LazyFrame[Any]:
    """Count households and persons by desa, desil and pattern.

    Args:
        households: canonical households (``rt``, ``kode_desa``, ``desil``, ``jumlah_art``, ``luas_lantai``,
            concepts as 1/0/null).
        members: canonical members (``rt``, ``umur``, concepts).
        available: indicators that the source can tell; the others have bit 0 in both patterns.
        rtlh: the RTLH variant in force.

    Returns:
        ``kode_desa``, ``desil`` (1-10, 0 where unknown), ``pola``, ``pola_diketahui``, ``rt``, ``jiwa`` and
        ``person_columns(available)``; one row per combination that occurs, in no particular order.
    """
    persons = person_columns(available)
    per_household = _members_by_household(members, available, rtlh)
    joined = households.join(per_household, on="rt", how="left")
    counts = [c for c in per_household.collect_schema().names() if c != "rt"]
    filled = joined.with_columns(nw.col(*counts).fill_null(0)).with_columns(
        penghuni=nw.when(nw.col("jumlah_art") > 0).then(nw.col("jumlah_art")).otherwise(
            nw.when(nw.col("jiwa") > 0).then(nw.col("jiwa"))
        )
    )  # fmt: skip
    answers = {k: _household_answer(k, rtlh) for k in KODE if k in available}
    return (
        filled.with_columns(
            nw.col("desil").fill_null(UNKNOWN_DESIL),
            pola=_bits({k: a.yes for k, a in answers.items()}),
            pola_diketahui=_bits({k: a.known for k, a in answers.items()}),
        )
        .group_by(*KEYS)
        .agg(nw.len().alias("rt"), nw.col("jiwa", *persons).sum())
    )


def _members_by_household(
    members: nw.LazyFrame[Any], available: Collection[str], rtlh: RtlhVariant
) -> nw.LazyFrame[Any]:
    """Sum the members' answers per household."""
    columns: dict[str, nw.Expr] = {"jiwa": nw.lit(1)}
    for kode in (k for k in MEMBER_KODE if k in available):
        rule = rule_of(kode, rtlh)
        columns[f"jiwa_{kode}"] = rule.yes
        columns[f"jiwa_diketahui_{kode}"] = rule.known
        columns |= {name: part.yes for name, part in _PARTS.get(kode, {}).items()}
    if "krt_tidak_bekerja" in available:
        head, rule = concept("kepala"), rule_of("krt_tidak_bekerja", rtlh)
        columns |= {_HEADS: head.yes, "krt_ya": head.yes * rule.yes, "krt_tidak": head.yes * rule.no}
    named = [expression.alias(name) for name, expression in columns.items()]
    return members.select("rt", *named).group_by("rt").agg(nw.col(*columns).sum())


def _household_answer(kode: str, rtlh: RtlhVariant) -> Tri:
    """Return the household's answer: its own rule, or that of any of its members."""
    if kode in MEMBER_KODE:
        yes, known = nw.col(f"jiwa_{kode}"), nw.col(f"jiwa_diketahui_{kode}")
        all_known = (known == nw.col("jiwa")) & (nw.col("jiwa") > 0)
        return Tri(indicator(yes > 0), indicator((yes == 0) & all_known))
    if kode == "krt_tidak_bekerja":
        heads = nw.col(_HEADS)
        return Tri(indicator(nw.col("krt_ya") > 0), indicator((heads > 0) & (nw.col("krt_tidak") == heads)))
    return rule_of(kode, rtlh)


def _bits(values: Mapping[str, nw.Expr]) -> nw.Expr:
    weighted = [value * 2 ** KODE.index(kode) for kode, value in values.items()]
    return reduce(add, weighted) if weighted else nw.lit(0)
