"""The presentation: which slides there are, what stands on them, and that each figure is the core's."""

import re
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.exports.map_geometry import schematic
from dampingan.exports.map_shapes import fitted
from dampingan.formats import number, percent
from dampingan.indicators import BY_KODE
from dampingan.measures.desa_table import desa_table
from dampingan.measures.overview import most_pressing, overview
from dampingan.measures.scope import totals
from dampingan.palette import KELAS
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore

PAGE = "pages/pimpinan/presentasi.py"
SLIDES = range(1, 13)
"""Five of the kabupaten, two of each of Bappeda's three desa, the sources."""

Open = Callable[..., AppTest]


def shown(app: AppTest) -> str:
    """Return what stands on the screen, as one text of HTML."""
    assert not app.exception
    blocks = [str(block.value) for block in app.html]
    return whole(" ".join(html for html in blocks if "prs-" in html and not html.startswith("<style>")))


def whole(html: str) -> str:
    """Return HTML without the marks that hold words together."""
    return unescape(re.sub(r'<span class="dmp-utuh">(.*?)</span>', r"\1", html)).replace("\u00a0", " ")


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def title(html: str) -> str:
    return plain(re.findall(r"<h1.*?</h1>", html)[0]).strip()


@pytest.mark.parametrize("slide", SLIDES)
def test_every_slide_says_sample_source_filter_and_its_number(slide: int, open_page: Open, data: Path) -> None:
    told = plain(shown(open_page(data, PAGE, slide=str(slide), desil="1-2")))
    assert "Data contoh sintetis, bukan data sebenarnya" in told
    assert "Sumber: DATA CONTOH SINTETIS: " in told
    assert "Saringan: Semua kecamatan · desil 1–2." in told
    assert f" {slide} / 12 " in told


def test_the_first_slide_has_the_title_and_the_figures_of_ringkasan(open_page: Open, data: Path, rules: Rules) -> None:
    told = shown(open_page(data, PAGE, slide="1"))
    first_page = open_page(data)
    assert title(told) == title(whole(" ".join(str(block.value) for block in first_page.html)))
    figures = overview(SnapshotStore(data).read("2024"), rules)
    assert re.findall(r'prs-besar">(.*?)</dd>', told) == [
        number(figures.rt_terpilih), number(figures.jiwa_terpilih),
        percent(figures.pct_terpilih), number(figures.merah),
    ]  # fmt: skip


def test_the_nine_indicators_stand_heaviest_first(open_page: Open, data: Path) -> None:
    every = totals(SnapshotStore(data).read("2024")).to_dicts()[0]
    ranked = sorted(BY_KODE, key=lambda kode: -every[f"pct_{kode}"])
    told = shown(open_page(data, PAGE, slide="2"))
    assert re.findall(r'prs-nama">(.*?)</span>', told) == [BY_KODE[kode].pendek for kode in ranked]
    assert re.findall(r'prs-nilai">(.*?)</b>', told) == [percent(every[f"pct_{kode}"]) for kode in ranked]
    assert percent(every[f"pct_{ranked[0]}"]) in title(told)


def test_the_map_draws_the_desa_merah_and_counts_each_class(open_page: Open, data: Path, rules: Rules) -> None:
    table = desa_table(SnapshotStore(data).read("2024"), rules)
    count = dict(table["kelas"].value_counts().iter_rows())
    told = shown(open_page(data, PAGE, slide="3"))
    assert re.findall(r"<dd>(\d+)</dd>", told) == [str(count[kelas]) for kelas in KELAS]
    assert re.findall(r"</i>(\w+)</dt>", told) == ["Merah", "Kuning", "Hijau"]
    assert title(told).startswith(f"{count['merah']} desa merah; terbanyak di ")
    svg = b64decode(re.findall(r"base64,([^\"]+)", told)[0]).decode()
    red = re.findall(rf'<path d="([^"]+)" fill="{KELAS["merah"]}"', svg)
    shapes = fitted(schematic(), 860.0, 1000.0).units
    rings = sum(len(shapes[kode]) for kode in table.filter(pl.col("kelas") == "merah")["kode_desa"])
    assert [path.count("M") for path in red] == [rings]
    assert "Peta skematik, bukan batas resmi. Kelas: aturan simulasi, bukan penetapan resmi." in told


def test_the_kecamatan_are_ranked_and_those_chosen_are_singled_out(open_page: Open, data: Path) -> None:
    ranked = totals(SnapshotStore(data).read("2024"), by=("kecamatan",)).sort("rt_terpilih", descending=True)
    told = shown(open_page(data, PAGE, slide="4", kecamatan="33.27.04"))
    assert re.findall(r'prs-nilai">(.*?)</b>', told) == [number(rt) for rt in ranked["rt_terpilih"]]
    assert re.findall(r'prs-nama">([^<]+)</span><span class="prs-alur"><i class="prs-pilihan"', told) == ["Watukumpul"]


def test_the_ten_most_pressing_desa_are_those_of_ringkasan(open_page: Open, data: Path, rules: Rules) -> None:
    ten = most_pressing(desa_table(SnapshotStore(data).read("2024"), rules)).to_dicts()
    told = shown(open_page(data, PAGE, slide="5"))
    assert re.findall(r'<th scope="row">(.*?)</th>', told) == [row["nama"] for row in ten]
    first = ten[0]
    words = f"1 {first['nama']} {first['kecamatan']} {str(first['kelas']).capitalize()} {number(first['rt_desil1'])}"
    assert f"{words} {first['status_idm']}; {percent(first['pct_desil1'])}" in plain(told)


def test_a_desa_has_its_class_with_the_reason_and_then_its_indicators(
    open_page: Open, data: Path, rules: Rules
) -> None:
    snapshot = SnapshotStore(data).read("2024")
    row = desa_table(snapshot, rules).row(by_predicate=pl.col("kode_desa") == "33.27.04.2010", named=True)
    told = shown(open_page(data, PAGE, slide="6"))
    assert title(told) == f"Majalangu: desa {row['kelas']}, peringkat {row['peringkat']} dari 223"
    assert row["alasan"] in plain(told)
    assert "Desa dampingan Bappeda menurut Keputusan Bupati, 1 dari 3 · periode 2024" in told
    assert re.findall(r'prs-besar">(.*?)</dd>', told) == [
        number(row["rt_desil1"]), number(row["jiwa_desil1"]), percent(row["pct_desil1"]), number(row["idm"], 4)
    ]  # fmt: skip
    second = shown(open_page(data, PAGE, slide="7"))
    around = totals(snapshot, by=("kecamatan",)).row(by_predicate=pl.col("kecamatan") == "Watukumpul", named=True)
    every = totals(snapshot).to_dicts()[0]
    cells = [percent(row["pct_rtlh"]), percent(around["pct_rtlh"]), percent(every["pct_rtlh"])]
    assert f"RTLH {' '.join(cells)}" in plain(second)


def test_the_last_slide_names_the_rule_unofficial(open_page: Open, data: Path) -> None:
    told = shown(open_page(data, PAGE, slide="12"))
    assert title(told) == "Sumber dan aturan: aturan simulasi, bukan penetapan resmi"
    assert "Keputusan Bupati Pemalang 188.4/275/Tahun 2022" in told
    assert "Merah bila dua syarat terpenuhi: (1) desil 1 terpusat, yaitu paling sedikit" in told


@pytest.mark.parametrize(
    ("asked", "place"), [("12", "12 / 12"), ("13", "12 / 12"), ("99999", "12 / 12"), ("1", "1 / 12"), ("007", "7 / 12")]
)
def test_a_slide_that_does_not_exist_opens_the_nearest(asked: str, place: str, open_page: Open, data: Path) -> None:
    assert f'aria-label="Salindia {place}"' in shown(open_page(data, PAGE, slide=asked))


@pytest.mark.parametrize("asked", ["0", "-4", "dua", "1.5", "", "9" * 30])
def test_what_is_no_number_opens_the_start(asked: str, open_page: Open, data: Path) -> None:
    assert title(shown(open_page(data, PAGE, slide=asked))) == "Presentasi 12 salindia, 3 desa"


def test_the_start_says_what_follows_and_how_to_move(open_page: Open, data: Path) -> None:
    told = plain(shown(open_page(data, PAGE)))
    assert "5 Desa paling mendesak 6–11 Majalangu, Pagergunung, dan Asemdoyong 12 Sumber dan aturan" in told
    assert "F11 layar penuh" in told
    assert "Esc keluar" in told


def test_one_begins_with_the_first_slide(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE)
    next(b for b in app.button if b.label == "Mulai presentasi").click().run()
    assert 'aria-label="Salindia 1 / 12"' in shown(app)
    assert app.query_params["slide"] == "1"


def test_another_series_is_chosen_at_the_start(open_page: Open, data: Path, rules: Rules) -> None:
    table = desa_table(SnapshotStore(data).read("2024"), rules)
    red = table.filter(pl.col("kelas") == "merah")
    app = open_page(data, PAGE)
    box = app.selectbox(key="pilihan_seri")
    assert box.options[0] == "Desa dampingan Bappeda menurut Keputusan Bupati · 3 desa"
    assert box.options[1] == "Desa dampingan (simulasi) · 10 dari 86 desa"
    assert box.options[2] == f"Desa merah · 10 dari {red.height} desa"
    box.select("merah").run()
    told = plain(shown(app))
    assert "Presentasi 26 salindia, 10 desa" in told
    assert f"Yang dipresentasikan 10 pertama; {red.height - 10} lainnya tidak." in told
    assert app.query_params["seri"] == "merah"
    first = most_pressing(red, 1)["nama"][0]
    assert title(shown(open_page(data, PAGE, slide="6", seri="merah"))).startswith(f"{first}: desa merah, ")


def test_the_simulated_list_is_called_so_on_its_slides(open_page: Open, data: Path) -> None:
    assert "Desa dampingan (simulasi), 1 dari 10" in shown(open_page(data, PAGE, slide="6", seri="dampingan"))


def test_a_series_stays_within_the_filter_and_says_what_it_leaves_out(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, kecamatan="33.27.04")
    told = plain(shown(app))
    assert "Presentasi 8 salindia, 1 desa" in told
    assert "2 dari 3 desa berada di luar saringan." in told
    only = shown(open_page(data, PAGE, kecamatan="33.27.04", slide="6"))
    assert "Desa dampingan Bappeda menurut Keputusan Bupati · periode 2024" in only


def test_without_a_desa_of_an_agency_the_simulated_list_comes_first(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, kecamatan="33.27.03")
    assert app.selectbox(key="pilihan_seri").value == "dampingan"
    assert "seri" not in app.query_params


def test_an_unknown_series_is_the_usual_one(open_page: Open, data: Path) -> None:
    assert open_page(data, PAGE, seri="rahasia").selectbox(key="pilihan_seri").value == "bappeda"


def test_what_a_source_lacks_is_called_unavailable(open_page: Open, data_lacking: Path) -> None:
    told = shown(open_page(data_lacking, PAGE, slide="2"))
    assert re.findall(r'prs-nama">([^<]+)</span><span class="prs-tiada">tidak tersedia', told) == [
        "Anak tidak sekolah", "Tanpa jamban", "Bukan listrik", "KRT tidak bekerja",
    ]  # fmt: skip
    assert shown(open_page(data_lacking, PAGE, slide="7")).count('colspan="4">tidak tersedia') == 4


def test_a_desa_without_rows_has_one_slide_that_says_so(open_page: Open, data_one_desa: Path) -> None:
    app = open_page(data_one_desa, PAGE)
    assert "6–9 Majalangu, Pagergunung, dan Asemdoyong 10 Sumber" in plain(shown(app))
    told = shown(open_page(data_one_desa, PAGE, slide="8"))
    assert title(told) == "Pagergunung belum punya data rumah tangga"
    assert "Itu tidak berarti nol: keadaannya tidak diketahui." in told


def test_a_filter_without_households_leaves_a_notice_and_the_sources(open_page: Open, data_one_desa: Path) -> None:
    told = shown(open_page(data_one_desa, PAGE, kecamatan="33.27.01", slide="1"))
    assert title(told) == "Belum ada data untuk Moga"
    assert "Ubah periode, kecamatan, desil" in told
    assert "1 / 2" in told


def test_no_pressing_desa_is_a_designed_state(open_page: Open, data: Path) -> None:
    told = shown(open_page(data, PAGE, kelas="hijau", slide="5"))
    assert title(told) == "Tidak ada desa yang mendesak menurut aturan"
    assert "hijau, belum dapat dinilai, atau tanpa desil 1" in told


def test_a_failure_leaves_a_way_out(open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("dampingan.ui.presentasi.stage.deck", fail)
    app = open_page(data, PAGE, kecamatan="33.27.04")
    assert not app.exception
    assert any("Terjadi kesalahan pada halaman ini" in str(block.value) for block in app.html)
    ways = [link.proto for link in app.main.get("page_link")]
    assert [(way.label, way.query_string) for way in ways] == [("Kembali ke Ringkasan", "kecamatan=33.27.04")]
