"""Sasaran: the rule that is tried out, the list it makes, and what stands beside it."""

import io
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dampingan.formats import number, percent
from dampingan.measures.desa_table import desa_table
from dampingan.measures.reach import reach
from dampingan.measures.robustness import robustness
from dampingan.measures.selection import Selection, select_targets
from dampingan.regions.reference import units
from dampingan.rules import Rules, SasaranRule
from dampingan.snapshot import SnapshotStore
from dampingan.ui import tables, view
from dampingan.ui.filter_state import Filter
from dampingan.ui.sasaran import downloads, figures
from dampingan.ui.sasaran.trial import (
    Trial,
    differences,
    effective,
    quantile_words,
    read_trial,
    saved_trial,
    tried_rules,
    write_trial,
)
from dampingan.ui.view import Key, View

SASARAN = "pages/analisis/sasaran.py"
SAVED = Trial(77, 9, "salah_satu", "kuantil", Fraction(2, 3), 150, 30.0)
FEW = "desa.10~kelurahan.2"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]

trials = st.builds(
    Trial,
    desa=st.integers(0, 212),
    kelurahan=st.integers(0, 11),
    kriteria=st.sampled_from(["jumlah", "pangsa", "salah_satu"]),
    ambang=st.sampled_from(["kuantil", "mutlak"]),
    kuantil=st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(13, 20)]),
    jumlah=st.integers(0, 10_000),
    persen=st.integers(0, 1000).map(lambda tenth: tenth / 10),
)


def chosen(data: Path, rules: Rules, quota: SasaranRule | None = None) -> tuple[pl.DataFrame, Selection]:
    """Return the table and the list as the core makes them."""
    table = desa_table(SnapshotStore(data).read("2024"), rules)
    return table, select_targets(table, quota or rules.sasaran)


def plain(text: str) -> str:
    return text.replace("</span>", "")


def test_the_saved_rule_is_the_one_in_the_rules_file(rules: Rules) -> None:
    assert saved_trial(rules) == SAVED
    assert tried_rules(rules, SAVED) is rules


@given(trials)
def test_a_rule_written_into_a_link_is_read_back_and_what_has_no_effect_is_left_out(trial: Trial) -> None:
    told = write_trial(effective(trial, SAVED), SAVED)
    assert read_trial(told, SAVED) == effective(trial, SAVED)
    if trial.ambang == "kuantil":
        assert "jumlah" not in told.replace("kriteria.jumlah", "")
        assert "persen" not in told


@given(st.text(max_size=40) | st.builds("desa.{}~persen.{}".format, st.text(max_size=6), st.text(max_size=6)))
def test_whatever_a_link_says_only_allowed_rules_come_through(text: str) -> None:
    trial = read_trial(text, SAVED)
    assert 0 <= trial.desa <= 212
    assert 0 <= trial.kelurahan <= 11
    assert 0 <= trial.persen <= 100
    assert trial.kriteria in {"jumlah", "pangsa", "salah_satu"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("desa.60~kriteria.jumlah", Trial(60, 9, "jumlah", "kuantil", Fraction(2, 3), 150, 30.0)),
        ("ambang.mutlak~jumlah.80~persen.12.5", Trial(77, 9, "salah_satu", "mutlak", Fraction(2, 3), 80, 12.5)),
        ("kuantil.3-4", Trial(77, 9, "salah_satu", "kuantil", Fraction(3, 4), 150, 30.0)),
        ("kuantil.1-7~desa.213~kelurahan.-1~kriteria.semua~desa.٣", SAVED),
        ("versi.9~sebutan.resmi", SAVED),
    ],
)
def test_a_link_is_read_by_the_allow_list(text: str, expected: Trial) -> None:
    assert read_trial(text, SAVED) == expected


def test_the_rule_tried_says_what_it_changes(rules: Rules) -> None:
    trial = read_trial("desa.60~kuantil.3-4", SAVED)
    assert differences(trial, SAVED) == ["kuota 60 desa", "terpusat berarti seperempat teratas"]
    tried = tried_rules(rules, trial)
    assert tried.versi == "2026.1, dicoba dengan kuota 60 desa, terpusat berarti seperempat teratas"
    assert (tried.sasaran.kuota_desa, tried.desa_merah.kuantil_atas) == (60, Fraction(3, 4))
    assert [quantile_words(Fraction(*q)) for q in ((2, 3), (3, 5), (5, 8))] == [
        "sepertiga teratas", "40 % teratas", "37,5 % teratas",
    ]  # fmt: skip


def test_the_page_shows_the_list_of_the_core(open_page: Open, words: Words, data: Path, rules: Rules) -> None:
    table, listed = chosen(data, rules)
    reached = reach(table, listed.terpilih["kode_desa"])
    told = plain(words(open_page(data, SASARAN)))
    best = percent(reached.pct_terbaik)
    title = f"86 desa dan kelurahan sasaran menampung {percent(reached.pct)} rumah tangga desil 1"
    assert title in told
    assert best in told.split("</h1>")[0]
    assert f"{number(reached.rt)} dari {number(reached.rt_kabupaten)} rumah tangga" in told
    assert [told.index(f'<th scope="row">{name} ') for name in listed.terpilih["nama"][:20]] == sorted(
        told.index(f'<th scope="row">{name} ') for name in listed.terpilih["nama"][:20]
    )
    assert told.count('class="dmp-sebab"') == 86
    assert all(reason in told for reason in listed.terpilih["alasan"])
    assert "Aturan simulasi, bukan penetapan resmi." in told
    assert "Yang tampil adalah aturan tersimpan" in told
    assert "Daftarnya tidak berubah" in told


def test_how_firm_each_choice_is_comes_from_the_core(open_page: Open, words: Words, data: Path, rules: Rules) -> None:
    table, _ = chosen(data, rules)
    firm = robustness(table, rules)
    always = firm.filter(pl.col("terpilih") & (pl.col("keteguhan") == "selalu")).height
    wavering = firm.filter(pl.col("keteguhan").is_in(["hampir selalu", "kadang-kadang"]))
    app = open_page(data, SASARAN)
    assert f'<span class="dmp-angka">{always} <span class="dmp-satuan">dari 86' in plain(words(app))
    assert f"{86 - always} dari 86 pilihan bergantung pada rincian aturan" in words(app)
    shown = app.dataframe[-1].value
    assert shown["Desa/kelurahan"].tolist() == wavering["nama"].to_list()
    assert shown["Kali terpilih"].tolist() == wavering["kali_terpilih"].to_list()


def test_a_control_changes_list_and_address_and_the_way_back_undoes_both(
    open_page: Open, words: Words, data: Path, rules: Rules
) -> None:
    app = open_page(data, SASARAN)
    app.number_input(key="sasaran_desa").set_value(10).run()
    app.number_input(key="sasaran_kelurahan").set_value(2).run()
    assert app.query_params == {"aturan": FEW}
    _, listed = chosen(data, rules, SasaranRule(kuota_desa=10, kuota_kelurahan=2))
    told = plain(words(app))
    assert told.count('class="dmp-sebab"') == 12
    assert all(message in told for message in listed.pesan)
    assert "Aturan dicoba:</b> kuota 10 desa, kuota 2 kelurahan" in told
    assert "0 masuk dan 74 keluar terhadap aturan tersimpan" in told
    next(b for b in app.button if b.label == "Kembali ke aturan tersimpan").click().run()
    assert app.query_params == {}
    assert app.number_input(key="sasaran_desa").value == 77
    assert plain(words(app)).count('class="dmp-sebab"') == 86


def test_a_link_sets_the_controls_and_the_back_button_too(open_page: Open, data: Path) -> None:
    app = open_page(data, SASARAN, aturan="ambang.mutlak~jumlah.80")
    assert app.number_input(key="sasaran_jumlah").value == 80
    app.query_params["aturan"] = "kriteria.pangsa"
    app.run()
    assert app.segmented_control(key="sasaran_kriteria").value == "pangsa"
    assert app.segmented_control(key="sasaran_ambang").value == "kuantil"
    assert app.selectbox(key="sasaran_kuantil").value == Fraction(2, 3)
    del app.query_params["aturan"]
    app.run()
    assert app.segmented_control(key="sasaran_kriteria").value == "salah_satu"


def test_merah_beyond_the_quota_is_said(open_page: Open, words: Words, data: Path, rules: Rules) -> None:
    _, listed = chosen(data, rules, SasaranRule(kuota_desa=3, kuota_kelurahan=9))
    assert listed.pesan[0].startswith("Desa merah (")
    assert listed.pesan[0] in plain(words(open_page(data, SASARAN, aturan="desa.3")))


def test_the_filter_shows_a_part_of_the_list_that_stays_whole(
    open_page: Open, words: Words, data: Path, rules: Rules
) -> None:
    _, listed = chosen(data, rules)
    here = listed.terpilih.filter(pl.col("kecamatan") == "Watukumpul")
    told = plain(words(open_page(data, SASARAN, kecamatan="33.27.04", desil="1-2")))
    assert told.count('class="dmp-sebab"') == here.height
    assert f"Saringan Kecamatan Watukumpul: tampil {here.height} dari 86" in told
    subtitle = re.findall(r'class="dmp-subjudul">(.*?)</p>', told)[0].replace('<span class="dmp-utuh">', "")
    assert subtitle == "Simulasi daftar sasaran seluruh kabupaten · dihitung dari desil 1 · periode 2024"
    assert "86 desa dan kelurahan sasaran" in told.split("</h1>")[0]


def test_a_source_of_one_desa_leaves_the_quota_open(open_page: Open, words: Words, data_one_desa: Path) -> None:
    told = plain(words(open_page(data_one_desa, SASARAN)))
    assert "1 desa dan kelurahan sasaran menampung 100,0 %" in told
    assert "Kuota 77 desa tidak terpenuhi: hanya 1 desa yang punya data." in told
    assert "Majalangu" in told


def test_the_decree_is_compared_and_can_be_let_go(open_page: Open, words: Words, data: Path, rules: Rules) -> None:
    table, listed = chosen(data, rules)
    ours = listed.terpilih["kode_desa"].to_list()
    others = table.filter(~pl.col("kode_desa").is_in(ours))["kode_desa"].to_list()[:4]
    lines = "\n".join(["kode_desa", *ours[:80], *others, "33.27.99.2001"])
    app = open_page(data, SASARAN)
    app.file_uploader[0].upload("sk.csv", lines.encode()).run()
    told = plain(words(app))
    assert '<span class="dmp-angka">80 <span class="dmp-satuan">dari 84' in told
    theirs = percent(reach(table, [*ours[:80], *others]).pct)
    assert f'Jangkauan keputusan</div><div><span class="dmp-angka">{theirs}' in told
    assert "baris 86: -, - [3327992001]" in told
    differing = next(d.value for d in app.dataframe if "Ada di" in d.value.columns)
    assert differing["Ada di"].value_counts().to_dict() == {"Hanya di hitungan": 6, "Hanya di keputusan": 4}
    assert set(differing["Kode Kemendagri"]) == {*others, *ours[80:]}
    assert len(app.file_uploader) == 0
    next(b for b in app.button if b.label == "Lepas daftar ini").click().run()
    assert len(app.file_uploader) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.4 keputusan", "dokumen PDF, bukan tabel"),
        (b"nomor;luas\n1;20\n", "tidak memuat kolom yang menyebut desa"),
        (b"", "kosong (0 bita)"),
    ],
)
def test_a_list_that_is_none_says_so(
    content: bytes, message: str, open_page: Open, words: Words, data: Path
) -> None:  # fmt: skip
    app = open_page(data, SASARAN)
    app.file_uploader[0].upload("sk.csv", content).run()
    assert "Daftar tidak dapat dipakai" in words(app)
    assert message in words(app)
    assert len(app.file_uploader) == 1


def test_two_sessions_do_not_see_each_others_rule_or_decree(open_page: Open, words: Words, data: Path) -> None:
    one, other = open_page(data, SASARAN), open_page(data, SASARAN)
    one.number_input(key="sasaran_desa").set_value(5).run()
    one.file_uploader[0].upload("sk.csv", b"kode_desa\n33.27.04.2010\n").run()
    other.run()
    assert "14 desa dan kelurahan sasaran" in words(one)
    assert "86 desa dan kelurahan sasaran" in words(other)
    assert len(other.file_uploader) == 1


def test_the_csv_is_the_list_with_its_rule_and_reserves(
    open_page: Open, data: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered: list[bytes] = []
    original = tables.csv_bytes
    monkeypatch.setattr(tables, "csv_bytes", lambda *given: delivered.append(original(*given)) or delivered[-1])
    open_page(data, SASARAN, aturan=FEW)
    _, listed = chosen(data, rules, SasaranRule(kuota_desa=10, kuota_kelurahan=2))
    read = pd.read_csv(io.BytesIO(delivered[0]), sep=";", decimal=",", encoding="utf-8-sig", dtype={3: str})
    whole = pl.concat([listed.terpilih, listed.cadangan])
    assert read["Kode Kemendagri"].tolist() == whole["kode_desa"].to_list()
    assert read["Hasil"].value_counts().to_dict() == {"Terpilih": 12, "Cadangan": listed.cadangan.height}
    assert read["Jarak ke batas"].tolist() == whole["jarak_batas"].to_list()
    assert read["sumber_data"].str.contains("dicoba dengan kuota 10 desa, kuota 2 kelurahan").all()


def test_the_annex_holds_the_list_of_the_rule_that_is_shown(data: Path, rules: Rules) -> None:
    edition = SnapshotStore(data).edition("2024")
    look = View(Key(str(data), "2024", edition, rules.model_dump_json()), Filter("2024"), view.options(["2024"]))
    tried = figures.trial_view(look, read_trial(FEW, SAVED))
    found = figures.outcome(look, tried)
    book = openpyxl.load_workbook(io.BytesIO(downloads.annex(tried, found)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    known = set(units()["kode_desa"])
    assert sorted(c for c in cells if c in known) == sorted(found.codes)
    assert len(found.codes) == 12
    assert any("dicoba dengan kuota 10 desa, kuota 2 kelurahan" in c for c in cells)
    assert any("bukan penetapan resmi" in c for c in cells)
