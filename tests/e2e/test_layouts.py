"""Each page on each screen, light and dark: complete, without a complaint, nothing cut off, readable."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.opened import Opened

pytestmark = pytest.mark.peramban

PAGES = {
    "ringkasan": "/",
    "peta": "/peta",
    "kecamatan": "/kecamatan?ukuran=rtlh&rinci=33.27.04",
    "profil_desa": "/profil_desa?desa=33.27.04.2010",
    "irisan": "/irisan?ya=rtlh&tidak=bukan_listrik",
    "sasaran": "/sasaran",
    "perangkat": "/perangkat_daerah",
    "inventarisasi": "/inventarisasi?tahun_inv=2024",
    "kesenjangan": "/kesenjangan",
    "musdes": "/musdes",
    "fgd": "/fgd",
    "sid": "/sid",
    "tahapan": "/tahapan",
    "data": "/data",
    "metode": "/metode",
}
PARTS = {
    "ringkasan_saringan": "/?kecamatan=33.27.04&jenis=desa&dampingan=ya&desil=1-2&tabel=ya",
    "irisan_kombinasi": "/irisan?lihat=kombinasi",
    "irisan_indeks": "/irisan?lihat=indeks",
    "perangkat_satu": "/perangkat_daerah?bagian_pd=satu&perangkat=bappeda&tahun_pd=2024",
    "perangkat_isi": "/perangkat_daerah?bagian_pd=isi",
    "inventarisasi_potensi": "/inventarisasi?bagian_inv=potensi",
    "kesenjangan_desa": "/kesenjangan?desa_celah=33.27.04.2010",
    "musdes_banding": "/musdes?bagian_musdes=banding",
    "fgd_daftar": "/fgd?bagian_fgd=daftar",
    "fgd_isi": "/fgd?bagian_fgd=isi",
    "sid_waktu": "/sid?bagian_sid=waktu",
    "sid_isi": "/sid?bagian_sid=isi",
    "tahapan_catat": "/tahapan?bagian_tahap=catat",
    "tahapan_laporan": "/tahapan?bagian_tahap=laporan",
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


SHOWN = [
    *((name, path, layout) for name, path in PAGES.items() for layout in LAYOUTS),
    *((name, path, layout) for name, path in PARTS.items() for layout in ("laptop_light", "tablet_dark")),
]
"""Pages on all screens; their further parts on the laptop and, dark, on the tablet."""


@pytest.mark.parametrize(
    ("name", "path", "layout", "open_app"), [(*one, LAYOUTS[one[2]]) for one in SHOWN], indirect=["open_app"],
    ids=[f"{name}-{layout}" for name, _, layout in SHOWN],
)  # fmt: skip
def test_each_page_fits_each_screen_and_is_readable(name: str, path: str, layout: str, open_app: Opened) -> None:
    page = open_app.go(path)
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
