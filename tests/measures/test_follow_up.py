"""Follow-ups of FGDs, counted by hand: whose they are and which are overdue on a day that is given."""

import datetime as dt

import polars as pl
import pytest

from dampingan.measures.follow_up import FollowUpCounts, by_owner, counts, follow_ups, talks_about, units_discussed
from dampingan.records.models import Fgd, Penugasan, PerangkatDaerah, TindakLanjut
from dampingan.regions.reference import units
from tests.measures.record_frames import records

DAY = dt.date(2024, 11, 15)
MAJALANGU, BONGAS, ASEMDOYONG = "33.27.04.2010", "33.27.04.2003", "33.27.09.2018"
OFFICES = records(PerangkatDaerah, [{"id": "s", "nama": "Dinas Sosial"}, {"id": "k", "nama": "Dinas Kesehatan"}])
TALKS = records(
    Fgd,
    [
        {"id": "desa", "kode_desa": MAJALANGU, "tanggal": dt.date(2024, 5, 2)},
        {"id": "kec", "kode_kecamatan": "33.27.04", "tanggal": dt.date(2024, 6, 3)},
        {"id": "pd", "id_perangkat_daerah": "s", "tanggal": dt.date(2024, 7, 4)},
        {"id": "nanti", "kode_desa": MAJALANGU, "tanggal": dt.date(2024, 11, 16)},
        {"id": "lain", "kode_desa": ASEMDOYONG, "kode_kecamatan": "33.27.04", "tanggal": dt.date(2024, 4, 1)},
    ],
)
ASSIGNED = records(Penugasan, [{"kode_desa": BONGAS, "id_perangkat_daerah": "s", "tahun_mulai": 2022}])


def item(talk: str, state: str, due: dt.date | None, **owner: str) -> dict[str, object]:
    return {"id_fgd": talk, "uraian": "Survei", "keadaan": state, "tenggat": due, **owner}


ITEMS = records(
    TindakLanjut,
    [
        item("desa", "terbuka", dt.date(2024, 11, 14), id_perangkat_daerah="s"),  # 1 day over
        item("desa", "berjalan", dt.date(2024, 10, 16), id_perangkat_daerah="s"),  # 30 days over
        item("desa", "terbuka", DAY, id_perangkat_daerah="s"),  # due that very day
        item("kec", "terbuka", None, id_perangkat_daerah="k"),
        item("kec", "selesai", dt.date(2024, 1, 1), id_perangkat_daerah="k"),
        item("kec", "batal", dt.date(2024, 1, 1), penanggung_jawab="Baznas"),
        item("pd", "terbuka", dt.date(2024, 11, 1), penanggung_jawab="Baznas"),  # 14 days over
        item("nanti", "terbuka", dt.date(2024, 1, 1), id_perangkat_daerah="k"),  # the FGD is still to come
    ],
)


@pytest.fixture
def rows() -> pl.DataFrame:
    return follow_ups(ITEMS, talks_about(TALKS, ASSIGNED, None, day=DAY), OFFICES, day=DAY)


def test_what_is_overdue_is_still_to_be_done_and_was_due_before_the_day(rows: pl.DataFrame) -> None:
    late = rows.filter("terlambat").select("id", "penanggung", "hari_lewat").rows()
    assert late == [("02", "Dinas Sosial", 30), ("07", "Baznas", 14), ("01", "Dinas Sosial", 1)]
    assert counts(rows, day=DAY) == FollowUpCounts(
        jumlah=7, terbuka=4, berjalan=1, selesai=1, batal=1, belum_selesai=5, terlambat=3, segera=1
    )


def test_a_day_earlier_one_less_is_overdue() -> None:
    before = DAY - dt.timedelta(days=1)
    rows = follow_ups(ITEMS, talks_about(TALKS, ASSIGNED, None, day=before), OFFICES, day=before)
    assert counts(rows, day=before).terlambat == 2


def test_each_owner_is_counted_and_who_has_most_overdue_comes_first(rows: pl.DataFrame) -> None:
    told = by_owner(rows).select("penanggung", "belum_selesai", "tepat_waktu", "terlambat", "tanpa_tenggat", "terlama")
    assert told.rows() == [
        ("Dinas Sosial", 3, 1, 2, 0, 30),
        ("Baznas", 1, 0, 1, 0, 14),
        ("Dinas Kesehatan", 1, 1, 0, 1, None),
    ]
    assert by_owner(rows).select("jumlah", "selesai", "batal").sum().rows() == [(7, 1, 1)]


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (None, ["pd", "kec", "desa", "lain"]),
        ([MAJALANGU], ["kec", "desa"]),
        ([BONGAS], ["pd", "kec"]),
        ([ASEMDOYONG], ["lain"]),
        ([], []),
    ],
)
def test_an_fgd_is_about_its_desa_or_its_kecamatan_or_those_its_office_is_assigned_to(
    codes: list[str] | None, found: list[str]
) -> None:
    assert talks_about(TALKS, ASSIGNED, codes, day=DAY)["id"].to_list() == found


def test_the_units_discussed_are_those_that_an_fgd_is_about() -> None:
    talks = TALKS.filter(pl.col("id") != "kec")
    assert units_discussed(talks, ASSIGNED, day=DAY) == sorted([MAJALANGU, BONGAS, ASEMDOYONG])
    assert units_discussed(talks, ASSIGNED, day=dt.date(2024, 6, 1)) == sorted([MAJALANGU, ASEMDOYONG])
    of_kecamatan = units_discussed(TALKS, ASSIGNED, day=dt.date(2024, 6, 3))
    watukumpul = units().filter(kecamatan="Watukumpul")["kode_desa"].to_list()
    assert of_kecamatan == sorted({*watukumpul, ASEMDOYONG})


def test_without_records_there_are_no_rows_and_all_counts_are_nought() -> None:
    none = follow_ups(records(TindakLanjut), records(Fgd), records(PerangkatDaerah), day=DAY)
    assert counts(none, day=DAY) == FollowUpCounts(0, 0, 0, 0, 0, 0, 0, 0)
    assert by_owner(none).height == 0
