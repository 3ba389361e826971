"""Who assists which desa, counted by hand."""

import datetime as dt

import polars as pl
import pytest

from dampingan.indicators import KODE
from dampingan.measures.assistance import (
    MOST_UNITS,
    agency_load,
    agency_units,
    assisted_years,
    pairs,
    running,
    shared,
    unassisted,
)
from dampingan.measures.follow_up import follow_ups
from dampingan.measures.gap import gap_sheet
from dampingan.measures.gap_totals import by_unit
from dampingan.measures.stages import companions, stage_table
from dampingan.records.models import Fgd, Penugasan, PerangkatDaerah, Program, Tahap, TindakLanjut
from tests.measures.record_frames import records

A, B, C, D, E = "33.27.04.2010", "33.27.13.2005", "33.27.09.2018", "33.27.04.2003", "33.27.03.2013"
DAY = dt.date(2024, 11, 15)
OFFICES = records(
    PerangkatDaerah,
    [
        {"id": "bap", "nama": "Badan Perencanaan (Bappeda)", "singkatan": "Bappeda", "kelompok": "badan"},
        {"id": "kes", "nama": "Dinas Kesehatan", "kelompok": "dinas"},
        {"id": "per", "nama": "Dinas Perhubungan", "kelompok": "dinas"},
    ],
)


def assigned(office: str, kode: str, first: int = 2022, last: int | None = 2024) -> dict[str, object]:
    return {"id_perangkat_daerah": office, "kode_desa": kode, "tahun_mulai": first, "tahun_selesai": last}


ASSIGNED = records(
    Penugasan,
    [
        assigned("bap", A), assigned("bap", B), assigned("bap", C), assigned("bap", D, 2023, None),
        assigned("kes", D), assigned("kes", D, 2024, 2025), assigned("kes", E, 2020, 2021),
    ],
)  # fmt: skip
TABLE = pl.DataFrame(
    [
        {
            "kode_desa": kode, "nama": kode[-4:], "kecamatan": "K", "jenis": "desa", "kelas": kelas, "rt_desil1": rt,
            "pct_desil1": None if rt is None else 10.0, **{f"rt_{k}": None if rt is None else rt // 2 for k in KODE},
            **{f"rt_diketahui_{k}": rt for k in KODE},
            **{f"pct_{k}": None if rt is None else (70.0 if k == "rtlh" else 50.0) for k in KODE},
        }
        for kode, kelas, rt in (
            (A, "merah", 100), (B, "kuning", 40), (C, "merah", 60), (D, "hijau", 10), (E, None, None),
        )
    ],
    infer_schema_length=None,
)  # fmt: skip
PROGRAMMES = records(
    Program,
    [
        {"kode_desa": kode, "tahun": year, "id_perangkat_daerah": "bap", "program": "P", "status": status,
         "pagu": money, "indikator": ["rtlh"]}
        for kode, year, status, money in (
            (A, 2024, "selesai", 10), (A, 2024, "berjalan", None), (B, 2024, "batal", 99), (C, 2023, "selesai", 5),
            (E, 2024, "selesai", 7),
        )
    ],
)  # fmt: skip
TO_DO = follow_ups(
    records(
        TindakLanjut,
        [
            {"id_fgd": "f", "uraian": "u", "id_perangkat_daerah": "bap", "keadaan": state, "tenggat": due}
            for state, due in (("terbuka", dt.date(2024, 1, 1)), ("berjalan", None), ("selesai", None))
        ],
    ),
    records(Fgd, [{"id": "f", "kode_desa": A, "tanggal": dt.date(2023, 5, 5)}]),
    OFFICES,
    day=DAY,
)  # fmt: skip


def load(table: pl.DataFrame = TABLE, year: int = 2024) -> dict[str, dict[str, object]]:
    rows = agency_load(ASSIGNED, OFFICES, table, PROGRAMMES, TO_DO, year=year).to_dicts()
    return {str(row["id"]): row for row in rows}


def test_an_assignment_runs_from_its_first_to_its_last_year_and_without_an_end_on() -> None:
    assert running(ASSIGNED, 2021)["kode_desa"].to_list() == [E]
    assert sorted(running(ASSIGNED, 2030)["kode_desa"]) == [D]
    assert assisted_years(ASSIGNED, 2026) == [2026, 2025, 2024, 2023, 2022, 2021, 2020]
    assert assisted_years(ASSIGNED.filter(pl.col("tahun_selesai").is_not_null()), 2026)[0] == 2025
    assert assisted_years(ASSIGNED.clear(), 2026) == []


def test_an_office_assigned_twice_to_a_unit_assists_it_once() -> None:
    assert pairs(ASSIGNED, 2024, [D]).rows() == [(D, "bap"), (D, "kes")]


def test_the_load_of_each_office() -> None:
    rows = load()
    figures = ("desa", "desa_semua", "merah", "rt_desil1", "program", "pagu", "belum_selesai", "terlambat", "berlebih")
    assert [rows["bap"][f] for f in figures] == [4, 4, 2, 210, 3, 17, 2, 1, True]
    assert [rows["kes"][f] for f in figures] == [1, 1, 0, 10, 0, None, 0, 0, False]
    assert [rows["per"][f] for f in figures] == [0, 0, 0, None, 0, None, 0, 0, False]
    assert list(rows) == ["bap", "kes", "per"]


def test_overload_is_judged_by_all_units_also_where_the_filter_shows_some() -> None:
    bappeda = load(TABLE.filter(pl.col("kode_desa") == A))["bap"]
    assert (bappeda["desa"], bappeda["desa_semua"], bappeda["berlebih"]) == (1, MOST_UNITS + 1, True)
    assert load(year=2022)["bap"]["berlebih"] is False


def test_units_without_data_are_counted_and_add_no_zero_households() -> None:
    lacking = load(year=2021)["kes"]
    assert (lacking["desa"], lacking["tanpa_data"], lacking["rt_desil1"]) == (1, 1, None)


def test_who_should_be_assisted_and_is_not() -> None:
    assert unassisted(ASSIGNED, [A, C, E], TABLE, year=2024)["kode_desa"].to_list() == [E]
    assert unassisted(ASSIGNED, [A, C, E], TABLE, year=2019)["kode_desa"].to_list() == [A, C, E]
    assert unassisted(ASSIGNED, [A, E], TABLE.filter(pl.col("kode_desa") == A), year=2019).height == 1


def test_units_that_several_assist() -> None:
    both = shared(ASSIGNED, OFFICES, TABLE, year=2024)
    assert both.select("kode_desa", "perangkat").rows() == [(D, ["Bappeda", "Dinas Kesehatan"])]
    assert shared(ASSIGNED, OFFICES, TABLE, year=2025)["kode_desa"].to_list() == [D]
    assert shared(ASSIGNED, OFFICES, TABLE, year=2030).is_empty()


@pytest.mark.parametrize(
    ("kode", "expected"), [(A, ("rtlh", 50, 70.0, "musdes", False, 8)), (E, (None,) * 4 + (False, 0))]
)
def test_the_figures_of_an_offices_units(kode: str, expected: tuple[object, ...]) -> None:
    stages = records(Tahap, [{"kode_desa": A, "periode_program": "2022-2024", "tahap": "musdes", "tanggal": DAY}])
    stage = stage_table(stages, companions(ASSIGNED, OFFICES, "2022-2024"), periode="2022-2024", day=DAY)
    gaps = by_unit(gap_sheet(TABLE, PROGRAMMES, OFFICES, years=[2024]))
    rows = agency_units(TABLE.filter(pl.col("kode_desa").is_in([A, E])), gaps, stage)
    assert rows["kode_desa"].to_list() == [A, E]
    told = rows.filter(pl.col("kode_desa") == kode).select(
        "terberat", "rt_terberat", "pct_terberat", "tahap", "terlambat", "merah"
    )
    assert told.row(0) == expected
