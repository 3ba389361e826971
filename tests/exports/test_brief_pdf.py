"""The brief of the kabupaten: its figures are the sums of the table's."""

from collections.abc import Callable

import polars as pl

from dampingan.exports.brief_pdf import brief
from dampingan.exports.facts import Edition
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS

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
