"""What a list of targets reaches, and who enters and leaves."""

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingan.measures.reach import changes, reach, reach_curve

SCHEMA = {"kode_desa": pl.String, "jenis": pl.String, "rt_desil1": pl.Int64}


def table(*rows: tuple[str, str, int | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(
        jiwa_desil1=3 * pl.col("rt_desil1"), nama=pl.col("kode_desa"), kecamatan=pl.lit("Moga"), kelas=pl.lit("hijau")
    )


UNITS = table(
    ("a", "desa", 50),
    ("b", "desa", 30),
    ("c", "desa", 20),
    ("d", "desa", None),
    ("k", "kelurahan", 40),
    ("l", "kelurahan", 10),
)


def test_a_list_by_hand() -> None:
    """B and L reach 40 of 150; the best desa and the best kelurahan 90; so do the best two of any kind."""
    told = reach(UNITS, ["b", "d", "l"])
    assert (told.unit, told.unit_tanpa_data, told.rt, told.jiwa, told.rt_kabupaten) == (2, 1, 40, 120, 150)
    assert (told.rt_terbaik, told.rt_terbaik_bebas) == (90, 90)
    assert (told.pct, told.pct_terbaik, told.pct_dari_terbaik) == pytest.approx((80 / 3, 60, 400 / 9))


def test_quotas_may_cost_reach() -> None:
    told = reach(UNITS, ["k", "l"])
    assert (told.rt, told.rt_terbaik, told.rt_terbaik_bebas) == (50, 50, 90)
    assert told.pct_dari_terbaik == 100


def test_an_empty_list_and_an_empty_kabupaten() -> None:
    nobody = reach(UNITS, [])
    assert (nobody.unit, nobody.pct, nobody.rt_terbaik, nobody.pct_dari_terbaik) == (0, 0, 0, None)
    empty = reach(table(("a", "desa", None)), ["a"])
    assert (empty.pct, empty.pct_terbaik, empty.unit_tanpa_data) == (None, None, 1)
    assert reach_curve(table(("a", "desa", 0)), ["a"])["pct"].to_list() == [None, None]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["desa", "kelurahan"]), st.integers(0, 30), st.booleans()), max_size=7))
def test_the_best_list_against_all_lists(units: list[tuple[str, int, bool]]) -> None:
    rows = [(str(i), kind, number) for i, (kind, number, _) in enumerate(units)]
    chosen = [row for row, (_, _, inside) in zip(rows, units, strict=True) if inside]
    told = reach(table(*rows), [code for code, _, _ in chosen])
    of_size = list(combinations(rows, len(chosen)))
    kinds = sorted(kind for _, kind, _ in chosen)
    same = [some for some in of_size if sorted(kind for _, kind, _ in some) == kinds]
    assert told.rt == sum(n for _, _, n in chosen)
    assert told.rt_terbaik_bebas == max(sum(n for _, _, n in some) for some in of_size)
    assert told.rt_terbaik == max(sum(n for _, _, n in some) for some in same)


def test_the_reach_unit_by_unit() -> None:
    told = reach_curve(UNITS, ["b", "d", "a", "l"])
    assert told["unit"].to_list() == [0, 1, 2, 3]
    assert told["kode_desa"].to_list() == [None, "b", "a", "l"]
    assert told["pct"].to_list() == pytest.approx([0, 20, 160 / 3, 60])
    assert told["pct_terbaik"].to_list() == pytest.approx([0, 100 / 3, 60, 80])


def test_who_enters_and_leaves() -> None:
    told = changes(UNITS, now=["a", "k", "c"], saved=["a", "b"], decree=["b", "c", "d"])
    assert told.select("kode_desa", "terhadap_tersimpan", "terhadap_sk").rows() == [
        ("k", "masuk", "masuk"),
        ("c", "masuk", "tetap"),
        ("b", "keluar", "keluar"),
        ("a", "tetap", "masuk"),
        ("d", None, "keluar"),
    ]
    assert told.select("sekarang", "tersimpan", "sk").row(1) == (True, False, True)


def test_without_a_decree_nothing_is_said_of_it() -> None:
    told = changes(UNITS, now=["a"], saved=["b"])
    assert told.select("kode_desa", "terhadap_tersimpan", "sk", "terhadap_sk").rows() == [
        ("a", "masuk", None, None),
        ("b", "keluar", None, None),
    ]
