"""Children by age, and those out of school."""

from dataclasses import replace

import polars as pl
import pytest

from dampingan.measures.desa_table import desa_table
from dampingan.measures.school import school
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

MAJALANGU = "33.27.04.2010"


def cube(snapshot: Snapshot, *rows: dict[str, int | str]) -> Snapshot:
    blank = dict.fromkeys(snapshot.cube.columns, 0) | {"kode_desa": MAJALANGU, "desil": 1, "rt": 1}
    return replace(snapshot, cube=pl.DataFrame([blank | row for row in rows], schema=snapshot.cube.schema))


def test_three_households_by_hand(snapshot: Snapshot) -> None:
    """A child of 8 at school, one of 14 and one of 17 that are not, one of 10 of whom nothing is known."""
    known, out, age = "jiwa_diketahui_anak_tidak_sekolah", "jiwa_anak_tidak_sekolah", "jiwa_usia"
    town = cube(
        snapshot,
        {"jiwa": 3, known: 3, f"{age}_7_12": 1, f"{age}_7_18": 1},
        {"jiwa": 4, known: 4, f"{age}_13_15": 1, f"{age}_16_18": 1, f"{age}_7_18": 2, out: 2, f"{out}_13_15": 1,
         f"{out}_16_18": 1},
        {"jiwa": 2, known: 1, f"{age}_7_12": 1, f"{age}_7_18": 1},
        {"jiwa": 5, known: 5, f"{age}_7_12": 3, f"{age}_7_18": 3, "desil": 2},
    )  # fmt: skip
    assert school(town).rows() == [
        ("7–12", "SD/MI", 2, 0, 0.0, None),
        ("13–15", "SMP/MTs", 1, 1, 100.0, None),
        ("16–18", "SMA/SMK/MA", 1, 1, 100.0, None),
        ("7–18", None, 4, 2, 50.0, 1),
    ]
    by_unit = school(town, by=("kode_desa",))
    assert by_unit.filter(pl.col("kode_desa") == MAJALANGU)["jiwa"].to_list() == [2, 1, 1, 4]
    assert by_unit.filter(pl.col("kode_desa") == "33.27.01.2001")["jiwa"].to_list() == [None] * 4


def test_the_same_children_as_in_the_table(snapshot: Snapshot, rules: Rules) -> None:
    table = desa_table(snapshot, rules)
    told = school(snapshot, by=("kode_desa",))
    whole = told.filter(pl.col("umur") == "7–18").sort("kode_desa")
    assert whole["jiwa_tidak_sekolah"].equals(table["jiwa_anak_tidak_sekolah"])
    parts = told.filter(pl.col("umur") != "7–18").group_by("kode_desa").agg(pl.col("jiwa", "jiwa_tidak_sekolah").sum())
    joined = whole.join(parts, on="kode_desa", suffix="_jumlah").drop_nulls("jiwa")
    assert (joined["jiwa"] == joined["jiwa_jumlah"]).all()
    assert (joined["jiwa_tidak_sekolah"] == joined["jiwa_tidak_sekolah_jumlah"]).all()
    assert school(snapshot)["jiwa"][3] == whole["jiwa"].sum() > 0
    assert school(snapshot, by=("kecamatan",)).height == 4 * 14


@pytest.mark.parametrize("by", [(), ("kecamatan",)])
def test_a_source_without_schooling_has_no_figures(snapshot: Snapshot, by: tuple[str, ...]) -> None:
    told = tuple(k for k in snapshot.manifest.tersedia if k != "anak_tidak_sekolah")
    columns = [c for c in snapshot.cube.columns if "sekolah" not in c and "usia" not in c]
    blind = replace(
        snapshot, manifest=snapshot.manifest.model_copy(update={"tersedia": told}), cube=snapshot.cube.select(columns)
    )
    rows = school(blind, by=by)
    assert rows["umur"].to_list()[:4] == ["7–12", "13–15", "16–18", "7–18"]
    assert rows.select("jiwa", "jiwa_tidak_sekolah", "pct_tidak_sekolah").null_count().row(0) == (rows.height,) * 3
