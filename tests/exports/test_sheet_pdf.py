"""The sheet of a desa: the figures of the per-desa table, read back from the file, and nothing off the page."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from pypdf import PageObject, PdfReader
from reportlab.pdfbase import pdfmetrics

from dampingan.errors import RegionError
from dampingan.exports.facts import Edition, codes_in, unit_facts
from dampingan.exports.map_geometry import Geometry
from dampingan.exports.pdf_page import A4, MARGIN, text_width, wrapped
from dampingan.exports.pdf_parts import FOOT
from dampingan.exports.sheet_pdf import sheets
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import number, percent
from dampingan.indicators import INDICATORS
from dampingan.snapshot import Snapshot

MAJALANGU, SODONG_BASARI, PADURAKSA = "33.27.04.2010", "33.27.03.2013", "33.27.08.1004"

Read = Callable[[bytes], list[str]]


def text_of(told: Edition, kode: str, pdf_pages: Read) -> str:
    [page] = pdf_pages(sheets(told, [kode]))
    return page


@pytest.mark.parametrize("kode", [MAJALANGU, PADURAKSA, "33.27.13.2005"])
def test_every_figure_is_that_of_the_table(told: Edition, pdf_pages: Read, kode: str) -> None:
    row = told.table.row(by_predicate=pl.col("kode_desa") == kode, named=True)
    text = text_of(told, kode, pdf_pages)
    assert row["nama"] in text
    assert kode in text
    assert row["kode_bps"] in text
    assert row["alasan"] in text
    assert f"{number(row['rt_desil1'])} rumah tangga desil 1 dari {number(row['rt'])} rumah tangga" in text
    assert f"{number(row['jiwa_desil1'])} jiwa desil 1 dari {number(row['jiwa'])} jiwa" in text
    assert f"{percent(row['pct_desil1'])} rumah tangga dalam berkas" in text
    assert f"{row['peringkat']} peringkat jumlah desil 1 dari {told.ranked}" in text
    for i in INDICATORS:
        known = row[f"rt_diketahui_{i.kode}"]
        persons = f" {row[f'jiwa_{i.kode}']}" if i.of_members else ""
        counts = f"{number(row[f'rt_{i.kode}'])}{persons} {number(known)} {number(row['rt_desil1'] - known)}"
        assert f"{i.pendek} {percent(row[f'pct_{i.kode}'])} {counts}" in text


def test_it_says_whose_figures_by_which_rule_and_when(told: Edition, pdf_pages: Read) -> None:
    text = text_of(told, MAJALANGU, pdf_pages)
    assert "Aturan simulasi, bukan penetapan resmi. Merah bila" in text
    assert f"Sumber: {SAMPLE_WORDS}: BDT/DTKS" in text
    assert "Peta skematik, bukan batas resmi" in text
    assert "Majalangu · 23 November 2026 · halaman 1 dari 1" in text
    assert text.count(SAMPLE_WORDS) == 2


def test_only_sample_data_are_marked(real: Edition, pdf_pages: Read) -> None:
    assert SAMPLE_WORDS not in text_of(real, MAJALANGU, pdf_pages)


def test_a_unit_without_rows_shows_no_figure(without_rows: Edition, pdf_pages: Read) -> None:
    text = text_of(without_rows, SODONG_BASARI, pdf_pages)
    assert "Tidak ada satu baris pun dari Sodong Basari" in text
    assert "kode BPS belum ada" in text
    assert "BELUM DINILAI" in text
    assert "Indikator" not in text
    assert SAMPLE_WORDS in text


def test_what_the_source_lacks_is_not_zero(lacking: Edition, pdf_pages: Read) -> None:
    text = text_of(lacking, MAJALANGU, pdf_pages)
    for name in ("Anak tidak sekolah", "Tanpa jamban", "Bukan listrik", "KRT tidak bekerja"):
        assert f"{name} – – – – " in text
    assert text.count("tidak tersedia") == 5
    assert "Anak usia sekolah: tidak tersedia" in text


def test_the_desil_chosen_is_said_and_counted(
    make: Callable[..., Edition], snapshot: Snapshot, pdf_pages: Read
) -> None:
    told = make(snapshot, "1-2")
    row = told.table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    text = text_of(told, MAJALANGU, pdf_pages)
    assert "rumah tangga desil 1–2 yang keadaannya diketahui" in text
    assert f"RTLH {percent(row['pct_rtlh'])} {row['rt_rtlh']} {row['rt_diketahui_rtlh']}" in text
    assert f"{number(row['rt_desil1'])} rumah tangga desil 1 dari" in text


def test_the_commonest_pairs_are_counted_from_the_cube(told: Edition) -> None:
    facts = unit_facts(told, MAJALANGU)
    cells = told.snapshot.cube.filter((pl.col("kode_desa") == MAJALANGU) & (pl.col("desil") == 1)).to_dicts()
    codes = [i.kode for i in INDICATORS]
    for pair in facts.together.pairs:
        bits = 2 ** codes.index(pair.kode) + 2 ** codes.index(pair.dengan)
        assert pair.rt == sum(cell["rt"] for cell in cells if cell["pola"] & bits == bits)
    counts = [pair.rt for pair in facts.together.pairs]
    assert counts == sorted(counts, reverse=True)
    assert facts.together.rt == sum(cell["rt"] for cell in cells)


def test_many_units_make_a_page_each_in_the_order_asked(told: Edition, pdf_pages: Read) -> None:
    codes = codes_in(told, ["Warungpring"])[::-1]
    steps: list[tuple[float, str]] = []
    pages = pdf_pages(sheets(told, codes, progress=lambda share, what: steps.append((share, what))))
    names = [unit_facts(told, kode).nama for kode in codes]
    assert [name in page for name, page in zip(names, pages, strict=True)] == [True] * 6
    assert "halaman 6 dari 6" in pages[-1]
    assert [share for share, _ in steps] == pytest.approx([0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6])
    assert steps[0][1] == f"Lembar {names[0]}"


def test_an_unknown_code_is_refused(told: Edition) -> None:
    with pytest.raises(RegionError, match=r"33\.27\.99\.2001"):
        sheets(told, [MAJALANGU, "33.27.99.2001"])


def test_the_same_figures_make_the_same_file(told: Edition) -> None:
    assert sheets(told, [MAJALANGU]) == sheets(told, [MAJALANGU])


def hardest(told: Edition) -> list[str]:
    """Choose the units with the longest names, reasons and names of kecamatan, as wide as they are printed."""
    table = told.table.with_columns(
        nama=pl.col("nama").map_elements(lambda name: text_width(name, 27, "Bold"), pl.Float64),
        kecamatan=pl.col("kecamatan").map_elements(lambda name: text_width(name, 9), pl.Float64),
        alasan=pl.col("alasan").str.len_chars(),
    )
    longest = [table.sort(column, descending=True).head(8) for column in ("nama", "kecamatan", "alasan", "rt")]
    return pl.concat(longest, how="vertical_relaxed")["kode_desa"].unique().sort().to_list()


def texts_by_line(page: PageObject) -> dict[float, list[tuple[float, float, str]]]:
    """Read where each text of a page begins and ends, by the height of its line above the page's foot."""
    lines: dict[float, list[tuple[float, float, str]]] = {}

    def note(text: str, _: list[float], matrix: list[float], font: dict[str, str], size: float) -> None:
        words = text.strip("\n")
        if words.strip():
            face = "PlusJakartaSans-" + font["/BaseFont"].rsplit("-", 1)[1]
            end = matrix[4] + pdfmetrics.stringWidth(words, face, size)
            lines.setdefault(round(matrix[5], 1), []).append((matrix[4], end, words))

    page.extract_text(visitor_text=note)
    return {height: sorted(texts) for height, texts in lines.items()}


def test_nothing_leaves_the_page_or_runs_into_its_neighbour(told: Edition) -> None:
    for page in PdfReader(BytesIO(sheets(told, hardest(told)))).pages:
        lines = texts_by_line(page)
        assert len(lines) > 30
        source, lowest = [texts for _, texts in sorted(lines.items())][1:3]
        assert source[0][2].startswith("Sumber: ")
        assert min(h for h, texts in lines.items() if texts == lowest) >= FOOT + 5
        for texts in lines.values():
            assert texts[0][0] >= MARGIN - 0.5, texts
            assert texts[-1][1] <= A4[0] - MARGIN + 0.5, texts
            assert all(one[1] <= other[0] + 0.5 for one, other in pairwise(texts)), texts


def test_a_long_reason_takes_no_room_from_the_foot(told: Edition) -> None:
    """With figures of five digits the reason is longer; then a pair less is shown."""
    long = "Merah karena " + "12.345 rumah tangga desil 1 (10.345 di atas ambang 2.000) dan " * 4
    table = told.table.with_columns(alasan=pl.lit(long))
    crowded = replace(told)
    crowded.__dict__["table"] = table
    [page] = PdfReader(BytesIO(sheets(crowded, [MAJALANGU]))).pages
    lines = texts_by_line(page)
    assert len(wrapped(long, A4[0] - 2 * MARGIN - 132, 10)) == 4
    assert sorted(lines)[2] >= FOOT + 5
    assert sum(" + " in words for texts in lines.values() for *_, words in texts) < 4


def test_no_name_of_the_223_is_made_smaller(told: Edition) -> None:
    names = told.table["nama"].to_list()
    assert len(names) == 223
    assert max(text_width(name, 27, "Bold") for name in names) <= A4[0] - 2 * MARGIN


def test_a_unit_without_outline_says_so(told: Edition, tmp_path: Path, pdf_pages: Read) -> None:
    drawn = json.loads(told.outlines.unit.read_text("utf-8"))
    drawn["features"] = [f for f in drawn["features"] if f["properties"]["kode_desa"] != SODONG_BASARI]
    (tmp_path / "resmi.json").write_text(json.dumps(drawn), "utf-8")
    official = Geometry("resmi", tmp_path / "resmi.json", told.outlines.kecamatan, "Batas: resmi.zip")
    edited = replace(told, outlines=official)
    assert "Garis Sodong Basari tidak ada dalam berkas batas Batas: resmi.zip" in text_of(
        edited, SODONG_BASARI, pdf_pages
    )
    assert "Majalangu di Kecamatan Watukumpul Batas: resmi.zip" in text_of(edited, MAJALANGU, pdf_pages)
