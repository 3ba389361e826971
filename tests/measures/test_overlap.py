"""Any and, or, not over the nine, against a look at every household."""

import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from exploded import Household, cells_of, households, snapshot_of

from dampingan.errors import RulesError
from dampingan.indicators import KODE
from dampingan.measures.cells import within_units
from dampingan.measures.counts import ALL_DESIL, indicator_counts
from dampingan.measures.overlap import AnyOf, Query, count_matches, overlap
from dampingan.snapshot import Snapshot

MOGA = "33.27.01.2001"
MAJALANGU = "33.27.04.2010"
NO_ROWS = "33.27.01.2003"


def town(*rows: tuple[bool | None, bool | None, int]) -> list[Household]:
    """Households of Majalangu: no toilet, no electricity, persons; the other seven answers are no."""
    other = (False,) * 6
    return [Household(MAJALANGU, 1, (*other, toilet, light, False), persons) for toilet, light, persons in rows]


FIVE = town((True, True, 4), (True, False, 3), (True, None, 2), (False, None, 6), (None, None, 1))
TOILET, LIGHT = "tanpa_jamban", "bukan_listrik"


@pytest.mark.parametrize(
    ("query", "households_told", "persons_told"),
    [
        (Query(), (5, 0, 0), (16, 0, 0)),
        (Query(ya=(TOILET,)), (3, 1, 1), (9, 6, 1)),
        (Query(ya=(TOILET, LIGHT)), (1, 2, 2), (4, 9, 3)),
        (Query(ya=(TOILET,), tidak=(LIGHT,)), (1, 2, 2), (3, 10, 3)),
        (Query(salah_satu=(AnyOf(ya=(TOILET, LIGHT)),)), (3, 0, 2), (9, 0, 7)),
        (Query(salah_satu=(AnyOf(ya=(LIGHT,), tidak=(TOILET,)),)), (2, 1, 2), (10, 3, 3)),
        (Query(ya=(TOILET,), salah_satu=(AnyOf(ya=("rtlh",)),)), (0, 5, 0), (0, 16, 0)),
    ],
    ids=["semua", "satu", "dan", "dan_bukan", "atau", "atau_bukan", "dan_kelompok"],
)
def test_five_households_by_hand(
    query: Query, households_told: tuple[int, int, int], persons_told: tuple[int, int, int]
) -> None:
    told = count_matches(cells_of(FIVE), query).to_dicts()[0]
    names = ("cocok", "tidak_cocok", "tidak_diketahui")
    assert tuple(told[f"rt_{n}"] for n in names) == households_told
    assert tuple(told[f"jiwa_{n}"] for n in names) == persons_told
    assert (told["rt_terpilih"], told["jiwa_terpilih"]) == (5, 16)


def test_per_cent_is_of_those_known(snapshot: Snapshot) -> None:
    told = overlap(snapshot_of(snapshot, FIVE), Query(ya=(TOILET, LIGHT))).to_dicts()[0]
    assert told["pct_cocok"] == pytest.approx(100 / 3)
    assert told["pangsa_cocok"] == 100


def kleene_any(flags: list[bool | None]) -> bool | None:
    return True if True in flags else (None if None in flags else False)


def negated(flag: bool | None) -> bool | None:  # noqa: FBT001
    return None if flag is None else not flag


def meets(home: Household, query: Query) -> bool | None:
    demands = [home[k] for k in query.ya] + [negated(home[k]) for k in query.tidak]
    demands += [kleene_any([home[k] for k in g.ya] + [negated(home[k]) for k in g.tidak]) for g in query.salah_satu]
    return negated(kleene_any([negated(d) for d in demands]))


codes = st.lists(st.sampled_from(KODE), max_size=3, unique=True).map(tuple)
groups = st.builds(AnyOf, ya=codes.filter(bool), tidak=codes)
queries = st.tuples(codes, codes, st.lists(groups, max_size=2)).map(
    lambda t: Query(ya=t[0], tidak=tuple(k for k in t[1] if k not in t[0]), salah_satu=tuple(t[2]))
)


@settings(max_examples=60, deadline=None)
@given(households, queries)
def test_every_place_against_a_loop_over_households(snapshot: Snapshot, homes: list[Household], query: Query) -> None:
    told = {row["kode_desa"]: row for row in overlap(
        snapshot_of(snapshot, homes), query, desil=(1, 2), by=("kode_desa",)
    ).to_dicts()}  # fmt: skip
    assert len(told) == snapshot.desa.height
    for code, row in told.items():
        here = [h for h in homes if h.kode_desa == code]
        if not here:
            assert row["rt_cocok"] is None
            continue
        chosen = [(meets(h, query), h) for h in here if h.desil in {1, 2}]
        for name, wanted in (("cocok", True), ("tidak_cocok", False), ("tidak_diketahui", None)):
            assert row[f"rt_{name}"] == sum(answer is wanted for answer, _ in chosen)
            assert row[f"jiwa_{name}"] == sum(h.jiwa for answer, h in chosen if answer is wanted)


@pytest.mark.parametrize("kode", KODE)
def test_one_indicator_alone_is_the_count_of_every_other_page(snapshot: Snapshot, kode: str) -> None:
    told = overlap(snapshot, Query(ya=(kode,)), desil=ALL_DESIL, by=("kecamatan",)).sum()
    other = indicator_counts(snapshot.cube, KODE, desil=ALL_DESIL, by=()).to_dicts()[0]
    assert told["rt_cocok"][0] == other[f"rt_{kode}"]
    assert told["rt_tidak_diketahui"][0] == other["rt_terpilih"] - other[f"rt_diketahui_{kode}"]


def test_a_place_without_rows_is_not_zero(snapshot: Snapshot) -> None:
    homes = [*FIVE, Household(MOGA, 2, (True,) * 9, 3)]
    told = overlap(snapshot_of(snapshot, homes), Query(ya=(TOILET,)), by=("kode_desa",))
    rows = {row["kode_desa"]: row for row in told.to_dicts()}
    assert (rows[MAJALANGU]["nama"], rows[MAJALANGU]["rt_cocok"]) == ("Majalangu", 3)
    assert (rows[MOGA]["rt_cocok"], rows[MOGA]["pct_cocok"]) == (0, None)  # its only household is desil 2
    assert rows[NO_ROWS]["rt_cocok"] is None
    nobody = overlap(snapshot_of(snapshot, []), Query(ya=(TOILET,)))
    assert nobody["rt_cocok"].to_list() == [None]


def test_what_the_source_cannot_tell_is_not_zero(snapshot: Snapshot) -> None:
    blind = snapshot_of(snapshot, FIVE, lacking=(LIGHT,))
    needed = overlap(blind, Query(ya=(TOILET, LIGHT))).to_dicts()[0]
    assert (needed["rt_cocok"], needed["pct_cocok"], needed["jiwa_cocok"]) == (None, None, None)
    assert (needed["rt_tidak_cocok"], needed["rt_tidak_diketahui"]) == (1, 4)
    either = overlap(blind, Query(salah_satu=(AnyOf(ya=(TOILET, LIGHT)),))).to_dicts()[0]
    assert (either["rt_cocok"], either["rt_tidak_diketahui"]) == (3, 2)


def test_one_unit_or_some_units_only(snapshot: Snapshot) -> None:
    homes = [*FIVE, Household(MOGA, 1, (True,) * 9, 3)]
    only = within_units(snapshot_of(snapshot, homes), [MAJALANGU, NO_ROWS])
    assert overlap(only, Query(ya=(TOILET,)))["rt_cocok"].to_list() == [3]
    assert overlap(only, Query(ya=(TOILET,)), by=("kode_desa",))["rt_cocok"].to_list() == [None, 3]
    assert overlap(only, Query(), by=("kecamatan",))["kecamatan"].to_list() == ["Moga", "Watukumpul"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Query(ya=(TOILET,), tidak=(TOILET,)), "Tanpa jamban diminta ya sekaligus tidak"),
        (lambda: Query(ya=("atap",)), "Indikator atap tidak dikenal"),
        (AnyOf, "Kelompok “salah satu” masih kosong"),
        (lambda: AnyOf(tidak=("x",)), "Indikator x tidak dikenal"),
    ],
)
def test_a_condition_without_sense_is_refused(wrong: object, message: str) -> None:
    assert callable(wrong)
    with pytest.raises(RulesError, match=message):
        wrong()


def test_the_condition_in_words() -> None:
    query = Query(ya=("rtlh", TOILET), tidak=(LIGHT,), salah_satu=(AnyOf(ya=("tanpa_program",), tidak=(TOILET,)),))
    assert query.words() == (
        "RTLH dan Tanpa jamban, dan tidak: Bukan listrik, dan salah satu dari (Tanpa program atau tidak Tanpa jamban)"
    )
    assert query.indikator == ("tanpa_program", "rtlh", TOILET, LIGHT)
    assert Query().words() == "Semua"


def test_shares_of_the_places_add_up(snapshot: Snapshot) -> None:
    told = overlap(snapshot, Query(ya=("rtlh", TOILET)), by=("kecamatan",))
    assert told["pangsa_cocok"].sum() == pytest.approx(100)
    assert told["rt_cocok"].sum() == overlap(snapshot, Query(ya=("rtlh", TOILET)))["rt_cocok"].sum()
    assert told.filter(pl.col("rt_cocok") > pl.col("rt_terpilih")).is_empty()
