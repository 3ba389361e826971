"""The map in a real browser, cut off from everything but this machine."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Frame, Locator, Page, Route, expect

from dampingan.importing import import_delivery
from dampingan.palette import JUMLAH, TINGKAT
from dampingan.regions.boundaries import import_boundaries
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from tests.e2e.opened import Opened
from tests.e2e.peta_copy import copy_project, serve_copy

pytestmark = pytest.mark.peramban

OFFICIAL = Path(__file__).parents[3] / "shared" / "boundaries" / "ocha_cod_ab_2020_pemalang.geojson"
MAJALANGU, SODONG_BASARI = "33.27.04.2010", "33.27.03.2013"
SIZES = {
    "laptop_terang": {"size": (1366, 768), "scheme": "light"},
    "laptop_gelap": {"size": (1366, 768), "scheme": "dark"},
    "tablet_terang": {"size": (820, 1180), "scheme": "light"},
    "tablet_gelap": {"size": (820, 1180), "scheme": "dark"},
}

UNITS = """() => { const found = {};
  map.eachLayer(l => { if (l._path && l.options.className !== 'dmp-lingkaran' && l.feature?.properties.kode_desa)
    found[l.feature.properties.kode_desa] = l._path.getAttribute('fill') });
  return found }"""
"""The fill of each unit by code, also of those drawn as points."""
LEGEND = """() => [...document.querySelectorAll('.dmp-baris')].map(r => [r.querySelector('span').textContent,
  r.querySelector('svg > *').getAttribute('fill'), +r.querySelector('b').textContent])"""
VIEW = "() => { const c = map.getCenter(); return [map.getZoom(), +c.lat.toFixed(6), +c.lng.toFixed(6)] }"
A_PIXEL = 0.001
"""Degrees; the map gives its centre to the nearest pixel once it has been moved."""
CIRCLES = """() => { const found = {};
  map.eachLayer(l => { if (l.options.pane === 'circle' && l.feature && l.options.className === 'dmp-lingkaran')
    found[l.feature.properties.kode_desa] = l.getRadius() });
  return found }"""
MIDDLE = """code => { let found;
  map.eachLayer(l => { if (l.feature?.properties.kode_desa === code) found = l });
  const p = map.latLngToContainerPoint(found.getCenter ? found.getCenter() : found.getLatLng()); return [p.x, p.y] }"""


CENTRAL = """() => { let code, least = Infinity;
  map.eachLayer(l => { if (!l.getCenter || !l.feature?.properties.kode_desa) return;
    const far = l.getCenter().distanceTo(map.getCenter());
    if (far < least) { least = far; code = l.feature.properties.kode_desa } });
  return code }"""
"""The unit in the middle of the map."""
OUTSIDE = """name => { const seen = map.getBounds(); let out = 0;
  map.eachLayer(l => { if (l._path && l.feature?.properties.kecamatan === name) out += !seen.contains(l.getBounds()) });
  return out }"""
"""How many units of a kecamatan do not lie wholly in sight."""
FADED = """() => [...document.querySelectorAll('path.dmp-unit')]
  .filter(p => +p.getAttribute('fill-opacity') < 0.5).length"""


@pytest.fixture(scope="module")
def served_official(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the outlines that OCHA published, where they lie beside the project; none of it enters here."""
    if not OFFICIAL.is_file():
        pytest.skip(f"Batas OCHA untuk uji tidak ada di {OFFICIAL}.")
    data = tmp_path_factory.mktemp("resmi")
    ruta, art = write_delivery(data / "kiriman", households=3000, seed=7, period="2024")
    import_delivery(ruta, art, period="2024", store=SnapshotStore(data), rules=read_rules())
    import_boundaries(OFFICIAL, data / "batas")
    yield from serve_copy(copy_project(tmp_path_factory.mktemp("salinan")), data)


def opened(app: Opened, query: str = "") -> Frame:
    """Open the map and return its frame once all is drawn."""
    app.go("/")
    app.go(f"/peta{query}")
    return drawn(app.page)


def drawn(page: Page, layer: str = "", ground: str = "") -> Frame:
    """Return the map's frame once it shows a layer on a ground."""
    shown = f'[data-lapisan="{layer}"]' if layer else "[data-lapisan]"
    page.frame_locator('iframe[title*="folium"]').locator(
        f"body{shown}{f'[data-geometri={ground}]' if ground else ''}"
    ).wait_for(state="attached")
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def press(page: Page, frame: Frame, code: str) -> None:
    """Click the middle of a unit on the map."""
    x, y = frame.evaluate(MIDDLE, code)
    box = page.locator('iframe[title*="folium"]').bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


def pick(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


def panel(page: Page) -> Locator:
    return page.locator(".dmp-panel h2")


def assert_painted_as_the_legend_says(frame: Frame) -> None:
    """Every unit has the fill of a line of the legend, and each line counts its units."""
    fills = Counter(frame.evaluate(UNITS).values())
    lines = [line for line in frame.evaluate(LEGEND) if line[1] != "none"]
    assert fills == Counter({fill: count for _, fill, count in lines if count})


@pytest.mark.parametrize(("layout", "open_app"), list(SIZES.items()), indirect=["open_app"], ids=list(SIZES))
def test_the_map_draws_every_unit_on_each_screen(layout: str, open_app: Opened) -> None:
    frame = opened(open_app, f"?desa={MAJALANGU}")
    expect(frame.locator("path.leaflet-interactive")).to_have_count(223)
    assert_painted_as_the_legend_says(frame)
    expect(frame.locator(".dmp-catatan-peta")).to_have_text("Peta skematik, bukan batas resmi")
    expect(frame.locator(".dmp-legenda-peta")).to_contain_text("Data contoh sintetis")
    assert frame.locator("#dmp-pola-merah rect").get_attribute("fill") == "#B3261E"
    main = open_app.page.locator('[data-testid="stMain"]')
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert open_app.watch.complaints == []
    open_app.shoot(f"peta_kelas_{layout}")


def test_a_click_selects_the_desa_everywhere(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    press(page, frame, MAJALANGU)
    expect(panel(page)).to_have_text("Majalangu")
    expect(page).to_have_url(re.compile(rf"/peta\?desa={MAJALANGU}$"))
    expect(page.get_by_role("combobox", name=re.compile("Cari desa"))).to_have_value(
        re.compile("^Majalangu · Kec. Wat")
    )
    expect(frame.locator("path.dmp-pilihan")).to_have_count(1)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Profil Desa").click()
    expect(page.locator("h1.dmp-judul")).to_contain_text("Majalangu: ")


def test_the_panel_leads_to_the_profile_and_back(open_app: Opened) -> None:
    frame = opened(open_app, "?kecamatan=33.27.04")
    page = open_app.page
    press(page, frame, MAJALANGU)
    page.get_by_role("link", name="Buka profil desa").click()
    expect(page.locator("h1.dmp-judul")).to_contain_text("Majalangu: ")
    expect(page).to_have_url(re.compile(rf"/profil_desa\?kecamatan=33\.27\.04&desa={MAJALANGU}"))
    page.go_back()
    expect(panel(page)).to_have_text("Majalangu")


def test_a_change_of_layer_repaints_and_keeps_zoom_place_and_selection(open_app: Opened) -> None:
    frame = opened(open_app, f"?desa={MAJALANGU}")
    page = open_app.page
    frame.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function("!map._animatingZoom && map.getZoom() > 9.9")
    frame.evaluate("() => { map.panBy([40, -30], { animate: false }); window.tanda = 1 }")
    before, fills = frame.evaluate(VIEW), frame.evaluate(UNITS)
    pick(page, "Lapisan", "RTLH")
    frame = drawn(page, "pct_rtlh")
    assert frame.evaluate("window.tanda") == 1
    assert frame.evaluate(VIEW) == pytest.approx(before, abs=A_PIXEL)
    expect(frame.locator("path.dmp-pilihan")).to_have_count(1)
    assert frame.evaluate(UNITS) != fills
    assert set(frame.evaluate(UNITS).values()) <= {*TINGKAT, "url(#dmp-pola-kosong)"}
    assert_painted_as_the_legend_says(frame)
    expect(panel(page)).to_have_text("Majalangu")
    expect(page).to_have_url(re.compile("lapisan=pct_rtlh"))
    press(page, frame, frame.evaluate(CENTRAL))
    expect(panel(page)).not_to_have_text("Majalangu")
    assert frame.evaluate("window.tanda") == 1
    assert frame.evaluate(VIEW) == pytest.approx(before, abs=A_PIXEL)
    open_app.shoot("peta_rtlh_setelah_digeser")


def test_the_last_of_several_quick_changes_is_what_the_map_shows(open_app: Opened) -> None:
    opened(open_app)
    page = open_app.page
    for name in ("RTLH", "Tanpa jamban", "IDM 2024"):
        pick(page, "Lapisan", name)
    frame = drawn(page, "idm")
    expect(frame.locator(".dmp-legenda-peta strong")).to_have_text("IDM 2024")
    assert_painted_as_the_legend_says(frame)


@pytest.mark.parametrize("method", ["alami", "kuantil", "sama", "ditentukan"])
def test_each_way_of_classing_is_painted_as_its_legend_says(method: str, open_app: Opened) -> None:
    frame = opened(open_app, f"?lapisan=pct_desil1&cara={method}")
    assert_painted_as_the_legend_says(frame)
    assert sum(count for _, fill, count in frame.evaluate(LEGEND) if fill in TINGKAT) == 223


def test_choosing_a_kecamatan_zooms_and_leaving_it_zooms_back(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    whole = frame.evaluate(VIEW)
    page.get_by_test_id("stSidebar").get_by_role("combobox", name=re.compile("Kecamatan")).fill("watu")
    page.get_by_role("option", name="Watukumpul").click()
    frame.wait_for_function(f"map.getZoom() > {whole[0] + 0.9} && !map._animatingZoom")
    page.locator("h1.dmp-judul").click()
    assert frame.evaluate(OUTSIDE, "Watukumpul") == 0
    assert frame.evaluate(FADED) == 223 - 15
    expect(page.locator("h1.dmp-judul")).to_contain_text("Watukumpul")
    assert sum(count for _, fill, count in frame.evaluate(LEGEND) if fill != "none") == 15
    open_app.shoot("peta_kecamatan")
    page.get_by_role("button", name="Atur ulang saringan").click()
    frame.wait_for_function(f"Math.abs(map.getZoom() - {whole[0]}) < 0.01 && !map._animatingZoom")


def test_tiles_are_equal_and_keep_frame_zoom_and_selection(open_app: Opened) -> None:
    frame = opened(open_app, f"?desa={MAJALANGU}")
    page = open_app.page
    frame.evaluate("window.tanda = 1")
    before = frame.evaluate(VIEW)
    page.get_by_test_id("stMain").get_by_text("Ubin", exact=True).click()
    frame = drawn(page, "kelas", "ubin")
    expect(frame.locator("path.leaflet-interactive")).to_have_count(223)
    widths = frame.evaluate("() => [...document.querySelectorAll('path.dmp-unit')].map(p => p.getBBox().width)")
    assert max(widths) - min(widths) <= 2
    assert frame.evaluate("window.tanda") == 1
    assert frame.evaluate(VIEW) == pytest.approx(before, abs=A_PIXEL)
    expect(frame.locator("path.dmp-pilihan")).to_have_count(1)
    assert_painted_as_the_legend_says(frame)
    expect(frame.locator(".dmp-catatan-peta")).to_have_text("Ubin sama besar, bukan bentuk wilayah")
    open_app.shoot("peta_ubin")


def test_counts_are_circles_by_area_and_colour_no_area(open_app: Opened) -> None:
    frame = opened(open_app, "?lapisan=rt_desil1")
    assert set(frame.evaluate(UNITS).values()).isdisjoint({*TINGKAT, JUMLAH})
    open_app.shoot("peta_jumlah")
    radii = frame.evaluate(CIRCLES)
    rows = {row[0]: row for row in table_of(open_app)}
    largest = max(rows, key=lambda code: rows[code][1])
    assert len(radii) == len([code for code in rows if rows[code][1] > 0])
    for code in radii:
        share = rows[code][1] / rows[largest][1]
        assert (radii[code] / radii[largest]) ** 2 == pytest.approx(share, abs=0.005)


def table_of(app: Opened) -> list[tuple[str, float]]:
    """Return code and value of every unit, from the download."""
    with app.page.expect_download() as waiting:
        app.page.get_by_role("button", name="Unduh data peta (GeoJSON)").click()
    told = json.loads(waiting.value.path().read_text("utf-8"))
    return [(f["properties"]["kode_desa"], f["properties"]["nilai"] or 0) for f in told["features"]]


def test_idm_does_not_apply_to_kelurahan(open_app: Opened) -> None:
    frame = opened(open_app, "?lapisan=idm")
    kelurahan = {code: fill for code, fill in frame.evaluate(UNITS).items() if code.split(".")[-1].startswith("1")}
    assert len(kelurahan) == 11
    assert set(kelurahan.values()) == {"url(#dmp-pola-tidak-berlaku)"}
    assert ["Tidak berlaku", "url(#dmp-pola-tidak-berlaku)", 11] in frame.evaluate(LEGEND)
    assert_painted_as_the_legend_says(frame)
    open_app.shoot("peta_idm")


def test_a_unit_without_rows_is_hatched_and_in_the_legend(open_app: Opened) -> None:
    frame = opened(open_app, f"?periode=2022&lapisan=pct_desil1&desa={SODONG_BASARI}")
    assert frame.evaluate(UNITS)[SODONG_BASARI] == "url(#dmp-pola-kosong)"
    assert ["Tidak ada data", "url(#dmp-pola-kosong)", 1] in frame.evaluate(LEGEND)
    expect(open_app.page.locator(".dmp-panel")).to_contain_text("Belum dinilai")
    open_app.shoot("peta_tidak_ada_data")


def test_the_tooltip_names_value_rank_and_unknown(open_app: Opened) -> None:
    frame = opened(open_app, "?lapisan=pct_tanpa_jamban&kecamatan=33.27.04")
    page = open_app.page
    x, y = frame.evaluate(MIDDLE, MAJALANGU)
    box = page.locator('iframe[title*="folium"]').bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + x, box["y"] + y)
    told = frame.locator(".dmp-petunjuk")
    expect(told.locator("strong")).to_have_text("Majalangu")
    expect(told).to_contain_text("Kec. Watukumpul")
    expect(told).to_contain_text(re.compile(r"Tanpa jamban: [\d,]+ %"))
    expect(told).to_contain_text(re.compile(r"Peringkat \d+ dari \d+; 1 = tertinggi"))
    open_app.shoot("peta_petunjuk")


def test_a_search_by_name_shows_the_kecamatan_and_moves_the_map_to_the_desa(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    frame.evaluate("() => map.setView([-6.85, 109.55], 13, { animate: false })")
    box = page.get_by_role("combobox", name=re.compile("Cari desa"))
    box.click()
    box.fill("kuta ·")
    options = page.get_by_role("option")
    expect(options).to_have_text(
        ["Kuta · Kec. Bantarbolang · 33.27.06.2014", "Kuta · Kec. Belik · 33.27.03.2004"], use_inner_text=True
    )
    options.nth(1).click()
    expect(panel(page)).to_have_text("Kuta")
    frame.wait_for_function("map.getBounds().contains([-7.19, 109.36])")
    assert frame.evaluate("map.getZoom()") == 13


def test_a_row_of_the_table_selects_and_the_selection_can_be_dropped(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    table = page.locator(".st-key-tabel_peta [data-testid='stDataFrame']")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 35 + 17})
    name = panel(page)
    expect(name).to_be_visible()
    first = name.inner_text()
    expect(frame.locator("path.dmp-pilihan")).to_have_count(1)
    table.click(position={"x": 16, "y": 2 * 35 + 17})
    expect(name).not_to_have_text(first)
    page.get_by_role("button", name="Hapus pilihan").click()
    expect(name).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/peta$"))
    frame.wait_for_function("document.querySelectorAll('path.dmp-pilihan').length === 0")


def test_the_same_desa_can_be_pressed_again_after_another_way_of_choosing(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    press(page, frame, MAJALANGU)
    expect(panel(page)).to_have_text("Majalangu")
    page.get_by_role("button", name="Hapus pilihan").click()
    expect(panel(page)).to_have_count(0)
    press(page, frame, MAJALANGU)
    expect(panel(page)).to_have_text("Majalangu")


def test_targets_and_names_can_be_switched_off(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    expect(frame.locator("path.dmp-sasaran")).to_have_count(86)
    page.get_by_role("button", name="Atur peta").click()
    page.get_by_text("Garis desa sasaran (simulasi)").click()
    frame.wait_for_function("document.querySelectorAll('path.dmp-sasaran').length === 0")
    page.get_by_text("Nama wilayah").click()
    expect(frame.locator(".dmp-nama-kecamatan").first).to_be_hidden()


def test_limits_of_ones_own_and_what_is_said_of_wrong_ones(open_app: Opened) -> None:
    frame = opened(open_app, "?lapisan=pct_desil1&cara=ditentukan")
    page = open_app.page
    page.get_by_role("button", name="Atur peta").click()
    box = page.get_by_role("textbox", name=re.compile("Batas kelas"))
    box.fill("15; 12,5")
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("makin besar")
    box.fill("12,5; 15")
    box.press("Enter")
    expect(frame.locator(".dmp-baris").nth(1).locator("span")).to_have_text("12,6–15,0 %")
    assert_painted_as_the_legend_says(frame)


def test_the_map_can_be_taken_away(open_app: Opened) -> None:
    opened(open_app, "?kecamatan=33.27.04")
    page = open_app.page
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh gambar (PNG)").click()
    assert waiting.value.suggested_filename == "peta-kelas-2024.png"
    with Image.open(waiting.value.path()) as picture:
        assert picture.size == (1980, 1485)
        assert picture.info["Source"].startswith("DATA CONTOH SINTETIS")
    assert len(table_of(open_app)) == 15


@pytest.mark.parametrize("open_app", [{"server": "served_official"}], indirect=True)
def test_official_outlines_are_drawn_and_the_unit_without_one_is_a_point(open_app: Opened) -> None:
    frame = opened(open_app)
    page = open_app.page
    expect(frame.locator("path.leaflet-interactive")).to_have_count(223)
    expect(frame.locator("path.leaflet-interactive.dmp-titik")).to_have_count(1)
    assert_painted_as_the_legend_says(frame)
    expect(frame.locator(".dmp-catatan-peta")).to_have_text("Batas: ocha_cod_ab_2020_pemalang.geojson")
    assert ["Tanpa garis batas (titik)", "none", 1] in frame.evaluate(LEGEND)
    open_app.shoot("peta_resmi")
    press(page, frame, SODONG_BASARI)
    expect(panel(page)).to_have_text("Sodong Basari")
    page.get_by_test_id("stMain").get_by_text("Ubin", exact=True).click()
    frame = drawn(page, "kelas", "ubin")
    expect(frame.locator("path.leaflet-interactive")).to_have_count(223)
    assert_painted_as_the_legend_says(frame)
    page.goto(f"{open_app.base}/peta?kecamatan=33.27.03&desa={SODONG_BASARI}")
    drawn(open_app.complete())
    open_app.shoot("peta_resmi_sodong_basari")


def test_a_frame_that_gets_its_size_late_is_drawn_all_the_same(open_app: Opened) -> None:
    hidden = "<style id=telat>#parent { display: none }</style><script>setTimeout(() => telat.remove(), 1500)</script>"

    def late(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</head>", f"{hidden}</head>"))

    open_app.page.route("**/component/streamlit_folium.st_folium/index.html*", late)
    frame = opened(open_app, "?kecamatan=33.27.04")
    assert frame.locator("#telat").count() == 0
    assert frame.evaluate(OUTSIDE, "Watukumpul") == 0
    assert open_app.watch.complaints == []
