"""The report of a Perangkat Daerah: its figures worked out by hand, the same in the workbook and in the PDF."""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from dampingan.exports.agency_facts import AgencyReport, agency_report
from dampingan.exports.agency_report import agency_workbook
from dampingan.exports.agency_report_pdf import _BOTTOM, _TOP, Section, agency_pdf, laid_out
from dampingan.exports.agency_words import sid_words, summary_lines
from dampingan.exports.facts import Edition, edition
from dampingan.exports.pdf_parts import Column
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import number, rupiah
from dampingan.measures.gap import gap_sheet
from dampingan.measures.report_span import Span, month, whole_year
from dampingan.records.base import Record
from dampingan.records.models import (
    ALL,
    Fgd,
    Musdes,
    Penugasan,
    PerangkatDaerah,
    Program,
    SidKategori,
    Tahap,
    TindakLanjut,
)
from dampingan.records.terms import KATEGORI_SID
from dampingan.rules import Rules
from dampingan.snapshot import Snapshot
from tests.measures.record_frames import records

MAJALANGU, BONGAS, KELURAHAN, OTHER = "33.27.04.2010", "33.27.04.2003", "33.27.08.1004", "33.27.09.2018"
TODAY = dt.date(2024, 11, 15)
ROWS: dict[type[Record], Sequence[dict[str, object]]] = {
    PerangkatDaerah: [{"id": "s", "nama": "Dinas Sosial"}, {"id": "k", "nama": "Dinas Kesehatan"}],
    Penugasan: [
        {"kode_desa": MAJALANGU, "id_perangkat_daerah": "s", "tahun_mulai": 2022, "tahun_selesai": 2024},
        {"kode_desa": BONGAS, "id_perangkat_daerah": "s", "tahun_mulai": 2024},
        {"kode_desa": KELURAHAN, "id_perangkat_daerah": "s", "tahun_mulai": 2022, "tahun_selesai": 2024},
        {"kode_desa": OTHER, "id_perangkat_daerah": "s", "tahun_mulai": 2019, "tahun_selesai": 2021},
    ],
    Tahap: [
        {"kode_desa": MAJALANGU, "periode_program": "2022-2024", "tahap": "musdes", "tanggal": dt.date(2024, 10, 2)},
        {"kode_desa": MAJALANGU, "periode_program": "2022-2024", "tahap": "fgd", "tenggat": dt.date(2024, 11, 5)},
        {"kode_desa": BONGAS, "periode_program": "2022-2024", "tahap": "terpilih", "tanggal": dt.date(2024, 11, 3)},
        {"kode_desa": OTHER, "periode_program": "2022-2024", "tahap": "fgd", "tanggal": dt.date(2024, 11, 3)},
    ],
    Program: [
        {"kode_desa": MAJALANGU, "tahun": 2024, "id_perangkat_daerah": "s", "program": "Jamban", "status": "berjalan",
         "pagu": 10_000_000, "realisasi": 4_000_000, "indikator": ["tanpa_jamban"]},
        {"kode_desa": MAJALANGU, "tahun": 2024, "id_perangkat_daerah": "k", "program": "=RTLH", "status": "selesai",
         "pagu": 5_000_000, "realisasi": None, "indikator": ["rtlh"]},
        {"kode_desa": BONGAS, "tahun": 2024, "pelaksana": "Baznas", "program": "Listrik", "status": "direncanakan",
         "pagu": None, "realisasi": None, "indikator": []},
        {"kode_desa": BONGAS, "tahun": 2024, "id_perangkat_daerah": "s", "program": "Batal", "status": "batal",
         "pagu": 99, "indikator": []},
        {"kode_desa": BONGAS, "tahun": 2023, "id_perangkat_daerah": "s", "program": "Lama", "status": "selesai",
         "pagu": 99, "indikator": []},
        {"kode_desa": OTHER, "tahun": 2024, "id_perangkat_daerah": "s", "program": "Lain", "status": "selesai",
         "pagu": 99, "indikator": []},
    ],
    Fgd: [
        {"id": "f1", "kode_desa": MAJALANGU, "tanggal": dt.date(2024, 11, 10)},
        {"id": "f2", "kode_desa": OTHER, "tanggal": dt.date(2024, 5, 5)},
    ],
    TindakLanjut: [
        {"id_fgd": "f1", "uraian": "Survei", "id_perangkat_daerah": "k", "keadaan": "terbuka",
         "tenggat": dt.date(2024, 12, 1)},
        {"id_fgd": "f2", "uraian": "Melatih", "id_perangkat_daerah": "s", "keadaan": "berjalan",
         "tenggat": dt.date(2024, 11, 1)},
        {"id_fgd": "f2", "uraian": "Milik lain", "id_perangkat_daerah": "k", "keadaan": "terbuka"},
    ],
    Musdes: [{"kode_desa": MAJALANGU, "periode": "2023", "tanggal": dt.date(2024, 10, 2), "status": "selesai"}],
    SidKategori: [
        *(
            {"kode_desa": MAJALANGU, "kategori": kategori, "keadaan": "dipakai", "tanggal": dt.date(2024, 11, 12)}
            for kategori in KATEGORI_SID
        ),
        {"kode_desa": BONGAS, "kategori": "kesehatan", "keadaan": "mutakhir", "tanggal": dt.date(2023, 1, 1)},
    ],
}  # fmt: skip
FRAMES = {model: records(model, ROWS.get(model, ())) for model in ALL}


@pytest.fixture(scope="module")
def made(snapshot: Snapshot, rules: Rules) -> Edition:
    return edition(snapshot, rules, tanggal=TODAY)


def report_of(made: Edition, span: Span) -> AgencyReport:
    gaps = gap_sheet(made.table, FRAMES[Program], FRAMES[PerangkatDaerah], years=[span.tahun])
    return agency_report(made, FRAMES.__getitem__, "s", span, today=TODAY, gaps=gaps)


@pytest.fixture(scope="module")
def november(made: Edition) -> AgencyReport:
    return report_of(made, month(2024, 11))


def test_its_units_are_those_assigned_in_the_year_with_figures_and_stage(november: AgencyReport) -> None:
    told = {row["kode_desa"]: row for row in november.desa.to_dicts()}
    assert set(told) == {MAJALANGU, BONGAS, KELURAHAN}
    table = november.edition.table
    for kode, row in told.items():
        expected = table.row(by_predicate=pl.col("kode_desa") == kode, named=True)
        assert (row["rt_desil1"], row["pct_desil1"], row["kelas"]) == tuple(
            expected[c] for c in ("rt_desil1", "pct_desil1", "kelas")
        )
    assert [told[MAJALANGU][c] for c in ("tahap", "berikut", "hari_lewat")] == ["musdes", "fgd", 10]
    assert [told[BONGAS][c] for c in ("tahap", "berikut", "hari_lewat")] == ["terpilih", "dinilai", None]
    assert told[KELURAHAN]["tahap"] is None
    assert november.terlambat == 1


def test_the_score_is_told_with_what_is_missing(november: AgencyReport) -> None:
    told = {row["kode_desa"]: sid_words(row) for row in november.desa.to_dicts()}
    assert told == {MAJALANGU: "33", BONGAS: "1 (1 kategori)", KELURAHAN: "tidak berlaku"}
    assert sid_words({"tunduk": True, "skor": None, "diperiksa": 0}) == "belum diperiksa"


def test_programmes_of_the_year_in_its_units_with_money_own_ones_first(november: AgencyReport) -> None:
    assert november.program["program"].to_list() == ["Jamban", "Listrik", "=RTLH"]
    assert (november.uang.program, november.uang.pagu, november.uang.realisasi) == (3, 15_000_000, 4_000_000)
    assert november.uang.pagu_kosong == 1
    assert (november.uang_sendiri.program, november.uang_sendiri.pagu) == (1, 10_000_000)
    of_desa = {row["kode_desa"]: (row["program"], row["pagu"]) for row in november.desa.to_dicts()}
    assert of_desa == {MAJALANGU: (2, 15_000_000), BONGAS: (1, None), KELURAHAN: (0, None)}


def test_follow_ups_are_its_own_and_those_about_its_units(november: AgencyReport) -> None:
    assert november.tindak_lanjut["uraian"].to_list() == ["Melatih", "Survei"]
    assert (november.hitungan.belum_selesai, november.hitungan.terlambat) == (2, 1)


def test_what_took_place_lies_within_the_span(made: Edition, november: AgencyReport) -> None:
    assert november.kegiatan.rows() == [
        (dt.date(2024, 11, 3), "Bongas", "Tahap tercapai: Terpilih"),
        (dt.date(2024, 11, 10), "Majalangu", "FGD"),
        (dt.date(2024, 11, 12), "Majalangu", "Pemeriksaan SID"),
    ]
    october = report_of(made, month(2024, 10))
    assert october.kegiatan.rows() == [
        (dt.date(2024, 10, 2), "Majalangu", "Musdes/Muskel"),
        (dt.date(2024, 10, 2), "Majalangu", "Tahap tercapai: Musdes"),
    ]
    assert october.hari == dt.date(2024, 10, 31)
    assert october.terlambat == 0
    assert report_of(made, whole_year(2024)).kegiatan.height == 5


def test_needs_without_a_programme_are_those_of_the_table(november: AgencyReport) -> None:
    gaps = november.kesenjangan
    assert gaps is not None
    assert {row["kode_desa"] for row in gaps.to_dicts()} <= {MAJALANGU, BONGAS, KELURAHAN}
    answered = {(MAJALANGU, "tanpa_jamban"), (MAJALANGU, "rtlh")}
    cells = {(row["kode_desa"], row["indikator"]): row["rt"] for row in gaps.to_dicts()}
    assert not answered & set(cells)
    table = november.edition.table
    for (kode, indicator), rt in cells.items():
        assert rt == table.row(by_predicate=pl.col("kode_desa") == kode, named=True)[f"rt_{indicator}"] > 0


def test_a_span_that_still_runs_shows_today_and_a_past_one_its_end() -> None:
    assert month(2024, 11).state_day(TODAY) == TODAY
    assert whole_year(2024).state_day(TODAY) == TODAY
    assert month(2024, 2).state_day(TODAY) == dt.date(2024, 2, 29)


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace("\n", " ")


def test_the_pdf_says_every_line_of_the_summary_the_span_and_the_sample(november: AgencyReport) -> None:
    content = agency_pdf(november)
    told = " ".join(text_of(content).split())
    for words in (
        november.nama,
        "Laporan bulanan pendampingan, November 2024",
        "1 November 2024 sampai 30 November 2024",
        "keadaan per 15 November 2024",
        SAMPLE_WORDS,
        "bukan penilaian resmi",
    ):
        assert words in told
    for name, words in summary_lines(november):
        assert name in told
        assert words.split(";")[0] in told
    assert "halaman 1 dari" in told
    assert agency_pdf(november) == content


def test_the_workbook_holds_the_same_figures_typed_and_nothing_is_a_formula(november: AgencyReport) -> None:
    book = load_workbook(BytesIO(agency_workbook(november)))
    assert book.sheetnames == ["Ringkasan", "Desa", "Program 2024", "Tindak lanjut", "Terlaksana",
                               "Kebutuhan tanpa program", "Keterangan"]  # fmt: skip
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    desa = [[cell.value for cell in row] for row in book["Desa"].iter_rows(min_row=2)]
    heads = [cell.value for cell in book["Desa"][1]]
    by_code = {row[0]: dict(zip(heads, row, strict=True)) for row in desa}
    assert by_code[MAJALANGU]["Pagu (Rp)"] == 15_000_000
    assert by_code[BONGAS]["Pagu (Rp)"] is None
    assert by_code[KELURAHAN]["Skor SID (dari 33, tidak resmi)"] == "tidak berlaku"
    told = {row[0].value: row[1].value for row in book["Ringkasan"].iter_rows(min_row=4) if row[0].value}
    assert told["Masa laporan"] == "1 November 2024 sampai 30 November 2024; keadaan per 15 November 2024"
    assert dict(summary_lines(november)).items() <= told.items()
    assert SAMPLE_WORDS in told["Sumber angka desa"]
    assert book["Program 2024"]["C4"].value == "=RTLH"


def test_a_report_without_anything_is_still_one(made: Edition) -> None:
    empty = {model: frame.clear() for model, frame in FRAMES.items()}
    empty[PerangkatDaerah] = FRAMES[PerangkatDaerah]
    report = agency_report(made, empty.__getitem__, "k", month(2024, 11), today=TODAY)
    assert report.desa.height == 0
    assert report.rt_desil1 is None
    told = text_of(agency_pdf(report))
    for words in ("Belum ada penugasan", "Belum ada program", "Belum ada tindak lanjut", "Tidak ada yang tercatat"):
        assert words in told
    assert "Kebutuhan tanpa program" not in load_workbook(BytesIO(agency_workbook(report))).sheetnames


@pytest.mark.parametrize("many", [0, 1, 30, 200])
def test_every_row_is_laid_out_once_and_none_beyond_the_foot(many: int) -> None:
    columns = [Column("A", 60, "kiri"), Column("B", 40)]
    rows = [[f"baris {number} " * (1 + number % 4), str(number)] for number in range(many)]
    sections = [
        Section("Satu", "ukuran", columns, rows, "kosong"),
        Section("Dua", "ukuran", columns, rows[:3], "kosong"),
    ]
    pages = laid_out(sections, _TOP + 100)
    placed = [part for page in pages for part in page]
    assert [row for part in placed if part.bagian is sections[0] for row in part.baris] == rows
    assert [row for part in placed if part.bagian is sections[1] for row in part.baris] == rows[:3]
    assert all(page for page in pages)
    assert all(_TOP <= part.y < _BOTTOM for part in placed)
    assert [part.lanjutan for part in placed if part.bagian is sections[0]][:1] == [False]


def test_large_amounts_stand_whole_in_the_pdf(made: Edition) -> None:
    own = {"kode_desa": MAJALANGU, "tahun": 2024, "id_perangkat_daerah": "s", "status": "selesai", "indikator": []}
    amounts = (1_527_100_000, 999_999_999_999, 10**15)
    programmes = [own | {"program": f"P{n}", "pagu": n, "realisasi": n - 1} for n in amounts]
    frames = FRAMES | {Program: records(Program, programmes)}
    told = text_of(agency_pdf(agency_report(made, frames.__getitem__, "s", month(2024, 11), today=TODAY)))
    for amount in amounts:
        assert number(amount) in told
        assert number(amount - 1) in told
    assert rupiah(sum(amounts)) in told.split("Tindak lanjut FGD")[1]
    assert "0…" not in told
