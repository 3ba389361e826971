"""The page on SID: its scores, its matrix, its entry and form, and what happens when two people are at it."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date, number, percent
from dampingan.measures.sid import sid_by_kecamatan, sid_states, sid_table, sid_total
from dampingan.records.models import SidKategori, SidKomponen
from dampingan.records.sample_drafts import SAMPLE_DAY
from dampingan.records.terms import KATEGORI_SID
from dampingan.regions.reference import units
from dampingan.ui import access
from dampingan.ui.catatan.day import today
from dampingan.ui.sid import form, taking_away
from tests.pages.recorded import copied, editing, store_of

PAGE = "pages/pendampingan/sid.py"
MAJALANGU = "33.27.04.2010"
CHECKED = dt.date(2024, 5, 2)

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def sampled(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records; only read."""
    return copied(data, tmp_path_factory.mktemp("sid"))


@pytest.fixture
def empty(data: Path, tmp_path: Path) -> Path:
    return copied(data, tmp_path, sample=False)


@pytest.fixture
def one_desa(empty: Path) -> Path:
    """A store with the eleven categories of Majalangu, claimed up to date in May 2024."""
    with closing(store_of(empty)) as store, store.session(oleh="rekan") as unit:
        for kategori in KATEGORI_SID:
            unit.add(SidKategori(kode_desa=MAJALANGU, kategori=kategori, keadaan="mutakhir", tanggal=CHECKED))
    return empty


def table_of(folder: Path, day: dt.date, **only: str) -> pl.DataFrame:
    with closing(store_of(folder)) as store:
        return sid_table(units().filter(**only), sid_states(store.frame(SidKategori), day=day))


def button(app: AppTest, label: str) -> object:
    return next(b for b in app.button if b.label.startswith(label))


def test_the_finding_and_the_figures_are_those_of_the_measure(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE))
    table = table_of(sampled, SAMPLE_DAY)
    total = sid_total(table)
    assert f"Skor SID rata-rata {number(total['skor'], 1)} dari 33; paling jarang mutakhir: " in told
    for value in (number(total["desa_diperiksa"]), percent(total["pct_mutakhir"]), number(total["kedaluwarsa"])):
        assert f'<span class="dmp-angka">{value}</span>' in told
    assert "bukan penilaian resmi" in told
    for row in sid_by_kecamatan(table).to_dicts():
        cells = told.split(f'<th scope="row">{row["kecamatan"]}</th>')[1].split("</tr>")[0]
        assert f'<td class="">{number(row["skor"], 1)}</td>' in cells
    assert f"Sumber: {SAMPLE_WORDS}: catatan pemeriksaan SID" in told


def test_each_checked_desa_has_its_row_and_the_others_where_asked_for(
    open_page: Open, words: Words, sampled: Path
) -> None:
    app = open_page(sampled, PAGE)
    matrix = words(app).split("dmp-matriks")[1].split("</table>")[0]
    rows = matrix.split("<tr>")[2:]
    table = table_of(sampled, SAMPLE_DAY)
    checked = table.filter(pl.col("diperiksa") > 0).height
    assert len(rows) == checked
    kelurahan = units().filter(jenis="kelurahan").height
    [toggle] = [t for t in app.toggle if t.key == "sid_semua"]
    assert toggle.label == (
        f"Tampilkan juga {223 - kelurahan - checked} desa yang belum diperiksa dan {kelurahan} kelurahan "
        "(tidak wajib SID)"
    )
    toggle.set_value(True).run()
    whole = words(app).split("dmp-matriks")[1].split("</table>")[0].split("<tr>")[2:]
    assert len(whole) == 223
    assert sum("SID tidak berlaku" in row for row in whole) == kelurahan
    lowest = table.filter("lengkap")["skor"].min()
    assert f"<b>{lowest}</b>" in rows[0]
    states = re.findall(r">([✕○◐●] [0-3])\*?<span class=\"dmp-suara\">([a-z ]+)</span></td>", matrix)
    assert len(states) == table["diperiksa"].sum()
    assert set(states) == {("✕ 0", "tidak ada"), ("○ 1", "ada"), ("◐ 2", "mutakhir"), ("● 3", "dipakai")}
    assert matrix.count("*<span") == table["kedaluwarsa"].sum()


def test_the_page_obeys_the_filter(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE, kecamatan="33.27.04"))
    total = sid_total(table_of(sampled, SAMPLE_DAY, kecamatan="Watukumpul"))
    assert f"Skor SID rata-rata {number(total['skor'], 1)} dari 33" in told
    assert "dari 15" in told or f"dari {number(total['desa'])}" in told
    only = words(open_page(sampled, PAGE, jenis="kelurahan"))
    assert "SID tidak berlaku untuk kelurahan" in only
    assert "UU 6/2014" in only


def test_a_claim_lapses_with_the_day_of_the_report_and_says_so(open_page: Open, words: Words, one_desa: Path) -> None:
    fresh = words(open_page(one_desa, PAGE, hari="2025-05-02"))
    assert "Skor SID rata-rata 22,0 dari 33" in fresh
    lapsed = words(open_page(one_desa, PAGE, hari="2025-05-03"))
    assert "Skor SID rata-rata 11,0 dari 33" in lapsed
    assert f"tercatat ada dan mutakhir (paling lama 12 bulan), diperiksa {full_date(CHECKED)}" in lapsed
    assert lapsed.count("○ 1*<span") == 11
    before = words(open_page(one_desa, PAGE, hari="2024-05-01"))
    assert "Itu tidak berarti nol" in before


def test_over_time_is_told_from_the_dates_of_the_checks(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE, bagian_sid="waktu"))
    assert "Dihitung dari tanggal pemeriksaan yang dicatat, bukan dari kapan catatannya diketik" in told
    for day in (dt.date(2023, 12, 31), SAMPLE_DAY):
        total = sid_total(table_of(sampled, day))
        cells = told.split(f'<th scope="row">{full_date(day)}</th>')[1].split("</tr>")[0]
        assert f'<td class="">{number(total["skor"], 1)}</td><td class="">{total["desa_lengkap"]}</td>' in cells


def test_without_records_the_page_says_what_to_do(open_page: Open, words: Words, empty: Path) -> None:
    told = words(open_page(empty, PAGE))
    assert "Belum ada catatan SID" in told
    assert "python -m dampingan catatan contoh" in told


def test_the_files_are_the_table_with_its_source(
    open_page: Open, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr(taking_away, "show", given.append)
    open_page(sampled, PAGE)
    lines = taking_away._list(given[-1]).csv().decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert len(lines) == 224
    assert all(SAMPLE_WORDS in line for line in lines[1:])
    assert sum("tidak berlaku" in line for line in lines) == units().filter(jenis="kelurahan").height
    book = openpyxl.load_workbook(BytesIO(taking_away._list(given[-1]).workbook()))
    assert book.sheetnames == ["SID", "Keterangan"]
    first = book.worksheets[0]
    assert first.max_row == len(lines)
    assert first.cell(1, first.max_column).value == "Sumber"
    assert book["Keterangan"]["A1"].value == "Sumber"


def used(_: str, table: pd.DataFrame) -> pd.DataFrame:
    """Claim that the first category is used, checked today."""
    table.loc[0, "keadaan"] = "dipakai"
    table.loc[0, "tanggal"] = pd.Timestamp(today())
    table.loc[1, "bukti"] = "Register desa"
    return table


def open_majalangu(open_page: Open, folder: Path) -> AppTest:
    return open_page(folder, PAGE, bagian_sid="isi", kecamatan="33.27.04")


def test_a_new_check_keeps_the_old_one_and_a_correction_changes_it(
    open_page: Open, words: Words, one_desa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "data_editor", editing(used))
    app = open_majalangu(open_page, one_desa)
    app.selectbox(key="sid_isi_desa").select(MAJALANGU).run()
    for part in ("perangkat_keras", "perangkat_lunak", "jaringan", "sdm"):
        next(s for s in app.selectbox if s.key and s.key.endswith(part)).select("ya")
    next(d for d in app.date_input if d.key and d.key.endswith("_tanggal")).set_value(CHECKED)
    button(app, "Simpan SID").click().run()
    assert "2 pemeriksaan baru, 1 pembetulan." in words(app)
    with closing(store_of(one_desa)) as store:
        first = sorted(store.find(SidKategori, kategori="kependudukan"), key=lambda c: c.tanggal)
        assert [(c.keadaan, c.tanggal, c.versi) for c in first] == [
            ("mutakhir", CHECKED, 1), ("dipakai", today(), 1)
        ]  # fmt: skip
        [second] = store.find(SidKategori, kategori="pendidikan")
        assert (second.bukti, second.versi) == ("Register desa", 2)
        [parts] = store.find(SidKomponen)
        assert (parts.tanggal, parts.jaringan) == (CHECKED, "ya")


def test_who_was_second_learns_who_was_first(
    open_page: Open, words: Words, one_desa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "data_editor", editing(used))
    app = open_majalangu(open_page, one_desa)
    app.selectbox(key="sid_isi_desa").select(MAJALANGU).run()
    with closing(store_of(one_desa)) as store:
        with store.session(oleh="rekan") as unit:
            [there] = unit.find(SidKategori, kategori="pendidikan")
            unit.change(SidKategori, there.id, there.versi, {"bukti": "Aplikasi"})
        button(app, "Simpan SID").click().run()
        told = words(app)
        assert "ada yang lebih dahulu mengubahnya" in told
        assert "oleh rekan" in told
        assert [c.bukti for c in store.find(SidKategori, kategori="pendidikan")] == ["Aplikasi"]
        assert len(store.find(SidKategori, kategori="kependudukan")) == 1
        button(app, "Muat yang terbaru").click().run()
        button(app, "Simpan SID").click().run()
        assert [c.bukti for c in store.find(SidKategori, kategori="pendidikan")] == ["Register desa"]


def test_a_wrong_row_is_named_and_nothing_is_saved(
    open_page: Open, words: Words, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dateless(_: str, table: pd.DataFrame) -> pd.DataFrame:
        table.loc[3, "keadaan"] = "ada"
        return table

    monkeypatch.setattr(st, "data_editor", editing(dateless))
    app = open_majalangu(open_page, empty)
    button(app, "Simpan SID").click().run()
    told = words(app)
    assert "Kondisi sarana dan prasarana dasar, Tanggal pemeriksaan: wajib diisi." in told
    with closing(store_of(empty)) as store:
        assert store.frame(SidKategori).height == 0


def test_the_checks_of_a_day_are_removed_once_confirmed(open_page: Open, words: Words, one_desa: Path) -> None:
    app = open_majalangu(open_page, one_desa)
    app.selectbox(key="sid_isi_desa").select(MAJALANGU).run()
    assert button(app, "Hapus").disabled
    next(c for c in app.checkbox if c.label.startswith("Ya, hapus 11 catatan")).check().run()
    button(app, "Hapus").click().run()
    assert f"11 catatan pemeriksaan {full_date(CHECKED)} dihapus" in words(app)
    with closing(store_of(one_desa)) as store:
        assert store.frame(SidKategori).height == 0


def test_the_form_of_the_page_comes_back_unchanged_without_a_change(
    open_page: Open, one_desa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr(form, "show", given.append)
    open_majalangu(open_page, one_desa)
    with closing(store_of(one_desa)) as store:
        before = store.mark()
        told = form._take(form._form(given[-1]))  # type: ignore[arg-type]
        assert told == "Formulir sama dengan yang tercatat; tidak ada yang berubah."
        assert store.mark() == before


def test_who_may_not_record_has_no_entry(
    open_page: Open, words: Words, one_desa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "may_record", lambda: False)
    app = open_majalangu(open_page, one_desa)
    assert "Catatan hanya dapat dibaca dari sini" in words(app)
    assert not [b for b in app.button if b.label.startswith("Simpan")]
