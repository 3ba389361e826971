"""Loading a delivery in a real browser, and how the pages Sasaran and Data fit the screens."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from dampingan.importing import import_delivery
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from tests.e2e.conftest import serve
from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

PATHS = {
    "sasaran": "/sasaran",
    "sasaran_dicoba": "/sasaran?aturan=desa.10~kelurahan.2~kuantil.9-10",
    "data": "/data",
    "data_mutu": "/data?bagian=mutu",
    "data_muat": "/data?bagian=muat",
}
LAYOUTS = {
    "laptop_terang": {"size": (1366, 768), "scheme": "light"},
    "tablet_gelap": {"size": (820, 1180), "scheme": "dark"},
}


def go(app: Opened, path: str) -> Page:
    """Open an address, though not as the first one after a start: beside a folder ``pages/`` Streamlit would at first
    call it not found.
    """  # noqa: D205
    app.go("/")
    return app.go(path)


def send(page: Page, period: str, ruta: Path, art: Path) -> None:
    """Fill in the form of the page and press its button."""
    main = page.get_by_test_id("stMain")
    main.get_by_label("Periode").fill(period)
    places = main.get_by_test_id("stFileUploaderDropzoneInput")
    places.nth(0).set_input_files(ruta)
    places.nth(1).set_input_files(art)
    expect(main.get_by_test_id("stFileChipName")).to_have_count(2)
    button = main.get_by_role("button", name="Periksa berkas")
    expect(button).to_be_enabled()
    button.click()


@pytest.fixture
def served_to_load(tmp_path: Path) -> Iterator[str]:
    """The app with one small period, on a folder that a test may change."""
    ruta, art = write_delivery(tmp_path / "kiriman", households=500, seed=7, period="2024")
    import_delivery(ruta, art, period="2024", store=SnapshotStore(tmp_path), rules=read_rules())
    yield from serve(tmp_path, automatic=False)


@pytest.mark.parametrize("open_app", [{"server": "served_to_load"}], indirect=True)
def test_a_delivery_is_sent_checked_and_published(open_app: Opened, tmp_path: Path) -> None:
    ruta, art = write_delivery(tmp_path / "kiriman", households=500, seed=5, period="2025")
    store = SnapshotStore(tmp_path)
    page = go(open_app, "/data?bagian=muat")

    send(page, "2025", art, art)
    refused = page.locator(".dmp-gangguan")
    expect(refused).to_contain_text("tampaknya berkas anggota rumah tangga")
    open_app.shoot("data_muat_ditolak")
    page.get_by_role("button", name="Pilih berkas lain").click()

    send(page, "2025", ruta, art)
    expect(page.get_by_role("heading", name="Periode 2025 siap diterbitkan")).to_be_visible()
    expect(page.locator(".dmp-mutu")).to_be_visible()
    assert "2025" not in store.periods()
    open_app.shoot("data_muat_diperiksa")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("heading", name="Periode 2025 sudah diterbitkan")).to_be_visible()
    open_app.complete()
    assert "2025" in store.periods()
    assert store.verify("2025")
    assert [f.name for f in (tmp_path / ".unggahan").rglob("*") if f.is_file()] == [".kunci"]

    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first.click()
    page.get_by_role("option", name="2025").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Ringkasan").click()
    expect(page.locator(".dmp-subjudul").first).to_contain_text("periode 2025")


def test_the_annex_of_the_rule_tried_is_taken_home(open_app: Opened) -> None:
    page = go(open_app, "/sasaran")
    quota = page.get_by_label("Kuota desa")
    quota.fill("10")
    quota.press("Enter")
    expect(page).to_have_url(f"{open_app.base}/sasaran?aturan=desa.10")
    expect(page.locator("h1.dmp-judul")).to_contain_text("19 desa dan kelurahan sasaran")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh lampiran keputusan (XLSX)").click()
    assert waiting.value.suggested_filename == "lampiran-sasaran-2024.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    codes = [c.value for row in book.worksheets[0].iter_rows() for c in row if str(c.value).startswith("33.27.")]
    assert len(codes) == 19
    page.get_by_role("button", name="Kembali ke aturan tersimpan").click()
    expect(page).to_have_url(f"{open_app.base}/sasaran")


@pytest.mark.parametrize(("layout", "open_app"), list(LAYOUTS.items()), indirect=["open_app"], ids=list(LAYOUTS))
@pytest.mark.parametrize("name", PATHS)
def test_the_page_fits_the_screen(name: str, layout: str, open_app: Opened) -> None:
    page = go(open_app, PATHS[name])
    expect(page.locator("h1.dmp-judul")).to_be_visible()
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") == 0
    clipped = """() => [...document.querySelectorAll('[data-testid=stMain] :is(.dmp-kartu *, h1, h2, .dmp-sumber)')]
        .filter(e => getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1)
        .map(e => e.textContent)"""
    assert page.evaluate(clipped) == []
    open_app.shoot(f"{name}_{layout}")
