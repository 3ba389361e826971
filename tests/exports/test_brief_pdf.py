"""The brief of the kabupaten: its figures are the sums of the table's."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook

from dampingan.exports.brief_pdf import brief
from dampingan.exports.facts import Cut, Edition
from dampingan.exports.profile import kabupaten
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS
from dampingan.measures.scope import Choice, chosen_units

Read = Callable[[bytes], list[str]]


def test_figures_and_indicators_are_sums_of_the_table(told: Edition, pdf_pages: Read) -> None:
    first, _ = pdf_pages(brief(told))
    table = told.table
    poorest, everyone = table["rt_desil1"].sum(), table["rt"].sum()
    assert f"{number(poorest)} rumah tangga desil 1 dari {number(everyone)} rumah tangga dalam berkas" in first
    assert f"{percent(100 * poorest / everyone)} rumah tangga dalam berkas termasuk desil 1" in first
    assert f"{table.filter(pl.col('kelas') == 'merah').height} desa/kelurahan merah dari 223" in first
    for i in INDICATORS:
        yes, known = table[f"rt_{i.kode}"].sum(), table[f"rt_diketahui_{i.kode}"].sum()
        persons = f" {number(table[f'jiwa_{i.kode}'].sum())}" if i.of_members else ""
        assert f"{i.pendek} {percent(100 * yes / known)} {number(yes)}{persons} {number(known)}" in first


def test_kecamatan_and_the_ten_most_pressing(told: Edition, pdf_pages: Read) -> None:
    _, second = pdf_pages(brief(told))
    whole = told.table["rt_desil1"].sum()
    for name, rows in told.table.group_by("kecamatan"):
        poorest, persons = rows["rt_desil1"].sum(), rows["jiwa_desil1"].sum()
        shares = f"{percent(100 * poorest / rows['rt'].sum())} {percent(100 * poorest / whole)}"
        red = rows.filter(pl.col("kelas") == "merah").height
        assert f"{name[0]} {number(poorest)} {number(persons)} {shares} {red} dari {rows.height}" in second
    red = told.table.filter(pl.col("kelas") == "merah").sort(["rt_desil1", "pct_desil1"], descending=True).head(10)
    places = [second.index(f"{n} {row['nama']} {row['kecamatan']}") for n, row in enumerate(red.to_dicts(), 1)]
    assert len(places) == 10
    assert places == sorted(places)


def test_both_pages_say_source_date_and_that_data_are_a_sample(told: Edition, real: Edition, pdf_pages: Read) -> None:
    pages = pdf_pages(brief(told))
    assert [page.count(SAMPLE_WORDS) for page in pages] == [2, 2]
    assert "23 November 2026 · halaman 2 dari 2" in pages[1]
    assert "Aturan simulasi, bukan penetapan resmi. Merah bila" in pages[0]
    assert SAMPLE_WORDS not in "".join(pdf_pages(brief(real)))


def test_units_without_rows_are_shown_as_such(without_rows: Edition, pdf_pages: Read) -> None:
    first, _ = pdf_pages(brief(without_rows))
    assert "222 desa/kelurahan punya data dari 223" in first
    assert "Tidak ada data: 1 desa/kelurahan" in first


def test_what_the_source_lacks_comes_last_and_is_no_zero(lacking: Edition, pdf_pages: Read) -> None:
    first, _ = pdf_pages(brief(lacking))
    assert first.count("tidak tersedia") == 4
    assert first.index("RTLH ") < first.index("Tanpa jamban")


WATUKUMPUL = ("Watukumpul",)


@pytest.fixture
def cut(told: Edition) -> Edition:
    """The same figures, cut down to the merah desa of one kecamatan."""
    codes = tuple(chosen_units(told.table, Choice(WATUKUMPUL, kelas=("merah",))))
    return replace(told, bagian=Cut(codes, WATUKUMPUL, "desa kelas merah", "Kecamatan Watukumpul · desa kelas merah"))


def test_a_brief_of_a_part_counts_only_that_part(told: Edition, cut: Edition, pdf_pages: Read) -> None:
    rows = told.table.filter((pl.col("kecamatan") == "Watukumpul") & (pl.col("kelas") == "merah"))
    poorest, whole = rows["rt_desil1"].sum(), told.table["rt_desil1"].sum()
    first, second = pdf_pages(brief(cut))
    assert "Ringkasan menurut saringan" in first
    assert f"{rows.height} desa kelas merah di Watukumpul menampung {percent(100 * poorest / whole)}" in first
    assert "Kabupaten Pemalang · Kecamatan Watukumpul · desa kelas merah · rumah tangga desil 1" in first
    assert f"{number(poorest)} rumah tangga desil 1 dari {number(rows['rt'].sum())} rumah tangga dalam berkas" in first
    assert f"Watukumpul {number(poorest)} {number(rows['jiwa_desil1'].sum())}" in second
    assert f"{percent(100 * poorest / whole)} {rows.height} dari {rows.height}" in second
    assert "Belik" not in second


def test_deck_and_workbook_of_a_part_name_it(
    cut: Edition, slide_texts: Callable[[object], list[str]], open_deck: Callable[[bytes], object]
) -> None:
    slides = slide_texts(open_deck(kabupaten(cut, ".pptx")))
    assert all("Kecamatan Watukumpul · desa kelas merah" in slide for slide in slides)
    book = load_workbook(BytesIO(kabupaten(cut, ".xlsx")))
    codes = [row[0] for row in book["Desa"].iter_rows(values_only=True) if str(row[0]).startswith("33.27.")]
    assert codes == cut.part_table["kode_desa"].to_list()
    notes = dict(row[:2] for row in book["Keterangan"].iter_rows(values_only=True))
    assert notes["Saringan"] == "Kecamatan Watukumpul · desa kelas merah"
