"""Desa sejenis: who is like whom, and the place among them."""

from math import sqrt

import polars as pl
import pytest

from dampingan.errors import RegionError
from dampingan.indicators import KODE
from dampingan.measures.desa_table import desa_table
from dampingan.measures.peers import FIGURES, band_of_kecamatan, peers, place_among
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot

SCHEMA = {"kode_desa": pl.String, "kecamatan": pl.String, "jenis": pl.String, "rt": pl.Int64, "idm": pl.Float64,
          "pct_desil1": pl.Float64}  # fmt: skip


def table(*rows: tuple[str, str, str, int | None, float | None, float | None]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return frame.with_columns(pl.col("pct_desil1").alias(f"pct_{kode}") for kode in KODE)


# Moga and Belik are in the south, Comal in the north.
UNITS = table(
    ("a", "Moga", "desa", 100, 0.7, 10.0),
    ("b", "Moga", "desa", 200, 0.7, 20.0),
    ("c", "Belik", "desa", 400, 0.7, 30.0),
    ("d", "Moga", "desa", None, 0.7, None),
    ("e", "Moga", "desa", 200, None, 70.0),
    ("f", "Comal", "desa", 200, 0.7, 80.0),
    ("k", "Moga", "kelurahan", 200, None, 90.0),
)


def test_the_distance_by_hand() -> None:
    """Half and double the size are equally far: log 2 over its deviation, log 2 times the root of 2/3."""
    told = peers(UNITS, "b")
    assert told["kode_desa"].to_list() == ["a", "c"]
    assert told["jarak"].to_list() == pytest.approx([sqrt(3 / 2)] * 2)
    assert told["wilayah"].to_list() == ["selatan"] * 2
    assert peers(UNITS, "a")["jarak"].to_list() == pytest.approx([sqrt(3 / 2), 2 * sqrt(3 / 2)])


def test_size_and_idm_weigh_the_same() -> None:
    """IDM 0.6, 0.7, 0.8 and sizes 100, 200, 400: each step is the root of 3/2 in either."""
    units = table(
        ("a", "Moga", "desa", 100, 0.7, 1.0), ("b", "Moga", "desa", 200, 0.6, 1.0), ("c", "Moga", "desa", 400, 0.8, 1.0)
    )
    assert peers(units, "a")["jarak"].to_list() == pytest.approx([sqrt(3), sqrt(3 / 2 * 5)])
    assert peers(units, "a")["kode_desa"].to_list() == ["b", "c"]


def test_without_idm_only_the_size_counts() -> None:
    told = peers(UNITS, "e")
    assert told["kode_desa"].to_list() == ["b", "a", "c"]
    assert told["jarak"][0] == 0
    assert peers(UNITS, "k").is_empty()


def test_a_unit_without_rows_has_no_peers() -> None:
    assert peers(UNITS, "d").is_empty()
    assert peers(UNITS, "d").columns == ["jarak", "wilayah", *UNITS.columns]


@pytest.mark.parametrize("ask", [lambda: peers(UNITS, "z"), lambda: place_among(UNITS, "z", UNITS)])
def test_an_unknown_code_is_refused(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(RegionError, match="Kode z bukan desa/kelurahan"):
        ask()


def test_the_place_among_peers() -> None:
    told = place_among(UNITS, "b", UNITS.filter(pl.col("kode_desa").is_in(["a", "c", "d", "e"])))
    assert told["kolom"].to_list() == list(FIGURES)
    # 20 against 10, 30 and 70; D has no figure.
    assert told.row(0) == ("pct_desil1", 20, 10, 30, 70, 3, 4)
    twin = UNITS.filter(pl.col("kode_desa") == "b").with_columns(kode_desa=pl.lit("g"))
    assert place_among(UNITS, "b", twin).row(0)[-2:] == (1, 2)  # a tie shares the better place
    assert place_among(UNITS, "d", UNITS.head(3)).row(9) == ("pct_krt_tidak_bekerja", None, 10, 20, 30, None, None)
    assert place_among(UNITS, "a", UNITS.clear()).row(0) == ("pct_desil1", 10, None, None, None, 1, 1)


def test_bands_by_latitude() -> None:
    bands = band_of_kecamatan()
    assert {k for k, band in bands.items() if band == "selatan"} == {"Moga", "Pulosari", "Belik", "Watukumpul"}
    assert {k for k, band in bands.items() if band == "tengah"} == {
        "Warungpring", "Randudongkal", "Bantarbolang", "Bodeh"
    }  # fmt: skip
    assert len(bands) == 14


def test_every_unit_of_the_sample_has_peers_of_its_kind(snapshot: Snapshot, rules: Rules) -> None:
    units = desa_table(snapshot, rules)
    bands = band_of_kecamatan()
    for unit in units.sample(25, seed=1).to_dicts():
        told = peers(units, unit["kode_desa"], count=3)
        if unit["rt"] is None:
            continue
        assert told.height == 3
        assert set(told["jenis"]) == {unit["jenis"]}
        assert set(told["wilayah"]) == {bands[unit["kecamatan"]]}
        assert unit["kode_desa"] not in told["kode_desa"]
        assert told["jarak"].is_sorted()
