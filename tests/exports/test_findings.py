"""The sentences that say which problem weighs most: one, or all that weigh the same."""

from dataclasses import replace

import pytest

from dampingan.exports.facts import Edition, UnitFacts, unit_facts
from dampingan.exports.findings import of_indicators, weightiest
from dampingan.exports.kabupaten import of_heaviest
from dampingan.formats import percent
from dampingan.indicators import INDICATORS

MAJALANGU = "33.27.04.2010"
NAMES = [i.pendek for i in INDICATORS]


def with_shares(told: Edition, **shares: float) -> UnitFacts:
    """Return the facts of Majalangu, a third of whose households have the indicators named, fewer the others."""
    facts = unit_facts(told, MAJALANGU)
    changed = (replace(f, rt=12, pct=shares.get(f.indicator.kode, 5.0), pct_kabupaten=20.5) for f in facts.indikator)
    return replace(facts, indikator=tuple(changed))


def test_the_heaviest_problem_is_named_with_the_kabupaten_beside_it(told: Edition) -> None:
    assert of_indicators(with_shares(told, tanpa_program=33.3, tanpa_jamban=33.1)) == (
        "Masalah terberat: tanpa program, 33,3 % rumah tangga desil 1 (kabupaten 20,5 %)"
    )


def test_two_that_weigh_the_same_are_both_named(told: Edition) -> None:
    third = 100 / 3
    assert of_indicators(with_shares(told, tanpa_program=third, tanpa_jamban=third)) == (
        "Dua masalah terberat: tanpa program dan tanpa jamban, masing-masing 33,3 % rumah tangga desil 1 "
        "(kabupaten 20,5 % dan 20,5 %)"
    )


def test_three_that_weigh_the_same_are_named_without_the_kabupaten(told: Edition) -> None:
    assert of_indicators(with_shares(told, tanpa_program=50.0, rtlh=50.0, tanpa_jamban=50.0)) == (
        "Tiga masalah terberat: tanpa program, RTLH, dan tanpa jamban, masing-masing 50,0 % rumah tangga desil 1"
    )


def test_of_many_that_weigh_the_same_only_their_number_is_told(told: Edition) -> None:
    assert of_indicators(with_shares(told)) == "9 masalah sama berat, masing-masing 5,0 % rumah tangga desil 1"


@pytest.mark.parametrize(
    ("equal", "sentence"),
    [
        (1, "Indikator terberat: tanpa program, 40,0 % keluarga"),
        (2, "Dua indikator terberat: tanpa program dan tanpa identitas, masing-masing 40,0 % keluarga"),
        (4, "4 indikator sama berat, masing-masing 40,0 % keluarga"),
    ],
)
def test_how_many_are_named(equal: int, sentence: str) -> None:
    told = [(name, 40.0 if place < equal else 9.0) for place, name in enumerate(NAMES)]
    assert weightiest("indikator", told, "keluarga") == sentence


def test_the_heaviest_of_the_kabupaten_is_the_highest_of_its_shares(told: Edition) -> None:
    highest = max(told.part_total[f"pct_{i.kode}"] for i in INDICATORS)
    assert f" {percent(highest)} rumah tangga desil 1" in of_heaviest(told)
