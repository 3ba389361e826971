"""In how many variants a unit is chosen, against the rule itself and against plain loops."""

from fractions import Fraction
from math import floor
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingan.measures.desa_merah import classify
from dampingan.measures.desa_table import desa_table
from dampingan.measures.robustness import Variants, robustness, variants_around
from dampingan.measures.selection import select_targets
from dampingan.rules import DesaMerahRule, Rules, SasaranRule
from dampingan.snapshot import Snapshot

THREE = ("jumlah", "pangsa", "salah_satu")
SCHEMA = {"jenis": pl.String, "rt_desil1": pl.Int64, "pct_desil1": pl.Float64, "status_idm": pl.String}


def with_quotas(rules: Rules, desa: int, kelurahan: int, **merah: Any) -> Rules:
    rule = DesaMerahRule.model_validate(rules.desa_merah.model_dump() | merah)
    quotas = SasaranRule(kuota_desa=desa, kuota_kelurahan=kelurahan)
    return rules.model_copy(update={"desa_merah": rule, "sasaran": quotas})


def table(units: list[tuple[str, int, float, str | None]], rules: Rules) -> pl.DataFrame:
    frame = pl.DataFrame(units, schema=SCHEMA, orient="row").with_row_index("kode_desa")
    named = frame.with_columns(
        pl.col("kode_desa").cast(pl.String).str.zfill(2), nama=pl.lit("x"), kecamatan=pl.lit("Moga"),
        jiwa_desil1=pl.lit(1), peringkat=pl.lit(1), idm=pl.lit(0.6),
    )  # fmt: skip
    return named.join(classify(named, rules.desa_merah), on="kode_desa")


@pytest.mark.parametrize("criterion", THREE)
@pytest.mark.parametrize("quantile", [Fraction(3, 5), Fraction(2, 3), Fraction(3, 4)])
def test_unchanged_figures_give_the_list_of_the_rule(
    snapshot: Snapshot, rules: Rules, criterion: Any, quantile: Fraction
) -> None:
    ruled = with_quotas(rules, 77, 9, kriteria=criterion, kuantil_atas=quantile)
    told = robustness(
        desa_table(snapshot, rules), ruled, Variants(kriteria=(criterion,), kuantil=(quantile,), perubahan_pct=(0.0,))
    )
    chosen = select_targets(desa_table(snapshot, ruled), ruled.sasaran).terpilih["kode_desa"]
    assert sorted(told.filter(pl.col("kali_terpilih") == 1)["kode_desa"]) == sorted(chosen)


def limit(values: list[float], q: Fraction) -> float:
    ordered, place = sorted(values), q * (len(values) - 1)
    low = floor(place)
    high = min(low + 1, len(values) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * float(place - low)


def chosen_alone(units: list[Any], own: int, criterion: str, q: Fraction, change: float, rules: Rules) -> bool:
    """Whether unit ``own`` is chosen after its own figures have changed, step by step as the rule is told."""
    world = [(k, n * (1 + change / 100), p * (1 + change / 100), s) if i == own else (k, n, p, s)
             for i, (k, n, p, s) in enumerate(units)]  # fmt: skip
    limits = [limit([unit[column] for unit in world], q) for column in (1, 2)]
    ranked = []
    for i, (kind, number, share, status) in enumerate(world):
        over = [value >= bound and value > 0 for value, bound in zip((number, share), limits, strict=True)]
        concentrated = {"jumlah": over[0], "pangsa": over[1], "salah_satu": any(over)}[criterion]
        low = kind == "kelurahan" or status in rules.desa_merah.status_idm_rendah
        ranked.append((not (concentrated and low), -number, -share, i, kind))
    quota = {"desa": rules.sasaran.kuota_desa, "kelurahan": rules.sasaran.kuota_kelurahan}[world[own][0]]
    return own in [i for *_, i, kind in sorted(ranked) if kind == world[own][0]][:quota]


a_unit = st.one_of(
    st.tuples(st.just("desa"), st.integers(0, 40), st.floats(0, 60), st.sampled_from(["Berkembang", "Maju"])),
    st.tuples(st.just("kelurahan"), st.integers(0, 40), st.floats(0, 60), st.none()),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(a_unit, min_size=1, max_size=7), st.integers(0, 3), st.integers(0, 2))
def test_every_variant_against_a_loop(rules: Rules, units: list[Any], desa: int, kelurahan: int) -> None:
    ruled = with_quotas(rules, desa, kelurahan)
    variants = Variants(kuantil=(Fraction(3, 5), Fraction(3, 4)))
    told = robustness(table(units, ruled), ruled, variants)
    times = dict(told.select("kode_desa", "kali_terpilih").iter_rows())
    for own in range(len(units)):
        expected = [
            chosen_alone(units, own, criterion, q, change, ruled)
            for criterion in variants.kriteria for q in variants.kuantil for change in variants.perubahan_pct
        ]  # fmt: skip
        assert times[f"{own:02d}"] == sum(expected)
    assert set(told["varian"]) == {18}


def test_firm_and_shaky_choices(rules: Rules) -> None:
    """Quota two of four: 100 is always in, 10 never; 51 stays before 50 until either moves by 5 per cent."""
    ruled = with_quotas(rules, 2, 0)
    units = table([("desa", n, 10.0, "Maju") for n in (100, 51, 50, 10)], ruled)
    told = robustness(units, ruled, Variants(kriteria=("jumlah",), kuantil=(Fraction(2, 3),)))
    assert told.select("rt_desil1", "terpilih", "kali_terpilih", "varian", "keteguhan").rows() == [
        (100, True, 3, 3, "selalu"),
        (51, True, 2, 3, "kadang-kadang"),
        (50, False, 1, 3, "kadang-kadang"),
        (10, False, 0, 3, "tidak pernah"),
    ]
    assert told["pct_varian"].to_list() == pytest.approx([100, 200 / 3, 100 / 3, 0])


def test_nearly_always_begins_at_four_fifths(rules: Rules) -> None:
    """Quota one of two with 60 and 50: 50 comes first in one of five worlds, 60 loses its place in one of five."""
    ruled = with_quotas(rules, 1, 0)
    units = table([("desa", n, 10.0, "Maju") for n in (60, 50)], ruled)
    changes = (-50.0, 0.0, 5.0, 10.0, 50.0)
    told = robustness(units, ruled, Variants(kriteria=("jumlah",), kuantil=(Fraction(2, 3),), perubahan_pct=changes))
    assert told.select("rt_desil1", "kali_terpilih", "varian", "keteguhan").rows() == [
        (60, 4, 5, "hampir selalu"),
        (50, 1, 5, "kadang-kadang"),
    ]


def test_absolute_thresholds_have_no_quantiles_to_vary(rules: Rules) -> None:
    """60 % of 100 is above an absolute share of 50, so the smaller desa is merah by share, not by count."""
    ruled = with_quotas(rules, 1, 0, ambang="mutlak", mutlak_atas_jumlah=100, mutlak_atas_pct=50.0)
    units = table([("desa", 90, 10.0, "Berkembang"), ("desa", 60, 60.0, "Berkembang")], ruled)
    told = robustness(units, ruled, Variants(perubahan_pct=(0.0,)))
    assert told.select("rt_desil1", "terpilih", "kali_terpilih", "varian").rows() == [
        (60, True, 2, 3),
        (90, False, 1, 3),
    ]


def test_a_unit_without_desil_1_is_never_merah(rules: Rules) -> None:
    """The threshold of a kabupaten without desil 1 is 0, and all reach it; still the first by code is chosen."""
    ruled = with_quotas(rules, 1, 0)
    units = table([("desa", 0, 0.0, "Maju"), ("desa", 0, 0.0, "Berkembang")], ruled)
    told = robustness(units, ruled)
    assert told.select("kode_desa", "terpilih", "kali_terpilih").rows() == [("00", True, 45), ("01", False, 0)]


def test_the_usual_variants(snapshot: Snapshot, rules: Rules) -> None:
    usual = variants_around(rules)
    assert usual.kuantil == tuple(Fraction(n, 60) for n in (36, 39, 40, 42, 45))
    assert usual.perubahan_pct == (-5, 0, 5)
    told = robustness(desa_table(snapshot, rules), rules)
    assert set(told["varian"]) == {45}
    assert told["terpilih"].sum() == 86
    assert told.filter(pl.col("keteguhan") == "selalu")["terpilih"].all()


def test_no_data_no_rows(snapshot: Snapshot, rules: Rules) -> None:
    units = desa_table(snapshot, rules).with_columns(pl.lit(None, pl.Int64).alias("rt_desil1"))
    assert robustness(units, rules).is_empty()
