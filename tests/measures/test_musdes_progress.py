"""How far the Musdes are, on a few meetings that one can count by hand."""

import datetime as dt

import polars as pl

from dampingan.measures.musdes_progress import HELD, NOT_HELD, PLANNED, MusdesFrames, progress, results_of

UNITS = pl.DataFrame({"kode_desa": ["1", "2", "3"], "nama": list("ABC"), "kecamatan": ["X"] * 3})
MEETINGS = pl.DataFrame(
    [
        ("m1", "1", "2024", dt.date(2024, 2, 1), "selesai", True),
        ("m2", "1", "2024", dt.date(2024, 5, 1), "selesai", True),
        ("m3", "1", "2024", dt.date(2024, 9, 1), "direncanakan", True),
        ("m4", "2", "2024", dt.date(2024, 6, 1), "direncanakan", True),
        ("m5", "3", "2022", dt.date(2022, 6, 1), "selesai", True),
        ("m6", "3", "2024", dt.date(2024, 6, 1), "batal", True),
    ],
    schema=["id", "kode_desa", "periode", "tanggal", "status", "contoh"], orient="row",
)  # fmt: skip
RESULTS = pl.DataFrame(
    [("m1", "layak", 99), ("m2", "layak", 30), ("m2", "mampu", 4), ("m2", "pindah", 2), ("m2", "menolak", 1),
     ("m2", "usulan_baru", 5), ("m2", "belum", 8)],
    schema={"id_musdes": pl.String, "status": pl.String, "rt": pl.Int64}, orient="row",
)  # fmt: skip

RUTA_SCHEMA = {"id_musdes": pl.String, "id_ruta_ref": pl.String, "status": pl.String}
RECORDS = MusdesFrames(MEETINGS, RESULTS, pl.DataFrame(schema=RUTA_SCHEMA))
LEAVING = ("mampu", "meninggal", "pindah", "tidak_ditemukan", "ganda")


def test_the_last_finished_meeting_counts_even_where_another_is_planned() -> None:
    first = progress(UNITS, RECORDS, period="2024", leaving=LEAVING).row(0, named=True)
    assert (first["keadaan"], first["tanggal"]) == (HELD, dt.date(2024, 5, 1))
    counts = ("terverifikasi", "valid", "keluar", "usulan_baru", "belum")
    assert [first[name] for name in counts] == [37, 39, 6, 5, 8]


def test_planned_cancelled_and_other_periods_count_nothing_and_are_no_zero() -> None:
    rows = progress(UNITS, RECORDS, period="2024", leaving=LEAVING)
    assert rows["keadaan"].to_list() == [HELD, PLANNED, NOT_HELD]
    assert rows["valid"].to_list() == [39, None, None]


def test_results_are_summed_over_the_units_asked_for() -> None:
    found = results_of(["1", "2"], RECORDS, period="2024")
    assert found == {"layak": 30, "mampu": 4, "pindah": 2, "menolak": 1, "usulan_baru": 5, "belum": 8}
    assert results_of(["2"], RECORDS, period="2024") == {}


def test_results_of_households_are_the_union_of_the_meetings_the_last_one_decides() -> None:
    """m1 told of a to e, m2 of d to f: d is decided anew, e stays as it was, f is still open, g is proposed."""
    told = [("m1", home, status) for home, status in zip("abcde", ["mampu"] * 4 + ["layak"], strict=True)]
    told += [("m2", "d", "layak"), ("m2", "e", "belum"), ("m2", "f", "belum"), ("m2", "g", "usulan_baru")]
    homes = pl.DataFrame([*told, ("m3", "a", "pindah")], schema=RUTA_SCHEMA, orient="row")
    records = MusdesFrames(MEETINGS, RESULTS, homes)
    row = progress(UNITS, records, period="2024", leaving=LEAVING).row(0, named=True)
    counts = ("terverifikasi", "valid", "keluar", "usulan_baru", "belum")
    assert [row[name] for name in counts] == [5, 6, 3, 1, 1]
    assert row["tanggal"] == dt.date(2024, 5, 1)
    assert results_of(["1"], records, period="2024") == {"mampu": 3, "layak": 2, "belum": 1, "usulan_baru": 1}


def test_which_results_leave_is_what_the_rule_names() -> None:
    row = progress(UNITS, RECORDS, period="2024", leaving=("menolak",)).row(0, named=True)
    assert row["keluar"] == 1
    assert progress(UNITS, RECORDS, period="2024", leaving=()).row(0, named=True)["keluar"] == 0
