"""The page Peta: what a link shows, what the panel and table say, and what cannot be told."""

import math
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.config import settings
from dampingan.exports.map_geometry import geometry
from dampingan.formats import NO_DATA, percent
from dampingan.measures.desa_table import desa_table
from dampingan.measures.map_layers import LAYERS
from dampingan.measures.map_values import map_values
from dampingan.measures.selection import select_targets
from dampingan.palette import GELAP, KELAS, PILIHAN, TANPA_DATA, TERANG
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui.peta.base import COLOURS, BaseMap, Message, address
from dampingan.ui.peta.message import Shown, contents

PETA = "pages/pimpinan/peta.py"
ROOT = Path(__file__).parents[2]
MAJALANGU = "33.27.04.2010"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


def table(data: Path, rules: Rules) -> pl.DataFrame:
    return desa_table(SnapshotStore(data).read("2024"), rules)


def test_the_first_visit_shows_the_classes_and_asks_to_choose(
    open_page: Open, words: Words, data: Path, rules: Rules
) -> None:
    app = open_page(data, PETA)
    red = table(data, rules).filter(pl.col("kelas") == "merah").height
    assert f"{red} desa merah; terbanyak di " in words(app)
    assert "Pilih satu desa atau kelurahan" in words(app)
    assert app.query_params == {}


def test_a_link_opens_layer_classes_mode_and_desa(open_page: Open, words: Words, data: Path, rules: Rules) -> None:
    app = open_page(data, PETA, lapisan="pct_rtlh", cara="kuantil", mode="ubin", desa=MAJALANGU)
    row = table(data, rules).row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    told = words(app).replace("</span>", "")
    assert app.selectbox(key="pilihan_lapisan").value == "pct_rtlh"
    assert app.selectbox(key="pilihan_cara").value == "kuantil"
    assert "Ubin sama besar, bukan bentuk wilayah" in told
    assert "<h2>Majalangu</h2>" in told
    assert str(row["alasan"]).split(":")[0] in told
    assert f"{percent(row['pct_rtlh'])} (peringkat " in told
    assert app.query_params == {"lapisan": "pct_rtlh", "cara": "kuantil", "mode": "ubin", "desa": MAJALANGU}


def test_unknown_parameters_are_ignored(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PETA, lapisan="<script>", cara="x", mode="3d", desa="33.27.99.9999")
    assert "Pilih satu desa atau kelurahan" in words(app)
    assert app.selectbox(key="pilihan_lapisan").value == "kelas"


def test_the_table_has_the_values_of_the_map_by_rank(open_page: Open, data: Path, rules: Rules) -> None:
    app = open_page(data, PETA, lapisan="pct_tanpa_jamban")
    shown = app.dataframe[0].value
    values = map_values(table(data, rules), LAYERS["pct_tanpa_jamban"]).unit
    ranked = values.sort("peringkat", "kode_desa", nulls_last=True)
    assert shown["Kode Kemendagri"].tolist() == ranked["kode_desa"].to_list()
    told = [NO_DATA if math.isnan(value) else percent(value) for value in shown["Tanpa jamban (%)"]]
    assert told == ranked["teks"].to_list()
    assert shown["Keterangan"].tolist() == ranked["keadaan"].to_list()
    targets = select_targets(table(data, rules), rules.sasaran).terpilih.height
    assert shown["Sasaran (simulasi)"].tolist().count("ya") == targets == 86


def test_the_table_of_the_classes_has_the_households_that_it_is_sorted_by(
    open_page: Open, words: Words, data: Path, rules: Rules
) -> None:
    app = open_page(data, PETA)
    ranked = table(data, rules).sort("peringkat", "kode_desa", nulls_last=True)
    shown = app.dataframe[0].value
    assert shown["Kode Kemendagri"].tolist() == ranked["kode_desa"].to_list()
    assert shown["Rumah tangga desil 1"].tolist() == ranked["rt_desil1"].to_list()
    assert shown["Kelas desa"].tolist() == [str(kelas).capitalize() for kelas in ranked["kelas"]]
    assert "Urut menurut banyaknya rumah tangga desil 1, terbanyak di atas." in words(app).replace("</span>", "")


@pytest.mark.parametrize(
    ("layer", "told"),
    [
        ("idm", "Urut menurut IDM 2024, terendah di atas."),
        ("rt_desil1", "Urut menurut jumlah desil 1, terbanyak di atas."),
        ("pct_rtlh", "Urut menurut RTLH, tertinggi di atas."),
    ],
)
def test_the_table_says_by_what_it_is_sorted(layer: str, told: str, open_page: Open, words: Words, data: Path) -> None:
    assert told in words(open_page(data, PETA, lapisan=layer)).replace("</span>", "")


def test_a_kecamatan_narrows_table_and_legend(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PETA, kecamatan="33.27.04")
    assert set(app.dataframe[0].value["Kecamatan"]) == {"Watukumpul"}
    assert " dari 15 desa dan kelurahan di Watukumpul merah" in words(app)


def test_what_the_source_cannot_tell_is_said(open_page: Open, words: Words, data_lacking: Path) -> None:
    app = open_page(data_lacking, PETA, lapisan="pct_tanpa_jamban")
    assert "Tanpa jamban: tidak ada data" in words(app)
    shown = app.dataframe[0].value
    assert shown["Tanpa jamban (%)"].isna().all()
    assert set(shown["Keterangan"]) == {"tidak tersedia"}


def test_wrong_limits_of_ones_own_are_told_and_the_usual_ones_stay(open_page: Open, data: Path) -> None:
    app = open_page(data, PETA, lapisan="pct_desil1", cara="ditentukan")
    app.text_input(key="batas_pct_desil1").set_value("20; 10").run()
    assert "makin besar" in app.warning[0].value
    assert not app.exception


def test_the_layers_own_classes_follow_until_one_chooses(open_page: Open, data: Path) -> None:
    app = open_page(data, PETA, lapisan="idm")
    assert app.selectbox(key="pilihan_cara").value == "ditentukan"
    app.selectbox(key="pilihan_lapisan").set_value("pct_rtlh").run()
    assert app.selectbox(key="pilihan_cara").value == "alami"
    app.selectbox(key="pilihan_cara").set_value("sama").run()
    app.selectbox(key="pilihan_lapisan").set_value("idm").run()
    assert app.selectbox(key="pilihan_cara").value == "sama"


def test_outlines_that_cannot_be_given_to_the_browser_leave_the_schematic_map_with_a_word(
    open_page: Open, words: Words, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dampingan.errors import RegionError
    from dampingan.ui.peta import draw

    calls: list[str] = []

    def refuse(drawn: object) -> tuple[str, str]:
        calls.append(str(drawn))
        raise RegionError("Batas resmi sudah dimuat, tetapi tidak dapat disalin untuk peta.")

    monkeypatch.setattr(draw, "served", refuse)
    told = words(open_page(data, PETA))
    assert calls
    assert "Batas resmi belum dapat ditampilkan" in told
    assert "Peta skematik, bukan batas resmi" in told


def test_the_base_map_is_the_same_each_time_and_needs_nothing_from_outside() -> None:
    from streamlit_folium import _get_map_string, generate_js_hash

    first, second = (generate_js_hash(_get_map_string(BaseMap())) for _ in range(2))
    assert first == second
    links = [link for _, link in (*BaseMap.default_js, *BaseMap.default_css)]
    assert all(link.startswith("../../app/static/") for link in links)
    assert all((ROOT / "static" / link.removeprefix("../../app/static/").split("?")[0]).is_file() for link in links)


def test_a_message_holds_no_outline_and_stays_small(data: Path, rules: Rules) -> None:
    values = map_values(table(data, rules), LAYERS["pct_rtlh"])
    told = contents(
        values, geometry("wilayah", data), meaning="x", selected="", shown=Shown(), sample=True
    )  # fmt: skip
    packed = Message(told).packed
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed)
    assert len(packed) < 14_000
    assert told["geo"]["unit"].startswith(address("geo/skematik.json", "x").split("?")[0])  # type: ignore[index]
    assert len(told["units"]) == 223  # type: ignore[arg-type]


def test_the_map_wears_the_palette() -> None:
    assert COLOURS["pilihan"] == PILIHAN
    assert COLOURS["kosong"] == TANPA_DATA
    assert COLOURS["merah"] == KELAS["merah"]
    css = (ROOT / "static" / "peta" / "peta.css").read_text("utf-8")
    assert set(re.findall(r"#[0-9A-F]{6}\b", css)) <= {TERANG.latar, TERANG.teks, "#5B6C73", "#FFFFFF"}
    assert GELAP.latar not in css  # Streamlit gives the frame its theme


def test_what_the_frame_loads_names_no_address_outside() -> None:
    for file in (ROOT / "static" / "peta").iterdir():
        found = re.findall(r"https?://[\w.]+", file.read_text("utf-8"))
        assert set(found) <= {"http://www.w3.org"}, file.name


def test_settings_offer_no_background_by_default() -> None:
    settings.cache_clear()
    assert settings().peta_dasar == ""
