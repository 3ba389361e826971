"""What a record may hold: the field's codes, whole rupiah, real desa, and nothing personal."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingan.indicators import KODE
from dampingan.records import checks, terms
from dampingan.records.base import Record, fields
from dampingan.records.checks import BadValueError, has_identity_number
from dampingan.records.errors import InvalidRecordError
from dampingan.records.household_ref import household_ref
from dampingan.records.models import (
    ALL,
    Fgd,
    Musdes,
    MusdesFormulir,
    Penugasan,
    PotensiMasalah,
    Program,
    SidKomponen,
    TindakLanjut,
)
from dampingan.records.validation import checked_new
from dampingan.regions.reference import units
from tests.records.jobs import MAJALANGU, programme

DAY = dt.date(2024, 5, 2)


def refused(draft: Record) -> dict[str, str]:
    """Return the refused fields of a draft with their messages."""
    with pytest.raises(InvalidRecordError) as caught:
        checked_new(draft)
    return {p.kolom: f"{p.pesan} {p.cara}" for p in caught.value.problems}


@pytest.mark.parametrize(
    "text",
    [
        "NIK 3327041204560001",
        "3327041204560001",
        "KK:3327-0412-0456-0001.",
        "33 2704 520456 0001",
        "332704.120456.0001",
        "3327  0412  0456  0001",
        "3327\u00a00412\u00a00456\u00a00001",
        "3327\n0412\r\n0456\n0001",
        "3327/0412/0456/0001",
        "33 . 27 . 04 . 120456 . 0001",
        "332704 \u2013 120456 \u2013 0001",
        "12/04/2024 3327 0412 0456 0001",
        "2024-05-02 3327 0412 0456 0001",
    ],
)
def test_identity_numbers_are_seen_in_any_writing(text: str) -> None:
    assert has_identity_number(text)
    assert "3327" not in str(refused(programme(text)))


@pytest.mark.parametrize(
    "text",
    [
        "2020 2021 2022 2023",
        "2020/2021/2022/2023",
        "01/02/2024 - 03/04/2024",
        "1-2-2024\n15-11-2024",
        "2024-02-01 2024-03-04",
        "33.27.04.2010 33.27.09.2018",
        "33.27.04.2010\n33.27.09.2018 / 33.27.13.2005",
        "Rp1.000.000.000",
        "33.27.04.2010 dan 33.27.09.2018",
        "0812-3456-7890",
        "RT 01 RW 02",
    ],
)
def test_other_numbers_are_not_taken_for_identity_numbers(text: str) -> None:
    assert not has_identity_number(text)


def test_a_refused_value_is_never_shown_when_it_is_an_identity_number() -> None:
    assert refused(programme(desa="3327041204560001")) == {
        "kode_desa": "(deretan 16 angka) bukan kode desa atau kelurahan di Kabupaten Pemalang. "
        "Pilih dari daftar; kode Kemendagri ditulis seperti 33.27.04.2010."
    }


def test_every_unit_of_the_kabupaten_may_have_records() -> None:
    codes = units()["kode_desa"].to_list()
    assert len([checked_new(programme(desa=code)) for code in codes]) == 223


@pytest.mark.parametrize(
    ("fields_", "wrong"),
    [
        ({"pagu": -1}, ["pagu"]),
        ({"pagu": 1.5}, ["pagu"]),
        ({"pagu": True}, ["pagu"]),
        ({"pagu": 10**15 + 1}, ["pagu"]),
        ({"tahun": 1999}, ["tahun"]),
        ({"status": "jalan"}, ["status"]),
        ({"status": ["berjalan"]}, ["status"]),
        ({"strategi": True}, ["strategi"]),
        ({"strategi": 4}, ["strategi"]),
        ({"sumber_dana": "APBN"}, ["sumber_dana"]),
        ({"indikator": ["rtlh", "miskin"]}, ["indikator"]),
        ({"target": math.nan, "satuan": "unit"}, ["target"]),
        ({"target": math.inf, "satuan": "unit"}, ["target"]),
        ({"target": 2.5}, ["satuan"]),
        ({"program": "  "}, ["program"]),
        ({"program": "x" * 301}, ["program"]),
        ({"program": "a\x00b"}, ["program"]),
        ({"program": "a\ud800"}, ["program"]),
        ({"program": "a\ufffe"}, ["program"]),
        ({"program": "a\uffff b"}, ["program"]),
        ({"program": 7}, ["program"]),
        ({"pelaksana": None}, ["pelaksana"]),
        ({"contoh": "ya"}, ["contoh"]),
        ({"id_perangkat_daerah": "bappeda"}, ["id_perangkat_daerah"]),
    ],
)
def test_a_programme_with_a_wrong_field_is_refused(fields_: dict[str, object], wrong: list[str]) -> None:
    draft = programme()
    for name, value in fields_.items():
        setattr(draft, name, value)
    assert list(refused(draft)) == wrong


def test_values_are_kept_in_their_one_form() -> None:
    draft = programme(" Rehabilitasi\r\nrumah ")
    draft.indikator, draft.target, draft.satuan, draft.keterangan = ["tanpa_jamban", "rtlh", "rtlh"], 2, "unit", "  "
    clean = checked_new(draft)
    assert (clean["program"], clean["indikator"]) == ("Rehabilitasi\nrumah", ["rtlh", "tanpa_jamban"])
    assert (repr(clean["target"]), clean["keterangan"], clean["contoh"]) == ("2.0", None, False)
    assert (
        checked_new(Program(kode_desa=MAJALANGU, tahun=2024, pelaksana="x", program="y", status="batal"))["indikator"]
        == []
    )


def test_fields_that_contradict_each_other_are_refused() -> None:
    musdes = Musdes(kode_desa=MAJALANGU, periode="2024", tanggal=DAY, status="selesai", rt_diundang=3, rt_hadir=4)
    musdes.jam_mulai, musdes.jam_selesai = dt.time(10), dt.time(9)
    assert list(refused(musdes)) == ["rt_hadir", "jam_selesai"]
    ended = Penugasan(kode_desa=MAJALANGU, id_perangkat_daerah="0" * 32, tahun_mulai=2024, tahun_selesai=2022)
    assert refused(ended) == {"tahun_selesai": "2022 mendahului tahun mulai 2024. Perbaiki."}
    assert list(refused(Fgd(tanggal=DAY))) == ["kode_desa"]
    assert list(refused(TindakLanjut(id_fgd="0" * 32, uraian="x", keadaan="terbuka"))) == ["penanggung_jawab"]
    potential = PotensiMasalah(kode_desa=MAJALANGU, tahun=2024, jenis="masalah", aspek="ekonomi", uraian="x")
    potential.potensi, potential.usaha = "sda", "perikanan"
    assert refused(potential) == {
        "potensi": "hanya untuk potensi. Kosongkan isian ini.",
        "usaha": "hanya untuk usaha mikro. Kosongkan isian ini.",
    }


@pytest.mark.parametrize("value", [dt.datetime(2024, 5, 2, tzinfo=dt.UTC), dt.date(1999, 1, 1), "2024-05-02"])
def test_a_date_is_a_plain_date_of_this_century(value: object) -> None:
    with pytest.raises(BadValueError, match="bukan tanggal"):
        checks.day(value)


@pytest.mark.parametrize("value", [dt.time(9, tzinfo=dt.UTC), "09:00"])
def test_an_hour_has_no_zone(value: object) -> None:
    with pytest.raises(BadValueError, match="bukan jam"):
        checks.hour(value)


@pytest.mark.parametrize(("value", "good"), [("2024", True), ("2024-06", True), ("2024-13", False), (2024, False)])
def test_a_period_is_a_year_or_a_month(value: object, *, good: bool) -> None:
    draft = MusdesFormulir(kode_desa=MAJALANGU, periode=value, jumlah_baris=1, sidik="a" * 64, versi_formulir="1")
    assert checked_new(draft)["periode"] == value if good else list(refused(draft)) == ["periode"]


def test_a_household_is_known_by_a_keyed_digest_only() -> None:
    key = b"kunci rahasia kabupaten"
    assert household_ref(key, "332704201000017") == household_ref(key, " 332704201000017 ")
    assert household_ref(key, "332704201000017") != household_ref(b"kunci rahasia yang lain", "332704201000017")
    assert checks.digest(household_ref(key, "1")) == household_ref(key, "1")
    with pytest.raises(BadValueError):
        checks.digest("3327041204560001")
    with pytest.raises(ValueError, match="16 bita"):
        household_ref(b"pendek", "1")


def test_no_column_is_for_a_person() -> None:
    personal = {"nik", "kk", "no_kk", "nomor_kk", "alamat", "nama_krt", "nama_art", "tanggal_lahir", "telepon"}
    columns = {(m.__tablename__, name) for m in ALL for name in fields(m)}
    assert {c for c in columns if c[1] in personal} == set()
    assert {table for table, name in columns if name == "nama"} == {"perangkat_daerah"}


def test_the_terms_are_the_fields_own() -> None:
    counts = {name: len(getattr(terms, name)) for name in ("KATEGORI_SID", "STATUS_VERIFIKASI", "POTENSI", "TAHAP")}
    assert counts == {"KATEGORI_SID": 11, "STATUS_VERIFIKASI": 9, "POTENSI": 4, "TAHAP": 6}
    assert list(terms.STRATEGI) == [1, 2, 3]
    assert set(terms.KOMPONEN_SID) <= set(fields(SidKomponen))
    codes = [str(code) for m in ALL for f in fields(m).values() for code in f.terms or ()]
    assert all(len(code) <= 40 for code in codes)


@given(st.lists(st.sampled_from(KODE)))
def test_indicators_are_sorted_once_each(given_codes: list[str]) -> None:
    kept = checks.indicators(given_codes)
    assert kept == sorted(set(given_codes), key=KODE.index)
