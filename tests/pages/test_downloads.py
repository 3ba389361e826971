"""Files to take away: made when asked for, of what the page shows, kept no longer than that."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from pptx import Presentation
from pypdf import PageObject, PdfReader
from streamlit.testing.v1 import AppTest

from dampingan.config import settings
from dampingan.formats import number
from dampingan.measures.desa_table import desa_table
from dampingan.rules import Rules
from dampingan.snapshot import SnapshotStore
from dampingan.ui import downloads

PAGE = "pages/analisis/profil_desa.py"
MAJALANGU, SODONG_BASARI = "33.27.04.2010", "33.27.03.2013"

Open = Callable[..., AppTest]
Words = Callable[[AppTest], str]


def table(data: Path, rules: Rules) -> pl.DataFrame:
    return desa_table(SnapshotStore(data).read("2024"), rules)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What download buttons offer, by the file's name."""
    found: dict[str, Any] = {}
    original = downloads.st.download_button

    def offer(label: str, data: Any, **further: Any) -> bool:
        found[further["file_name"]] = data
        return bool(original(label, data, **further))

    monkeypatch.setattr(downloads.st, "download_button", offer)
    return found


def text_of(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def test_the_sheet_slides_and_workbook_of_the_unit(
    open_page: Open, data: Path, rules: Rules, offered: dict[str, Any]
) -> None:
    open_page(data, PAGE, desa=SODONG_BASARI)
    name = f"profil-sodong-basari-{SODONG_BASARI}-2024"
    files = {ending: offered[f"{name}{ending}"]() for ending in (".pdf", ".pptx", ".xlsx")}
    row = table(data, rules).row(by_predicate=pl.col("kode_desa") == SODONG_BASARI, named=True)
    sheet = PdfReader(io.BytesIO(files[".pdf"])).pages
    assert len(sheet) == 1
    assert f"Sodong Basari Desa di Kecamatan Belik · kode Kemendagri {SODONG_BASARI}" in text_of(sheet[0])
    assert len(Presentation(io.BytesIO(files[".pptx"])).slides) == 5
    book = openpyxl.load_workbook(io.BytesIO(files[".xlsx"]))
    values = {cell.value for line in book.worksheets[0].iter_rows() for cell in line}
    assert {"Sodong Basari", row["rt_desil1"]} <= values


SCRIPT = """
from dataclasses import replace
import streamlit as st
from dampingan.ui import downloads, view
from dampingan.ui.filter_state import default_filter
options = view.options(view.store().periods())
chosen = replace(
    default_filter(options), desil=st.segmented_control("desil", ["1", "1-4"], default="1", key="desil"),
    kecamatan=tuple(st.multiselect("kecamatan", ["33.27.01", "33.27.04"], key="kecamatan")),
    jenis=st.selectbox("jenis", ["semua", "desa", "kelurahan"], key="jenis"),
)
look = view.open_view(chosen, options)
codes = st.multiselect("desa", ["33.27.04.2010", "33.27.03.2013", "33.27.99.2001"],
                       default=["33.27.04.2010", "33.27.03.2013"], key="kode")
downloads.many(look, codes, "desa contoh", "uji")
downloads.kabupaten(look)
"""


@pytest.fixture
def desk(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """A page that offers files of many units and of the kabupaten."""
    monkeypatch.setenv("DAMPINGAN_DATA", str(data))
    settings.cache_clear()
    yield AppTest.from_string(SCRIPT, default_timeout=60).run()
    settings.cache_clear()


def prepare(app: AppTest, ending: str) -> Any:
    """Choose a kind of file, have it made, and return what is kept of it."""
    app.segmented_control(key="berkas_uji_bentuk").set_value(ending).run()
    app.button(key="berkas_uji_siapkan").click().run()
    assert not app.exception
    return app.session_state["berkas_uji_jadi"].isi


def test_many_units_in_one_file_of_each_kind(desk: AppTest) -> None:
    assert desk.button(key="berkas_uji_siapkan").label == "Siapkan berkas untuk 2 desa contoh"
    pages = [text_of(page) for page in PdfReader(io.BytesIO(prepare(desk, ".pdf"))).pages]
    assert [[name in page for page in pages] for name in ("Majalangu Desa di", "Sodong Basari Desa di")] == [
        [True, False], [False, True]
    ]  # fmt: skip
    assert len(Presentation(io.BytesIO(prepare(desk, ".pptx"))).slides) == 11
    book = openpyxl.load_workbook(io.BytesIO(prepare(desk, ".xlsx")))
    assert [line[0].value for line in book["Desa"].iter_rows(min_row=2)] == [SODONG_BASARI, MAJALANGU]


def test_the_bar_shows_each_unit_and_goes_when_the_file_is_there(
    desk: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[float, str]] = []

    class Bar:
        def __init__(self, share: float, words: str) -> None:
            self.progress(share, words)

        def progress(self, share: float, text: str) -> None:
            shown.append((share, text))

        def empty(self) -> None:
            shown.append((1.0, ""))

    monkeypatch.setattr(downloads.st, "progress", Bar)
    prepare(desk, ".pdf")
    assert [share for share, _ in shown] == [0.0, 0.0, 0.5, 1.0]
    assert shown[0][1] == "Menyiapkan berkas untuk 2 desa contoh"
    assert {text for _, text in shown[1:3]} == {"Lembar Majalangu · 0 %", "Lembar Sodong Basari · 50 %"}
    assert shown[-1][1] == ""


def test_a_finished_file_is_offered_without_a_bar_and_dropped_when_the_filter_changes(
    desk: AppTest, offered: dict[str, Any]
) -> None:
    content = prepare(desk, ".pdf")
    assert len(desk.progress) == 0
    assert offered["profil-uji-2024.pdf"] == content
    assert (
        desk.download_button(key="berkas_uji_unduh").label == f"Unduh lembar (PDF) · {number(len(content) / 1000)} KB"
    )
    desk.run()
    assert "berkas_uji_jadi" in desk.session_state
    desk.segmented_control(key="desil").set_value("1-4").run()
    assert "berkas_uji_jadi" not in desk.session_state
    assert "berkas_uji_unduh" not in [b.key for b in desk.download_button]


def test_what_cannot_be_made_says_so_in_indonesian(desk: AppTest, words: Words) -> None:
    desk.multiselect(key="kode").set_value(["33.27.04.2010", "33.27.99.2001"]).run()
    desk.button(key="berkas_uji_siapkan").click().run()
    told = words(desk)
    assert "Berkas tidak dapat disiapkan" in told
    assert "Kode desa 33.27.99.2001 tidak ada di kabupaten." in told
    assert "berkas_uji_jadi" not in desk.session_state
    assert len(desk.progress) == 0


def test_without_units_nothing_can_be_prepared(desk: AppTest) -> None:
    desk.multiselect(key="kode").set_value([]).run()
    assert desk.button(key="berkas_uji_siapkan").disabled


def test_the_kabupaten_as_brief_deck_and_workbook(desk: AppTest, data: Path, offered: dict[str, Any]) -> None:
    desk.run()
    brief, deck, book = (offered[f"kabupaten-pemalang-2024{ending}"]() for ending in (".pdf", ".pptx", ".xlsx"))
    total = SnapshotStore(data).read("2024").cube.filter(pl.col("desil") == 1)["rt"].sum()
    assert number(total) in PdfReader(io.BytesIO(brief)).pages[0].extract_text()
    assert len(Presentation(io.BytesIO(deck)).slides) >= 5
    assert openpyxl.load_workbook(io.BytesIO(book))["Desa"].max_row == 224


def test_within_a_filter_the_files_are_of_what_it_takes_and_name_it(
    desk: AppTest, data: Path, rules: Rules, offered: dict[str, Any]
) -> None:
    desk.multiselect(key="kecamatan").set_value(["33.27.04"]).run()
    inside = table(data, rules).filter(pl.col("kecamatan") == "Watukumpul")
    brief, deck, book = (offered[f"saringan-pemalang-2024{ending}"]() for ending in (".pdf", ".pptx", ".xlsx"))
    told = text_of(PdfReader(io.BytesIO(brief)).pages[0])
    assert "Ringkasan menurut saringan" in told
    assert f"{number(inside['rt_desil1'].sum())} rumah tangga desil 1 dari" in told
    assert len(Presentation(io.BytesIO(deck)).slides) >= 5
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    assert sheets["Desa"].max_row == inside.height + 1
    notes = {line[0].value: line[1].value for line in sheets["Keterangan"].iter_rows()}
    assert notes["Saringan"] == "Kecamatan Watukumpul"


def test_a_filter_that_takes_no_unit_offers_no_file(desk: AppTest) -> None:
    desk.multiselect(key="kecamatan").set_value(["33.27.01"]).run()
    desk.selectbox(key="jenis").set_value("kelurahan").run()
    assert [b.proto.disabled for b in desk.download_button] == [True] * 3
