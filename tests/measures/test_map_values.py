"""What the map shows: values, classes, ranks and the legend, on a few units that one can count by hand."""

import math
from dataclasses import replace

import polars as pl
import pytest

from dampingan.formats import NO_DATA, NOT_AVAILABLE
from dampingan.measures.desa_table import desa_table
from dampingan.measures.map_circles import legend_sizes, radius_share
from dampingan.measures.map_classes import class_of
from dampingan.measures.map_headline import of_map
from dampingan.measures.map_layers import IDM_LIMITS, IDM_STATUS, LAYERS
from dampingan.measures.map_values import (
    NOT_APPLICABLE,
    NOT_JUDGED,
    UNIT_COLUMNS,
    map_values,
    unknown_shares,
)
from dampingan.measures.scope import Choice, chosen_units
from dampingan.palette import KELAS, TINGKAT
from dampingan.regions.reference import idm
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

SCHEMA = {"kode_desa": pl.String, "nama": pl.String, "kecamatan": pl.String, "jenis": pl.String, "rt": pl.Int64,
          "rt_desil1": pl.Int64, "pct_desil1": pl.Float64, "peringkat": pl.Int64, "kelas": pl.String,
          "idm": pl.Float64, "status_idm": pl.String}  # fmt: skip
TABLE = pl.DataFrame(
    [
        ("1", "Asem", "Moga", "desa", 200, 100, 50.0, 1, "merah", 0.59, "Tertinggal"),
        ("2", "Bulu", "Moga", "desa", 300, 60, 20.0, 2, "kuning", 0.60, "Berkembang"),
        ("3", "Cawet", "Belik", "desa", 200, 25, 12.5, 4, "merah", 0.70, "Berkembang"),
        ("4", "Datar", "Belik", "desa", 400, 40, 10.0, 3, "hijau", 0.82, "Mandiri"),
        ("5", "Kota", "Belik", "kelurahan", 500, 20, 4.0, 5, "hijau", None, None),
        ("6", "Baru", "Belik", "desa", None, None, None, None, None, None, None),
        ("7", "Tanpa IDM", "Belik", "desa", 100, 1, 1.0, 6, None, None, None),
    ],
    schema=SCHEMA,
    orient="row",
).with_columns(pct_rtlh=pl.lit(None, pl.Float64), pct_tanpa_jamban=pl.when(pl.col("rt") > 0).then(pl.lit(5.0)))


IN_MOGA = ["1", "2"]


def column(name: str, layer: str, **more: object) -> list[object]:
    return map_values(TABLE, LAYERS[layer], **more).unit[name].to_list()  # type: ignore[arg-type]


def legend(layer: str, **more: object) -> list[tuple[str, str, int]]:
    return [(c.label, c.warna, c.jumlah) for c in map_values(TABLE, LAYERS[layer], **more).legenda]  # type: ignore[arg-type]


def test_the_three_classes_keep_their_colours_and_are_counted() -> None:
    assert legend("kelas") == [
        ("Merah", KELAS["merah"], 2), ("Kuning", KELAS["kuning"], 1), ("Hijau", KELAS["hijau"], 2)
    ]  # fmt: skip
    assert column("teks", "kelas") == ["Merah", "Kuning", "Merah", "Hijau", "Hijau", NO_DATA, NOT_JUDGED]
    assert column("peringkat", "kelas") == [1, 2, 4, 3, 5, None, 6]
    assert map_values(TABLE, LAYERS["kelas"]).kosong == ((NO_DATA, 1), (NOT_JUDGED, 1))


def test_given_limits_class_downwards_and_the_legend_says_from_where_to_where() -> None:
    assert legend("pct_desil1", method="ditentukan") == [
        ("40,1–50,0 %", TINGKAT[4], 1),
        ("30,1–40,0 %", TINGKAT[3], 0),
        ("20,1–30,0 %", TINGKAT[2], 0),
        ("10,1–20,0 %", TINGKAT[1], 2),
        ("1,0–10,0 %", TINGKAT[0], 3),
    ]
    assert column("kelas", "pct_desil1", method="ditentukan") == [0, 3, 3, 4, 4, None, 4]
    assert column("teks", "pct_desil1")[2] == "12,5 %"


def test_limits_beyond_the_values_are_told_as_they_are() -> None:
    told = [label for label, _, _ in legend("pct_desil1", method="ditentukan", given=(0.5, 60.0))]
    assert told == ["lebih dari 60,0 %", "0,6–60,0 %", "sampai 0,5 %"]


def test_the_legend_counts_within_the_filter_but_classes_are_those_of_the_kabupaten() -> None:
    whole, moga = map_values(TABLE, LAYERS["pct_desil1"]), map_values(TABLE, LAYERS["pct_desil1"], within=IN_MOGA)
    assert whole.batas == moga.batas
    assert whole.unit.equals(moga.unit)
    assert sum(c.jumlah for c in whole.legenda) == 6
    assert sum(c.jumlah for c in moga.legenda) == 2
    assert whole.kosong == ((NO_DATA, 1),)
    assert moga.kosong == ()


def test_a_count_is_drawn_by_circles_and_colours_no_area() -> None:
    found = map_values(TABLE, LAYERS["rt_desil1"])
    assert found.legenda == ()
    assert found.unit["kelas"].null_count() == TABLE.height
    assert found.unit["teks"].to_list()[:2] == ["100", "60"]


def test_idm_is_classed_by_its_status_the_lowest_first_and_not_for_kelurahan() -> None:
    assert [label for label, _, _ in legend("idm")] == list(IDM_STATUS)
    assert [colour for _, colour, _ in legend("idm")] == list(reversed(TINGKAT))
    assert [count for _, _, count in legend("idm")] == [0, 1, 2, 0, 1]
    assert column("peringkat", "idm") == [1, 2, 3, 4, None, None, None]
    assert column("teks", "idm") == [
        "0,5900 (Tertinggal)", "0,6000 (Berkembang)", "0,7000 (Berkembang)", "0,8200 (Mandiri)",
        NOT_APPLICABLE, NO_DATA, NO_DATA,
    ]  # fmt: skip


def test_the_limits_of_idm_give_the_published_status_of_all_212_desa() -> None:
    published = idm().rows()
    assert len(published) == 212
    assert [IDM_STATUS[class_of(value, IDM_LIMITS)] for _, value, _ in published] == [s for *_, s in published]


def test_what_the_source_cannot_tell_is_unavailable_and_has_no_legend() -> None:
    found = map_values(TABLE, LAYERS["pct_rtlh"])
    assert found.legenda == ()
    assert found.kosong == ((NO_DATA, 1), (NOT_AVAILABLE, 6))


def test_one_value_everywhere_is_one_class() -> None:
    assert legend("pct_tanpa_jamban") == [("5,0 %", TINGKAT[3], 6)]


def test_targets_are_marked() -> None:
    assert column("sasaran", "kelas", targets=["2", "9"]) == [False, True, False, False, False, False, False]


def test_unknown_shares_are_those_of_the_cube(snapshot: Snapshot) -> None:
    cube = pl.DataFrame(
        {"kode_desa": ["1"] * 4 + ["2"], "desil": [1, 1, 2, 0, 0], "pola": [1, 0, 0, 0, 0],
         "pola_diketahui": [1, 510, 511, 511, 511], "rt": [6, 2, 8, 4, 3], "jiwa": [9] * 5}
    )  # fmt: skip
    small = replace(snapshot, cube=cube)
    layers = ("pct_tanpa_program", "pct_desil1", "idm")
    shares = {kode: dict(unknown_shares(small, LAYERS[kode], (1,)).rows()) for kode in layers}
    assert shares["pct_tanpa_program"]["1"] == pytest.approx(25.0)
    assert shares["pct_tanpa_program"].get("2") is None
    assert shares["pct_desil1"] == {"1": pytest.approx(20.0), "2": pytest.approx(100.0)}
    assert shares["idm"] == {}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_of_a_snapshot_is_complete_and_agrees_with_the_table(
    layer: str, snapshot: Snapshot, rules: Rules
) -> None:
    table = desa_table(snapshot, rules)
    found = map_values(table, LAYERS[layer], unknown=unknown_shares(snapshot, LAYERS[layer], (1,)))
    assert found.unit.columns == list(UNIT_COLUMNS)
    assert found.unit["kode_desa"].to_list() == table["kode_desa"].to_list()
    in_classes = sum(c.jumlah for c in found.legenda) + sum(count for _, count in found.kosong)
    assert in_classes == (table.height if found.legenda else sum(count for _, count in found.kosong))
    if LAYERS[layer].bentuk != "kelas":
        assert found.unit["nilai"].to_list() == table[LAYERS[layer].kolom].cast(pl.Float64).to_list()


def test_circles_grow_by_area() -> None:
    assert math.pi * radius_share(50, 200) ** 2 == pytest.approx(math.pi / 4)
    assert radius_share(0, 200) == 0
    assert legend_sizes(1036) == (1000, 250, 50)
    assert legend_sizes(3) == (3,)
    assert legend_sizes(0) == ()


@pytest.mark.parametrize(
    ("layer", "kecamatan", "expected"),
    [
        ("kelas", [], "2 desa merah; terbanyak di Belik: 1"),
        ("kelas", ["Moga"], "1 dari 2 desa dan kelurahan di Moga merah"),
        ("pct_desil1", [], "Bagian desil 1 tertinggi: Asem (Kec. Moga), 50,0 %"),
        ("pct_desil1", ["Belik"], "Bagian desil 1 tertinggi di Belik: Cawet (Kec. Belik), 12,5 %"),
        ("rt_desil1", [], "Jumlah desil 1 terbanyak: Asem (Kec. Moga), 100 keluarga"),
        ("idm", [], "IDM 2024 terendah: Asem (Kec. Moga), 0,5900 (Tertinggal)"),
        ("pct_rtlh", [], "RTLH: tidak ada data"),
    ],
)
def test_the_title_says_the_finding(layer: str, kecamatan: list[str], expected: str) -> None:
    codes = chosen_units(TABLE, Choice(tuple(kecamatan)))
    assert of_map(map_values(TABLE, LAYERS[layer], within=codes), kecamatan, unit="keluarga") == expected


def test_the_title_where_nothing_is_merah_or_judged() -> None:
    green = TABLE.filter(pl.col("kelas") == "hijau")
    assert of_map(map_values(green, LAYERS["kelas"])) == "Tidak satu pun dari 2 desa dan kelurahan merah"
    assert of_map(map_values(TABLE.filter(pl.col("rt").is_null()), LAYERS["kelas"])) == (
        "Belum ada desa yang dapat dinilai"
    )
