"""How concentrated desil 1 is over the desa: worked by hand, and by another formula of the Gini coefficient."""

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingan.measures.desa_table import desa_table
from dampingan.measures.lorenz import Base, fewest_units, half_sentence, lorenz
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

SCHEMA = {"kode_desa": pl.String, "rt_desil1": pl.Int64, "rt": pl.Int64}


def table(*rows: tuple[str, int | None, int | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(nama=pl.col("kode_desa").str.to_uppercase())


# Worked by hand: of 60 households of desil 1, 30 live in A, 10 in B, 20 in C, none in D; E has no data.
UNITS = table(("a", 30, 100), ("b", 10, 100), ("c", 20, 200), ("d", 0, 50), ("e", None, None))


def test_every_unit_counts_the_same() -> None:
    told = lorenz(UNITS)
    assert told.kurva["nama"].to_list() == [None, "D", "B", "C", "A"]
    assert told.kurva["pct_dasar"].to_list() == [0, 25, 50, 75, 100]
    assert told.kurva["pct_bagian"].to_list() == pytest.approx([0, 0, 100 / 6, 50, 100])
    assert told.gini == pytest.approx(5 / 12)
    assert (told.unit, told.unit_separuh) == (4, 1)


def test_units_count_by_their_households() -> None:
    """Shares of desil 1: D 0, B and C 0.1, A 0.3; of 450 households D has 50, B 100, C 200, A 100."""
    told = lorenz(UNITS, base="rt")
    assert told.kurva["nama"].to_list() == [None, "D", "B", "C", "A"]
    assert told.kurva["pct_dasar"].to_list() == pytest.approx([0, 100 / 9, 300 / 9, 700 / 9, 100])
    # 1 - (1/9 (0+0) + 2/9 (0+1/6) + 4/9 (1/6+1/2) + 2/9 (1/2+1)) = 1 - 36/54
    assert told.gini == pytest.approx(1 / 3)


def test_half_in_words() -> None:
    assert half_sentence(lorenz(UNITS), "rumah tangga desil 1") == (
        "Separuh rumah tangga desil 1 tinggal di 1 dari 4 desa/kelurahan"
    )
    nobody = lorenz(table(("a", 0, 5), ("b", None, None)))
    assert (nobody.gini, nobody.unit, nobody.unit_separuh, nobody.kurva.height) == (None, 1, None, 0)
    assert half_sentence(nobody, "keluarga desil 1") == "Tidak ada keluarga desil 1"


@pytest.mark.parametrize(("share", "units"), [(0, 0), ("1/2", 1), ("51/100", 2), ("5/6", 2), (1, 3)])
def test_the_fewest_units(share: str | int, units: int) -> None:
    assert fewest_units([30, 10, 20, 0], Fraction(share)) == units


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=1, max_size=12),
       st.sampled_from(["unit", "rt"]))  # fmt: skip
def test_gini_is_half_the_relative_mean_difference(pairs: list[tuple[int, int]], base: Base) -> None:
    rows = [(str(i), part, part + rest) for i, (part, rest) in enumerate(pairs)]
    told = lorenz(table(*rows), base=base)
    if not sum(part for _, part, _ in rows):
        assert told.gini is None
        return
    weighted = [(1, Fraction(p)) if base == "unit" else (w, Fraction(p, w)) for _, p, w in rows]
    mean = sum(w * r for w, r in weighted) / sum(w for w, _ in weighted)
    spread = sum(v * w * abs(r - s) for v, r in weighted for w, s in weighted)
    assert told.gini == pytest.approx(float(spread / (2 * mean * sum(w for w, _ in weighted) ** 2)))


def test_the_curve_of_the_sample_bends_below_the_diagonal(snapshot: Snapshot, rules: Rules) -> None:
    units = desa_table(snapshot, rules)
    for base in ("unit", "rt"):
        told = lorenz(units, base=base)  # type: ignore[arg-type]
        assert told.kurva.height == told.unit + 1
        assert (told.kurva["pct_bagian"] <= told.kurva["pct_dasar"] + 1e-9).all()
        assert told.kurva.row(-1)[2:] == pytest.approx((100, 100))
    largest = units["rt_desil1"].drop_nulls().sort(descending=True)
    half = told.unit_separuh or 0
    assert 2 * largest.head(half - 1).sum() < largest.sum() <= 2 * largest.head(half).sum()
