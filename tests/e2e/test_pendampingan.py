"""Perangkat Daerah, Inventarisasi and Kesenjangan in the browser: typed into, form out and in, on every screen."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from dampingan.exports.inventory_form import PROGRAM_COLUMNS
from dampingan.importing import import_delivery
from dampingan.rules import read_rules
from dampingan.sample_records import make_sample_records
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from tests.e2e.conftest import serve
from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

MAJALANGU = "33.27.04.2010"


def sampled(folder: Path) -> Path:
    ruta, art = write_delivery(folder / "kiriman", households=3000, seed=7, period="2024")
    import_delivery(ruta, art, period="2024", store=SnapshotStore(folder), rules=read_rules())
    make_sample_records(folder, seed=1)
    return folder


@pytest.fixture(scope="session")
def served_records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with sample records, which no test changes."""
    yield from serve(sampled(tmp_path_factory.mktemp("catatan")), automatic=False)


@pytest.fixture
def served_own(tmp_path: Path) -> Iterator[str]:
    """The app with sample records of the test's own."""
    yield from serve(sampled(tmp_path), automatic=False)


UNTIL_WORDS = 4
"""Columns of a problem before its words: desa, year, aspect, count."""


@pytest.mark.parametrize("open_app", [{"server": "served_own"}], indirect=True)
def test_a_cell_is_typed_saved_and_seen_in_the_figures(open_app: Opened) -> None:
    page = open_app.go(f"/inventarisasi?bagian_inv=masalah&desa_inv={MAJALANGU}")
    table = page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    grid = table.get_by_test_id("data-grid-canvas")
    grid.click(force=True, position={"x": 90, "y": 52})
    expect(grid).to_be_focused()
    for _ in range(UNTIL_WORDS):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("textarea.gdg-input").fill("Saluran air tersumbat")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Simpan 1 perubahan").click()
    expect(page.get_by_text("1 diubah.")).to_be_visible()
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_disabled()
    assert "Saluran air tersumbat" in taken(page)["Potensi dan masalah"]


def taken(page: Page) -> dict[str, str]:
    """Return the texts of each sheet of the form."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh formulir (XLSX)").click()
    book = openpyxl.load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))
    return {sheet.title: " ".join(str(c) for row in sheet.values for c in row if c is not None) for sheet in book}


def hand_in(page: Page, content: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": "isi.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )


def form(page: Page, **cells: Any) -> bytes:
    """Return the form of the page with some cells of the first empty row filled in."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh formulir (XLSX)").click()
    book = openpyxl.load_workbook(BytesIO(Path(waiting.value.path()).read_bytes()))
    sheet = book["Program"]
    empty = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value is None)
    for place, column in enumerate(PROGRAM_COLUMNS, 1):
        if column.nama in cells:
            sheet.cell(empty, place).value = cells[column.nama]
    target = BytesIO()
    book.save(target)
    return target.getvalue()


FILLED: dict[str, Any] = {
    "kode_desa": MAJALANGU, "tahun": 2024, "program": "Perumahan", "pelaksana": "Baznas", "indikator:rtlh": "x",
    "penerima": 500, "satuan": "unit rumah", "status": "Selesai",
}  # fmt: skip


@pytest.mark.parametrize("open_app", [{"server": "served_own"}], indirect=True)
def test_a_form_is_taken_filled_returned_and_closes_a_gap(open_app: Opened) -> None:
    page = open_app.go(f"/kesenjangan?desa_celah={MAJALANGU}")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="RTLH", exact=True)).first
    expect(row).not_to_contain_text("Terjangkau")
    page = open_app.go(f"/inventarisasi?desa_inv={MAJALANGU}")
    hand_in(page, form(page, **(FILLED | {"status": "Mangkrak"})))
    expect(page.get_by_text("tidak ada dalam daftar pilihan")).to_be_visible()
    hand_in(page, form(page, **FILLED))
    page.get_by_role("button", name="Simpan isi formulir").click()
    expect(page.get_by_text("1 ditambah.")).to_be_visible()
    open_app.shoot("inventarisasi_formulir")
    page = open_app.go(f"/kesenjangan?desa_celah={MAJALANGU}")
    expect(row).to_contain_text("Terjangkau")
    expect(row).to_contain_text("Baznas")


@pytest.mark.parametrize("open_app", [{"server": "served_records"}], indirect=True)
def test_links_lead_from_the_agency_to_its_gaps_and_on_to_the_profile(open_app: Opened) -> None:
    page = open_app.go("/perangkat_daerah?bagian_pd=satu&perangkat=bappeda&tahun_pd=2024")
    page.get_by_role("link", name="Lembar kesenjangan desa-desa ini").click()
    expect(page.locator("h1.dmp-judul")).to_contain_text("Bappeda: ")
    open_app.complete()
    page.get_by_label("Desa/kelurahan").first.click()
    page.get_by_role("option", name="Majalangu · Kec. Watukumpul").click()
    expect(page.locator("h1.dmp-judul")).to_contain_text("Majalangu: ")
    page.get_by_role("link", name="Profil desa ini").click()
    expect(page).to_have_url(re.compile(rf"profil_desa\?.*desa={MAJALANGU}"))
