"""How far the Musdes are, on a few meetings that one can count by hand."""

import datetime as dt

import polars as pl

from dampingan.measures.musdes_progress import HELD, NOT_HELD, PLANNED, progress, results_of

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


def test_the_last_finished_meeting_counts_even_where_another_is_planned() -> None:
    first = progress(UNITS, MEETINGS, RESULTS, period="2024").row(0, named=True)
    assert (first["keadaan"], first["tanggal"]) == (HELD, dt.date(2024, 5, 1))
    counts = ("terverifikasi", "valid", "keluar", "usulan_baru", "belum")
    assert [first[name] for name in counts] == [37, 39, 6, 5, 8]


def test_planned_cancelled_and_other_periods_count_nothing_and_are_no_zero() -> None:
    rows = progress(UNITS, MEETINGS, RESULTS, period="2024")
    assert rows["keadaan"].to_list() == [HELD, PLANNED, NOT_HELD]
    assert rows["valid"].to_list() == [39, None, None]


def test_results_are_summed_over_the_units_asked_for() -> None:
    found = results_of(["1", "2"], MEETINGS, RESULTS, period="2024")
    assert found == {"layak": 30, "mampu": 4, "pindah": 2, "menolak": 1, "usulan_baru": 5, "belum": 8}
    assert results_of(["2"], MEETINGS, RESULTS, period="2024") == {}
