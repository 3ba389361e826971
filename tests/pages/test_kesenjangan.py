"""The page Kesenjangan: its figures are those of the measures and of the other pages; its files; its empty states."""

import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.formats import number
from dampingan.indicators import BY_KODE, KODE
from dampingan.known_records import seed_known
from dampingan.measures.desa_table import desa_table
from dampingan.measures.gap import gap_sheet
from dampingan.measures.gap_totals import by_indicator, by_state, by_unit, headline
from dampingan.records.models import Penugasan, PerangkatDaerah, Program
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui.kesenjangan import taking_away
from tests.pages.recorded import copied, store_of

if TYPE_CHECKING:
    from dampingan.ui.kesenjangan.look import Look

PAGE = "pages/pendampingan/kesenjangan.py"
MAJALANGU = "33.27.04.2010"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def sampled(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its records; only read."""
    return copied(data, tmp_path_factory.mktemp("celah"))


@pytest.fixture
def empty(data: Path, tmp_path: Path) -> Path:
    return copied(data, tmp_path, sample=False)


def sheet_of(folder: Path, rules: Rules, years: list[int], desil: tuple[int, ...] = (1,)) -> pl.DataFrame:
    table = desa_table(SnapshotStore(folder).read("2024"), rules, desil=desil)
    with closing(store_of(folder)) as store:
        return gap_sheet(table, store.frame(Program), store.frame(PerangkatDaerah), years=years)


def plain(told: str) -> str:
    return told.replace("</span>", "")


def test_the_title_and_the_cards_are_the_measures(open_page: Open, words: Words, sampled: Path, rules: Rules) -> None:
    told = plain(words(open_page(sampled, PAGE)))
    sheet = sheet_of(sampled, rules, [2024])
    assert headline(by_indicator(sheet), "rumah tangga") in told
    states = by_state(sheet)
    needing = states["belum_tersentuh"] + states["sebagian"] + states["terjangkau"]
    assert f'dmp-angka">{number(states["belum_tersentuh"])} <span class="dmp-satuan">dari {number(needing)}' in told
    assert "program tahun 2024" in told


def test_the_nine_sums_stand_in_the_table(open_page: Open, words: Words, sampled: Path, rules: Rules) -> None:
    told = plain(words(open_page(sampled, PAGE, desil="1-2")))
    assert "* Penerima dalam orang atau satuan lain, dan program yang belum mengisi penerima, tidak mengurangi" in told
    for row in by_indicator(sheet_of(sampled, rules, [2024], (1, 2))).to_dicts():
        start = told.index(f'<th scope="row">{BY_KODE[row["indikator"]].pendek}</th>')
        cells = told[start : told.index("</tr>", start)]
        assert f'<td class="">{number(row["rt"])}</td>' in cells
        star = " *" if row["tidak_pasti"] else ""
        assert f'<td class="">{number(row["sisa"])}{star}</td>' in cells
        assert f"{number(row['desa_tanpa'])} dari {number(row['desa'])}" in cells


def test_need_is_the_figure_of_the_profile(open_page: Open, words: Words, sampled: Path, rules: Rules) -> None:
    table = desa_table(SnapshotStore(sampled).read("2024"), rules)
    row = table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    told = plain(words(open_page(sampled, PAGE, desa_celah=MAJALANGU)))
    for kode in KODE:
        start = told.index(f'<th scope="row">{BY_KODE[kode].pendek}</th>')
        cells = told[start : told.index("</tr>", start)]
        known = f'<span class="dmp-kecil">dari {number(row[f"rt_diketahui_{kode}"])}'
        assert f'<td class="">{number(row[f"rt_{kode}"])}{known}' in cells


def test_red_is_told_in_words_and_never_by_colour_alone(open_page: Open, words: Words, sampled: Path) -> None:
    told = plain(words(open_page(sampled, PAGE)))
    assert 'dmp-celah-merah">✕ Butuh, tanpa program' in told
    cells = [part.split("</td>")[0] for part in told.split('<td class="dmp-celah-merah" title="')[1:]]
    assert cells
    assert all("rumah tangga membutuhkan; tidak ada program; sisa" in cell for cell in cells)
    assert all(cell.split(">")[1].startswith("✕ ") for cell in cells)


def test_the_matrix_begins_with_who_lacks_most_and_can_show_all(
    open_page: Open, words: Words, sampled: Path, rules: Rules
) -> None:
    app = open_page(sampled, PAGE)
    units = by_unit(sheet_of(sampled, rules, [2024]))
    first = units["nama"].to_list()
    told = plain(words(app))
    sums = [part.split("</b>")[0] for part in told.split('<td title="Jumlah kebutuhan tanpa program"><b>')[1:]]
    assert sums == [number(rt) for rt in units["rt_tanpa"].head(40)]
    assert told.index(f'<th scope="row">{first[0]}<') < told.index(f'<th scope="row">{first[1]}<')
    assert "40 dari 223 desa/kelurahan ditampilkan." in told
    app.toggle(key="celah_semua").set_value(True).run()
    assert words(app).count('<th scope="row">') == 9 + 223


def test_years_and_agency_of_the_link_are_followed(open_page: Open, words: Words, sampled: Path, rules: Rules) -> None:
    told = words(open_page(sampled, PAGE, tahun_celah="2023"))
    assert "program tahun 2023" in told
    assert headline(by_indicator(sheet_of(sampled, rules, [2023])), "rumah tangga") in plain(told)
    assert "program tahun 2022, 2023, dan 2024" in words(open_page(sampled, PAGE, tahun_celah="semua"))
    with closing(store_of(sampled)) as store:
        [bappeda] = store.find(PerangkatDaerah, singkatan="Bappeda")
        codes = {a.kode_desa for a in store.find(Penugasan, id_perangkat_daerah=bappeda.id)}
    told = words(open_page(sampled, PAGE, perangkat_celah="bappeda"))
    assert "Bappeda: " in told
    assert told.count('<th scope="row">') == 9 + len(codes)


def test_a_desa_of_a_link_is_shown_also_outside_the_filter(open_page: Open, words: Words, sampled: Path) -> None:
    told = words(open_page(sampled, PAGE, desa_celah=MAJALANGU, kecamatan="33.27.01"))
    assert "Majalangu · Kec. Watukumpul" in told
    assert told.count('<th scope="row">') >= 9
    assert "dmp-gangguan" not in words(open_page(sampled, PAGE, desa_celah="<script>", tahun_celah="x"))


def test_an_agency_without_units_says_so(open_page: Open, words: Words, empty: Path) -> None:
    with closing(store_of(empty)) as store, store.session(oleh="x") as unit:
        unit.add(PerangkatDaerah(nama="Dinas Kesehatan", kelompok="dinas"))
    told = words(open_page(empty, PAGE, perangkat_celah="dinas-kesehatan"))
    assert "Dinas Kesehatan tidak mendampingi desa dalam saringan ini" in told
    assert 'class="dmp-judul"' in told


def test_without_programmes_all_need_is_untouched_and_the_page_says_what_to_do(
    open_page: Open, words: Words, empty: Path
) -> None:
    told = words(open_page(empty, PAGE))
    assert "Belum ada catatan program" in told
    assert "belum tersentuh program" in told
    assert "program tahun belum ada" in told


def test_what_a_source_lacks_is_unavailable_and_never_zero(open_page: Open, words: Words, data_lacking: Path) -> None:
    told = words(open_page(data_lacking, PAGE))
    start = told.index('<th scope="row">Tanpa jamban</th>')
    assert '<td class="">tidak tersedia</td>' in told[start : told.index("</tr>", start)]
    assert "Tanpa jamban: tidak tersedia" in told


def test_programmes_that_answer_two_or_no_indicators_are_told(open_page: Open, words: Words, empty: Path) -> None:
    with closing(store_of(empty)) as store, store.session(oleh="x") as unit:
        for answered in (["rtlh", "tanpa_jamban"], []):
            unit.add(
                Program(
                    kode_desa=MAJALANGU, tahun=2024, program="P", pelaksana="Desa", status="selesai", indikator=answered
                )
            )
    told = words(open_page(empty, PAGE))
    assert "Di sini 1 program menjawab lebih dari satu indikator." in told
    assert "1 program tidak menyebut indikator, maka tidak masuk lembar ini." in told


def test_the_files_hold_what_is_shown(
    open_page: Open, sampled: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Look] = []
    monkeypatch.setattr(taking_away, "show", looks.append)
    open_page(sampled, PAGE, kecamatan="33.27.04")
    made = {"csv": taking_away.csv(looks[0]), "workbook": taking_away.workbook(looks[0])}
    sheet = sheet_of(sampled, rules, [2024]).filter(pl.col("kecamatan") == "Watukumpul")
    read = pd.read_csv(io.BytesIO(made["csv"]), sep=";", decimal=",", encoding="utf-8-sig", dtype={"Kode": str})
    assert read["Rumah tangga membutuhkan"].tolist() == sheet["rt"].to_list()
    assert read["Sisa"].tolist() == sheet["sisa"].to_list()
    assert (
        read["sumber_data"].str.contains("DATA CONTOH SINTETIS.*program tahun 2024.*Watukumpul.*catatan program").all()
    )
    book = openpyxl.load_workbook(io.BytesIO(made["workbook"]))
    assert book.sheetnames == ["Kesenjangan", "Matriks", "Per indikator", "Program", "Cara membaca", "Keterangan"]
    column = [cell.value for cell in book["Kesenjangan"][1]].index("Sisa")
    assert [row[column].value for row in book["Kesenjangan"].iter_rows(min_row=2)] == sheet["sisa"].to_list()
    assert book["Matriks"].max_row == 1 + sheet.height // 9


def test_an_agency_shows_its_desa_before_any_programme_is_recorded(open_page: Open, words: Words, empty: Path) -> None:
    with closing(store_of(empty)) as store:
        seed_known(store, "x")
    told = words(open_page(empty, PAGE, perangkat_celah="bappeda"))
    assert "Tidak ada desa dalam pilihan ini" not in told
    assert "belum tersentuh program" in told
    assert all(name in told for name in ("Majalangu", "Pagergunung", "Asemdoyong"))
