"""What each kecamatan is made of: units by class, households by desil."""

from dataclasses import replace

import polars as pl

from dampingan.cube import person_columns
from dampingan.indicators import KODE
from dampingan.measures.cells import within_units
from dampingan.measures.composition import CLASS_COLUMNS, DESIL_COLUMNS, by_class, by_desil
from dampingan.measures.desa_table import desa_table
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

TLAGASANA, TUNDAGAN, BADAK = "33.27.04.2001", "33.27.04.2002", "33.27.03.2005"
ROWS = (
    # desa, desil, households
    (TLAGASANA, 1, 10),
    (TLAGASANA, 4, 3),
    (TUNDAGAN, 1, 5),
    (TUNDAGAN, 3, 15),
    (TUNDAGAN, 0, 2),
    (BADAK, 2, 20),
    (BADAK, 7, 1),
)


def test_classes_are_counted_and_the_most_merah_come_first() -> None:
    units = {"Moga": ["hijau", "kuning", None], "Belik": ["merah", "hijau"], "Bodeh": ["merah", "kuning"]}
    rows = [(name, kelas) for name, classes in units.items() for kelas in classes]
    found = by_class(pl.DataFrame(rows, schema={"kecamatan": pl.String, "kelas": pl.String}, orient="row"))
    assert found.columns == ["kecamatan", "merah", "kuning", "hijau", "belum_dinilai", "unit"]
    assert found.rows() == [("Bodeh", 1, 1, 0, 0, 2), ("Belik", 1, 0, 1, 0, 2), ("Moga", 0, 1, 1, 1, 3)]


def test_households_are_counted_by_desil_and_a_kecamatan_without_rows_is_unknown(snapshot: Snapshot) -> None:
    cube = pl.DataFrame(ROWS, schema=["kode_desa", "desil", "rt"], orient="row").with_columns(
        pola=pl.lit(0), pola_diketahui=pl.lit(0), jiwa=pl.col("rt") * 3, **{c: pl.lit(0) for c in person_columns(KODE)}
    )
    found = by_desil(replace(snapshot, cube=cube))
    assert found.columns == ["kecamatan", "rt_desil1", "rt_desil2", "rt_desil3_4", "rt_lainnya", "rt"]
    assert found.head(2).rows() == [("Watukumpul", 15, 0, 18, 2, 35), ("Belik", 0, 20, 0, 1, 21)]
    assert found.height == 14
    assert found.tail(12).select(*DESIL_COLUMNS, "rt").rows() == [(None,) * 5] * 12


def test_the_sample_loses_no_unit_and_no_household(snapshot: Snapshot, rules: Rules) -> None:
    table = desa_table(snapshot, rules)
    classes, desil = by_class(table), by_desil(snapshot)
    assert classes["unit"].sum() == 223
    assert classes["merah"].is_sorted(descending=True)
    assert {n: classes[n].sum() for n in CLASS_COLUMNS[:3]} == dict(
        table["kelas"].drop_nulls().value_counts().iter_rows()
    )
    assert (classes.select(CLASS_COLUMNS).sum_horizontal() == classes["unit"]).all()
    assert desil["rt_desil1"].sum() == table["rt_desil1"].sum()
    assert desil["rt"].sum() == snapshot.manifest.rt
    assert (desil.select(DESIL_COLUMNS).sum_horizontal() == desil["rt"]).all()


def test_a_choice_of_units_counts_only_those(snapshot: Snapshot) -> None:
    belik = snapshot.desa.filter(pl.col("kecamatan") == "Belik")["kode_desa"].to_list()
    found = by_desil(within_units(snapshot, belik))
    assert found["kecamatan"].to_list() == ["Belik"]
    assert found["rt"][0] == snapshot.cube.filter(pl.col("kode_desa").is_in(belik))["rt"].sum()
