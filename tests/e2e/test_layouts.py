"""Each page on each screen, light and dark: complete, without a complaint, nothing cut off, readable."""

from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.peramban

PATHS = {
    "ringkasan": "/",
    "ringkasan_saringan": "/?kecamatan=33.27.04&jenis=desa&dampingan=ya&desil=1-2",
    "peta": "/peta",
    "kecamatan": "/kecamatan?ukuran=rtlh&rinci=33.27.04",
    "profil_desa": "/profil_desa?desa=33.27.04.2010",
    "irisan": "/irisan?ya=rtlh&tidak=bukan_listrik",
    "irisan_kombinasi": "/irisan?lihat=kombinasi",
    "irisan_indeks": "/irisan?lihat=indeks",
    "sasaran": "/sasaran",
    "perangkat_daerah": "/perangkat_daerah",
    "inventarisasi": "/inventarisasi",
    "kesenjangan": "/kesenjangan",
    "musdes": "/musdes",
    "musdes_banding": "/musdes?bagian_musdes=banding",
    "fgd": "/fgd",
    "sid": "/sid",
    "tahapan": "/tahapan",
    "data": "/data",
    "metode": "/metode",
}
LAYOUTS = {
    f"{name}_{scheme}": {"size": size, "scheme": scheme}
    for name, size in {"laptop": (1366, 768), "tablet": (820, 1180), "layar": (1920, 1080)}.items()
    for scheme in ("light", "dark")
}
CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
OVERFLOWING = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(.dmp-kartu *, h1, h2, .dmp-sumber, .dmp-alasan, .dmp-kelas, .dmp-catatan)'
  )].filter(e => getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.textContent)"""
"""Texts wider than the box they stand in."""
CUT_OFF = """() => [...document.querySelectorAll('[data-testid=stMain] .js-plotly-plot .main-svg text')].filter(e => {
    const box = e.getBoundingClientRect(), frame = e.closest('.js-plotly-plot').getBoundingClientRect();
    return box.width && (box.left < frame.left - 1.5 || box.right > frame.right + 1.5);
  }).map(e => e.textContent)"""
"""Words of a chart that stick out of it."""


class Opened(Protocol):
    """What the fixture ``open_app`` gives."""

    page: Page
    base: str
    watch: Any

    def go(self, path: str) -> Page: ...
    def shoot(self, name: str) -> None: ...


@pytest.mark.parametrize(("layout", "open_app"), list(LAYOUTS.items()), indirect=["open_app"], ids=list(LAYOUTS))
@pytest.mark.parametrize("name", PATHS)
def test_each_page_fits_each_screen_and_is_readable(name: str, layout: str, open_app: Opened) -> None:
    page = open_app.go(PATHS[name])
    expect(page.locator(".dmp-contoh")).to_be_visible()
    expect(page.locator("h1.dmp-judul")).to_be_visible()
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(CONTRAST) == []
    scheme = page.locator('[data-testid="stApp"]').evaluate("e => getComputedStyle(e).colorScheme")
    assert scheme == layout.split("_")[1]
    open_app.shoot(f"{name}_{layout}")
