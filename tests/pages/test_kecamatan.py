"""The page Kecamatan: each chart shows the core's figures, and looking into a kecamatan shows its desa."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dampingan.formats import number, percent
from dampingan.measures import composition, headlines_kecamatan
from dampingan.measures.desa_merah import thresholds
from dampingan.measures.desa_table import desa_table
from dampingan.measures.distribution import distribution
from dampingan.measures.lorenz import lorenz
from dampingan.measures.scope import totals
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot, SnapshotStore

PAGE = "pages/analisis/kecamatan.py"
MOGA, BELIK, WATUKUMPUL, PEMALANG = "33.27.01", "33.27.03", "33.27.04", "33.27.08"
INTO, BACK = "pilihan_rinci", "kembali_kecamatan"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


@pytest.fixture(scope="session")
def newest(data: Path) -> Snapshot:
    return SnapshotStore(data).read("2024")


def units(snapshot: Snapshot, rules: Rules, desil: tuple[int, ...] = (1,)) -> pl.DataFrame:
    own = totals(snapshot, desil=desil, by=("kode_desa",)).select("kode_desa", "rt_terpilih", "pct_terpilih")
    return desa_table(snapshot, rules, desil=desil).join(own, on="kode_desa", how="left")


def of(table: pl.DataFrame, kecamatan: str) -> pl.DataFrame:
    return table.filter(pl.col("kecamatan") == kecamatan)


def chart(app: AppTest, key: str) -> dict[str, Any]:
    """Return the figure that the browser gets."""
    found = [c.proto.spec for c in app.get("plotly_chart") if c.proto.id.endswith(f"-{key}")]
    assert len(found) == 1, key
    spec: dict[str, Any] = json.loads(found[0])
    return spec


def linked(app: AppTest) -> list[tuple[str, str]]:
    """Return name and code of the desa whose profiles the page's main part leads to."""
    asked = [(link.proto.label, parse_qs(link.proto.query_string)) for link in app.main.get("page_link")]
    return [(label, query["desa"][0]) for label, query in asked if "desa" in query]


def plain(told: str) -> str:
    return told.replace("</span>", "")


def test_the_bars_lead_from_the_highest_down_and_the_list_beside_names_the_first_desa(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    app = open_page(data, PAGE)
    places = totals(newest, by=("kecamatan",)).sort("pct_terpilih")  # Plotly draws from the bottom up
    bars = chart(app, "batang_ukuran")["data"][0]
    assert bars["y"] == places["kecamatan"].to_list()
    assert bars["text"] == [percent(v) for v in places["pct_terpilih"]]
    first = units(newest, rules).sort(["pct_desil1", "nama"], descending=[True, False]).head(14)
    assert [code for _, code in linked(app)] == first["kode_desa"].to_list()
    assert linked(app)[0][0] == f"{first['nama'][0]}, {first['kecamatan'][0]}"
    shown = chart(app, "batang_desa")["data"][0]
    assert shown["x"] == first["pct_desil1"].to_list()
    assert shown["text"] == [f"{percent(v)} · {k}" for v, k in first.select("pct_desil1", "kelas").rows()]
    assert f"Tertinggi di {first['nama'][0]}, {first['kecamatan'][0]}: {percent(first['pct_desil1'][0])}" in plain(
        words(app)
    )
    assert not [b for b in app.button if b.key == BACK]


def test_a_kecamatan_of_the_link_shows_all_its_desa_each_leading_to_its_profile(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    app = open_page(data, PAGE, rinci=WATUKUMPUL, ukuran="rtlh", bentuk="jumlah", desil="1-2")
    own = of(units(newest, rules, (1, 2)), "Watukumpul").sort(["rt_rtlh", "nama"], descending=[True, False])
    assert own.height == 15
    assert linked(app) == own.select("nama", "kode_desa").rows()
    assert chart(app, "batang_desa")["data"][0]["x"] == own["rt_rtlh"].to_list()
    assert f"{own['nama'][0]} terbanyak di Watukumpul: {number(own['rt_rtlh'][0])}" in words(app)
    assert "15 desa/kelurahan di Kecamatan Watukumpul." in words(app)
    hover = chart(app, "batang_desa")["data"][0]["hovertext"][0]
    counted, known = own.select(pl.first("rt_rtlh", "rt_diketahui_rtlh")).row(0)
    assert hover == f"{own['nama'][0]}: {number(counted)} dari {number(known)} rumah tangga"
    link = next(link.proto for link in app.main.get("page_link") if "desa=" in link.proto.query_string)
    assert parse_qs(link.query_string) == {"desil": ["1-2"], "desa": [own["kode_desa"][0]]}
    assert app.selectbox(key=INTO).value == WATUKUMPUL


def test_the_choice_does_what_a_press_does_and_the_way_back_leads_to_all(
    open_page: Open, words: Words, data: Path
) -> None:
    app = open_page(data, PAGE)
    app.selectbox(key=INTO).set_value(MOGA).run()
    assert app.query_params["rinci"] == MOGA
    assert {code[:8] for _, code in linked(app)} == {MOGA}
    app.button(key=BACK).click().run()
    assert "rinci" not in app.query_params
    assert app.selectbox(key=INTO).value == ""
    assert "14 tertinggi dari 223 desa/kelurahan" in words(app)


def test_a_filter_of_one_kecamatan_looks_into_it_by_itself(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, kecamatan=BELIK)
    assert app.selectbox(key=INTO).value == BELIK
    assert len(linked(app)) == 13
    assert "rinci" not in app.query_params
    app.multiselect(key="saringan_kecamatan").set_value([BELIK, MOGA]).run()
    assert app.selectbox(key=INTO).value == ""
    assert {code[:8] for _, code in linked(app)} == {BELIK, MOGA}
    app.multiselect(key="saringan_kecamatan").set_value([MOGA]).run()
    assert {code[:8] for _, code in linked(app)} == {MOGA}
    app.button(key=BACK).click().run()
    assert app.selectbox(key=INTO).value == ""
    assert len(linked(app)) == 10


def test_a_code_that_is_none_is_ignored_and_a_kecamatan_outside_the_filter_is_called_so(
    open_page: Open, words: Words, data: Path
) -> None:
    assert open_page(data, PAGE, rinci="33.27.99").selectbox(key=INTO).value == ""
    told = words(open_page(data, PAGE, rinci=MOGA, kecamatan=f"{BELIK},{WATUKUMPUL}"))
    assert "10 desa/kelurahan di Kecamatan Moga (di luar saringan)." in told


def test_what_is_singled_out_is_teal_and_bold_and_the_others_fade(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, rinci=WATUKUMPUL)
    bars = chart(app, "batang_ukuran")["data"][0]
    teal = [name for name, colour in zip(bars["y"], bars["marker"]["color"], strict=True) if colour == "#12877B"]
    assert teal == ["Watukumpul"]
    dots = chart(app, "sebaran_desa")["data"][1]
    assert {t.split(", ")[1].split(":")[0] for t, c in zip(dots["text"], dots["marker"]["color"], strict=True)
            if c == "#12877B"} == {"Watukumpul"}  # fmt: skip
    for key in ("sebaran_desa", "batang_susunan"):
        ticks = chart(app, key)["layout"]["yaxis"]["ticktext"]
        assert [tick for tick in ticks if tick.startswith("<b>")] == ["<b>Watukumpul</b>"]


def test_the_strips_hold_every_desa_and_the_boxes_the_quartiles_of_the_core(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    app = open_page(data, PAGE, ukuran="tanpa_jamban")
    found = distribution(units(newest, rules), "pct_tanpa_jamban")
    boxes, dots, names = chart(app, "sebaran_desa")["data"]
    assert dots["x"] == found.unit["nilai"].to_list()
    assert boxes["median"] == found.ringkasan["median"].to_list()
    assert (boxes["q1"], boxes["q3"]) == (
        found.ringkasan["kuartil_1"].to_list(), found.ringkasan["kuartil_3"].to_list()
    )  # fmt: skip
    assert names["x"] == found.ringkasan["tertinggi"].to_list()
    assert headlines_kecamatan.of_spread(found, "pct_tanpa_jamban") in plain(words(app))
    missing = found.ringkasan["unit_tanpa_nilai"].sum()
    assert missing > 0
    assert f"{missing} desa/kelurahan tanpa angka tidak digambar." in words(app)


def test_the_stacked_bars_count_desa_by_class_and_households_by_desil(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    app = open_page(data, PAGE)
    classes = composition.by_class(desa_table(newest, rules))
    merah, kuning, hijau, sums = chart(app, "batang_susunan")["data"]
    for bar, kelas in ((merah, "merah"), (kuning, "kuning"), (hijau, "hijau")):
        assert bar["x"] == classes[kelas].to_list()
        assert bar["name"] == kelas.capitalize()
        assert bar["text"] == [str(v) if v else "" for v in classes[kelas]]
    assert sums["x"] == classes["unit"].to_list()
    assert headlines_kecamatan.of_classes(classes) in words(app)
    app.segmented_control(key="pilihan_susunan").set_value("desil").run()
    desil = composition.by_desil(newest)
    drawn = chart(app, "batang_susunan")["data"]
    assert drawn[0]["x"] == desil["rt_desil1"].to_list()
    assert drawn[2]["name"] == "Desil 3–4"
    assert drawn[2]["x"] == desil["rt_desil3_4"].to_list()
    assert drawn[-1]["text"][0] == f" {number(desil['rt'][0])}"
    assert app.query_params["susunan"] == "desil"


def test_the_fields_of_the_scatter_count_the_classes_and_the_rest_is_told(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    app = open_page(data, PAGE, rinci=PEMALANG)
    own = of(desa_table(newest, rules), "Pemalang")
    desa = own.filter(pl.col("jenis") == "desa")
    far, *near = chart(app, "sebaran_idm")["data"]
    assert sum(len(trace["x"]) for trace in near) == desa.height == 13
    assert len(far["x"]) == 212 - desa.height
    red = desa.filter(pl.col("kelas") == "merah").height
    assert red == 0
    assert "Tidak satu pun dari 13 desa di Pemalang merah" in words(app)
    assert "7 tidak digambar: kelurahan (tanpa IDM)" in words(app)
    corners = [a["text"] for a in chart(app, "sebaran_idm")["layout"]["annotations"] if a.get("xref") == "paper"]
    green = desa.filter(pl.col("kelas") == "hijau").height
    assert corners[0] == "<b>Merah: 0 desa</b><br>Desil 1 terpusat,<br>IDM rendah"
    assert corners[3] == f"<b>Hijau: {green} desa</b><br>Desil 1 tidak terpusat,<br>IDM tidak rendah"
    limit = thresholds(desa_table(newest, rules), rules.desa_merah).atas_pct
    assert [s["y0"] for s in chart(app, "sebaran_idm")["layout"]["shapes"]] == [0, limit]
    assert f"ambang desil 1 {percent(limit)} dan IDM 0,7072." in plain(words(app))


def test_classes_have_their_marks_in_the_scatter(open_page: Open, data: Path) -> None:
    hijau, kuning, merah = chart(open_page(data, PAGE), "sebaran_idm")["data"]
    marks = [(t["marker"]["color"], t["marker"]["symbol"]) for t in (merah, kuning, hijau)]
    assert marks == [("#B3261E", "square"), ("#E0A100", "circle"), ("#2E7D5B", "triangle-up")]


def test_names_in_the_scatter_do_not_touch_one_another(open_page: Open, data: Path) -> None:
    layout = chart(open_page(data, PAGE), "sebaran_idm")["layout"]
    names = [a for a in layout["annotations"] if a.get("xref") != "paper"]
    (x0, x1), (y0, y1) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    boxes = []
    for name in names:
        x, y = 430 * (name["x"] - x0) / (x1 - x0) + name["xshift"], 330 * (name["y"] - y0) / (y1 - y0)
        width = 6 * len(name["text"])
        boxes.append((x, x + width, y) if name["xanchor"] == "left" else (x - width, x, y))
    assert 3 <= len(names) <= 6
    for place, (left, right, y) in enumerate(boxes):
        assert all(abs(y - other) >= 14 or right < start or end < left for start, end, other in boxes[:place])


def test_the_curve_says_where_half_of_the_chosen_desil_lives(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    app = open_page(data, PAGE, desil="1-4")
    found = lorenz(units(newest, rules, (1, 2, 3, 4)), part="rt_terpilih")
    assert f"Separuh rumah tangga desil 1–4 tinggal di {found.unit_separuh} dari {found.unit} desa/kelurahan" in plain(
        words(app)
    )
    even, curve = chart(app, "kurva_lorenz")["data"]
    assert (even["x"], even["y"]) == ([0, 100], [0, 100])
    assert curve["y"] == found.kurva["pct_bagian"].to_list()
    told = [a["text"] for a in chart(app, "kurva_lorenz")["layout"]["annotations"]]
    assert told[0].startswith(f"<b>Gini {number(found.gini, 2)}</b>")
    assert told[2] == f"{found.unit_separuh} desa/kelurahan<br>memuat separuhnya →"


def test_a_measure_that_the_source_lacks_leaves_what_does_not_need_it(
    open_page: Open, words: Words, data_lacking: Path
) -> None:
    app = open_page(data_lacking, PAGE, ukuran="tanpa_jamban", rinci=MOGA)
    told = words(app)
    assert "Tanpa jamban: tidak tersedia" in told
    assert "Sebaran tidak tersedia" in told
    keys = {c.proto.id.rsplit("-", 1)[-1] for c in app.get("plotly_chart")}
    assert keys == {"batang_susunan", "sebaran_idm", "kurva_lorenz"}


def test_a_desa_without_rows_is_named_and_never_zero(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, rinci=BELIK, periode="2022")
    assert linked(app)[-1] == ("Sodong Basari", "33.27.03.2013")
    assert chart(app, "batang_desa")["data"][0]["text"][-1] == "tidak ada data"


@pytest.mark.parametrize("bentuk", ["persen", "jumlah"])
def test_a_kecamatan_without_rows_says_so_and_leads_back(
    bentuk: str, open_page: Open, words: Words, data_one_desa: Path
) -> None:
    app = open_page(data_one_desa, PAGE, rinci=MOGA, bentuk=bentuk)
    told = words(app)
    assert not app.exception
    assert "Belum ada data untuk Moga" in told
    assert "Tidak satu pun dari 10 desa/kelurahan ini punya data" in told
    assert "Kurva Lorenz tidak dapat digambar" in told
    app.button(key=BACK).click().run()
    assert linked(app) == [("Majalangu, Watukumpul", "33.27.04.2010")]
    assert "Tiap kecamatan hanya punya satu desa/kelurahan berdata" in words(app)


def test_kelurahan_alone_have_no_scatter_but_all_else(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE, jenis="kelurahan")
    told = words(app)
    assert "Tidak ada desa untuk diagram ini" in told
    assert len(linked(app)) == 11
    assert "11 tertinggi dari 11 kelurahan." in told
    assert sum(chart(app, "batang_susunan")["data"][-1]["x"]) == 11


def test_a_filter_that_leaves_nothing_has_one_designed_state(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE, kelas="belum")
    told = words(app)
    assert "Belum ada data untuk saringan ini" in told
    assert "Tidak ada data untuk digambar" in told
    assert not app.get("plotly_chart")


def test_a_kecamatan_that_the_filter_empties_says_what_is_not_there(
    open_page: Open, words: Words, data: Path, newest: Snapshot, rules: Rules
) -> None:
    table = desa_table(newest, rules)
    name = composition.by_class(table).filter(pl.col("merah") == 0)["kecamatan"][0]
    app = open_page(data, PAGE, kelas="merah", rinci=of(table, name)["kode_desa"][0][:8])
    assert "Tidak ada desa/kelurahan kelas merah di sini" in words(app)
    assert not app.exception


def test_the_heat_map_says_which_indicator_is_the_heaviest(
    open_page: Open, words: Words, data: Path, newest: Snapshot
) -> None:
    told = plain(words(open_page(data, PAGE)))
    assert headlines_kecamatan.of_indicators(totals(newest, by=("kecamatan",))) in told
