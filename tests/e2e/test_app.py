"""The real app in a real browser, cut off from everything but this machine."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban


def title(page: Page) -> str:
    return page.locator("h1.dmp-judul").inner_text()


def test_the_font_comes_from_the_app_itself(open_app: Opened) -> None:
    page = open_app.go("/profil_desa")
    loaded = page.evaluate(
        "document.fonts.ready.then(f => [...f].filter(x => x.status == 'loaded').map(x => x.family))"
    )
    assert any("Plus Jakarta Sans" in family for family in loaded)
    assert f"{open_app.base}/app/static/fonts/plus-jakarta-sans-latin.woff2" in open_app.watch.fonts
    assert (
        page.locator("h1.dmp-judul").evaluate("e => getComputedStyle(e).fontFamily").startswith('"Plus Jakarta Sans"')
    )


def test_a_filter_changes_page_and_address_and_goes_along(open_app: Opened) -> None:
    page = open_app.go("/")
    page.get_by_test_id("stSidebar").get_by_text("1–2", exact=True).click()
    expect(page).to_have_url(re.compile(r"desil=1-2"))
    expect(page.locator(".dmp-subjudul").first).to_contain_text("desil 1–2")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Kecamatan").click()
    expect(page).to_have_url(re.compile(r"/kecamatan\?desil=1-2"))
    expect(page.locator("h1.dmp-judul")).to_contain_text("desil 1–2")
    page.go_back()
    expect(page.locator("h2.dmp-bagian").nth(1)).to_contain_text("rumah tangga desil 1–2 (")
    page.get_by_role("button", name="Atur ulang saringan").click()
    expect(page.locator(".dmp-subjudul").first).to_contain_text("desil 1 · periode 2024")
    expect(page).to_have_url(f"{open_app.base}/")


def test_a_deep_link_is_a_first_request(open_app: Opened) -> None:
    page = open_app.go("/profil_desa?desa=33.27.04.2010&desil=1-4&kecamatan=33.27.04")
    assert title(page).startswith("Majalangu:")
    expect(page.locator(".dmp-contoh")).to_be_visible()
    expect(page.get_by_test_id("stMultiSelect")).to_contain_text("Watukumpul")


def test_a_page_file_cannot_be_reached_past_the_entry(open_app: Opened) -> None:
    page = open_app.go("/kecamatan")
    expect(page.get_by_test_id("stSidebar")).to_contain_text("Saringan")
    assert page.get_by_test_id("stSidebarNavItems").count() == 0


def test_a_pressing_desa_leads_to_its_profile_and_back(open_app: Opened) -> None:
    page = open_app.go("/?kecamatan=33.27.04")
    link = page.locator(".st-key-mendesak a").first
    label = link.inner_text()
    name = label.removeprefix("1. ")
    link.click()
    expect(page.locator("h1.dmp-judul")).to_contain_text(f"{name}: ")
    expect(page).to_have_url(re.compile(r"/profil_desa\?kecamatan=33\.27\.04&desa=33\.27\.04\.\d{4}"))
    page.go_back()
    expect(page.locator(".st-key-mendesak a").first).to_have_text(label)


def test_a_unit_without_data_offers_the_period_that_has_them(open_app: Opened) -> None:
    page = open_app.go("/profil_desa?desa=33.27.03.2013&periode=2022")
    expect(page.locator(".dmp-kosong")).to_contain_text("Itu tidak berarti nol")
    open_app.shoot("profil_desa_tanpa_data")
    page.get_by_role("button", name="Buka periode 2024").click()
    expect(page.locator("h1.dmp-judul")).to_contain_text("peringkat")
    assert title(page).startswith("Sodong Basari:")


def test_the_table_is_downloaded_with_the_sample_mark(open_app: Opened) -> None:
    page = open_app.go("/?tabel=ya")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh tabel (CSV)").click()
    told = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert waiting.value.suggested_filename == "desa-2024.csv"
    assert len(told) == 224
    assert all("DATA CONTOH SINTETIS" in line for line in told[1:])


def test_two_windows_do_not_share_a_filter(open_app: Opened) -> None:
    first = open_app.go("/?kecamatan=33.27.04")
    other = first.context.new_page()
    other.goto(f"{open_app.base}/")
    other.wait_for_selector("footer.dmp-kaki")
    expect(other.locator(".dmp-subjudul").first).to_contain_text("semua kecamatan")
    expect(first.locator(".dmp-subjudul").first).to_contain_text("Kecamatan Watukumpul")


@pytest.mark.parametrize("open_app", [{"server": "served_empty"}], indirect=True)
def test_the_first_start_makes_its_sample_and_opens_by_itself(open_app: Opened) -> None:
    page = open_app.go("/")
    periods = page.get_by_test_id("stSelectbox").first
    expect(page.get_by_test_id("stSidebar").get_by_test_id("stProgress")).to_have_count(0, timeout=60_000)
    periods.click()
    expect(page.get_by_role("option")).to_have_text(["2024", "2023", "2022", "2020"])
