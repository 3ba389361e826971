"""Every page, in every state of the data: nothing loaded, one desa, a sample, a source with gaps."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.formats import number, percent
from dampingan.measures.desa_table import desa_table, total
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui import tables
from dampingan.ui.navigation import PAGES

ROOT = Path(__file__).parents[2]
PAGE_FILES = sorted(str(f.relative_to(ROOT)) for f in (ROOT / "pages").rglob("*.py"))
KECAMATAN = "pages/analisis/kecamatan.py"
PROFIL = "pages/analisis/profil_desa.py"
UNAVAILABLE = ("anak_tidak_sekolah", "tanpa_jamban", "bukan_listrik", "krt_tidak_bekerja")

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]
every_page = pytest.mark.parametrize("page", PAGE_FILES)


def test_every_page_file_is_registered_and_none_stands_where_streamlit_finds_it_itself() -> None:
    assert sorted(spec.berkas for spec in PAGES) == PAGE_FILES
    assert list((ROOT / "pages").glob("*.py")) == []


@every_page
def test_without_data_each_page_says_which_command_loads_them(
    page: str, open_page: Open, words: Words, tmp_path: Path
) -> None:
    app = open_page(tmp_path, page)
    assert "Belum ada data" in words(app)
    assert "python -m dampingan impor" in app.code[0].value
    assert not (tmp_path / "snapshot").exists()


@every_page
@pytest.mark.parametrize("state", ["data", "data_one_desa", "data_lacking"])
def test_each_page_opens_in_each_state_with_its_frame(
    page: str, state: str, open_page: Open, words: Words, request: pytest.FixtureRequest
) -> None:
    app = open_page(request.getfixturevalue(state), page)
    told = words(app)
    assert not app.exception
    assert 'class="dmp-judul"' in told
    assert "dmp-gangguan" not in told
    assert "Data contoh sintetis" in told
    assert "aturan simulasi, bukan penetapan resmi" in told
    assert "Aturan versi 2026.1" in told
    assert "<footer" in told


@every_page
def test_each_page_opens_on_a_kecamatan_without_rows(
    page: str, open_page: Open, words: Words, data_one_desa: Path
) -> None:
    told = words(open_page(data_one_desa, page, kecamatan="33.27.01"))
    assert "dmp-gangguan" not in told
    assert "<footer" in told


def test_a_kecamatan_without_rows_is_a_designed_empty_state(open_page: Open, words: Words, data_one_desa: Path) -> None:
    told = words(open_page(data_one_desa, kecamatan="33.27.01"))
    assert "Belum ada data untuk Moga" in told
    assert "Ubah saringan di sisi kiri" in told


def test_ringkasan_shows_the_figures_of_the_core(open_page: Open, words: Words, data: Path, rules: Rules) -> None:
    snapshot = SnapshotStore(data).read("2024")
    whole = total(snapshot).to_dicts()[0]
    table = desa_table(snapshot, rules)
    app = open_page(data, tabel="ya")
    told = words(app)
    assert f'<span class="dmp-angka">{number(whole["rt_desil1"])}</span>' in told
    assert f'<span class="dmp-angka">{number(whole["jiwa_desil1"])}</span>' in told
    assert f'<span class="dmp-angka">{percent(whole["pct_desil1"])}' in told
    red = table.filter(pl.col("kelas") == "merah").height
    assert f'<span class="dmp-angka">{red}</span> <span class="dmp-satuan">dari 223</span>' in told
    shown = app.dataframe[0].value
    assert shown["Desa/kelurahan"].tolist()[0] == table.sort("peringkat", "kode_desa")["nama"][0]
    assert shown["RT desil 1"].sum() == whole["rt_desil1"]
    assert shown.shape[0] == 223


def test_the_comparison_names_the_period_before_and_says_nothing_where_there_is_none(
    open_page: Open, words: Words, data: Path
) -> None:
    assert " dari 2022" in words(open_page(data))
    assert " dari 2020" not in words(open_page(data, periode="2022"))


def test_the_download_is_the_table_shown_marked_as_sample(
    open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered: list[bytes] = []
    original = tables.csv_bytes
    monkeypatch.setattr(tables, "csv_bytes", lambda *given: delivered.append(original(*given)) or delivered[-1])
    app = open_page(data, tabel="ya", desil="1-2")
    app.text_input(key="cari_desa").input("sarwodadi").run()
    shown = app.dataframe[0].value
    read = pd.read_csv(io.BytesIO(delivered[-1]), sep=";", decimal=",", encoding="utf-8-sig")
    assert read.columns.tolist() == [*shown.columns, "sumber_data"]
    assert read["Kecamatan"].tolist() == shown["Kecamatan"].tolist()
    assert sorted(read["Kecamatan"]) == ["Bantarbolang", "Comal"]
    assert read["Desil 1 (%)"].tolist() == shown["Desil 1 (%)"].round(1).tolist()
    assert read["sumber_data"].str.contains("DATA CONTOH SINTETIS.*desil 1–2 · periode 2024.*aturan 2026.1").all()


def test_the_nine_indicators_can_be_shown_in_the_table(open_page: Open, data: Path) -> None:
    app = open_page(data, tabel="ya")
    assert "RTLH (%)" not in app.dataframe[0].value.columns
    app.toggle(key="rincian_desa").set_value(True).run()
    shown = app.dataframe[0].value.columns.tolist()
    assert [c for c in shown if c.endswith("(%)")][4] == "RTLH (%)"
    assert sum(c.endswith("(%)") for c in shown) == 9


def test_a_search_without_result_says_so(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, tabel="ya")
    app.text_input(key="cari_desa").input("(.*").run()
    assert "Tidak ada yang cocok" in words(app)


def test_kecamatan_compares_by_the_measure_of_the_link(open_page: Open, words: Words, data: Path) -> None:
    snapshot = SnapshotStore(data).read("2024")
    highest = total(snapshot, by=("kecamatan",)).sort("pct_rtlh", descending=True).to_dicts()[0]
    told = words(open_page(data, KECAMATAN, ukuran="rtlh"))
    whole = percent(total(snapshot)["pct_rtlh"][0])
    title = f"Persentase RTLH tertinggi di {highest['kecamatan']}: {percent(highest['pct_rtlh'])}; kabupaten {whole}"
    assert title in told.replace("</span>", "")


def test_a_count_is_compared_without_the_line_of_the_kabupaten(open_page: Open, words: Words, data: Path) -> None:
    told = words(open_page(data, KECAMATAN, ukuran="tanpa_jamban", bentuk="jumlah"))
    assert "Tanpa jamban terbanyak di" in told
    assert "; kabupaten" not in told.split("</h1>")[0]


@pytest.mark.parametrize("kode", UNAVAILABLE)
def test_what_a_source_lacks_is_called_unavailable_and_never_zero(
    kode: str, open_page: Open, words: Words, data_lacking: Path
) -> None:
    told = words(open_page(data_lacking, KECAMATAN, ukuran=kode))
    assert "tidak tersedia dari sumber ini" in told
    profile = words(open_page(data_lacking, PROFIL))
    assert profile.count('colspan="7">tidak tersedia dari sumber ini') == len(UNAVAILABLE)


def test_the_heat_map_marks_what_is_unavailable(open_page: Open, words: Words, data_lacking: Path) -> None:
    told = words(open_page(data_lacking, KECAMATAN))
    places = SnapshotStore(data_lacking).read("2024").desa["kecamatan"].n_unique()
    assert told.count('<td class="dmp-tidak" title="tidak tersedia">') == len(UNAVAILABLE) * (places + 1)


def test_profil_opens_the_desa_of_the_link_with_its_reason_and_codes(
    open_page: Open, words: Words, data: Path, rules: Rules
) -> None:
    row = desa_table(SnapshotStore(data).read("2024"), rules).filter(pl.col("kode_desa") == "33.27.04.2010")
    told = words(open_page(data, PROFIL, desa="33.27.04.2010")).replace("</span>", "")
    assert f"Majalangu: desa {row['kelas'][0]}, peringkat {row['peringkat'][0]} dari 223" in told
    assert "Desa di Kecamatan Watukumpul · kode Kemendagri 33.27.04.2010, kode BPS 3327040010" in told
    assert row["alasan"][0] in told


def test_profil_of_a_kelurahan_says_that_idm_does_not_apply(open_page: Open, words: Words, data: Path) -> None:
    snapshot = SnapshotStore(data).read("2024")
    code = snapshot.desa.filter(pl.col("jenis") == "kelurahan")["kode_desa"][0]
    assert "IDM tidak berlaku untuk kelurahan" in words(open_page(data, PROFIL, desa=code))


def test_a_unit_without_rows_has_a_page_that_names_the_periods_with_data(
    open_page: Open, words: Words, data: Path
) -> None:
    app = open_page(data, PROFIL, desa="33.27.03.2013", periode="2022")
    told = words(app)
    assert "Sodong Basari belum punya data rumah tangga" in told
    assert "Datanya ada pada periode 2024." in told
    next(b for b in app.button if b.label == "Buka periode 2024").click().run()
    assert "Sodong Basari belum punya data" not in words(app)


def test_names_repeat_so_the_choice_shows_kecamatan_and_code(open_page: Open, data: Path) -> None:
    options = open_page(data, PROFIL).selectbox(key="pilihan_desa").options
    assert [o for o in options if o.startswith("Kuta ")] == [
        "Kuta · Kec. Bantarbolang · 33.27.06.2014",
        "Kuta · Kec. Belik · 33.27.03.2004",
    ]
    assert len(options) == len(set(options)) == 223
