"""Workbooks: typed cells equal to the table, filters, notes, and no text that runs."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import polars as pl
import pytest
from openpyxl.workbook import Workbook

from dampingan.errors import RegionError
from dampingan.exports.facts import Edition, codes_in
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.exports.unit_records import Programme, UnitRecords
from dampingan.exports.workbook import annex_workbook, desa_workbook, unit_workbook
from dampingan.indicators import INDICATORS
from dampingan.measures.selection import select_targets

MAJALANGU, SODONG_BASARI = "33.27.04.2010", "33.27.03.2013"

Rows = Callable[[bytes, str], list[list[Any]]]


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def rows(content: bytes, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in opened(content)[sheet].iter_rows()]


def test_the_profile_has_typed_cells(told: Edition) -> None:
    row = told.table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    shown = {line[0]: line[1] for line in rows(unit_workbook(told, MAJALANGU), "Profil")}
    assert shown["Nama"] == "Majalangu"
    assert shown["Kode BPS"] == "3327040010"
    assert shown["Kelas"] == row["kelas"]
    assert shown["Rumah tangga desil 1"] == row["rt_desil1"]
    assert shown["Bagian desil 1"] == pytest.approx(row["pct_desil1"])
    assert shown["IDM 2024"] == row["idm"]
    assert f"Sumber: {SAMPLE_WORDS}" in next(k for k in shown if str(k).startswith("Sumber"))


def test_the_indicators_are_those_of_the_table(told: Edition) -> None:
    row = told.table.row(by_predicate=pl.col("kode_desa") == MAJALANGU, named=True)
    head, *lines = rows(unit_workbook(told, MAJALANGU), "Indikator")
    assert head[3:8] == ["Rumah tangga", "Diketahui", "Tidak diketahui", "Jiwa", "Persen"]
    for i, line in zip(INDICATORS, lines, strict=True):
        assert line[1:5] == [i.judul, "ya", row[f"rt_{i.kode}"], row[f"rt_diketahui_{i.kode}"]]
        assert line[6] == (row[f"jiwa_{i.kode}"] if i.of_members else None)
        assert line[7] == pytest.approx(row[f"pct_{i.kode}"])


def test_the_table_of_all_units_is_the_per_desa_table(told: Edition) -> None:
    content = desa_workbook(told)
    head, *lines = rows(content, "Desa")
    assert head == [*told.table.columns, "sumber_data"]
    assert len(lines) == 223
    for line, row in zip(lines, told.table.rows(), strict=True):
        assert line[:-1] == [pytest.approx(v) if isinstance(v, float) else v for v in row]
        assert line[-1].startswith(SAMPLE_WORDS)
    sheet = opened(content)["Desa"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("224")


def test_negative_numbers_stay_numbers(told: Edition) -> None:
    head, *lines = rows(desa_workbook(told), "Desa")
    margins = [line[head.index("selisih_jumlah")] for line in lines]
    assert margins == pytest.approx(told.table["selisih_jumlah"].to_list())
    assert min(margins) < 0


def test_per_cents_counts_and_years_look_like_what_they_are(told: Edition) -> None:
    sheet = opened(desa_workbook(told))["Desa"]
    looks = {sheet.cell(1, c.column).value: c.number_format.rstrip("_ ") for c in sheet[2]}
    assert (looks["rt"], looks["pct_desil1"], looks["idm"], looks["tahun_idm"]) == ("#,##0", "0.0", "0.0000", "0")


def test_the_notes_hold_rule_period_source_and_definitions(told: Edition) -> None:
    notes = dict(rows(desa_workbook(told), "Keterangan")[1:])
    assert notes["Periode"] == "2023"
    assert notes["Sumber"].startswith(SAMPLE_WORDS)
    assert notes["Aturan desa merah"].endswith("(aturan simulasi, bukan penetapan resmi)")
    assert all(i.definisi in notes[f"Indikator {i.kode}"] for i in INDICATORS)


def test_chosen_units_keep_their_rank_among_all(told: Edition) -> None:
    codes = codes_in(told, ["Warungpring"])
    head, *lines = rows(desa_workbook(told, codes), "Desa")
    assert [line[0] for line in lines] == codes
    ranks = told.table.filter(pl.col("kecamatan") == "Warungpring")["peringkat"].to_list()
    assert [line[head.index("peringkat")] for line in lines] == ranks


def test_an_unknown_code_is_refused(told: Edition) -> None:
    for make in (lambda: unit_workbook(told, "33.27.99.2001"), lambda: desa_workbook(told, ["33.27.99.2001"])):
        with pytest.raises(RegionError, match=r"33\.27\.99\.2001"):
            make()


def test_a_unit_without_rows_has_no_numbers(without_rows: Edition) -> None:
    content = unit_workbook(without_rows, SODONG_BASARI)
    shown = {line[0]: line[1] for line in rows(content, "Profil")}
    assert shown["Rumah tangga desil 1"] == "tidak ada data"
    assert {value for line in rows(content, "Indikator")[1:] for value in line[3:8]} == {None}
    assert [line[2:4] for line in rows(content, "Usia sekolah")[1:]] == [[None, None]] * 4


def test_what_the_source_lacks_is_empty(lacking: Edition) -> None:
    lines = rows(unit_workbook(lacking, MAJALANGU), "Indikator")[1:]
    untold = [line for line in lines if line[2] == "tidak tersedia"]
    assert [line[1] for line in untold] == [i.judul for i in INDICATORS if i.kode not in lacking.manifest.tersedia]
    assert len(untold) == 4
    assert {value for line in untold for value in line[3:]} == {None}


def test_no_text_runs_as_a_formula(told: Edition) -> None:
    records = UnitRecords({"sda": "=1+1"}, (Programme("+62 paket", "@dinas", "-2023"),))
    sheet = opened(unit_workbook(told, MAJALANGU, records=records))["Potensi dan program"]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "")[:1] in {"=", "+", "@", "-"}]
    assert [cell.value for cell in cells] == ["=1+1", "+62 paket", "@dinas", "-2023"]
    assert [cell.data_type for cell in cells] == ["s"] * 4
    assert all(cell.quotePrefix for cell in cells)


def test_the_annex_lists_the_selection_by_kecamatan(told: Edition) -> None:
    chosen = select_targets(told.table, told.rules.sasaran).terpilih.sort("kode_desa")
    companions = {MAJALANGU: "Bappeda"}
    lines = rows(annex_workbook(told, companions=companions), "Lampiran")
    top = next(n for n, line in enumerate(lines) if line[0] == "Nomor")
    listed = [line for line in lines[top + 1 :] if isinstance(line[0], int)]
    assert [line[0] for line in listed] == list(range(1, 87))
    assert [line[4] for line in listed] == chosen["kode_desa"].to_list()
    assert [line[2] for line in listed] == chosen["nama"].to_list()
    assert [line[5] for line in listed] == chosen["rt_desil1"].to_list()
    assert sum(line[3] == "kelurahan" for line in listed) == 9
    assert {line[4]: line[9] for line in listed if line[9]} == {
        kode: name for kode, name in companions.items() if kode in chosen["kode_desa"].to_list()
    }
    words = " ".join(str(value) for line in lines for value in line if value is not None)
    assert f"{SAMPLE_WORDS} · RANCANGAN: aturan simulasi, bukan penetapan resmi" in words
    assert "BUPATI PEMALANG," in words


def test_only_sample_data_are_marked(real: Edition) -> None:
    for content in (unit_workbook(real, MAJALANGU), desa_workbook(real), annex_workbook(real)):
        book = opened(content)
        texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not any(SAMPLE_WORDS in text for text in texts)
        assert all(SAMPLE_WORDS not in (sheet.oddHeader.right.text or "") for sheet in book)


def test_every_printed_sheet_of_sample_data_is_marked(told: Edition) -> None:
    for content in (unit_workbook(told, MAJALANGU), desa_workbook(told), annex_workbook(told)):
        for sheet in opened(content):
            assert SAMPLE_WORDS in sheet.oddHeader.right.text
            assert "Sumber" in sheet.oddFooter.left.text


def test_the_same_figures_make_the_same_file(told: Edition) -> None:
    assert desa_workbook(told) == desa_workbook(told)
