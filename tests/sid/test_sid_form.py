"""The SID form goes out, comes back, and is refused by cell where something is wrong."""

import datetime as dt
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from dampingan.edits import RefusedEditsError, save
from dampingan.errors import DampinganError
from dampingan.exports.sid_form import sid_form
from dampingan.forms.problems import ReturnedFormError
from dampingan.measures.sid import sid_states
from dampingan.records.audit import Audit
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.store import RecordStore
from dampingan.records.terms import KATEGORI_SID, KEADAAN_SID
from dampingan.regions.reference import units
from dampingan.sid.reading import returned_edits

MAJALANGU, BONGAS, KELURAHAN = "33.27.04.2010", "33.27.04.2003", "33.27.08.1004"
TODAY = dt.date(2024, 11, 15)
CHECKED = dt.date(2024, 5, 2)
UNITS = units().filter(pl.col("kode_desa").is_in([MAJALANGU, BONGAS, KELURAHAN]))

Fill = Callable[[Workbook], None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    opened = RecordStore(f"sqlite:///{tmp_path / 'catatan.db'}")
    opened.migrate()
    with opened.session(oleh="operator") as unit:
        unit.add(
            SidKategori(kode_desa=MAJALANGU, kategori="kesehatan", keadaan="ada", tanggal=CHECKED, bukti="Register")
        )
        unit.add(SidKategori(kode_desa=MAJALANGU, kategori="aset_desa", keadaan="mutakhir", tanggal=CHECKED))
        parts = dict.fromkeys(("perangkat_keras", "perangkat_lunak", "jaringan"), "ya")
        unit.add(SidKomponen(kode_desa=MAJALANGU, tanggal=CHECKED, sdm="tidak", **parts))
    yield opened
    opened.close()


def form(store: RecordStore) -> bytes:
    states = sid_states(store.frame(SidKategori), day=dt.date(2100, 1, 1))
    return sid_form(UNITS, states, store.frame(SidKomponen))


def filled(content: bytes, fill: Fill) -> bytes:
    book = load_workbook(BytesIO(content))
    fill(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def take(store: RecordStore, content: bytes) -> None:
    with store.reading() as reader:
        edits = returned_edits(content, reader, today=TODAY)
    save(store, edits, oleh="operator")


def row_of(book: Workbook, kode: str, kategori: str) -> int:
    sheet = book["SID"]
    wanted = (kode, KATEGORI_SID[kategori])
    return next(r for r in range(2, sheet.max_row + 1) if (sheet.cell(r, 1).value, sheet.cell(r, 4).value) == wanted)


def refused(store: RecordStore, content: bytes) -> list[str]:
    lines = store.frame(Audit).height
    with pytest.raises(ReturnedFormError) as caught:
        take(store, content)
    assert store.frame(Audit).height == lines
    return [problem.sel for problem in caught.value.problems]


def test_the_form_has_eleven_rows_a_desa_lists_to_choose_from_and_no_kelurahan(store: RecordStore) -> None:
    book = load_workbook(BytesIO(form(store)))
    sheet = book["SID"]
    codes = [cell.value for cell in sheet["A"][1:]]
    assert codes == [BONGAS] * 11 + [MAJALANGU] * 11
    assert [cell.value for cell in book["Komponen"]["A"][1:]] == [BONGAS, MAJALANGU]
    lists = {v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert lists == {f'"{",".join(KEADAAN_SID.values())}"'}
    assert sheet.protection.sheet
    assert not sheet["E2"].protection.locked
    assert sheet["A2"].protection.locked
    assert book["tanda"].sheet_state == "veryHidden"
    assert sheet.column_dimensions["H"].hidden


def test_a_form_that_comes_back_unchanged_changes_nothing(store: RecordStore) -> None:
    content = form(store)
    with store.reading() as reader:
        assert returned_edits(content, reader, today=TODAY) == []
        assert returned_edits(filled(content, lambda _: None), reader, today=TODAY) == []


@pytest.mark.parametrize("evidence", ["=1+1", "-kosong", "@sidekem", "'kutip"])
def test_a_text_that_looks_like_a_formula_comes_back_as_it_was(store: RecordStore, evidence: str) -> None:
    with store.session(oleh="operator") as unit:
        own = {"kategori": "pendidikan", "keadaan": "ada", "tanggal": CHECKED, "bukti": evidence}
        unit.add(SidKategori(kode_desa=BONGAS, **own))
    content = form(store)
    sheet = load_workbook(BytesIO(content))["SID"]
    assert [cell.value for cell in sheet["G"] if cell.value == evidence] == [evidence]
    before = store.frame(Audit).height
    take(store, content)
    assert store.frame(Audit).height == before


def test_what_is_filled_in_is_saved_a_later_date_as_a_new_check(store: RecordStore) -> None:
    def fill(book: Workbook) -> None:
        sheet = book["SID"]
        new, later = row_of(book, BONGAS, "kesehatan"), row_of(book, MAJALANGU, "kesehatan")
        sheet.cell(new, 5, KEADAAN_SID["tidak_ada"])
        sheet.cell(new, 6, dt.datetime(2024, 10, 1))  # noqa: DTZ001 - as spreadsheets hold dates
        sheet.cell(later, 5, KEADAAN_SID["dipakai"])
        sheet.cell(later, 6, "01/11/2024")
        sheet.cell(row_of(book, MAJALANGU, "aset_desa"), 7, "Dilihat di aplikasi")
        parts = book["Komponen"]
        parts.cell(3, 8, "Ya")

    take(store, filled(form(store), fill))
    rows = store.frame(SidKategori).sort("kode_desa", "kategori", "tanggal")
    assert rows.select("kode_desa", "kategori", "keadaan", "tanggal", "bukti", "versi").rows() == [
        (BONGAS, "kesehatan", "tidak_ada", dt.date(2024, 10, 1), None, 1),
        (MAJALANGU, "aset_desa", "mutakhir", CHECKED, "Dilihat di aplikasi", 2),
        (MAJALANGU, "kesehatan", "ada", CHECKED, "Register", 1),
        (MAJALANGU, "kesehatan", "dipakai", dt.date(2024, 11, 1), "Register", 1),
    ]
    assert store.frame(SidKomponen).select("sdm", "versi").rows() == [("ya", 2)]


@pytest.mark.parametrize(
    ("fill", "cells"),
    [
        (lambda b: b["SID"].cell(2, 5, "Bagus"), ["SID!E2"]),
        (lambda b: b["SID"].cell(2, 6, "kemarin"), ["SID!F2"]),
        (lambda b: b["SID"].cell(2, 7, '=HYPERLINK("x")'), ["SID!G2"]),
        (lambda b: b["SID"].cell(2, 7, "NIK 3327041203900001"), ["SID!G2"]),
        (lambda b: b["SID"].cell(2, 1, "33.27.99.2001"), ["SID!A2"]),
        (lambda b: b["SID"].cell(2, 1, KELURAHAN), ["SID!A2"]),
        (lambda b: b["SID"].cell(2, 4, "Kebudayaan"), ["SID!D2"]),
        (lambda b: b["SID"].cell(3, 4, b["SID"].cell(2, 4).value), ["SID!baris 3"]),
        (lambda b: b["Komponen"].cell(3, 5, "Mungkin"), ["Komponen!E3"]),
        (lambda b: (b["SID"].cell(2, 5, "Bagus"), b["Komponen"].cell(2, 4, "besok")), ["SID!E2", "Komponen!D2"]),
    ],
)  # fmt: skip
def test_each_wrong_cell_is_named_and_nothing_is_saved(store: RecordStore, fill: Fill, cells: list[str]) -> None:
    assert refused(store, filled(form(store), fill)) == cells


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (lambda b: b.remove(b["Komponen"]), ["Lembar Komponen"]),
        (lambda b: b.remove(b["tanda"]), ["Berkas"]),
        (lambda b: b["tanda"].cell(2, 1, "0"), ["Berkas"]),
    ],
)
def test_another_or_an_old_form_is_refused_as_a_whole(store: RecordStore, fill: Fill, told: list[str]) -> None:
    assert refused(store, filled(form(store), fill)) == told


def test_what_is_no_workbook_is_refused(store: RecordStore) -> None:
    with store.reading() as reader, pytest.raises(DampinganError, match="bukan buku kerja"):
        returned_edits(b"bukan xlsx", reader, today=TODAY)


def incomplete(book: Workbook) -> None:
    book["SID"].cell(2, 5, KEADAAN_SID["ada"])


def in_the_future(book: Workbook) -> None:
    incomplete(book)
    book["SID"].cell(2, 6, "16/11/2024")


def test_a_check_without_its_date_or_in_the_future_is_refused_by_cell(store: RecordStore) -> None:
    for fill, words in ((incomplete, "wajib diisi"), (in_the_future, "belum terjadi")):
        with pytest.raises(RefusedEditsError, match=words) as caught:
            take(store, filled(form(store), fill))
        assert [problem.tempat for problem in caught.value.problems] == ["SID!F2"]
    assert store.frame(SidKategori).height == 2


def test_an_old_copy_conflicts_where_both_changed_the_same_and_nowhere_else(store: RecordStore) -> None:
    old = form(store)
    with store.session(oleh="rekan") as unit:
        [there] = unit.find(SidKategori, kategori="kesehatan")
        unit.change(SidKategori, there.id, there.versi, {"keadaan": "mutakhir"})

    def other(book: Workbook) -> None:
        book["SID"].cell(row_of(book, MAJALANGU, "aset_desa"), 7, "Buku aset")

    def same(book: Workbook) -> None:
        book["SID"].cell(row_of(book, MAJALANGU, "kesehatan"), 5, KEADAAN_SID["tidak_ada"])

    take(store, filled(old, other))
    assert store.find(SidKategori, kategori="kesehatan")[0].keadaan == "mutakhir"
    for fill in (same, lambda b: b["SID"].cell(row_of(b, MAJALANGU, "kesehatan"), 6, "01/11/2024")):
        with pytest.raises(RefusedEditsError) as caught:
            take(store, filled(old, fill))
        assert [c.galat.oleh for c in caught.value.conflicts] == ["rekan"]
    assert [check.keadaan for check in store.find(SidKategori, kategori="kesehatan")] == ["mutakhir"]


def test_an_id_that_was_never_there_is_refused(store: RecordStore) -> None:
    def fill(book: Workbook) -> None:
        row = row_of(book, MAJALANGU, "kesehatan")
        book["SID"].cell(row, 8, "f" * 32)

    with pytest.raises(RefusedEditsError, match="tidak dikenal"):
        take(store, filled(form(store), fill))


@pytest.mark.parametrize("damaged", ["²", "9" * 5000])
def test_a_damaged_version_is_refused_and_is_no_failure(store: RecordStore, damaged: str) -> None:
    def fill(book: Workbook) -> None:
        book["SID"].cell(row_of(book, MAJALANGU, "kesehatan"), 9, damaged)

    before = store.mark()
    with pytest.raises(RefusedEditsError):
        take(store, filled(form(store), fill))
    assert store.mark() == before
