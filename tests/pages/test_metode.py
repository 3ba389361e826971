"""Metode: everything on the page is what computes the figures, and nothing that is known is left out."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dampingan.exports.notes import COLUMN_MEANINGS
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS, RTLH_TITLES
from dampingan.measures.desa_merah import describe, thresholds
from dampingan.measures.desa_table import desa_table
from dampingan.measures.scope import totals
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.sources.dialect import IndicatorNote
from dampingan.ui.metode import texts
from dampingan.ui.metode.parts import LINKS
from dampingan.ui.metode.rules import settings_of

PAGE = "pages/analisis/metode.py"
REFERENCE = Path(__file__).parents[2] / "data" / "reference"
UNAVAILABLE = ("anak_tidak_sekolah", "tanpa_jamban", "bukan_listrik", "krt_tidak_bekerja")

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


def read(told: str) -> str:
    """The words of a page as they are read."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", told.replace("</span>", "")))).strip()


@pytest.fixture
def page(open_page: Open, words: Words, data: Path) -> str:
    return words(open_page(data, PAGE))


def test_each_indicator_is_told_as_it_is_computed(page: str) -> None:
    told = read(page)
    for indicator in INDICATORS:
        rule = f"Varian A: {RTLH_TITLES['A']}." if indicator.kode == "rtlh" else indicator.aturan
        for part in (indicator.judul, indicator.definisi, rule, indicator.dasar, indicator.catatan, indicator.varian):
            assert part in told


def test_each_indicator_has_its_denominator_and_its_unknown(page: str, data: Path) -> None:
    whole = totals(SnapshotStore(data).read("2024")).to_dicts()[0]
    for order, indicator in enumerate(INDICATORS, 1):
        known = whole[f"rt_diketahui_{indicator.kode}"]
        row = read(page.split(f'<th scope="row">{order}. ')[1].split("</tr>", maxsplit=1)[0])
        figures = (number(known), number(whole["rt_terpilih"] - known), percent(whole[f"pct_{indicator.kode}"]))
        assert row.endswith(" ".join(("penuh", *figures)))


def test_the_figures_follow_the_desil_of_the_filter(open_page: Open, words: Words, data: Path) -> None:
    whole = totals(SnapshotStore(data).read("2024"), desil=(1, 2)).to_dicts()[0]
    told = read(words(open_page(data, PAGE, desil="1-2")))
    assert f"penuh {number(whole['rt_diketahui_rtlh'])} " in told
    assert "rumah tangga desil 1–2 kabupaten" in told


def test_the_rules_in_force_are_told_with_their_limits(page: str, data: Path, rules: Rules) -> None:
    table = desa_table(SnapshotStore(data).read("2024"), rules)
    told = read(page)
    assert describe(rules.desa_merah, thresholds(table, rules.desa_merah)) in told
    assert "Desa merah: aturan simulasi, bukan penetapan resmi" in told
    assert "Aturan versi 2026.1, berlaku 24 November 2026" in told
    for name, meaning, value in settings_of(rules):
        assert f"{name} {meaning} {value}" in told


def test_a_changed_rule_changes_the_page(
    open_page: Open, words: Words, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (REFERENCE.parent / "rules.toml").read_text("utf-8")
    changed = shipped.replace('"2026.1"', '"2027.3"').replace("kuota_desa = 77", "kuota_desa = 60")
    (tmp_path / "rules.toml").write_text(changed.replace('"2/3"', '"3/4"'), "utf-8")
    monkeypatch.setenv("DAMPINGAN_ATURAN", str(tmp_path / "rules.toml"))
    told = read(words(open_page(data, PAGE)))
    assert "Aturan versi 2027.3" in told
    assert "desa_merah.kuantil_atas Batas bawah sepertiga teratas. 3/4" in told
    assert "Daftar lengkap 69 desa dan kelurahan tidak terbuka" in told


def test_each_variant_of_rtlh_is_told_and_one_is_marked(page: str) -> None:
    told = read(page)
    assert "Varian A (dipakai)" in told
    assert told.count("(dipakai)") == 1
    assert all(f"{title[1:]}." in told for title in RTLH_TITLES.values())


def test_columns_sources_periods_and_checks_are_told(page: str, data: Path) -> None:
    told, store = read(page), SnapshotStore(data)
    assert all(f"{columns} {meaning}" in told for columns, meaning in COLUMN_MEANINGS)
    manifest = store.manifest("2024")
    assert manifest.digest in told
    assert "Berisi sekitar 40 % rumah tangga terbawah secara nasional" in told
    assert all(file.nama in told for file in manifest.berkas)
    for period, before in (("2024", "2022"), ("2022", "–")):
        row = read(page.split(f'<th scope="row">{period}</th>')[1].split("</tr>", maxsplit=1)[0])
        assert number(store.manifest(period).rt) in row
        assert row.endswith(before)
    for finding in store.read("2024").quality.pemeriksaan:
        assert finding.judul in told
        assert f"{number(finding.jumlah)} {number(finding.dari)} {percent(finding.persen, 2)}" in told


def test_each_link_leads_to_one_heading_in_the_order_of_the_page(page: str) -> None:
    assert re.findall(r'id="(metode-[a-z-]+)"', page) == list(LINKS) == re.findall(r'href="#([a-z-]+)"', page)


def test_what_a_source_lacks_is_called_unavailable(open_page: Open, words: Words, data_lacking: Path) -> None:
    told = words(open_page(data_lacking, PAGE))
    for order, indicator in enumerate(INDICATORS, 1):
        row = read(told.split(f'<th scope="row">{order}. ')[1].split("</tr>")[0])
        assert row.endswith("tidak tersedia – – –") == (indicator.kode in UNAVAILABLE)
    assert "Tidak tersedia Ada anak usia 7–18 tahun yang tidak bersekolah, Tidak memiliki" in read(told)


def test_the_notes_of_the_dialect_are_told(open_page: Open, words: Words, data: Path, tmp_path: Path) -> None:
    whole = SnapshotStore(data).read("2024")
    remark = IndicatorNote(ketersediaan="batas_atas", catatan="Angka sebenarnya paling banyak sebesar ini.")
    remarks = whole.manifest.keterangan_indikator | {"tanpa_jamban": remark}
    manifest = whole.manifest.model_copy(update={"keterangan_indikator": remarks})
    SnapshotStore(tmp_path).publish(replace(whole, manifest=manifest))
    told = read(words(open_page(tmp_path, PAGE)))
    assert "7. Tidak memiliki fasilitas buang air besar batas atas" in told
    assert "Pada sumber ini Batas atas. Angka sebenarnya paling banyak sebesar ini." in told


def test_each_reference_table_is_named_with_the_source_that_its_readme_gives(rules: Rules) -> None:
    named = {entry["berkas"]: entry for entry in texts.references(rules)}
    assert sorted(named) == sorted(file.name for file in REFERENCE.glob("*.csv"))
    for line in (REFERENCE / "SOURCES.md").read_text("utf-8").splitlines():
        if line.startswith("| `"):
            file, _, source = (cell.strip(" `") for cell in line.strip("|").split("|"))
            told = f"{named[file]['sumber']} {named[file]['isi']}"
            assert [mark for mark in re.findall(r"\d[\d./-]*\d", source) if mark not in told.replace("–", "-")] == []


def test_the_limits_are_told_with_the_facts_filled_in(page: str, rules: Rules) -> None:
    told = read(page)
    for title in (
        "Desa merah bukan penetapan",
        "Daftar lengkap 86 desa dan kelurahan tidak terbuka",
        "IDM 2024 lebih baru daripada pemilihan tahun 2022",
        "Rumah tangga bukan keluarga",
        "RTLH tidak punya rumus resmi dari kolom BDT",
        "Sodong Basari (33.27.03.2013) desa baru",
        "Selatan, tengah, dan utara hanya pendekatan",
        "Bobot dan batas k Alkire–Foster adalah pilihan pengguna",
    ):
        assert title in told
    assert "123 Maju, 52 Mandiri, dan 37 Berkembang" in told
    assert "sampai -7,1° selatan, sampai -7,0° tengah, selebihnya utara" in told
    entries = texts.limits(rules) + texts.measures(rules) + texts.references(rules)
    assert not [entry for entry in entries if any(mark in words for words in entry.values() for mark in "{}")]
