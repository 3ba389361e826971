"""Profil Desa in a real browser: one desa after another, its charts, its sheet."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

OVERFLOWING = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(.dmp-sejenis, .dmp-tempat, .dmp-urutan, .dmp-ukuran, [data-testid=stPageLink] a)'
  )].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
"""What is wider than the box it stands in."""
LAYOUTS = {
    "laptop_terang": {"size": (1366, 768), "scheme": "light"},
    "tablet_gelap": {"size": (820, 1180), "scheme": "dark"},
}


@pytest.fixture(scope="module", autouse=True)
def _asked_before(served: str, browser: Browser) -> None:
    """The very first request after a start is the matter of test_first_request."""
    page = browser.new_page()
    page.goto(served)
    page.wait_for_selector("footer.dmp-kaki")
    page.close()


def test_next_and_back_lead_from_desa_to_desa_and_the_address_follows(open_app: Opened) -> None:
    page = open_app.go("/profil_desa?kecamatan=33.27.04&desa=33.27.04.2010")
    title, place = page.locator("h1.dmp-judul"), page.locator(".dmp-urutan b")
    expect(title).to_contain_text("Majalangu: ")
    at, count = map(int, re.findall(r"\d+", place.inner_text()))
    page.get_by_role("button", name="Berikutnya →").click()
    expect(place).to_have_text(f"{at + 1} dari {count}")
    expect(title).not_to_contain_text("Majalangu")
    expect(page).not_to_have_url(re.compile(r"desa=33\.27\.04\.2010"))
    page.go_back()
    expect(title).to_contain_text("Majalangu: ")
    expect(place).to_have_text(f"{at} dari {count}")


@pytest.mark.parametrize(("layout", "open_app"), list(LAYOUTS.items()), indirect=["open_app"], ids=list(LAYOUTS))
def test_the_whole_page_fits_and_draws_its_charts(layout: str, open_app: Opened) -> None:
    page = open_app.go("/profil_desa?desa=33.27.04.2010")
    for key in ("profil_banyaknya", "profil_pasangan", "profil_sekolah", "profil_tren"):
        expect(page.locator(f".st-key-{key} .js-plotly-plot .main-svg").first).to_be_attached()
    assert page.evaluate(OVERFLOWING) == []
    assert page.locator('[data-testid="stMain"]').evaluate("e => e.scrollWidth - e.clientWidth") == 0
    page.locator(".st-key-dua_sejenis").scroll_into_view_if_needed()
    open_app.shoot(f"profil_sejenis_{layout}")


def test_a_peer_is_a_link_that_keeps_the_filter(open_app: Opened) -> None:
    page = open_app.go("/profil_desa?desa=33.27.04.2010&desil=1-2")
    link = page.locator(".st-key-profil_sejenis a").first
    name = link.inner_text().split(",")[0]
    link.click()
    expect(page.locator("h1.dmp-judul")).to_contain_text(f"{name}: ")
    expect(page).to_have_url(re.compile(r"desil=1-2&desa=33\.27\.\d{2}\.\d{4}&tren=desil1"))
    assert "desa=33.27.04.2010" not in page.url
    page.go_back()
    expect(page.locator("h1.dmp-judul")).to_contain_text("Majalangu: ")


def test_the_sheet_is_made_when_it_is_asked_for(open_app: Opened) -> None:
    page = open_app.go("/profil_desa?desa=33.27.04.2010")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh lembar (PDF)").click()
    assert waiting.value.suggested_filename == "profil-majalangu-33.27.04.2010-2024.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
