"""The presentation in a real browser: keys, what fits on the screens of projectors, and the way back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

SCREENS = {
    f"{width}x{height}_{scheme}": {"size": (width, height), "scheme": scheme}
    for width, height in ((1024, 768), (1366, 768), (1920, 1080))
    for scheme in ("light", "dark")
}
TOTAL = 12
"""Five slides of the kabupaten, two of each of Bappeda's three desa, the sources."""
CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
STICKING_OUT = """() => {
    const faults = [], stage = document.querySelector('.st-key-presentasi');
    const note = (what, e) => faults.push(`${what}: ${e.className} ${e.textContent.slice(0, 50)}`);
    const main = document.querySelector('[data-testid=stMain]'), root = document.documentElement;
    if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) note('document', root);
    if (main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth) note('page', main);
    for (const part of stage.querySelectorAll('.prs-isi, .prs-kelas, .prs-angka > div, .prs-legenda'))
        if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1) note('full', part);
    for (const e of stage.querySelectorAll('*')) {
        const box = e.getBoundingClientRect();
        if (box.width && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
            note('outside', e);
        if (!e.children.length && getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1)
            note('cut off', e);
    }
    const names = [...stage.querySelectorAll('.prs-wilayah span')].map(e => e.getBoundingClientRect());
    names.forEach((a, i) => names.slice(i + 1).forEach(b => {
        if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom) faults.push('names');
    }));
    return faults;
}"""
"""What does not fit: the document scrolls, or a part is too small for what stands in it."""
LONGEST = """([agency, name, place, reason]) => {
    const put = (selector, words) => document.querySelectorAll(selector).forEach(e => { e.textContent = words; });
    put('.prs-konteks', `Desa dampingan ${agency}, 10 dari 10 · periode Desember 2024`);
    document.querySelector('.prs-konteks').classList.add('prs-kecil');
    put('.prs-tabel tbody th', name);
    put('.prs-tabel td:nth-child(3)', place);
    put('.prs-tabel td:nth-child(6)', 'Sangat Tertinggal; 100,0 %');
    put('.prs-alasan', reason);
}"""
AGENCY = (
    "Dinas Sosial, Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak "
    "Kabupaten Pemalang"
)
REASON = (
    "Hijau karena desil 1 tidak terpusat, yaitu 1.110 rumah tangga desil 1 (1.117 di bawah ambang 1.217) dan 10,1 % "
    "rumah tangganya desil 1 (13,6 poin persen di bawah ambang 23,7 %), serta IDM 2024 Sangat Tertinggal tidak "
    "tergolong rendah."
)


@pytest.fixture(scope="module", autouse=True)
def _asked_before(browser: Browser, served: str) -> None:
    """Take the very first request, about whose page Streamlit complains (test_first_request.py)."""
    page = browser.new_page()
    page.goto(served)
    page.wait_for_selector("footer.dmp-kaki")
    page.close()


def begin(open_app: Opened, query: str = "") -> Page:
    """Open the presentation as the first request and wait until it listens."""
    page = open_app.page
    page.goto(f"{open_app.base}/presentasi{query}")
    expect(page.locator(".st-key-presentasi h1.dmp-judul")).to_be_visible()
    expect(page.get_by_role("button", name="Salindia berikutnya")).to_have_count(1)
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    return page


def at(page: Page, place: int, total: int = TOTAL) -> None:
    """Wait until a slide is shown."""
    expect(page.locator(".prs-nomor")).to_have_text(f"{place} / {total}")


@pytest.mark.parametrize(("screen", "open_app"), list(SCREENS.items()), indirect=["open_app"], ids=list(SCREENS))
def test_every_slide_fits_the_screen_and_is_readable(screen: str, open_app: Opened) -> None:
    page = begin(open_app)
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate(CONTRAST) == []
    open_app.shoot(f"presentasi_mulai_{screen}")
    for place in range(1, TOTAL + 1):
        page.keyboard.press("ArrowRight")
        at(page, place)
        expect(page.locator(".prs-contoh")).to_be_visible()
        assert page.evaluate(STICKING_OUT) == [], place
        assert page.evaluate(CONTRAST) == [], place
        if place <= 7:
            open_app.shoot(f"presentasi_{place}_{screen}")


@pytest.mark.parametrize("open_app", [{"size": s["size"]} for s in SCREENS.values()][::2], indirect=True)
def test_long_names_and_reasons_fit_too(open_app: Opened) -> None:
    page = begin(open_app, "?slide=5&seri=merah")
    longest = [AGENCY, "Wanarejan Selatan", "Bantarbolang", REASON]
    for place in (5, 6):
        at(page, place, 26)
        page.evaluate(LONGEST, longest)
        assert page.evaluate(STICKING_OUT) == [], place
        page.keyboard.press("PageDown")


def test_the_dashboard_around_it_is_gone_and_comes_back(open_app: Opened) -> None:
    page = begin(open_app, "?slide=2")
    for part in (page.get_by_test_id("stSidebar"), page.get_by_test_id("stHeader"), page.locator("footer.dmp-kaki")):
        expect(part).to_be_hidden()
    expect(page.locator(".dmp-contoh")).to_be_hidden()
    page.keyboard.press("Escape")
    open_app.complete()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(page.locator(".dmp-contoh")).to_be_visible()
    expect(page.locator(".st-key-presentasi")).to_have_count(0)


def test_keys_and_clicker_move_and_the_address_follows(open_app: Opened) -> None:
    page = begin(open_app)
    for key, place in (("PageDown", 1), (" ", 2), ("ArrowRight", 3), ("PageUp", 2), ("End", TOTAL), ("ArrowLeft", 11),
                       ("Home", 1)):  # fmt: skip
        page.keyboard.press(key)
        at(page, place)
        expect(page).to_have_url(re.compile(rf"/presentasi\?slide={place}$"))
    page.go_back()
    at(page, 11)
    page.keyboard.press("ArrowRight")
    at(page, TOTAL)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    at(page, 11)


def test_presses_faster_than_slides_are_all_counted(open_app: Opened) -> None:
    page = begin(open_app, "?slide=1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    at(page, 3)
    for _ in range(6):
        page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    at(page, 8)
    page.keyboard.press("PageDown")
    at(page, 9)
    expect(page).to_have_url(re.compile(r"slide=9$"))


def test_escape_returns_to_ringkasan_with_the_filter(open_app: Opened) -> None:
    page = begin(open_app, "?kecamatan=33.27.04&desil=1-2&slide=4")
    page.keyboard.press("Escape")
    expect(page.locator(".dmp-subjudul").first).to_contain_text("Kecamatan Watukumpul · desil 1–2")
    expect(page).to_have_url(re.compile(r"127\.0\.0\.1:\d+/\?kecamatan=33\.27\.04&desil=1-2$"))
    open_app.complete()
    page.keyboard.press("ArrowRight")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Presentasi").click()
    at(page, 4, 8)


def test_a_series_is_chosen_and_the_keys_are_free_again(open_app: Opened) -> None:
    page = begin(open_app)
    box = page.locator(".st-key-presentasi").get_by_test_id("stSelectbox")
    box.click()
    page.keyboard.press("PageDown")
    page.get_by_role("option", name="Desa merah").click()
    expect(page.locator("h1.dmp-judul")).to_have_text("Presentasi 26 salindia, 10 desa")
    expect(box.locator("input")).not_to_be_focused()
    page.keyboard.press("PageDown")
    at(page, 1, 26)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1.dmp-judul")).to_have_text("Presentasi 26 salindia, 10 desa")
    page.get_by_role("button", name="Mulai presentasi").click()
    at(page, 1, 26)


def test_buttons_come_with_the_mouse_and_leave_the_keys_alone(open_app: Opened) -> None:
    page = begin(open_app, "?slide=2")
    bar = page.get_by_role("toolbar", name="Kendali presentasi")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    expect(bar).to_have_css("opacity", "1")
    page.get_by_role("button", name="Salindia berikutnya").click()
    at(page, 3)
    page.get_by_role("button", name="Salindia sebelumnya").click()
    at(page, 2)
    page.get_by_role("button", name="Layar penuh").click()
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press(" ")
    at(page, 3)
    assert page.evaluate("document.fullscreenElement !== null")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(320, 320)
    page.get_by_role("button", name="Keluar dari presentasi").click()
    open_app.complete()
    assert page.evaluate("document.fullscreenElement === null")
