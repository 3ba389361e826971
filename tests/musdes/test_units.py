"""The small parts, case by case: results from answers, dates and times from cells, RT and RW from words."""

import datetime as dt

import pytest

from dampingan.forms.cells import counted, dated, timed
from dampingan.forms.workbook import Entry, cell
from dampingan.musdes.layout import ATTENDANCE, FACTS, LIST, MINUTES, NEW, fact_cell
from dampingan.musdes.signing import FormFacts, seal, sealed
from dampingan.musdes.verdicts import UndecidedError, decided, named_in
from dampingan.records.base import fields
from dampingan.records.checks import BadValueError
from dampingan.records.models import Musdes, MusdesPeserta, MusdesRuta
from dampingan.records.terms import STATUS_VERIFIKASI

KEY = b"k" * 32
FACTS_OF_ONE = FormFacts("1", "33.27.03.2005", "2023", (1, 2), 2, "a" * 64, "b" * 32)


@pytest.mark.parametrize(
    ("status", "alasan", "mampu", "result"),
    [
        (None, None, None, "belum"),
        ("Ditemukan", None, False, "layak"),
        ("Ditemukan", None, True, "mampu"),
        ("Tidak ditemukan", "pindah", None, "pindah"),
        ("Tidak ditemukan", "meninggal", None, "meninggal"),
        ("Tidak ditemukan", "tidak_tahu", None, "tidak_ditemukan"),
        ("Tidak ditemukan", "bukan_alamat_setempat", None, "tidak_ditemukan"),
        ("Ganda", None, None, "ganda"),
        ("Menolak", None, None, "menolak"),
    ],
)
def test_every_answer_has_one_result(status: str, alasan: str, mampu: bool | None, result: str) -> None:  # noqa: FBT001
    verdict = decided("r", status=status, alasan=alasan, mampu=mampu)
    assert verdict.status == result
    assert result in STATUS_VERIFIKASI


@pytest.mark.parametrize(
    ("status", "alasan", "mampu", "column"),
    [
        (None, "pindah", None, "status"), (None, None, True, "status"), ("Ditemukan", None, None, "mampu"),
        ("Ditemukan", "pindah", True, "alasan"), ("Tidak ditemukan", None, None, "alasan"),
        ("Tidak ditemukan", "pindah", False, "mampu"), ("Ganda", None, False, "mampu"),
        ("Menolak", "pindah", None, "alasan"),
    ],
)  # fmt: skip
def test_answers_that_do_not_fit_together_name_the_column(
    status: str, alasan: str, mampu: bool | None, column: str  # noqa: FBT001
) -> None:  # fmt: skip
    with pytest.raises(UndecidedError) as caught:
        decided("r", status=status, alasan=alasan, mampu=mampu)
    assert caught.value.kunci == column


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.datetime(2026, 11, 24), dt.date(2026, 11, 24)),  # noqa: DTZ001
        (dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
        ("24/11/2026", dt.date(2026, 11, 24)), ("24-11-2026", dt.date(2026, 11, 24)),
        ("4.1.2026", dt.date(2026, 1, 4)), ("2026-11-24", dt.date(2026, 11, 24)),
        ("24 november 2026", dt.date(2026, 11, 24)), ("", None), (None, None),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(value: object, day: dt.date | None) -> None:
    assert dated(Entry("Notulen!B4", value)) == day


@pytest.mark.parametrize("value", ["kemarin", "31/02/2026", "11/24/2026", "24/11", 46_350, "24 Nov 2026", True])
def test_no_dates(value: object) -> None:
    with pytest.raises(BadValueError):
        dated(Entry("Notulen!B4", value))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (dt.time(9, 30), dt.time(9, 30)), (dt.time(9, 30, 15), dt.time(9, 30)), ("09.30", dt.time(9, 30)),
        ("9:30", dt.time(9, 30)), ("09:30:00", dt.time(9, 30)), ("13.05 WIB", dt.time(13, 5)), (0.5, dt.time(12)),
        (9.5 / 24, dt.time(9, 30)), (dt.timedelta(hours=9), dt.time(9)), (dt.datetime(1900, 1, 1, 9), dt.time(9)),  # noqa: DTZ001
        (None, None),
    ],
)  # fmt: skip
def test_times_as_people_write_them(value: object, moment: dt.time | None) -> None:
    assert timed(Entry("Notulen!B5", value)) == moment


@pytest.mark.parametrize("value", ["pagi", "24.00", "9.75", "930", 930, 1.5])
def test_no_times(value: object) -> None:
    with pytest.raises(BadValueError):
        timed(Entry("Notulen!B5", value))


@pytest.mark.parametrize(("value", "number"), [(0, 0), (12, 12), (12.0, 12), ("12", 12), (" 7 ", 7), ("", None)])
def test_numbers_of_persons(value: object, number: int | None) -> None:
    assert counted(Entry("Kehadiran!B5", value)) == number


@pytest.mark.parametrize("value", [-1, 2.5, "dua", True, "1.000", 100_001, "12 orang", float("inf")])
def test_no_numbers_of_persons(value: object) -> None:
    with pytest.raises(BadValueError):
        counted(Entry("Kehadiran!B5", value))


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Rumah Siti Aminah kosong", "SITI AMINAH", True), ("siti-aminah", "Siti Aminah", True),
        ("Siti pindah", "Siti Aminah", False), ("Slametan di rumah", "Slamet", False), ("Pak Slamet", "Slamet", True),
        (None, "Slamet", False), ("ia", "Ia", False), ("", "", False),
    ],
)  # fmt: skip
def test_a_name_is_found_only_whole(text: str | None, name: str, found: bool) -> None:  # noqa: FBT001
    assert named_in(text, name) is found


def test_a_seal_is_of_one_form_and_one_key() -> None:
    refs = ["r1", "r2"]
    own = seal(KEY, FACTS_OF_ONE, refs)
    assert sealed(KEY, FACTS_OF_ONE, refs[::-1], own.upper())
    assert not sealed(b"x" * 32, FACTS_OF_ONE, refs, own)
    assert not sealed(KEY, FACTS_OF_ONE, ["r1", "r3"], own)
    assert not sealed(KEY, FormFacts("1", "33.27.03.2005", "2024", (1, 2), 2, "a" * 64, "b" * 32), refs, own)
    assert not sealed(KEY, FACTS_OF_ONE, refs, "bukan tanda: é")


def test_no_two_things_stand_in_one_cell_and_each_has_a_place_in_the_records() -> None:
    places = [field.sel for field in (*ATTENDANCE, *MINUTES)]
    assert len(places) == len(set(places))
    own = {field.nama for field in (*ATTENDANCE, *MINUTES) if "." not in field.nama}
    assert own <= set(fields(Musdes))
    assert {f.nama.split(".")[1] for f in ATTENDANCE if "." in f.nama} <= set(fields(MusdesPeserta))
    assert {"status", "alasan", "mampu", "catatan"} <= set(fields(MusdesRuta))
    assert len({column.kunci for column in LIST}) == len(LIST) == 20
    assert len({column.kunci for column in NEW}) == len(NEW)


def test_cells_are_named_as_excel_names_them() -> None:
    assert [cell("A", 1, column) for column in (1, 26, 27, 52, 703)] == ["A!A1", "A!Z1", "A!AA1", "A!AZ1", "A!AAA1"]
    assert fact_cell(FACTS[0][0]) == "Petunjuk!B6"
