"""Looking into a kecamatan by a press on its bar, in a real browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

BARS = ".st-key-batang_ukuran"
LIST = ".st-key-kecamatan_tautan"


def go(opened: Opened, path: str) -> Page:
    """Open an address, though not as the first one after a start, which Streamlit complains of in the console."""
    opened.go("/")
    page = opened.go(path)
    expect(page.locator("[data-testid=stPlotlyChart] .plot-container")).to_have_count(6)  # nothing moves after that
    return page


def middle(found: Locator) -> float:
    box = found.bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2


def press(page: Page, name: str) -> None:
    """Press the row of a kecamatan at its far end, where a short bar does not reach."""
    label = page.locator(f"{BARS} .ytick text").get_by_text(name, exact=True)
    expect(label).to_have_count(1)  # while a chart is drawn anew, the old one still stands beside it
    expect(label).to_be_visible()
    area = page.locator(f"{BARS} .nsewdrag").bounding_box()
    assert area is not None
    page.mouse.click(area["x"] + 0.95 * area["width"], middle(label))


def list_title(page: Page) -> Locator:
    return page.locator(".st-key-kecamatan_peringkat_kanan h2")


def test_a_press_looks_into_a_kecamatan_and_another_press_goes_back(open_app: Opened) -> None:
    page = go(open_app, "/kecamatan")
    expect(page.locator(f"{LIST} a")).to_have_count(14)
    press(page, "Pemalang")
    expect(list_title(page)).to_contain_text("di Pemalang")
    expect(page).to_have_url(re.compile(r"rinci=33\.27\.08"))
    expect(page.locator(f"{LIST} a")).to_have_count(20)
    expect(page.get_by_role("combobox", name="Rinci kecamatan")).to_have_value("Pemalang")
    press(page, "Moga")
    expect(list_title(page)).to_contain_text("di Moga")
    open_app.complete()
    press(page, "Moga")
    expect(list_title(page)).not_to_contain_text("di Moga")
    expect(page).to_have_url(f"{open_app.base}/kecamatan")
    page.go_back()
    expect(list_title(page)).to_contain_text("di Moga")


def test_each_desa_stands_beside_its_bar_and_leads_to_its_profile(open_app: Opened) -> None:
    page = go(open_app, "/kecamatan?rinci=33.27.03")
    links, bars = page.locator(f"{LIST} [data-testid=stPageLink]"), page.locator(".st-key-batang_desa .bars .point")
    expect(bars).to_have_count(13)
    for row in (0, 6, 12):
        assert abs(middle(links.nth(row)) - middle(bars.nth(row))) < 2
    name = links.first.inner_text()
    links.first.click()
    expect(page.locator("h1.dmp-judul")).to_contain_text(f"{name}: ")
    page.go_back()
    expect(list_title(page)).to_contain_text("di Belik")
    page.get_by_role("button", name="Semua kecamatan").click()
    expect(list_title(page)).to_contain_text("Tertinggi di")


@pytest.mark.parametrize(
    ("open_app", "beside"),
    [({"size": (1366, 768)}, True), ({"size": (820, 1180)}, False)],
    indirect=["open_app"],
    ids=["laptop", "tablet"],
)
def test_charts_stand_in_pairs_on_a_laptop_and_in_a_column_on_a_tablet(beside: bool, open_app: Opened) -> None:  # noqa: FBT001
    page = go(open_app, "/kecamatan?rinci=33.27.04")
    for pair in ("peringkat", "sebaran", "pemusatan"):
        sides = page.locator(f".st-key-kecamatan_{pair}_kiri, .st-key-kecamatan_{pair}_kanan")
        # Both at one moment: the charts above them may still grow.
        left, right = sides.evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
        assert (right["x"] >= left["x"] + left["width"]) == beside
        assert (right["y"] >= left["y"] + left["height"]) != beside
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize("open_app", [{"scheme": "light"}, {"scheme": "dark"}], indirect=True, ids=["light", "dark"])
def test_numbers_in_coloured_parts_read_in_both_themes(open_app: Opened) -> None:
    page = go(open_app, "/kecamatan")
    parts = page.locator(".st-key-kecamatan_susunan .trace.bars")
    expect(parts.first.locator("text").first).to_be_visible()
    inks = [parts.nth(i).locator("text").first.evaluate("e => getComputedStyle(e).fill") for i in range(3)]
    assert inks == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]
