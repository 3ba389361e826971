"""Forms that come back broken: each flaw named by its cell, all at once, nobody named, nothing half-saved."""

import datetime as dt
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingan.errors import DampinganError
from dampingan.forms.problems import ReturnedFormError
from dampingan.musdes.layout import MESIN
from dampingan.musdes.returns import read_return
from dampingan.musdes.site import Site
from dampingan.records.engine import default_url
from dampingan.records.models import Audit
from dampingan.records.store import RecordStore
from dampingan.rules import Rules
from tests.musdes.conftest import (
    BELUM,
    LAYAK,
    MEETING,
    NEW_HOME,
    OTHER_DESA,
    PERIOD,
    TODAY,
    codes_and_names,
    filled,
    form_of,
    opened,
    saved,
)

Change = Callable[[openpyxl.Workbook], None]
SOMEBODY = "Suwarjoko Wiryokusumo"
THEIR_NIK = "3327041702800012"


def refused(site: Site, content: bytes) -> list[str]:
    """Return the cells that were named, after a check that nothing was stored and nobody named."""
    before = site.records.frame(Audit).height
    with pytest.raises(ReturnedFormError) as caught:
        read_return(site, content, PERIOD, today=TODAY)
    assert site.records.frame(Audit).height == before
    told = str(caught.value) + " ".join(map(str, caught.value.problems))
    names = [name for _, name in codes_and_names(form_of(site))]
    assert [name for name in (*names, SOMEBODY, THEIR_NIK, NEW_HOME[0]) if name in told] == []
    assert all(problem.pesan and problem.cara for problem in caught.value.problems)
    return [problem.sel for problem in caught.value.problems]


def typed(sheet: str, cell: str, value: Any) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


def without(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


def renamed(sheet: str) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet].title = "Lembar1"

    return change


def doubled(book: openpyxl.Workbook) -> None:
    page = book["Verifikasi"]
    last = page.max_row + 1
    for column in range(1, 21):
        page.cell(last, column).value = page.cell(6, column).value


def swapped_names(book: openpyxl.Workbook) -> None:
    page = book["Verifikasi"]
    page["C5"], page["C6"] = page["C6"].value, page["C5"].value


def both(*changes: Change) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        for one in changes:
            one(book)

    return change


FLAWS: dict[str, tuple[Change, list[str]]] = {
    "a sheet missing": (without("Kehadiran"), ["Kehadiran"]),
    "two sheets missing": (both(without("Notulen"), without("Usulan baru")), ["Usulan baru", "Notulen"]),
    "a sheet under another name": (renamed("Verifikasi"), ["Verifikasi"]),
    "the hidden sheet missing": (without(MESIN), [MESIN]),
    "a status outside the list": (typed("Verifikasi", "Q9", "Layak sekali"), ["Verifikasi!Q9"]),
    "a name as status": (typed("Verifikasi", "Q9", SOMEBODY), ["Verifikasi!Q9"]),
    "a reason outside the list": (both(typed("Verifikasi", "Q9", "Tidak ditemukan"), typed("Verifikasi", "S9", None),
                                       typed("Verifikasi", "R9", "Merantau")), ["Verifikasi!R9"]),
    "means as a tick": (typed("Verifikasi", "S9", value=True), ["Verifikasi!S9"]),
    "found, but not said whether well off": (typed("Verifikasi", "S9", None), ["Verifikasi!S9"]),
    "not found without a reason": (both(typed("Verifikasi", "Q9", "Tidak ditemukan"), typed("Verifikasi", "S9", None)),
                                   ["Verifikasi!R9"]),
    "not found, yet well off": (both(typed("Verifikasi", "Q9", "Tidak ditemukan"), typed("Verifikasi", "R9", "Pindah")),
                                ["Verifikasi!S9"]),
    "found, yet moved": (typed("Verifikasi", "R9", "Pindah"), ["Verifikasi!R9"]),
    "well off without status": (typed("Verifikasi", "Q9", None), ["Verifikasi!Q9"]),
    "a household twice": (doubled, ["Verifikasi!B67"]),
    "a row without code": (typed("Verifikasi", "C67", "Contoh Baru"), ["Verifikasi!B67"]),
    "a row with an unknown code": (typed("Verifikasi", "B67", "0123456789ab"), ["Verifikasi!B67"]),
    "a row deleted": (lambda book: book["Verifikasi"].delete_rows(12), ["Verifikasi!B12"]),
    "a code altered": (typed("Verifikasi", "B9", "0123456789ab"), ["Verifikasi!B9", "Verifikasi!B9"]),
    "names sorted apart from their rows": (swapped_names, ["Verifikasi!C5", "Verifikasi!C6"]),
    "a column moved": (lambda book: book["Verifikasi"].insert_cols(19), ["Verifikasi!S4", "Verifikasi!T4"]),
    "a formula in a note": (typed("Verifikasi", "T9", '=HYPERLINK("x")'), ["Verifikasi!T9"]),
    "a formula as status": (typed("Verifikasi", "Q9", '=IF(1=1,"Ditemukan","")'), ["Verifikasi!Q9"]),
    "an error of the spreadsheet": (typed("Verifikasi", "T9", "#REF!"), ["Verifikasi!T9"]),
    "a NIK in a note": (typed("Verifikasi", "T9", f"NIK {THEIR_NIK}"), ["Verifikasi!T9"]),
    "a long note": (typed("Verifikasi", "T9", "x" * 501), ["Verifikasi!T9"]),
    "the name in a note": (lambda book: typed("Verifikasi", "T9", f"Pak {book['Verifikasi']['C9'].value} pindah")(book),
                           ["Verifikasi!T9"]),
    "no date": (typed("Notulen", "B4", None), ["Notulen!B4"]),
    "no real date": (typed("Notulen", "B4", "31/02/2026"), ["Notulen!B4"]),
    "a date to come": (typed("Notulen", "B4", dt.date(2026, 12, 1)), ["Notulen!B4"]),
    "an end before the start": (typed("Notulen", "B6", "08.00"), ["Notulen!B6"]),
    "no real time": (typed("Notulen", "B5", "25.00"), ["Notulen!B5"]),
    "a list of another kind": (typed("Notulen", "B10", "Daftar RT"), ["Notulen!B10"]),
    "a name in the minutes": (lambda book: typed("Notulen", "B11", f"{book['Verifikasi']['C9'].value} menolak.")(book),
                              ["Notulen!B11"]),
    "a NIK in the recommendation": (typed("Notulen", "B12", THEIR_NIK), ["Notulen!B12"]),
    "a formula in the minutes": (typed("Notulen", "B12", "=1+1"), ["Notulen!B12"]),
    "more present than invited": (typed("Kehadiran", "D6", 41), ["Kehadiran!C6"]),
    "persons in words": (typed("Kehadiran", "B10", "sepuluh"), ["Kehadiran!B10"]),
    "half a person": (typed("Kehadiran", "C10", 2.5), ["Kehadiran!C10"]),
    "less than nobody": (typed("Kehadiran", "C10", -1), ["Kehadiran!C10"]),
    "a proposal without address and reason": (both(typed("Usulan baru", "D5", None), typed("Usulan baru", "G5", None)),
                                              ["Usulan baru!D5", "Usulan baru!G5"]),
    "a proposal of forty": (typed("Usulan baru", "F5", 40), ["Usulan baru!F5"]),
    "a NIK as number": (typed("Usulan baru", "C5", 3327041702800012), ["Usulan baru!C5"]),
    "a NIK cut off": (typed("Usulan baru", "C5", "33270417028000"), ["Usulan baru!C5"]),
    "a formula in a proposal": (typed("Usulan baru", "G5", "=A1"), ["Usulan baru!G5"]),
    "an old version of the form": (typed(MESIN, "B1", "0"), ["Petunjuk!B6"]),
    "a form for another desa, altered by hand": (typed(MESIN, "B2", OTHER_DESA), ["Petunjuk!B13"]),
    "no desa at all": (typed(MESIN, "B2", "33.27.99.9999"), ["Petunjuk!B13"]),
    "another list of desil": (typed(MESIN, "B4", "1,2"), ["Petunjuk!B13"]),
    "no desil": (typed(MESIN, "B4", "semua"), ["Petunjuk!B13"]),
    "a seal of another form": (typed(MESIN, "B8", "0" * 64), ["Petunjuk!B13"]),
    "data that are no longer loaded": (typed(MESIN, "B6", "0" * 64), ["Petunjuk!B11"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FLAWS)
def test_each_flaw_is_named_by_its_cell(name: str, site: Site) -> None:
    change, cells = FLAWS[name]
    assert refused(site, filled(form_of(site), [LAYAK, BELUM], proposals=[NEW_HOME], change=change)) == cells


def test_the_form_without_flaw_is_accepted(site: Site) -> None:
    """So that the flaws above are what is refused, and nothing else."""
    content = filled(form_of(site), [LAYAK, BELUM], proposals=[NEW_HOME])
    assert opened(content)["Verifikasi"].max_row == 66
    assert read_return(site, content, PERIOD, today=TODAY).jumlah["usulan_baru"] == 1


def test_all_flaws_are_named_at_once(site: Site) -> None:
    change = both(
        typed("Verifikasi", "Q9", "Layak"), typed("Verifikasi", "T9", "=A1"), typed("Verifikasi", "S11", "Entah"),
        typed("Kehadiran", "B10", "x"), typed("Notulen", "B4", "kemarin"), typed("Usulan baru", "F5", "banyak"),
    )  # fmt: skip
    assert refused(site, filled(form_of(site), [LAYAK, BELUM], proposals=[NEW_HOME], change=change)) == [
        "Verifikasi!T9", "Verifikasi!S11", "Usulan baru!F5", "Kehadiran!B10", "Notulen!B4",
    ]  # fmt: skip


def test_of_very_many_flaws_the_message_shows_some_and_counts_the_rest(site: Site) -> None:
    with pytest.raises(ReturnedFormError) as caught:
        read_return(site, filled(form_of(site), [("Layak", None, None)]), PERIOD, today=TODAY)
    assert len(caught.value.problems) == 62
    assert "62 hal perlu diperbaiki" in str(caught.value)
    assert "– dan 47 sel lain." in str(caught.value)


def test_a_row_of_another_desa_is_told_whose_it_is(site: Site) -> None:
    foreign = opened(form_of(site, kode=OTHER_DESA))["Verifikasi"]

    def change(book: openpyxl.Workbook) -> None:
        for column in range(1, 21):
            book["Verifikasi"].cell(67, column).value = foreign.cell(5, column).value

    content = filled(form_of(site), [LAYAK], change=change)
    assert refused(site, content) == ["Verifikasi!B67"]
    with pytest.raises(ReturnedFormError, match="Verifikasi!B67: baris ini milik Desa Majalangu"):
        read_return(site, content, PERIOD, today=TODAY)


def test_a_row_of_another_desil_is_told_so(site: Site) -> None:
    wider = codes_and_names(form_of(site, (1, 2)))
    own = {code for code, _ in codes_and_names(form_of(site, (1,)))}
    stranger = next(code for code, _ in wider if code not in own)
    content = filled(form_of(site, (1,)), [LAYAK], change=typed("Verifikasi", "B60", stranger))
    with pytest.raises(ReturnedFormError, match="Verifikasi!B60: baris ini milik rumah tangga desil 2"):
        read_return(site, content, PERIOD, today=TODAY)


def test_a_proposal_that_is_already_on_the_list(site: Site, homes) -> None:  # noqa: ANN001
    head = next(
        m["NIK"] for home in homes["33.27.03.2005"] for m in home["art"]
        if m["Hub_KRT"] == "1" and re.fullmatch(r"\d{16}", m["NIK"]) and home["desil"] == 1
    )  # fmt: skip
    proposal = ("Contoh Usulan", head, *NEW_HOME[2:])
    assert refused(site, filled(form_of(site), [LAYAK], proposals=[proposal])) == ["Usulan baru!C5"]


def test_a_proposal_twice(site: Site) -> None:
    assert refused(site, filled(form_of(site), [LAYAK], proposals=[NEW_HOME, NEW_HOME])) == ["Usulan baru!B6"]


def test_the_same_identity_number_proposed_twice(site: Site) -> None:
    twice = [(name, THEIR_NIK, *NEW_HOME[2:]) for name in ("Contoh Satu", "Contoh Dua")]
    assert refused(site, filled(form_of(site), [LAYAK], proposals=twice)) == ["Usulan baru!C6"]
    without = [(name, None, *NEW_HOME[2:]) for name in ("Contoh Satu", "Contoh Dua")]
    told = read_return(site, filled(form_of(site), [LAYAK], proposals=without), PERIOD, today=TODAY)
    assert told.jumlah["usulan_baru"] == 2


def test_a_form_in_which_nothing_was_filled_in(site: Site) -> None:
    assert refused(site, filled(form_of(site), [BELUM])) == ["Verifikasi!Q5"]
    assert refused(site, form_of(site)) == ["Verifikasi!Q5", "Notulen!B4"]


def test_an_old_form_after_other_data_were_loaded(site: Site) -> None:
    content = filled(form_of(site), [LAYAK])
    snapshot = site.snapshots.read(PERIOD)
    other = replace(snapshot, manifest=snapshot.manifest.model_copy(update={"digest": "f" * 64}))
    site.snapshots.publish(other)
    with pytest.raises(ReturnedFormError, match="Petunjuk!B11: formulir ini dibuat dari data yang lama"):
        read_return(site, content, PERIOD, today=TODAY)


def test_a_form_of_another_installation(site: Site) -> None:
    content = filled(form_of(site), [LAYAK])
    (site.data / "terbatas" / "kunci.rahasia").write_bytes(b"x" * 32)
    assert refused(site, content) == ["Petunjuk!B13"]


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_entities(content: bytes) -> bytes:
    """Return a workbook whose first sheet defines entities that grow when they are read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    name = "xl/worksheets/sheet1.xml"
    return zipped(parts | {name: bomb + parts[name].split(b"?>", 1)[1]})


def test_what_is_no_workbook_is_refused_in_words(site: Site) -> None:
    form = form_of(site)
    others = [
        b"", b"PK\x03\x04 rusak", form[: len(form) // 2], b"\xd0\xcf\x11\xe0" + b"\0" * 600, zipped({"isi": b"teks"}),
        zipped({"xl/workbook.xml": b"<workbook/>"}), with_entities(form), zipped({"besar": b"\0" * 81 * 2**20}),
        zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}),
    ]  # fmt: skip
    for content in others:
        with pytest.raises(DampinganError, match="bukan buku kerja Excel"):
            read_return(site, content, PERIOD, today=TODAY)
    with pytest.raises(DampinganError, match="terlalu besar"):
        read_return(site, b"\0" * (10 * 2**20 + 1), PERIOD, today=TODAY)


def test_a_workbook_of_another_kind(site: Site) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = SOMEBODY
    assert refused(site, saved(book)) == ["Verifikasi", "Usulan baru", "Kehadiran", "Notulen", MESIN]


def test_rows_far_below_the_list_are_still_seen(site: Site) -> None:
    change = typed("Verifikasi", "Q500", "Ditemukan")
    assert refused(site, filled(form_of(site), [LAYAK], change=change)) == ["Verifikasi!B500"]


def test_a_form_whose_restricted_files_are_gone(site: Site) -> None:
    content = filled(form_of(site), [LAYAK], cells=MEETING)
    edition = site.snapshots.edition(PERIOD)
    for file in (site.data / "terbatas" / PERIOD / edition).iterdir():
        file.unlink()
    with pytest.raises(DampinganError, match="Berkas terbatas periode 2023 tidak ada"):
        read_return(site, content, PERIOD, today=TODAY)


def test_a_household_is_found_by_its_code_however_it_is_written(site: Site) -> None:
    def shouted(book: openpyxl.Workbook) -> None:
        page = book["Verifikasi"]
        page["B5"] = f" {str(page['B5'].value).upper()} "

    told = read_return(site, filled(form_of(site), [LAYAK], change=shouted), PERIOD, today=TODAY)
    assert pl.Series([v.ref for v in told.hasil]).n_unique() == told.fakta.jumlah_baris


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory, rules: Rules) -> Iterator[tuple[Site, bytes]]:
    """An installation that is only read from, and a good form of its own."""
    folder = tmp_path_factory.mktemp("acak") / "data"
    shutil.copytree(template, folder)
    records = RecordStore(default_url(folder))
    site = Site(folder, records, rules)
    yield site, filled(form_of(site, (1,)), [LAYAK, BELUM], proposals=[NEW_HOME])
    records.close()


ANYTHING = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.dates(dt.date(1901, 1, 1)), st.times(),
    st.sampled_from(["=A1", "=1/0", "#N/A", "Ditemukan", "Ya", "Pindah", "\u00a0", "'", SOMEBODY, THEIR_NIK]),
    st.none(),
)  # fmt: skip
ANYWHERE = st.tuples(
    st.sampled_from(["Verifikasi", "Usulan baru", "Kehadiran", "Notulen", MESIN]),
    st.integers(1, 60),
    st.integers(1, 21),
)


@settings(max_examples=60, deadline=None)
@given(typings=st.lists(st.tuples(ANYWHERE, ANYTHING), min_size=1, max_size=6))
def test_whatever_is_typed_anywhere_it_is_accepted_or_refused_in_words(
    shared: tuple[Site, bytes], typings: list[tuple[tuple[str, int, int], Any]]
) -> None:
    site, form = shared
    book = opened(form)
    for (sheet, row, column), value in typings:
        book[sheet].cell(row, column).value = value
    told = outcome(site, saved(book))
    assert SOMEBODY not in told
    assert THEIR_NIK not in told


def outcome(site: Site, content: bytes) -> str:
    """Return the message of a refusal, or nothing after a check that what was accepted is whole."""
    try:
        told = read_return(site, content, PERIOD, today=TODAY)
    except DampinganError as error:
        return str(error)
    assert told.jumlah.cocok
    assert told.jumlah.daftar == 42
    return ""
