"""Concentration against IDM: the fields of the scatter are those of the classes."""

import polars as pl
import pytest

from dampingan.measures.desa_merah import thresholds
from dampingan.measures.desa_table import desa_table
from dampingan.measures.quadrants import FIELDS, low_idm_limit, quadrants
from dampingan.regions.reference import idm
from dampingan.rules import DesaMerahRule, Rules
from dampingan.snapshot import Snapshot

COUNT_ONLY = DesaMerahRule(
    kriteria="jumlah", ambang="mutlak", mutlak_atas_jumlah=100, mutlak_atas_pct=30
)  # fmt: skip
SCHEMA = {"kode_desa": pl.String, "jenis": pl.String, "rt_desil1": pl.Int64, "pct_desil1": pl.Float64,
          "idm": pl.Float64, "status_idm": pl.String, "kelas": pl.String}  # fmt: skip

UNITS = pl.DataFrame(
    [
        ("a", "desa", 120, 20.0, 0.65, "Berkembang", "merah"),
        ("b", "desa", 150, 25.0, 0.75, "Maju", "kuning"),
        ("c", "desa", 20, 5.0, 0.70, "Berkembang", "kuning"),
        ("d", "desa", 10, 4.0, 0.90, "Mandiri", "hijau"),
        ("e", "desa", None, None, 0.90, "Mandiri", None),
        ("k", "kelurahan", 130, 20.0, None, None, "merah"),
    ],
    schema=SCHEMA,
    orient="row",
).with_columns(nama=pl.col("kode_desa"), kecamatan=pl.lit("Moga"))


def test_each_field_holds_one_desa() -> None:
    told = quadrants(UNITS, COUNT_ONLY, "rt_desil1")
    assert told.titik.select("kode_desa", "nilai", "terpusat", "idm_rendah", "bidang").rows() == [
        ("a", 120, True, True, "Desil 1 terpusat, IDM rendah"),
        ("b", 150, True, False, "Desil 1 terpusat, IDM tidak rendah"),
        ("c", 20, False, True, "Desil 1 tidak terpusat, IDM rendah"),
        ("d", 10, False, False, "Desil 1 tidak terpusat, IDM tidak rendah"),
    ]
    assert told.bidang.rows() == [
        ("Desil 1 terpusat, IDM rendah", "merah", 1, 120),
        ("Desil 1 terpusat, IDM tidak rendah", "kuning", 1, 150),
        ("Desil 1 tidak terpusat, IDM rendah", "kuning", 1, 20),
        ("Desil 1 tidak terpusat, IDM tidak rendah", "hijau", 1, 10),
    ]
    assert (told.ambang, told.idm_batas, told.tidak_ditampilkan, told.kelurahan_merah) == (100, 0.7072, 2, 1)
    without = quadrants(UNITS, COUNT_ONLY, "rt_desil1", ["a", "e"])
    assert (without.tidak_ditampilkan, without.kelurahan_merah) == (1, 0)


def test_no_line_on_an_axis_that_the_rule_does_not_look_at() -> None:
    assert quadrants(UNITS, COUNT_ONLY, "pct_desil1").ambang is None
    either = COUNT_ONLY.model_copy(update={"kriteria": "salah_satu"})
    assert (quadrants(UNITS, either, "pct_desil1").ambang, quadrants(UNITS, either, "rt_desil1").ambang) == (30, 100)


def test_some_units_keep_the_line_of_all(snapshot: Snapshot, rules: Rules) -> None:
    table = desa_table(snapshot, rules)
    moga = table.filter(pl.col("kecamatan") == "Moga")
    told = quadrants(table, rules.desa_merah, units=moga["kode_desa"].to_list())
    assert told.titik.height == moga.filter(pl.col("kelas").is_not_null()).height
    assert told.ambang == thresholds(table, rules.desa_merah).atas_pct


@pytest.mark.parametrize("criterion", ["jumlah", "pangsa", "salah_satu"])
def test_the_fields_of_the_sample_are_its_classes(snapshot: Snapshot, rules: Rules, criterion: str) -> None:
    rule = rules.desa_merah.model_copy(update={"kriteria": criterion})
    table = desa_table(snapshot, rules.model_copy(update={"desa_merah": rule}))
    told = quadrants(table, rule)
    assert set(told.titik["bidang"]) <= set(FIELDS.values())
    classes = table.filter(pl.col("jenis") == "desa")["kelas"].value_counts().drop_nulls()
    assert dict(told.bidang.group_by("kelas").agg(pl.col("desa").sum()).iter_rows()) == dict(classes.iter_rows())
    limits = thresholds(table, rule)
    by_count = pl.col("rt_desil1") >= limits.atas_jumlah
    by_share = pl.col("pct_desil1") >= limits.atas_pct
    concentrated = {"jumlah": by_count, "pangsa": by_share, "salah_satu": by_count | by_share}[criterion]
    expected = table.filter((pl.col("jenis") == "desa") & concentrated)["kode_desa"].to_list()
    assert told.titik.filter("terpusat")["kode_desa"].to_list() == expected


def test_the_line_of_low_idm_parts_the_statuses_of_the_reference() -> None:
    limit = low_idm_limit(DesaMerahRule())
    assert limit is not None
    low = set(DesaMerahRule().status_idm_rendah)
    assert all((status in low) == (score <= limit) for score, status in idm().select("idm", "status_idm").iter_rows())


@pytest.mark.parametrize(
    ("statuses", "limit"),
    [(("Sangat Tertinggal",), 0.4907), (("Tertinggal", "Sangat Tertinggal"), 0.5989), (("Berkembang",), None)],
)
def test_a_line_only_where_the_lowest_statuses_are_low(statuses: tuple[str, ...], limit: float | None) -> None:
    assert low_idm_limit(DesaMerahRule.model_validate({"status_idm_rendah": statuses})) == limit
