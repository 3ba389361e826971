"""H, A and M0 against published examples and a look at every household."""

import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from exploded import Household, households, snapshot_of

from dampingan.errors import RulesError
from dampingan.indicators import KODE
from dampingan.measures.alkire_foster import contributions, count_contributions, count_poor, poverty
from dampingan.measures.alkire_foster_rule import AlkireFoster, equal_weights
from dampingan.snapshot import Snapshot

FOUR = KODE[:4]

# Alkire et al. 2015, Multidimensional Poverty Measurement and Analysis, Box 5.5: equal weights, k = 1/2.
BOOK = [(0, 0, 0, 0), (1, 0, 0, 1), (1, 1, 1, 1), (0, 1, 0, 0)]
# Vignette of the R package mpitbR (G. Girela): equal weights, k = 1/2, two regions.
VIGNETTE = [(1, 0, 1, 0), (0, 1, 0, 0), (0, 1, 1, 1), (1, 0, 0, 0), (1, 0, 1, 0)]
REGIONS = ["North", "North", "South", "South", "South"]
HALF = equal_weights(FOUR, 2)


def persons(matrix: list[tuple[int, ...]], regions: list[str] | None = None) -> pl.DataFrame:
    patterns = [sum(flag << place for place, flag in enumerate(row)) for row in matrix]
    frame = pl.DataFrame({"pola": patterns, "pola_diketahui": [15] * len(matrix), "rt": [1] * len(matrix)})
    return frame.with_columns(kecamatan=pl.Series(regions or ["semua"] * len(matrix)))


def test_the_example_of_the_book() -> None:
    told = count_poor(persons(BOOK), HALF).to_dicts()[0]
    assert (told["h"], told["a"], told["m0"]) == (0.5, 0.75, 0.375)
    assert (told["rt_dinilai"], told["rt_miskin"], told["rt_tidak_dinilai"]) == (4, 2, 0)
    parts = count_contributions(persons(BOOK), HALF)
    assert parts["h_mentah"].to_list() == [0.5, 0.5, 0.25, 0.5]
    assert parts["h_tersensor"].to_list() == [0.5, 0.25, 0.25, 0.5]
    assert parts["pct_sumbangan"].to_list() == pytest.approx([100 / 3, 100 / 6, 100 / 6, 100 / 3])
    assert parts["bobot"].to_list() == [0.25] * 4


def test_the_vignette_of_mpitbr() -> None:
    told = count_poor(persons(VIGNETTE), HALF).to_dicts()[0]
    assert (told["h"], told["m0"]) == pytest.approx((0.6, 0.35))
    assert round(100 * told["a"], 2) == 58.33
    parts = count_contributions(persons(VIGNETTE), HALF)
    assert parts["h_mentah"].to_list() == pytest.approx([0.6, 0.4, 0.6, 0.2])
    assert parts["h_tersensor"].to_list() == pytest.approx([0.4, 0.2, 0.6, 0.2])
    assert parts["pct_sumbangan"].to_list() == pytest.approx([200 / 7, 100 / 7, 300 / 7, 100 / 7])


def test_the_vignette_by_region() -> None:
    told = count_poor(persons(VIGNETTE, REGIONS), HALF, ("kecamatan",))
    assert told["m0"].to_list() == pytest.approx([0.25, 5 / 12])
    assert told["pct_rt"].to_list() == pytest.approx([40, 60])
    # 2/5 x 1/4 of 7/20, and 3/5 x 5/12 of it
    assert told["pct_m0"].to_list() == pytest.approx([200 / 7, 500 / 7])


@pytest.mark.parametrize("k", range(1, 10))
def test_exactly_k_of_nine_is_poor(k: int) -> None:
    """In floats 7/9 is above seven times 1/9, and the households with exactly seven are lost."""
    cells = pl.DataFrame({"pola": [2**k - 1, 2 ** (k - 1) - 1], "pola_diketahui": [511] * 2, "rt": [3, 5]})
    ninths = AlkireFoster(dict.fromkeys(KODE, Fraction(1, 9)), Fraction(k, 9))
    for rule in (equal_weights(KODE, k), ninths):
        assert count_poor(cells, rule)["rt_miskin"].to_list() == [3]


def loop(homes: list[Household], bobot: Mapping[str, int], k: Fraction) -> tuple[list[Fraction], list[Fraction]]:
    """Return the scores of all assessed households, and of the poor among them."""
    total = sum(bobot.values())
    assessed = [h for h in homes if all(h[kode] is not None for kode in bobot)]
    scores = [Fraction(sum(w for kode, w in bobot.items() if h[kode]), total) for h in assessed]
    return scores, [score for score in scores if score >= k]


weights = st.dictionaries(st.sampled_from(KODE), st.integers(1, 6), min_size=1, max_size=5)
cutoffs = st.fractions(Fraction(1, 12), 1, max_denominator=12)


@settings(max_examples=50, deadline=None)
@given(households, weights, cutoffs)
def test_against_a_loop_over_households(
    snapshot: Snapshot, homes: list[Household], bobot: dict[str, int], k: Fraction
) -> None:
    rule, town = AlkireFoster(bobot, k), snapshot_of(snapshot, homes)
    chosen = [h for h in homes if h.desil == 1]
    scores, poor = loop(chosen, bobot, k)
    told = poverty(town, rule).to_dicts()[0]
    if not homes:
        assert told["rt_dinilai"] is None
        return
    assert (told["rt_dinilai"], told["rt_miskin"]) == (len(scores), len(poor))
    assert told["rt_tidak_dinilai"] == len(chosen) - len(scores)
    if scores:
        assert told["h"] == pytest.approx(len(poor) / len(scores))
        assert told["m0"] == pytest.approx(float(sum(poor, Fraction(0)) / len(scores)))
        assert told["m0"] == pytest.approx(told["h"] * (told["a"] or 0))


@settings(max_examples=50, deadline=None)
@given(households, weights, cutoffs)
def test_contributions_and_places_add_up_to_m0(
    snapshot: Snapshot, homes: list[Household], bobot: dict[str, int], k: Fraction
) -> None:
    rule, town = AlkireFoster(bobot, k), snapshot_of(snapshot, [*homes, Household("33.27.04.2010", 1, (True,) * 9, 2)])
    whole = poverty(town, rule).to_dicts()[0]
    parts = contributions(town, rule)
    assert sum(parts["bobot"] * parts["h_tersensor"]) == pytest.approx(whole["m0"])
    assert parts["pct_sumbangan"].sum() == pytest.approx(100)
    assert (parts["rt_tersensor"] <= parts["rt_mentah"]).all()
    places = poverty(town, rule, by=("kecamatan",)).filter(pl.col("rt_dinilai") > 0)
    assert (places["rt_dinilai"] * places["m0"]).sum() / whole["rt_dinilai"] == pytest.approx(whole["m0"])
    assert places["pct_m0"].sum() == pytest.approx(100)


def test_weights_count_in_proportion_only() -> None:
    rules = [AlkireFoster(dict(zip(FOUR, w, strict=True)), Fraction(1, 2)) for w in (
        (2, 4, 2, 4), (Fraction(1, 6), Fraction(1, 3), Fraction(1, 6), Fraction(1, 3)), (1, 2, 1, 2)
    )]  # fmt: skip
    assert [r.whole_weights for r in rules] == [dict(zip(FOUR, (1, 2, 1, 2), strict=True))] * 3
    # Scores in sixths 0, 3, 6, 2: the second reaches one half exactly.
    assert [count_poor(persons(BOOK), r)["m0"][0] for r in rules] == [9 / 24] * 3


def test_persons_instead_of_households(snapshot: Snapshot) -> None:
    yes, no = (True,) * 9, (False,) * 9
    town = snapshot_of(snapshot, [Household("33.27.04.2010", 1, yes, 6), Household("33.27.04.2010", 1, no, 2)])
    told = poverty(town, equal_weights(KODE, 3), unit="jiwa").to_dicts()[0]
    assert (told["jiwa_dinilai"], told["jiwa_miskin"], told["h"], told["m0"]) == (8, 6, 0.75, 0.75)


def test_a_place_where_nobody_can_be_assessed_has_no_h(snapshot: Snapshot) -> None:
    town = snapshot_of(snapshot, [Household("33.27.04.2010", 1, (True,) * 8 + (None,), 6)])
    told = {r["kode_desa"]: r for r in poverty(town, equal_weights(KODE, 1), by=("kode_desa",)).to_dicts()}
    assert told["33.27.04.2010"]["h"] is None
    assert told["33.27.04.2010"]["rt_tidak_dinilai"] == 1
    assert told["33.27.01.2001"]["rt_tidak_dinilai"] is None
    assert poverty(town, equal_weights(KODE[:8], 1))["h"].to_list() == [1]


@pytest.mark.parametrize(
    ("bobot", "k", "message"),
    [
        ({}, Fraction(1, 3), "Indikator berbobot kosong"),
        ({"atap": 1}, Fraction(1, 3), "tidak dikenal"),
        ({"rtlh": 0}, Fraction(1, 3), "Bobot indikator harus lebih dari 0"),
        ({"rtlh": 1}, Fraction(0), "Batas k 0 di luar rentang"),
        ({"rtlh": 1}, Fraction(10, 9), "Batas k 10/9 di luar rentang"),
        ({"rtlh": Fraction(1, 10**9), "tanpa_jamban": 1}, Fraction(1, 2), "Bobot terlalu rinci"),
    ],
)
def test_weights_and_cutoffs_without_sense_are_refused(
    bobot: dict[str, int | Fraction], k: Fraction, message: str
) -> None:
    with pytest.raises(RulesError, match=message):
        AlkireFoster(bobot, k)


def test_no_indicator_chosen_is_refused() -> None:
    with pytest.raises(RulesError, match="Belum ada indikator yang dipilih"):
        equal_weights((), 1)
