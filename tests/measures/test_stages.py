"""The stages of assisting desa, worked out by hand for a few of them."""

import datetime as dt

import polars as pl
import pytest

from dampingan.measures.stage_hints import Held, stage_hints, units_with_musdes, units_with_programme
from dampingan.measures.stages import (
    STAGES,
    companions,
    programme_periods,
    stage_counts,
    stage_history,
    stage_table,
    stages_within,
)
from dampingan.records.models import Musdes, Penugasan, PerangkatDaerah, Program, Tahap
from tests.measures.record_frames import records

DAY = dt.date(2024, 11, 15)
NOW = "2022-2024"
OFFICES = records(PerangkatDaerah, [{"id": "s", "nama": "Dinas Sosial"}, {"id": "b", "nama": "Bappeda"}])


def stage(
    desa: str, tahap: str, tanggal: dt.date | None = None, tenggat: dt.date | None = None, periode: str = NOW
) -> dict[str, object]:
    return {"kode_desa": desa, "tahap": tahap, "tanggal": tanggal, "tenggat": tenggat, "periode_program": periode}


def assigned(desa: str, office: str, first: int, last: int | None) -> dict[str, object]:
    return {"kode_desa": desa, "id_perangkat_daerah": office, "tahun_mulai": first, "tahun_selesai": last}


STAGE_RECORDS = records(
    Tahap,
    [
        stage("a", "terpilih", dt.date(2022, 8, 1)),
        stage("a", "dinilai", dt.date(2023, 2, 1)),
        stage("a", "musdes", None, dt.date(2024, 10, 16)),  # 30 days over
        stage("a", "fgd", None, dt.date(2025, 1, 1)),
        stage("b", "terpilih", dt.date(2022, 8, 1)),
        stage("b", "musdes", dt.date(2024, 3, 1)),  # dinilai is left out
        stage("b", "dinilai", None, dt.date(2023, 1, 1)),  # behind it, so no longer awaited
        stage("b", "fgd", dt.date(2024, 12, 1), dt.date(2024, 11, 30)),  # to come
        stage("c", "terpilih", None, dt.date(2024, 11, 14)),
        stage("z", "pemantauan", dt.date(2024, 1, 1)),
        stage("a", "pemantauan", dt.date(2021, 1, 1), None, "2018-2021"),
    ],
)
ASSIGNMENTS = records(
    Penugasan,
    [
        assigned("a", "s", 2022, 2024),
        assigned("a", "b", 2024, None),
        assigned("b", "b", 2018, 2021),
        assigned("n", "s", 2023, 2023),
    ],
)


@pytest.fixture
def table() -> pl.DataFrame:
    who = companions(ASSIGNMENTS, OFFICES, NOW)
    return stage_table(STAGE_RECORDS, who, periode=NOW, day=DAY)


def test_a_companion_counts_where_the_years_meet_the_period() -> None:
    assert companions(ASSIGNMENTS, OFFICES, NOW).rows() == [("a", "Bappeda; Dinas Sosial"), ("n", "Dinas Sosial")]
    assert companions(ASSIGNMENTS, OFFICES, "lanjutan").rows() == []


def test_each_desa_stands_at_the_furthest_stage_reached_with_what_is_due_next(table: pl.DataFrame) -> None:
    told = table.select("kode_desa", "tahap", "tanggal", "berikut", "tenggat", "terlambat", "hari_lewat")
    assert told.rows() == [
        ("a", "dinilai", dt.date(2023, 2, 1), "musdes", dt.date(2024, 10, 16), True, 30),
        ("b", "musdes", dt.date(2024, 3, 1), "fgd", dt.date(2024, 11, 30), False, None),
        ("c", None, None, "terpilih", dt.date(2024, 11, 14), True, 1),
        ("n", None, None, "terpilih", None, False, None),
        ("z", "pemantauan", dt.date(2024, 1, 1), None, None, False, None),
    ]


def test_the_counts_add_up_to_the_desa(table: pl.DataFrame) -> None:
    told = stage_counts(table)
    assert told.per_tahap == {"belum": 2, "terpilih": 0, "dinilai": 1, "musdes": 1, "fgd": 0, "rencana": 0,
                              "pemantauan": 1}  # fmt: skip
    assert (told.desa, told.terlambat) == (5, 2)
    assert sum(told.per_tahap.values()) == told.desa
    assert [told.from_stage(stage) for stage in ("terpilih", "musdes", "fgd")] == [3, 2, 1]


def test_a_later_day_sees_what_was_reached_then(table: pl.DataFrame) -> None:
    later = stage_table(STAGE_RECORDS, companions(ASSIGNMENTS, OFFICES, NOW), periode=NOW, day=dt.date(2024, 12, 1))
    assert table.filter(kode_desa="b")["tahap"].to_list() == ["musdes"]
    assert later.filter(kode_desa="b").select("tahap", "berikut", "terlambat").rows() == [("fgd", "rencana", False)]


def test_the_history_has_the_six_stages_of_one_period_in_order() -> None:
    told = stage_history(STAGE_RECORDS, "a", NOW)
    assert told["tahap"].to_list() == list(STAGES)
    assert told["tanggal"].to_list()[:3] == [dt.date(2022, 8, 1), dt.date(2023, 2, 1), None]
    assert stage_history(STAGE_RECORDS, "a", "2018-2021")["tanggal"].drop_nulls().to_list() == [dt.date(2021, 1, 1)]


def test_periods_come_from_the_stages_and_from_assignments_that_none_of_them_covers() -> None:
    assert programme_periods(STAGE_RECORDS, ASSIGNMENTS) == ["2022-2024", "2018-2021"]
    beyond = records(Penugasan, [assigned("a", "s", 2025, 2027)])
    assert programme_periods(records(Tahap), beyond) == ["2025-2027"]


def test_stages_of_a_month() -> None:
    told = stages_within(STAGE_RECORDS, dt.date(2024, 3, 1), dt.date(2024, 3, 31))
    assert told.rows() == [("b", "musdes", dt.date(2024, 3, 1))]


def test_hints_name_what_lacks_what_was_skipped_and_what_is_out_of_order() -> None:
    rows = [
        stage("a", "terpilih", dt.date(2024, 1, 10)),
        stage("a", "dinilai", dt.date(2024, 1, 5)),
        stage("b", "musdes", dt.date(2024, 3, 1)),
        stage("c", "terpilih", dt.date(2022, 8, 1)),
        stage("d", "terpilih", dt.date(2022, 8, 1)),
    ]
    held = Held(musdes=["c"], fgd=[], program=[])
    assert stage_hints(records(Tahap, rows), held, periode=NOW, day=DAY).rows() == [
        ("a", "Tahap Dinilai (5 Januari 2024) mendahului tahap Terpilih (10 Januari 2024)."),
        ("b", "Tahap Musdes tercapai, tetapi belum ada Musdes/Muskel yang tercatat selesai."),
        ("b", "Tahap Terpilih, Dinilai dilewati: tahap Musdes sudah tercatat."),
        ("c", "Musdes/Muskel tercatat selesai, tetapi tahap Musdes belum dicatat."),
    ]


def test_all_in_order_gives_no_hint() -> None:
    rows = [stage("a", name, dt.date(2024, month, 1)) for month, name in enumerate(STAGES, start=1)]
    held = Held(musdes=["a"], fgd=["a"], program=["a"])
    assert stage_hints(records(Tahap, rows), held, periode=NOW, day=DAY).height == 0


def test_only_what_took_place_counts_as_held() -> None:
    meetings = [
        {"kode_desa": "a", "status": "selesai", "tanggal": DAY},
        {"kode_desa": "b", "status": "direncanakan", "tanggal": DAY},
        {"kode_desa": "c", "status": "selesai", "tanggal": DAY + dt.timedelta(days=1)},
    ]
    assert units_with_musdes(records(Musdes, meetings), day=DAY) == ["a"]
    programmes = [{"kode_desa": "a", "status": "batal"}, {"kode_desa": "b", "status": "direncanakan"}]
    assert units_with_programme(records(Program, programmes)) == ["b"]
