"""The project's own score of a SID, counted by hand."""

import datetime as dt

import polars as pl
import pytest

from dampingan.measures.sid import (
    MOST,
    components_total,
    quarter_ends,
    sid_by_category,
    sid_by_kecamatan,
    sid_components,
    sid_over_time,
    sid_states,
    sid_table,
    sid_total,
    with_all_components,
    with_year_before,
)
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.terms import KATEGORI_SID, KOMPONEN_SID
from tests.measures.record_frames import records

DAY = dt.date(2024, 11, 15)
UNITS = pl.DataFrame(
    [("a", "Aman", "Moga", "desa"), ("b", "Bina", "Moga", "desa"), ("c", "Cinta", "Belik", "desa"),
     ("k", "Kota", "Moga", "kelurahan")],
    schema=["kode_desa", "nama", "kecamatan", "jenis"], orient="row",
)  # fmt: skip


def check(desa: str, kategori: str, keadaan: str, tanggal: dt.date = dt.date(2024, 6, 1)) -> dict[str, object]:
    return {"kode_desa": desa, "kategori": kategori, "keadaan": keadaan, "tanggal": tanggal}


WHOLE = [check("a", kategori, "mutakhir") for kategori in KATEGORI_SID]
"""All eleven categories of desa a: 22."""
FEW = [check("b", "kependudukan", "tidak_ada"), check("b", "pendidikan", "dipakai")]


def effective(*rows: dict[str, object], day: dt.date = DAY) -> list[tuple[object, ...]]:
    return sid_states(records(SidKategori, rows), day=day).select("berlaku", "nilai", "kedaluwarsa").rows()


@pytest.mark.parametrize(("keadaan", "nilai"), [("tidak_ada", 0), ("ada", 1), ("mutakhir", 2), ("dipakai", 3)])
def test_each_state_has_its_value(keadaan: str, nilai: int) -> None:
    assert effective(check("a", "kesehatan", keadaan)) == [(keadaan, nilai, False)]


@pytest.mark.parametrize(
    ("tanggal", "keadaan", "told"),
    [
        (dt.date(2023, 11, 15), "mutakhir", ("mutakhir", 2, False)),  # just twelve months
        (dt.date(2023, 11, 14), "mutakhir", ("ada", 1, True)),
        (dt.date(2023, 11, 14), "dipakai", ("ada", 1, True)),
        (dt.date(2020, 1, 1), "ada", ("ada", 1, False)),
        (dt.date(2020, 1, 1), "tidak_ada", ("tidak_ada", 0, False)),
    ],
)
def test_what_claims_to_be_up_to_date_lapses_after_twelve_months(
    tanggal: dt.date, keadaan: str, told: tuple[object, ...]
) -> None:
    assert effective(check("a", "kesehatan", keadaan, tanggal)) == [told]


def test_the_last_check_up_to_the_day_counts() -> None:
    rows = [
        check("a", "kesehatan", "dipakai", dt.date(2024, 3, 1)),
        check("a", "kesehatan", "ada", dt.date(2024, 10, 1)),
        check("a", "kesehatan", "mutakhir", dt.date(2024, 12, 1)),
    ]
    assert effective(*rows) == [("ada", 1, False)]
    assert effective(*rows, day=dt.date(2024, 9, 30)) == [("dipakai", 3, False)]
    assert effective(*rows, day=dt.date(2024, 2, 1)) == []


@pytest.fixture
def table() -> pl.DataFrame:
    of_kelurahan = [check("k", "kependudukan", "dipakai")]
    return sid_table(UNITS, sid_states(records(SidKategori, WHOLE + FEW + of_kelurahan), day=DAY))


def test_an_unchecked_category_is_unknown_and_a_kelurahan_has_no_score(table: pl.DataFrame) -> None:
    told = table.select("kode_desa", "tunduk", "diperiksa", "skor", "lengkap", "sid_pendidikan", "sid_kesehatan")
    assert told.rows() == [
        ("a", True, 11, 22, True, "mutakhir", "mutakhir"),
        ("b", True, 2, 3, False, "dipakai", None),
        ("c", True, 0, None, False, None, None),
        ("k", False, None, None, False, None, None),
    ]
    assert MOST == 33


def test_a_kecamatan_averages_only_desa_whose_eleven_categories_are_checked(table: pl.DataFrame) -> None:
    told = sid_by_kecamatan(table).drop("kedaluwarsa")
    assert told.columns == [
        "kecamatan", "desa", "desa_diperiksa", "desa_lengkap", "skor", "tidak_ada", "ada", "mutakhir", "dipakai",
        "belum", "diperiksa", "pct_mutakhir",
    ]  # fmt: skip
    assert told.drop("pct_mutakhir").rows() == [
        ("Moga", 2, 2, 1, 22.0, 1, 0, 11, 1, 9, 13),
        ("Belik", 1, 0, 0, None, 0, 0, 0, 0, 11, 0),
    ]
    assert told["pct_mutakhir"].to_list() == [pytest.approx(100 * 12 / 13), None]
    whole = sid_total(table)
    assert (whole["desa"], whole["desa_lengkap"], whole["skor"], whole["belum"]) == (3, 1, 22.0, 20)


def test_each_category_counts_every_desa_once(table: pl.DataFrame) -> None:
    told = sid_by_category(table)
    assert told["kategori"].to_list() == list(KATEGORI_SID)
    assert told.row(0) == ("kependudukan", 3, 2, 1, 0, 1, 0, 1)
    assert told.select(pl.sum_horizontal("tidak_ada", "ada", "mutakhir", "dipakai", "belum")).to_series().to_list() == (
        [3] * 11
    )


def test_the_change_of_a_year_needs_all_eleven_both_times() -> None:
    earlier = [check(d, k, "ada", dt.date(2023, 5, 1)) for d in "ac" for k in KATEGORI_SID]
    rows = records(SidKategori, [*WHOLE, *FEW, *earlier])
    now, before = (sid_table(UNITS, sid_states(rows, day=day)) for day in (DAY, dt.date(2023, 11, 15)))
    told = with_year_before(now, before).select("kode_desa", "skor", "skor_dulu", "perubahan")
    assert told.rows() == [("a", 22, 11, 11), ("b", 3, None, None), ("c", 11, 11, 0), ("k", None, None, None)]


def test_over_time_a_check_counts_from_its_own_date_and_lapses() -> None:
    days = [dt.date(2024, 5, 31), dt.date(2024, 6, 30), dt.date(2025, 6, 30)]
    told = sid_over_time(UNITS, records(SidKategori, WHOLE), days)
    assert told.select("hari", "skor", "ada", "mutakhir", "belum").rows() == [
        (days[0], None, 0, 0, 33),
        (days[1], 22.0, 0, 11, 22),
        (days[2], 11.0, 11, 0, 22),
    ]


def test_the_quarters_end_with_the_day_of_the_report_and_are_the_newest() -> None:
    ends = quarter_ends(dt.date(2022, 1, 1), dt.date(2024, 12, 31), most=3)
    assert [str(d) for d in ends] == ["2024-06-30", "2024-09-30", "2024-12-31"]
    assert quarter_ends(DAY, DAY) == [DAY]


def test_the_last_check_of_the_components_counts() -> None:
    def parts(day: dt.date, jaringan: str) -> dict[str, object]:
        rest = dict.fromkeys(("perangkat_keras", "perangkat_lunak", "sdm"), "ya")
        return {"kode_desa": "a", "tanggal": day, "jaringan": jaringan, **rest}

    rows = [parts(dt.date(2024, 1, 1), "tidak"), parts(dt.date(2024, 8, 1), "ya"), parts(dt.date(2025, 1, 1), "tidak")]
    told = sid_components(records(SidKomponen, rows), day=DAY)
    assert told.select("kode_desa", "tanggal", "jaringan").rows() == [("a", dt.date(2024, 8, 1), "ya")]
    total = components_total(told, 3)
    assert total["komponen"].to_list() == list(KOMPONEN_SID)
    assert total.row(2) == ("jaringan", 1, 0, 0, 2, 100.0)
    assert with_all_components(told) == 1
    without = sid_components(records(SidKomponen, rows[:1]), day=DAY)
    assert components_total(without, 3).row(2) == ("jaringan", 0, 1, 0, 2, 0.0)
    assert with_all_components(without) == 0
    assert components_total(without.clear(), 3).row(0) == ("perangkat_keras", 0, 0, 0, 3, None)


def test_without_records_every_desa_is_unchecked() -> None:
    table = sid_table(UNITS, sid_states(records(SidKategori), day=DAY))
    assert table["skor"].to_list() == [None] * 4
    assert sid_total(table)["belum"] == 33
