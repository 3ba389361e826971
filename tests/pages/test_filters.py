"""The one filter: its allow-list, its place in the address, and that sessions don't share it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dampingan.formats import number
from dampingan.measures.desa_table import desa_table
from dampingan.measures.selection import select_targets
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui.filter_state import (
    CLASSES,
    KINDS,
    PARAMS,
    Filter,
    Options,
    default_filter,
    describe,
    read_filter,
    write_filter,
)
from dampingan.ui.navigation import PAGES, PROFIL

OPTIONS = Options(("2024", "2022"), {"33.27.03": "Belik", "33.27.04": "Watukumpul", "33.27.01": "Moga"})
FIRST = default_filter(OPTIONS)

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


def test_a_first_visit_sees_the_newest_period_all_kecamatan_and_desil_1() -> None:
    assert Filter("2024", (), "1") == FIRST


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, FIRST),
        ({"periode": "2022", "desil": "1-4"}, Filter("2022", (), "1-4")),
        ({"kecamatan": "33.27.04,33.27.03"}, Filter("2024", ("33.27.03", "33.27.04"))),
        ({"kecamatan": "33.27.99,Belik,33.27.04"}, Filter("2024", ("33.27.04",))),
        ({"periode": "../../etc", "desil": "9", "kecamatan": "<script>"}, FIRST),
        ({"desa": "33.27.04.2010"}, FIRST),
        (
            {"jenis": "kelurahan", "kelas": "hijau,ungu,merah"},
            replace(FIRST, jenis="kelurahan", kelas=("merah", "hijau")),
        ),
        ({"dampingan": "ya"}, replace(FIRST, dampingan=True)),
        ({"dampingan": "1", "jenis": "Desa", "kelas": ""}, FIRST),
    ],
)
def test_a_link_is_read_by_the_allow_list(params: dict[str, str], expected: Filter) -> None:
    assert read_filter(params, OPTIONS, FIRST) == expected


@given(
    st.builds(
        Filter,
        st.sampled_from(OPTIONS.periode),
        st.sets(st.sampled_from(list(OPTIONS.kecamatan))).map(
            lambda codes: tuple(c for c in OPTIONS.kecamatan if c in codes)
        ),
        st.sampled_from(["1", "1-2", "1-4"]),
        st.sampled_from(list(KINDS)),
        st.sets(st.sampled_from(list(CLASSES))).map(lambda chosen: tuple(c for c in CLASSES if c in chosen)),
        st.booleans(),
    )
)
def test_a_filter_written_into_a_link_is_read_back(chosen: Filter) -> None:
    assert read_filter(write_filter(chosen, FIRST), OPTIONS, FIRST) == chosen


@given(st.dictionaries(st.sampled_from([*PARAMS, "lain"]), st.text(max_size=20)))
def test_whatever_a_link_says_only_known_codes_come_through(params: dict[str, str]) -> None:
    chosen = read_filter(params, OPTIONS, FIRST)
    assert chosen.periode in OPTIONS.periode
    assert set(chosen.kecamatan) <= set(OPTIONS.kecamatan)
    assert chosen.desil_numbers[0] == 1
    assert chosen.jenis in KINDS
    assert set(chosen.kelas) <= set(CLASSES)


def test_the_subtitle_says_the_filter_in_words() -> None:
    chosen = Filter("2022", ("33.27.03", "33.27.04"), "1-2")
    expected = "Banyaknya rumah tangga · Kecamatan Belik dan Watukumpul · desil 1–2 · periode 2022"
    assert describe(chosen, OPTIONS, measure="banyaknya rumah tangga") == expected
    assert describe(FIRST, OPTIONS) == "Semua kecamatan · desil 1 · periode 2024"
    by_nature = replace(FIRST, jenis="desa", kelas=("merah", "kuning"), dampingan=True)
    assert describe(by_nature, OPTIONS) == (
        "Semua kecamatan · desa kelas merah atau kuning, dampingan (simulasi) · desil 1 · periode 2024"
    )


def test_a_link_sets_the_controls_and_unknown_values_leave_the_address(open_page: Open, data: Path) -> None:
    app = open_page(data, periode="2022", kecamatan="33.27.04,99.99.99", desil="7")
    assert app.selectbox(key="saringan_periode").value == "2022"
    assert app.multiselect(key="saringan_kecamatan").value == ["33.27.04"]
    assert app.query_params == {"periode": "2022", "kecamatan": "33.27.04"}


def test_a_control_changes_the_address_and_every_page(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data)
    app.multiselect(key="saringan_kecamatan").set_value(["33.27.04"]).run()
    assert app.query_params == {"kecamatan": "33.27.04"}
    for page in PAGES:
        app.switch_page(page.berkas).run()
        assert app.multiselect(key="saringan_kecamatan").value == ["33.27.04"]
        assert "Kecamatan Watukumpul" in words(app)


@pytest.mark.parametrize(
    ("params", "chosen", "told"),
    [
        ({"jenis": "kelurahan"}, pl.col("jenis") == "kelurahan", "kelurahan · desil 1"),
        ({"kelas": "merah,hijau"}, pl.col("kelas").is_in(["merah", "hijau"]), "desa/kelurahan kelas merah atau hijau"),
        ({"dampingan": "ya"}, pl.lit(value=True), "desa/kelurahan dampingan (simulasi)"),
        ({"dampingan": "ya", "jenis": "desa", "kecamatan": "33.27.04"},
         (pl.col("jenis") == "desa") & (pl.col("kecamatan") == "Watukumpul"), "desa dampingan (simulasi)"),
    ],
)  # fmt: skip
def test_cards_table_and_title_are_those_of_the_units_chosen(
    params: dict[str, str], chosen: pl.Expr, told: str, open_page: Open, words: Words, data: Path, rules: Rules
) -> None:
    table = desa_table(SnapshotStore(data).read("2024"), rules)
    if "dampingan" in params:
        targets = select_targets(table, rules.sasaran).terpilih["kode_desa"].to_list()
        table = table.filter(pl.col("kode_desa").is_in(targets))
    rows = table.filter(chosen)
    app = open_page(data, tabel="ya", **params)
    assert app.query_params == params | {"tabel": "ya"}
    shown = app.dataframe[0].value
    assert set(shown["Kode Kemendagri"]) == set(rows["kode_desa"])
    assert f'<span class="dmp-angka">{number(rows["rt_desil1"].sum())}</span>' in words(app)
    assert told in words(app)
    for page in PAGES:
        app.switch_page(page.berkas).run()
        assert told in words(app)
        assert not app.exception


def test_a_choice_that_takes_nobody_says_so_on_every_page(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, jenis="kelurahan", kecamatan="33.27.04")
    assert "Tidak ada kelurahan di Watukumpul" in words(app)
    for page in PAGES:
        app.switch_page(page.berkas).run()
        assert "dmp-gangguan" not in words(app)
        assert not app.exception


def test_the_back_button_finds_the_filter_before(open_page: Open, data: Path) -> None:
    app = open_page(data, kecamatan="33.27.04")
    app.multiselect(key="saringan_kecamatan").set_value([]).run()
    assert app.query_params == {}
    app.query_params["kecamatan"] = "33.27.04"
    app.run()
    assert app.multiselect(key="saringan_kecamatan").value == ["33.27.04"]


def test_controls_lost_in_an_interrupted_run_come_back_from_the_address(
    open_page: Open, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = {"periode": "2022", "kecamatan": "33.27.04", "desil": "1-2"}
    app = open_page(data, **link)
    with monkeypatch.context() as cut:
        cut.setattr(streamlit, "multiselect", lambda *_, **__: streamlit.stop())
        app.run()
    app.run()
    assert app.query_params == link
    assert app.multiselect(key="saringan_kecamatan").value == ["33.27.04"]
    assert app.segmented_control(key="saringan_desil").value == "1-2"


def test_reset_returns_to_the_first_visit(open_page: Open, data: Path) -> None:
    app = open_page(
        data, periode="2022", kecamatan="33.27.04", desil="1-4", jenis="desa", kelas="merah", dampingan="ya"
    )
    next(b for b in app.button if b.label == "Atur ulang saringan").click().run()
    assert app.query_params == {}
    assert app.selectbox(key="saringan_periode").value == "2024"


def test_a_desa_outside_the_allow_list_is_ignored(open_page: Open, words: Words, data: Path) -> None:
    app = open_page(data, PROFIL.berkas, desa="33.27.04.2010' OR 1=1")
    assert "OR 1=1" not in words(app)
    assert app.selectbox(key="pilihan_desa").value.startswith("33.27.")


def test_a_desa_chosen_on_its_page_is_kept_in_the_address_and_follows_the_link(
    open_page: Open, words: Words, data: Path
) -> None:
    app = open_page(data, PROFIL.berkas)
    app.selectbox(key="pilihan_desa").set_value("33.27.04.2010").run()
    assert app.query_params == {"desa": "33.27.04.2010"}
    app.query_params["desa"] = "33.27.13.2005"
    app.run()
    assert "Pagergunung" in words(app).split("</h1>")[0]


def test_two_sessions_do_not_see_each_others_filter(open_page: Open, words: Words, data: Path) -> None:
    one, other = open_page(data, kecamatan="33.27.04"), open_page(data, periode="2022")
    one.multiselect(key="saringan_kecamatan").set_value(["33.27.03"]).run()
    other.run()
    one.run()
    assert "Kecamatan Belik" in words(one)
    assert "periode 2024" in words(one)
    assert "emua kecamatan" in words(other)
    assert "periode 2022" in words(other)
    assert other.multiselect(key="saringan_kecamatan").value == []


def test_a_new_publish_is_seen_at_the_next_run(
    open_page: Open, data: Path, data_one_desa: Path, tmp_path: Path
) -> None:
    fresh = SnapshotStore(tmp_path)
    fresh.publish(SnapshotStore(data).read("2024"))
    app = open_page(tmp_path, tabel="ya")
    before = app.dataframe[0].value["RT desil 1"].sum()
    fresh.publish(SnapshotStore(data_one_desa).read("2024"))
    app.run()
    assert app.dataframe[0].value["RT desil 1"].sum() < before
