"""The very first request after a start, which Streamlit answers in a mode of its own."""

import pytest
from playwright.sync_api import expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban


@pytest.mark.parametrize("open_app", [{"server": "served_half_loaded"}], indirect=True)
@pytest.mark.parametrize("query", ["", "?desil=1-2&kecamatan=33.27.04"])
def test_the_first_page_does_without_the_libraries_that_are_still_being_loaded(open_app: Opened, query: str) -> None:
    open_app.page.goto(f"{open_app.base}/{query}")
    page = open_app.complete()
    expect(page.locator(".st-key-mendesak a")).to_have_count(10)
    expect(page.get_by_text("Terjadi kesalahan pada halaman ini")).to_have_count(0)


@pytest.mark.parametrize("open_app", [{"server": "served_anew"}], indirect=True)
@pytest.mark.parametrize("path", ["/kecamatan?desil=1-2", "/"])
def test_a_first_request_for_a_page_gets_that_page_alone(open_app: Opened, path: str) -> None:
    open_app.page.goto(f"{open_app.base}{path}")
    if path != "/":
        expect(open_app.page.get_by_text("Bandingkan menurut")).to_be_visible(timeout=15_000)
    page = open_app.complete()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert page.url == f"{open_app.base}{path}"
    expect(page.get_by_text("Bandingkan menurut")).to_have_count(1 if "kecamatan" in path else 0)
