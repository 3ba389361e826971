"""How the desa of a kecamatan spread in a figure."""

import polars as pl
import pytest

from dampingan.measures.desa_table import desa_table
from dampingan.measures.distribution import distribution
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot


def test_quartiles_by_hand() -> None:
    values = {"Moga": [4.0, 1.0, None, 3.0, 2.0], "Belik": [9.0], "Bodeh": [None]}
    rows = [(k, f"{k}{i}", f"{k}{i}", "desa", v) for k, vs in values.items() for i, v in enumerate(vs)]
    units = pl.DataFrame(rows, schema=["kecamatan", "kode_desa", "nama", "jenis", "pct_rtlh"], orient="row")
    told = distribution(units, "pct_rtlh")
    assert told.ringkasan.rows() == [
        ("Belik", 1, 0, 9.0, 9.0, 9.0, 9.0, 9.0),
        ("Moga", 4, 1, 1.0, 1.75, 2.5, 3.25, 4.0),
        ("Bodeh", 0, 1, None, None, None, None, None),
    ]
    assert told.unit["kode_desa"].to_list() == ["Belik0", "Moga1", "Moga4", "Moga3", "Moga0"]
    assert told.unit["nilai"].to_list() == [9, 1, 2, 3, 4]


def test_the_sample_loses_no_unit(snapshot: Snapshot, rules: Rules) -> None:
    units = desa_table(snapshot, rules)
    told = distribution(units, "pct_desil1")
    assert told.ringkasan["unit"].sum() + told.ringkasan["unit_tanpa_nilai"].sum() == 223
    assert told.ringkasan.height == 14
    belik = units.filter(pl.col("kecamatan") == "Belik")["pct_desil1"].drop_nulls()
    row = told.ringkasan.filter(pl.col("kecamatan") == "Belik").to_dicts()[0]
    assert row["median"] == pytest.approx(belik.median())
    assert row["kuartil_1"] == pytest.approx(belik.quantile(0.25, "linear"))
    assert (row["terendah"], row["tertinggi"]) == (belik.min(), belik.max())


def test_counts_are_values_too(snapshot: Snapshot, rules: Rules) -> None:
    told = distribution(desa_table(snapshot, rules), "rt_desil1")
    assert told.unit["nilai"].sum() == snapshot.cube.filter(pl.col("desil") == 1)["rt"].sum()
