"""The decks: native charts that hold the table's figures, large type, nothing off the slide."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import openpyxl
import polars as pl
import pytest
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from dampingan.exports.deck_pptx import kabupaten_deck, units_deck
from dampingan.exports.deck_template import HEIGHT, TITLE_BOX, WIDTH
from dampingan.exports.facts import Edition, codes_in, unit_facts
from dampingan.exports.findings import of_indicators, of_next_steps, of_standing
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.exports.text_fit import wrapped
from dampingan.exports.unit_records import Programme, UnitRecords
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS
from dampingan.measures.combinations import how_many
from dampingan.measures.desa_table import total

MAJALANGU, SODONG_BASARI, SEMINGKIR = "33.27.04.2010", "33.27.03.2013", "33.27.07.2008"

Open = Callable[[bytes], Deck]
Texts = Callable[[Deck], list[str]]


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def series(chart: Any) -> dict[str, list[float | None]]:
    return {one.name: list(one.values) for one in chart.plots[0].series}


@pytest.fixture(scope="module")
def deck(told: Edition, open_deck: Open) -> Deck:
    return open_deck(units_deck(told, [MAJALANGU]))


def test_five_wide_slides_a_unit(deck: Deck, slide_texts: Texts) -> None:
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0].startswith("Majalangu: desa ")
    assert titles[1].startswith("Masalah terberat: ")
    assert "menanggung 3 masalah atau lebih" in titles[2]
    assert titles[3] == "Potensi dan program Majalangu belum dicatat"
    assert titles[4].startswith("Usulan awal untuk Majalangu: mulai dari ")
    assert slide_texts(deck)[3].count("belum diisi") == 5
    assert "Usulan awal untuk dibahas" in slide_texts(deck)[4]


def test_the_first_slide_names_class_reason_and_rule(deck: Deck, told: Edition, slide_texts: Texts) -> None:
    row = told.table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    text = slide_texts(deck)[0]
    assert row["kelas"].upper() in text
    assert row["alasan"] in text
    assert "aturan simulasi, bukan penetapan resmi" in text
    assert "Peta skematik, bukan batas resmi" in text
    assert f"{number(row['rt_desil1'])} | rumah tangga desil 1" in text
    assert f"{percent(row['pct_desil1'])} | rumah tangga dalam berkas termasuk desil 1" in text
    assert deck.slides[0].notes_slide.notes_text_frame.text == told.rule_note


def test_the_chart_of_the_indicators_holds_the_tables_figures(deck: Deck, told: Edition, slide_texts: Texts) -> None:
    row = told.table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    around = total(told.snapshot, by=("kecamatan",)).filter(pl.col("kecamatan") == "Watukumpul").to_dicts()[0]
    whole = total(told.snapshot).to_dicts()[0]
    [chart] = charts(deck.slides[1])
    assert list(chart.plots[0].categories) == [i.pendek for i in INDICATORS]
    columns = [f"pct_{i.kode}" for i in INDICATORS]
    assert series(chart) == {
        "Majalangu": pytest.approx([row[c] for c in columns]),
        "Kec. Watukumpul": pytest.approx([around[c] for c in columns]),
        "Kabupaten": pytest.approx([whole[c] for c in columns]),
    }
    text = slide_texts(deck)[1]
    for i in INDICATORS:
        counts = f"{number(row[f'rt_{i.kode}'])} | {number(row[f'rt_diketahui_{i.kode}'])}"
        assert f"{percent(row[f'pct_{i.kode}'])} | {counts}" in text


def test_a_chart_can_be_edited(deck: Deck) -> None:
    """The workbook inside the chart holds the same figures."""
    [chart] = charts(deck.slides[1])
    sheet = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    inside = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in inside] == [i.pendek for i in INDICATORS]
    assert [row[1] for row in inside] == pytest.approx(series(chart)["Majalangu"])


def test_what_comes_together_is_counted_once(deck: Deck, told: Edition) -> None:
    many, pairs = charts(deck.slides[2])
    counted = unit_facts(told, MAJALANGU).together
    assert series(many)["Rumah tangga"] == [row.rt for row in counted.how_many]
    assert series(pairs)["Rumah tangga"] == [pair.rt for pair in counted.pairs[:5]]
    assert [name.replace("\n", " ") for name in pairs.plots[0].categories] == [p.words for p in counted.pairs[:5]]
    assert sum(row.rt for row in counted.how_many) + counted.rt_incomplete == counted.rt


def test_the_next_steps_follow_the_heaviest_indicators(deck: Deck, told: Edition, slide_texts: Texts) -> None:
    row = told.table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    heaviest = sorted(INDICATORS, key=lambda i: -row[f"pct_{i.kode}"])[:3]
    text = slide_texts(deck)[4]
    found = [f"{i.pendek} | {row[f'rt_{i.kode}']} rumah tangga, {percent(row[f'pct_{i.kode}'])}" for i in heaviest]
    assert [line in text for line in found] == [True] * 3


def test_records_are_shown_where_there_are_some(told: Edition, open_deck: Open, slide_texts: Texts) -> None:
    records = UnitRecords(
        {"sda": "Bambu dan madu", "usaha_mikro": "12 perajin"}, (Programme("Jambanisasi", "Dinas Kesehatan", "2023"),)
    )
    text = slide_texts(open_deck(units_deck(told, [MAJALANGU], records={MAJALANGU: records})))[3]
    assert "2 dari 4 potensi dan 1 program Majalangu tercatat" in text
    assert "Sumber daya alam | Bambu dan madu" in text
    assert "Jambanisasi | Dinas Kesehatan | 2023" in text
    assert text.count("belum diisi") == 2


def test_long_records_stay_on_the_slide(told: Edition, open_deck: Open, slide_texts: Texts) -> None:
    long = "Sentra anyaman bambu, madu hutan, dan kopi robusta yang dijual ke pasar kecamatan " * 4
    programme = Programme(f"Bantuan {long}", f"Dinas {long}", "2019–2023")
    records = UnitRecords(dict.fromkeys(("sda", "lembaga_ekonomi", "usaha_mikro", "sdm"), long), (programme,) * 9)
    deck = open_deck(units_deck(told, [MAJALANGU], records={MAJALANGU: records}))
    for table in (shape.table for shape in deck.slides[3].shapes if shape.has_table):
        for row in list(table.rows)[1:]:
            for cell, column in zip(row.cells, table.columns, strict=True):
                lines = wrapped(cell.text, column.width.pt - 8, 16, "Helvetica")
                assert len(lines) * 16 * 1.2 <= row.height.pt
    text = slide_texts(deck)[3]
    assert text.count("Sentra anyaman bambu") == 16
    assert text.count("…") == 16
    assert "Dan 3 program lain." in text


def sizes(deck: Deck) -> Iterator[tuple[str, float]]:
    """Yield every size that a slide, its charts or the layouts set, in points."""
    for part in deck.part.package.iter_parts():
        name = str(part.partname)
        if name.startswith(("/ppt/slides/", "/ppt/charts/chart", "/ppt/slideLayouts/")) and name.endswith(".xml"):
            root = part._element
            yield from ((name, int(node.get("sz")) / 100) for node in root.iter() if (node.get("sz") or "").isdigit())


def test_no_type_is_smaller_than_fourteen_points(deck: Deck) -> None:
    found = list(sizes(deck))
    assert len(found) > 100
    assert [one for one in found if one[1] < 14] == []


@pytest.mark.parametrize("kode", [MAJALANGU, SODONG_BASARI, SEMINGKIR])
def test_every_slide_has_source_and_sample_mark_and_nothing_off_it(
    told: Edition, without_rows: Edition, open_deck: Open, slide_texts: Texts, kode: str
) -> None:
    deck = open_deck(units_deck(without_rows if kode == SODONG_BASARI else told, [kode]))
    for slide, text in zip(deck.slides, slide_texts(deck), strict=True):
        assert f"Sumber: {SAMPLE_WORDS}: BDT/DTKS" in text
        assert text.count(SAMPLE_WORDS) == 2
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= Pt(WIDTH) + 1, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= Pt(HEIGHT) + 1, shape.name


def test_only_sample_data_are_marked(real: Edition, open_deck: Open, slide_texts: Texts) -> None:
    decks = [open_deck(units_deck(real, [MAJALANGU, SEMINGKIR])), open_deck(kabupaten_deck(real))]
    assert [SAMPLE_WORDS in text for deck in decks for text in slide_texts(deck)] == [False] * 16


def test_every_title_of_the_223_fits(told: Edition) -> None:
    """In two lines of the smallest size that a title may take."""
    for kode in told.table["kode_desa"]:
        facts = unit_facts(told, kode)
        for title in (of_standing(facts), of_indicators(facts), of_next_steps(facts)):
            assert len(wrapped(title, TITLE_BOX[2], 24, "Helvetica-Bold")) <= 2, title


def test_a_unit_without_rows_has_no_chart(without_rows: Edition, open_deck: Open, slide_texts: Texts) -> None:
    deck = open_deck(units_deck(without_rows, [SODONG_BASARI]))
    texts = slide_texts(deck)
    assert len(texts) == 3
    assert [chart for slide in deck.slides for chart in charts(slide)] == []
    assert "BELUM DINILAI" in texts[0]
    assert "Tidak ada satu baris pun dari Sodong Basari" in texts[0]
    assert "Yang pertama untuk Sodong Basari: lengkapi datanya" in texts[2]


def test_what_the_source_lacks_is_a_gap_not_a_zero(lacking: Edition, open_deck: Open, slide_texts: Texts) -> None:
    deck = open_deck(units_deck(lacking, [MAJALANGU]))
    [chart] = charts(deck.slides[1])
    missing = {"Anak tidak sekolah", "Tanpa jamban", "Bukan listrik", "KRT tidak bekerja"}
    for values in series(chart).values():
        assert {i.pendek for i, v in zip(INDICATORS, values, strict=True) if v is None} == missing
    assert slide_texts(deck)[1].count("tidak tersedia | – | – | –") == 4


def test_many_units_open_with_a_cover(told: Edition, open_deck: Open, slide_texts: Texts) -> None:
    codes = codes_in(told, ["Warungpring"])
    steps: list[float] = []
    texts = slide_texts(open_deck(units_deck(told, codes, progress=lambda share, _: steps.append(share))))
    assert len(texts) == 1 + 5 * len(codes)
    assert "6 desa dan kelurahan" in texts[0]
    assert all(unit_facts(told, kode).nama in texts[0] for kode in codes)
    assert steps == pytest.approx([n / 6 for n in range(6)])


def test_the_kabupatens_deck_holds_its_figures(told: Edition, open_deck: Open, slide_texts: Texts) -> None:
    deck = open_deck(kabupaten_deck(told))
    texts = slide_texts(deck)
    whole = total(told.snapshot).to_dicts()[0]
    assert f"{number(whole['rt_desil1'])} | rumah tangga desil 1" in texts[0]
    assert f"{number(told.table.filter(pl.col('kelas') == 'merah').height)} | desa/kelurahan merah" in texts[0]
    [kecamatan] = charts(deck.slides[1])
    ranked = total(told.snapshot, by=("kecamatan",)).sort(["rt_desil1", "kecamatan"], descending=[True, False])
    assert list(kecamatan.plots[0].categories) == ranked["kecamatan"].to_list()
    assert series(kecamatan)["rumah tangga desil 1"] == ranked["rt_desil1"].to_list()
    [indicators] = charts(deck.slides[2])
    shares = {i.pendek: whole[f"pct_{i.kode}"] for i in INDICATORS}
    shown = dict(zip(indicators.plots[0].categories, series(indicators)["Kabupaten Pemalang"], strict=True))
    assert shown == pytest.approx(shares)
    assert list(shown.values()) == sorted(shown.values(), reverse=True)
    assert series(charts(deck.slides[3])[0])["Rumah tangga"] == how_many(told.snapshot)["rt"].to_list()
    pressing = next(shape.table for shape in deck.slides[4].shapes if shape.has_table)
    assert len(pressing.rows) == 11


def test_the_file_says_who_made_it_and_nothing_of_another(told: Edition, open_deck: Open) -> None:
    deck = open_deck(units_deck(told, [MAJALANGU]))
    facts = deck.core_properties
    assert (facts.title, facts.author, facts.last_modified_by) == ("Majalangu", *["Kabupaten Pemalang"] * 2)
    assert facts.created == told.manifest.diterbitkan.replace(microsecond=0, tzinfo=None)
    names = [str(part.partname) for part in deck.part.package.iter_parts()]
    assert not any("thumbnail" in name or "printer" in name or "app.xml" in name for name in names)
    assert sum("slideLayout" in name for name in names) == 2
