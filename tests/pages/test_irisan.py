"""Irisan Indikator: its figures against a look at every cell, its link, its three parts, its gaps."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dampingan.formats import number, percent
from dampingan.indicators import KODE
from dampingan.measures.combinations import Combinations, combinations, how_many, pairs
from dampingan.measures.overlap import AnyOf, Query
from dampingan.snapshot import SnapshotStore
from dampingan.ui import charts, tables
from dampingan.ui.irisan import parts
from dampingan.ui.irisan.address import (
    MOST,
    query_of,
    read_query,
    read_weights,
    within_source,
    write_query,
    write_weights,
)
from dampingan.ui.irisan.upset import upset
from dampingan.ui.irisan.words import of_shown
from dampingan.ui.navigation import PAGES
from dampingan.ui.peta import draw

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from dampingan.measures.map_values import MapValues

PAGE = "pages/analisis/irisan.py"
UNAVAILABLE = ("anak_tidak_sekolah", "tanpa_jamban", "bukan_listrik", "krt_tidak_bekerja")

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]
Cell = dict[str, Any]
codes = st.lists(st.sampled_from(KODE), unique=True)


def cells(data: Path, kecamatan: str | None = None) -> list[Cell]:
    """The cells of desil 1, perhaps of one kecamatan, with their units."""
    snapshot = SnapshotStore(data).read("2024")
    joined = snapshot.cube.join(snapshot.desa.select("kode_desa", "nama", "kecamatan"), on="kode_desa")
    return [c for c in joined.filter(pl.col("desil") == 1).to_dicts() if kecamatan in {None, c["kecamatan"]}]


def has(cell: Cell, kode: str) -> bool | None:
    bit = 1 << KODE.index(kode)
    return bool(cell["pola"] & bit) if cell["pola_diketahui"] & bit else None


def figures(app: AppTest) -> list[str]:
    """The numbers of the cards, in order."""
    told = next(str(block.value) for block in app.html if "dmp-kartu-baris" in str(block.value))
    plain = told.replace('<span class="dmp-utuh">', "")
    return [part.split("</span>")[0] for part in plain.split('<span class="dmp-angka">')[1:]]


def title(app: AppTest, words: Words) -> str:
    return words(app).split('class="dmp-judul">')[1].split("</h1>")[0].replace("</span>", "")


# ------------------------------------------------------------------ the link


@given(codes, codes, st.lists(codes, max_size=3))
def test_a_question_survives_its_link(yes: list[str], no: list[str], groups: list[list[str]]) -> None:
    query = query_of(yes, [kode for kode in no if kode not in yes], groups)
    assert read_query(write_query(query)) == query


@given(st.dictionaries(st.sampled_from(KODE), st.integers(0, MOST)))
def test_weights_survive_their_link(given_weights: dict[str, int]) -> None:
    weights = dict.fromkeys(KODE, 1) | given_weights
    assert read_weights(write_weights(weights)) == weights


@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({"ya": "rtlh,<script>,drop table"}, Query(ya=("rtlh",))),
        ({"ya": "rtlh", "tidak": "rtlh,bukan_listrik"}, Query(ya=("rtlh",), tidak=("bukan_listrik",))),
        ({"ya": "tanpa_jamban,rtlh,rtlh"}, Query(ya=("rtlh", "tanpa_jamban"))),
        ({"salah": "..x..rtlh"}, Query(salah_satu=(AnyOf(ya=("rtlh",)),))),
        ({"ya": "", "tidak": ",", "salah": "."}, Query()),
    ],
)
def test_a_link_is_read_by_an_allow_list(params: dict[str, str], query: Query) -> None:
    assert read_query(params) == query


def test_what_the_source_lacks_is_taken_out_of_a_question_and_named() -> None:
    query = Query(ya=("rtlh", "tanpa_jamban"), salah_satu=(AnyOf(ya=("bukan_listrik",)),))
    kept, dropped = within_source(query, ["rtlh"])
    assert kept == Query(ya=("rtlh",))
    assert dropped == ("tanpa_jamban", "bukan_listrik")


def test_the_navigation_carries_the_parameters_of_the_page() -> None:
    assert next(spec for spec in PAGES if spec.berkas == PAGE).parameter == parts.PARAMS


# ------------------------------------------------------------- the question


def test_and_not_are_counted_as_in_a_look_at_every_cell(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE, ya="rtlh,tanpa_jamban", tidak="tanpa_program")
    yes = no = persons = 0
    for cell in cells(data):
        answers = [has(cell, "rtlh"), has(cell, "tanpa_jamban"), not_(has(cell, "tanpa_program"))]
        if all(answers):
            yes, persons = yes + cell["rt"], persons + cell["jiwa"]
        elif False in answers:
            no += cell["rt"]
    everyone = sum(cell["rt"] for cell in cells(data))
    assert figures(app)[:4] == [number(n) for n in (yes, persons, no, everyone - yes - no)]
    share = percent(100 * yes / (yes + no))
    assert title(app, words) == (
        f"{number(yes)} rumah tangga desil 1 ({share}): RTLH dan Tanpa jamban, dan tidak: Tanpa program"
    )
    assert "yang pasti memenuhi: RTLH dan Tanpa jamban, dan tidak: Tanpa program." in words(app)


def not_(answer: bool | None) -> bool | None:  # noqa: FBT001 - one of three answers
    return None if answer is None else not answer


def test_one_of_several_within_a_kecamatan_and_its_table(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, salah="tanpa_jamban,bukan_listrik", kecamatan="33.27.04")
    here = cells(data, "Watukumpul")
    of_units: dict[str, int] = {}
    for cell in here:
        if True in {has(cell, "tanpa_jamban"), has(cell, "bukan_listrik")}:
            of_units[cell["nama"]] = of_units.get(cell["nama"], 0) + cell["rt"]
    assert figures(app)[0] == number(sum(of_units.values()))
    shown = app.dataframe[0].value
    assert set(shown["Kecamatan"]) == {"Watukumpul"}
    assert shown.shape[0] == 15
    assert {name: n for name, n in zip(shown["Desa/kelurahan"], shown["Cocok"], strict=True) if n} == of_units
    assert shown["Cocok"].is_monotonic_decreasing
    assert shown["Pangsa (%)"].sum() == pytest.approx(100)
    app.segmented_control(key="irisan_rincian").set_value("kecamatan").run()
    assert app.dataframe[0].value["Cocok"].tolist() == [sum(of_units.values())]


def test_bars_and_map_show_the_numbers_of_the_table(
    open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures_drawn: dict[str, go.Figure] = {}
    layers: list[MapValues] = []
    monkeypatch.setattr(charts, "show", lambda figure, *, alt, key: figures_drawn.setdefault(key, figure) and alt)
    drawn = draw.show
    monkeypatch.setattr(draw, "show", lambda view, values, *rest: layers.append(values) or drawn(view, values, *rest))
    app = open_page(data, PAGE, ya="rtlh")
    table = app.dataframe[0].value.set_index("Kode Kemendagri")
    bars = figures_drawn["irisan_kecamatan"].data[0]
    by_kecamatan = table.groupby("Kecamatan")["Cocok"].sum()
    assert dict(zip(bars.y, bars.x, strict=True)) == dict(by_kecamatan.items())
    on_map = {row["kode_desa"]: row["nilai"] for row in layers[-1].unit.to_dicts()}
    assert on_map == table["Cocok"].to_dict()
    assert layers[-1].layer.bentuk == "lingkaran"


def test_the_map_shows_per_cents_where_they_are_asked_for(
    open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers: list[MapValues] = []
    drawn = draw.show
    monkeypatch.setattr(draw, "show", lambda view, values, *rest: layers.append(values) or drawn(view, values, *rest))
    app = open_page(data, PAGE, ya="rtlh", tampil="persen")
    table = app.dataframe[0].value.set_index("Kode Kemendagri")["Persen"].dropna().to_dict()
    told = {row["kode_desa"]: row["nilai"] for row in layers[-1].unit.to_dicts() if row["nilai"] is not None}
    assert told == table
    assert layers[-1].layer.bentuk == "bidang"


def test_a_click_changes_the_answer_and_the_address_and_one_button_empties_it(
    open_page: Open, words: Words, data: Path
) -> None:
    app = open_page(data, PAGE)
    assert title(app, words).startswith("Belum ada syarat: ")
    app.segmented_control(key="irisan_rtlh").set_value("ya").run()
    app.segmented_control(key="irisan_bukan_listrik").set_value("tidak").run()
    app.multiselect(key="irisan_salah_0").set_value(["tanpa_jamban", "tanpa_program"]).run()
    asked = {"ya": "rtlh", "tidak": "bukan_listrik", "salah": "tanpa_program,tanpa_jamban"}
    assert app.query_params == asked
    wanted = sum(
        cell["rt"]
        for cell in cells(data)
        if has(cell, "rtlh")
        and has(cell, "bukan_listrik") is False
        and True in {has(cell, "tanpa_jamban"), has(cell, "tanpa_program")}
    )
    assert figures(app)[0] == number(wanted)
    assert [m.key for m in app.multiselect if m.key.startswith("irisan_")] == ["irisan_salah_0", "irisan_salah_1"]
    next(b for b in app.button if b.label == "Kosongkan syarat").click().run()
    assert app.query_params == {}
    assert title(app, words).startswith("Belum ada syarat: ")


def test_an_example_is_asked_with_one_click(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE)
    app.button(key="irisan_contoh_0").click().run()
    assert app.query_params == {"ya": "rtlh,tanpa_jamban"}
    assert title(app, words).endswith("RTLH dan Tanpa jamban")
    assert not [b for b in app.button if b.key and b.key.startswith("irisan_contoh")]


def test_a_changed_address_changes_the_controls(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, ya="rtlh")
    app.query_params["ya"] = "tanpa_jamban"
    app.run()
    assert app.segmented_control(key="irisan_rtlh").value == "bebas"
    assert app.segmented_control(key="irisan_tanpa_jamban").value == "ya"


def test_the_question_outlives_a_look_at_another_part(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, ya="rtlh")
    app.segmented_control(key="pilihan_lihat").set_value("kombinasi").run()
    app.segmented_control(key="pilihan_lihat").set_value("irisan").run()
    assert app.segmented_control(key="irisan_rtlh").value == "ya"
    assert app.query_params == {"ya": "rtlh"}


def test_nobody_meeting_a_question_is_zero_in_words(open_page: Open, words: Words, data_one_desa: Path) -> None:
    app = open_page(data_one_desa, PAGE, ya=",".join(KODE))
    assert title(app, words) == "Tidak satu pun rumah tangga desil 1 memenuhi syarat ini"
    assert figures(app)[0] == "0"
    assert "Tidak ada yang cocok" in words(app)


def test_the_download_says_what_was_asked_and_that_it_is_a_sample(
    open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered: list[bytes] = []
    original = tables.csv_bytes
    monkeypatch.setattr(tables, "csv_bytes", lambda *given: delivered.append(original(*given)) or delivered[-1])
    app = open_page(data, PAGE, ya="rtlh", desil="1-2")
    read = pd.read_csv(io.BytesIO(delivered[-1]), sep=";", decimal=",", encoding="utf-8-sig")
    assert read["Cocok"].tolist() == app.dataframe[0].value["Cocok"].tolist()
    assert set(read["Syarat"]) == {"RTLH"}
    assert read["sumber_data"].str.contains("DATA CONTOH SINTETIS.*desil 1–2 · periode 2024").all()


# ------------------------------------------------------- what can't be told


def test_what_the_source_lacks_cannot_be_chosen(open_page: Open, words: Words, data_lacking: Path) -> None:
    app = open_page(data_lacking, PAGE)
    closed = {c.key: c.label for c in app.segmented_control if c.disabled}
    assert set(closed) == {f"irisan_{kode}" for kode in UNAVAILABLE}
    assert all(label.endswith("(tidak tersedia)") for label in closed.values())
    assert "Tanpa jamban" not in app.multiselect(key="irisan_salah_0").options
    assert "Syarat tentang" not in words(app)


def test_a_link_that_asks_for_it_is_answered_without_it_and_says_so(
    open_page: Open, words: Words, data_lacking: Path
) -> None:
    app = open_page(data_lacking, PAGE, ya="rtlh,tanpa_jamban", salah="bukan_listrik")
    assert "Syarat tentang Tanpa jamban dan Bukan listrik tidak dipakai" in words(app)
    assert app.query_params == {"ya": "rtlh"}
    wanted = sum(cell["rt"] for cell in cells(data_lacking) if has(cell, "rtlh"))
    assert figures(app)[0] == number(wanted)


@pytest.mark.parametrize("part", parts.PARTS)
def test_each_part_is_empty_in_words_where_there_are_no_rows(
    part: str, open_page: Open, words: Words, data_one_desa: Path
) -> None:
    app = open_page(data_one_desa, PAGE, lihat=part, kecamatan="33.27.01")
    assert title(app, words) == "Belum ada data dalam saringan ini"
    assert not app.exception


@pytest.mark.parametrize("part", parts.PARTS)
def test_each_part_opens_with_one_desa_and_with_a_lacking_source(
    part: str, open_page: Open, words: Words, data_one_desa: Path, data_lacking: Path
) -> None:
    for folder in (data_one_desa, data_lacking):
        told = words(open_page(folder, PAGE, lihat=part))
        assert "dmp-gangguan" not in told
        assert "<footer" in told


# ----------------------------------------------------------- combinations


def test_the_combinations_say_who_is_left_out(open_page: Open, words: Words, data: Path) -> None:
    snapshot = SnapshotStore(data).read("2024")
    told = words(open_page(data, PAGE, lihat="kombinasi")).replace("</span>", "")
    complete = sum(cell["rt"] for cell in cells(data) if cell["pola_diketahui"] == 2 ** len(KODE) - 1)
    everyone = sum(cell["rt"] for cell in cells(data))
    assert f"Persentase dari {number(complete)} rumah tangga yang semua jawabannya diketahui." in told
    assert f"{number(everyone - complete)} rumah tangga lain tidak masuk kombinasi mana pun" in told
    numbers = how_many(snapshot)
    many = numbers.filter(pl.col("banyak") >= 3)["pct"].sum()
    assert f"{percent(many)} rumah tangga desil 1 menanggung 3 masalah atau lebih sekaligus" in told


def test_the_pairs_are_a_table_with_the_share_of_all_for_comparison(open_page: Open, words: Words, data: Path) -> None:
    told = words(open_page(data, PAGE, lihat="kombinasi")).replace("</span>", "")
    found = pairs(SnapshotStore(data).read("2024"))
    both = found.row(by_predicate=(pl.col("kode") == "rtlh") & (pl.col("dengan") == "tanpa_jamban"), named=True)
    row = told.split('<th scope="row">RTLH</th>')[1].split("</tr>")[0]
    assert row.count("<td") == 9
    assert f">{number(both['pct'], 1)}</td>" in row
    assert '<tr class="dmp-total"><th scope="row">Semua</th>' in told


def test_the_upset_plot_is_sorted_and_has_a_dot_for_each_problem(data: Path) -> None:
    found = combinations(SnapshotStore(data).read("2024"), limit=10)
    figure = upset(found, [True] + [False] * 9)
    bars = next(trace for trace in figure.data if trace.type == "bar" and trace.orientation == "h")
    assert list(bars.x) == found.irisan["rt"].to_list() == sorted(bars.x, reverse=True)
    assert bars.text[0] == f"{number(bars.x[0])} ({percent(found.irisan['pct'][0])})"
    assert len(set(bars.marker.color)) == 2
    dots = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers"]
    assert len(dots[1].x) == found.irisan["banyak"].sum()
    rows = found.irisan["banyak"].to_list()
    assert len(dots[0].x) + len(dots[1].x) == (10 - rows.count(0)) * 9
    assert [(note.text, note.y) for note in figure.layout.annotations] == [("tanpa masalah", rows.index(0))]
    sets = [f"{name}: {number(count)}" for name, count in zip(short(found), found.ukuran["rt"], strict=True)]
    assert list(figure.layout.xaxis.ticktext) == sets


def short(found: Any) -> list[str]:
    from dampingan.ui.irisan.words import name_of

    return [name_of(kode) for kode in found.ukuran["kode"]]


def test_the_title_of_the_combinations_begins_with_none_only_where_it_is_shown() -> None:
    rows = pl.DataFrame({"kode": [[], ["rtlh"]], "banyak": [0, 1], "rt": [1406, 215], "pct": [9.4, 5.0]})
    found = Combinations(rows, pl.DataFrame(), 4348, 0, 0, 0)
    assert of_shown(found, "keluarga") == (
        "1.406 keluarga (9,4 %) tanpa satu pun masalah itu; kombinasi tersering: hanya RTLH, 215 (5,0 %)"
    )
    assert of_shown(replace(found, irisan=rows.tail(1)), "keluarga") == ("Kombinasi tersering: hanya RTLH, 215 (5,0 %)")


def test_the_plot_marks_what_meets_the_question(
    open_page: Open, words: Words, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[str, go.Figure] = {}
    monkeypatch.setattr(charts, "show", lambda figure, *, alt, key: drawn.setdefault(key, figure) and alt)
    app = open_page(data, PAGE, lihat="kombinasi", ya="rtlh", banyak="30")
    bars = next(trace for trace in drawn["irisan_upset"].data if trace.type == "bar" and trace.orientation == "h")
    combos = combinations(SnapshotStore(data).read("2024"), limit=30).irisan["kode"].to_list()
    told = words(app).replace("</span>", "")
    assert re.search(r">[\d.]+ rumah tangga \([\d,]+ %\) tanpa satu pun masalah itu; kombinasi tersering: ", told)
    colours = {("rtlh" in combo, colour) for combo, colour in zip(combos, bars.marker.color, strict=True)}
    assert len(colours) == 2
    assert "Toska: memenuhi syarat pada Cari irisan (RTLH)." in words(app)


# -------------------------------------------------------------- the index


def scores(data: Path, weights: dict[str, int]) -> list[tuple[int, int, int]]:
    """Score, households and persons of each cell whose weighted indicators are all known."""
    return [
        (sum(w for kode, w in weights.items() if has(cell, kode)), cell["rt"], cell["jiwa"])
        for cell in cells(data)
        if all(has(cell, kode) is not None for kode in weights)
    ]


@pytest.mark.parametrize(
    ("params", "weights", "least", "unit"),
    [
        ({}, dict.fromkeys(KODE, 1), 3, 1),
        ({"k": "5"}, dict.fromkeys(KODE, 1), 5, 1),
        ({"k": "4", "bobot": "rtlh-3", "satuan": "jiwa"}, {**dict.fromkeys(KODE, 1), "rtlh": 3}, 4, 2),
        ({"bobot": "tanpa_program-0"}, {k: 1 for k in KODE if k != "tanpa_program"}, 3, 1),
    ],
    ids=["sama", "k_5", "rtlh_tiga", "tanpa_satu"],
)
def test_h_a_and_m0_are_those_of_a_look_at_every_cell(
    params: dict[str, str], weights: dict[str, int], least: int, unit: int, open_page: Open, data: Path
) -> None:
    told = scores(data, weights)
    assessed = sum(row[unit] for row in told)
    poor = [row for row in told if row[0] >= least]
    count, total = sum(row[unit] for row in poor), sum(weights.values())
    h = count / assessed
    a = sum(row[0] * row[unit] for row in poor) / (count * total)
    shown = figures(open_page(data, PAGE, lihat="indeks", **params))
    assert shown[:4] == [percent(100 * h), percent(100 * a), number(h * a, 3), number(count)]


def test_the_cut_off_moves_the_title_and_the_address(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE, lihat="indeks")
    assert "menanggung 3 dari 9 masalah atau lebih" in title(app, words)
    app.select_slider(key="pilihan_k").set_value("9").run()
    assert app.query_params == {"lihat": "indeks", "k": "9"}
    assert "Tidak ada yang miskin menurut batas ini" in words(app)
    assert figures(app)[1] == "–"


def test_weights_are_set_and_made_equal_again(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE, lihat="indeks")
    app.segmented_control(key="bobot_rtlh").set_value(4).run()
    assert app.query_params["bobot"] == "rtlh-4"
    assert "bobot masalah 3 dari 12 atau lebih" in title(app, words)
    next(b for b in app.button if b.label == "Samakan bobot").click().run()
    assert "bobot" not in app.query_params
    assert "3 dari 9 masalah atau lebih" in title(app, words)


def test_without_any_weight_the_page_says_what_to_do(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PAGE, lihat="indeks", bobot=",".join(f"{kode}-0" for kode in KODE))
    assert title(app, words) == "Indeks belum dapat dihitung"
    assert "Beri bobot pada paling sedikit satu masalah." in words(app)


def test_a_lacking_source_has_fewer_problems_and_names_the_others(
    open_page: Open, words: Words, data_lacking: Path
) -> None:
    app = open_page(data_lacking, PAGE, lihat="indeks")
    assert "menanggung 2 dari 5 masalah atau lebih" in title(app, words)
    assert "Tidak dipakai (tidak tersedia atau berbobot 0): Anak tidak sekolah, Tanpa jamban" in words(app)
    assert {w.key for w in app.segmented_control if w.disabled} == {f"bobot_{kode}" for kode in UNAVAILABLE}


def test_contributions_add_up_and_the_table_of_places_agrees(open_page: Open, data: Path) -> None:
    app = open_page(data, PAGE, lihat="indeks")
    by_problem, by_place = (frame.value for frame in app.dataframe)
    assert by_problem["Sumbangan (%)"].sum() == pytest.approx(100)
    assert by_problem["Sumbangan (%)"].is_monotonic_decreasing
    assert number(by_place["Miskin"].sum()) == figures(app)[3]
    assert by_place["Pangsa M0 (%)"].sum() == pytest.approx(100)
    app.segmented_control(key="irisan_rincian_indeks").set_value("desa").run()
    assert app.dataframe[1].value.shape[0] == 223
