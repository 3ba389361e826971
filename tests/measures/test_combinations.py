"""What comes together: exact patterns, pairs and numbers, against a look at every household."""

import sys
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from exploded import Household, households, snapshot_of

from dampingan.indicators import KODE
from dampingan.measures.combinations import combinations, how_many, pairs
from dampingan.measures.profile import indicator_profile
from dampingan.snapshot import Snapshot

MAJALANGU = "33.27.04.2010"


def home(*has: str, unknown: tuple[str, ...] = (), jiwa: int = 2) -> Household:
    return Household(MAJALANGU, 1, tuple(None if k in unknown else k in has for k in KODE), jiwa)


SIX = [
    home("rtlh", "tanpa_jamban"),
    home("rtlh", "tanpa_jamban", jiwa=5),
    home("rtlh"),
    home(),
    home("rtlh", unknown=("tanpa_jamban",)),
    home("tanpa_jamban", "bukan_listrik", "rtlh", jiwa=1),
]


def test_the_commonest_combinations_of_six_households(snapshot: Snapshot) -> None:
    told = combinations(snapshot_of(snapshot, SIX), kode=("tanpa_jamban", "rtlh"))
    assert told.irisan.select("kode", "rt", "jiwa", "banyak", "pct").rows() == [
        (["rtlh", "tanpa_jamban"], 3, 8, 2, 60.0),
        ([], 1, 2, 0, 20.0),
        (["rtlh"], 1, 2, 1, 20.0),
    ]
    assert (told.rt_diketahui, told.rt_tidak_diketahui, told.rt_lainnya) == (5, 1, 0)
    # RTLH is known of all six, the toilet of five; in the combinations are only the five with both answers.
    assert told.ukuran.drop("pct").rows() == [("rtlh", 5, 4), ("tanpa_jamban", 3, 3)]
    assert told.ukuran["pct"].to_list() == pytest.approx([500 / 6, 60])


def test_what_the_limit_leaves_out_is_counted(snapshot: Snapshot) -> None:
    told = combinations(snapshot_of(snapshot, SIX), limit=1)
    assert told.irisan["kode"].to_list() == [["rtlh", "tanpa_jamban"]]
    assert (told.rt_lainnya, told.irisan_lainnya, told.rt_diketahui) == (3, 3, 5)


@settings(max_examples=50, deadline=None)
@given(households, st.lists(st.sampled_from(KODE), min_size=1, max_size=4, unique=True))
def test_exact_patterns_against_a_loop(snapshot: Snapshot, homes: list[Household], kode: list[str]) -> None:
    told = combinations(snapshot_of(snapshot, homes), kode=kode)
    asked = [k for k in KODE if k in kode]
    chosen = [h for h in homes if h.desil == 1]
    known = [h for h in chosen if all(h[k] is not None for k in asked)]
    expected = Counter(tuple(k for k in asked if h[k]) for h in known)
    assert {tuple(row["kode"]): row["rt"] for row in told.irisan.to_dicts()} == expected
    assert told.irisan["rt"].sum() == told.rt_diketahui == len(known)
    assert told.rt_diketahui + told.rt_tidak_diketahui == len(chosen)
    assert told.irisan["jiwa"].sum() == sum(h.jiwa for h in known)
    inside = dict(told.ukuran.select("kode", "rt_dalam_irisan").iter_rows())
    assert inside == {k: sum(bool(h[k]) for h in known) for k in asked}


def test_set_sizes_are_the_counts_of_the_profile(snapshot: Snapshot) -> None:
    sizes = dict(combinations(snapshot, desil=(1, 2)).ukuran.select("kode", "rt").iter_rows())
    profile = indicator_profile(snapshot, MAJALANGU, desil=(1, 2))
    shares = dict(combinations(snapshot, desil=(1, 2)).ukuran.select("kode", "pct").iter_rows())
    assert shares == dict(profile.select("kode", "pct_kabupaten").iter_rows())
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)


def test_indicators_that_the_source_lacks_have_no_combinations(snapshot: Snapshot) -> None:
    told = combinations(snapshot_of(snapshot, SIX, lacking=("tanpa_jamban",)))
    assert "tanpa_jamban" not in told.ukuran["kode"]
    assert told.rt_diketahui == 6
    nothing = combinations(snapshot_of(snapshot, SIX, lacking=KODE))
    assert (nothing.irisan.height, nothing.ukuran.height, nothing.rt_diketahui, nothing.rt_tidak_diketahui) == (
        0,
        0,
        0,
        6,
    )


def test_pairs_of_six_households(snapshot: Snapshot) -> None:
    told = {(r["kode"], r["dengan"]): r for r in pairs(snapshot_of(snapshot, SIX)).to_dicts()}
    assert len(told) == 81
    both = told["rtlh", "tanpa_jamban"]
    # Of the five with RTLH the toilet is known of four, and three of these have none.
    assert (both["rt"], both["rt_diketahui"], both["pct"]) == (3, 4, 75.0)
    back = told["tanpa_jamban", "rtlh"]
    assert (back["rt"], back["rt_diketahui"], back["pct"]) == (3, 3, 100.0)
    assert told["tanpa_program", "rtlh"]["pct"] is None
    assert told["tanpa_program", "rtlh"]["rt"] == 0


@settings(max_examples=50, deadline=None)
@given(households)
def test_pairs_against_a_loop(snapshot: Snapshot, homes: list[Household]) -> None:
    chosen = [h for h in homes if h.desil == 1]
    for row in pairs(snapshot_of(snapshot, homes)).to_dicts():
        having = [h for h in chosen if h[row["kode"]]]
        assert row["rt"] == sum(bool(h[row["dengan"]]) for h in having)
        assert row["rt_diketahui"] == sum(h[row["dengan"]] is not None for h in having)


def test_pairs_with_an_indicator_that_is_missing_are_null(snapshot: Snapshot) -> None:
    told = pairs(snapshot_of(snapshot, SIX, lacking=("rtlh",))).to_dicts()
    assert {r["rt"] for r in told if "rtlh" in (r["kode"], r["dengan"])} == {None}
    assert sum(r["rt"] is None for r in told) == 17


def test_how_many_by_hand(snapshot: Snapshot) -> None:
    told = how_many(snapshot_of(snapshot, SIX))
    assert told["banyak"].to_list() == list(range(10))
    assert told["rt"].to_list()[:4] == [1, 1, 2, 1]
    assert told["jiwa"].to_list()[:4] == [2, 2, 7, 1]
    assert told["pct"].to_list()[:4] == [20.0, 20.0, 40.0, 20.0]
    # The household of whose toilet nothing is known has one or two deprivations.
    assert told["rt_mulai_pasti"].to_list()[:4] == [6, 5, 3, 1]
    assert told["rt_mulai_mungkin"].to_list()[:4] == [6, 5, 4, 1]


@settings(max_examples=50, deadline=None)
@given(households)
def test_how_many_against_a_loop(snapshot: Snapshot, homes: list[Household]) -> None:
    chosen = [h.flags for h in homes if h.desil == 1]
    for row in how_many(snapshot_of(snapshot, homes)).to_dicts():
        n = row["banyak"]
        assert row["rt"] == sum(None not in flags and flags.count(True) == n for flags in chosen)
        assert row["rt_mulai_pasti"] == sum(flags.count(True) >= n for flags in chosen)
        assert row["rt_mulai_mungkin"] == sum(len(flags) - flags.count(False) >= n for flags in chosen)


def test_how_many_counts_only_what_the_source_tells(snapshot: Snapshot) -> None:
    told = how_many(snapshot_of(snapshot, SIX, lacking=("tanpa_jamban", "tanpa_program")))
    assert told["banyak"].to_list() == list(range(8))
    assert told["rt"].to_list()[:3] == [1, 4, 1]
    assert how_many(snapshot_of(snapshot, SIX, lacking=KODE)).is_empty()


def test_how_many_of_the_sample_adds_up(snapshot: Snapshot) -> None:
    told, every = how_many(snapshot), combinations(snapshot)
    assert told["rt"].sum() == every.rt_diketahui
    by_size = dict(every.irisan.group_by("banyak").agg(pl.col("rt").sum()).iter_rows())
    assert {n: rt for n, rt in told.select("banyak", "rt").iter_rows() if rt} == by_size
    assert told["pct"].sum() == pytest.approx(100)
