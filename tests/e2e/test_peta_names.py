"""Names that are code in HTML, in templates or in scripts are only names on the map; no tile is no trouble."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Frame, expect

from dampingan.importing import import_delivery
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from tests.e2e.conftest import serve
from tests.e2e.opened import Opened
from tests.e2e.peta_copy import copy_project, serve_copy

pytestmark = pytest.mark.peramban

NAMES = {
    "33.27.01.2001": '<img src=x onerror="parent.kena=1">',
    "33.27.01.2002": "`${parent.kena=1}` \\u003cb\\u003e",
    "33.27.01.2003": "{{ 7*7 }}{% raw %}{{'kena'}}",
    "33.27.01.2004": "</script><script>parent.kena=1</script>",
    "33.27.01.2005": "');parent.kena=1;('",
}
KECAMATAN = "Moga <svg onload=parent.kena=1>"
"""Instead of Moga."""
HOVER = """code => { let found;
  map.eachLayer(l => { if (l.feature?.properties.kode_desa === code) found = l });
  found.fire('mouseover', { latlng: found.getCenter() }) }"""


def renamed(copy: Path) -> None:
    """Give some units and a kecamatan other names, in the reference table and on the ground."""
    table = copy / "data" / "reference" / "wilayah.csv"
    units = pl.read_csv(table, infer_schema=False)
    units.with_columns(
        nama=pl.col("kode_kemendagri").replace_strict(NAMES, default=pl.col("nama")),
        kecamatan=pl.when(pl.col("kecamatan") == "Moga").then(pl.lit(KECAMATAN)).otherwise(pl.col("kecamatan")),
    ).write_csv(table)
    for name in ("skematik.json", "skematik_kecamatan.json"):
        file = copy / "static" / "geo" / name
        ground = json.loads(file.read_text("utf-8"))
        for told in (feature["properties"] for feature in ground["features"]):
            told["nama"] = NAMES.get(
                told.get("kode_desa"), KECAMATAN if told.get("kode_kecamatan") == "33.27.01" else told["nama"]
            )
            if told.get("kecamatan") == "Moga":
                told["kecamatan"] = KECAMATAN
        file.write_text(json.dumps(ground), "utf-8")


@pytest.fixture(scope="module")
def served_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the project whose names are code."""
    copy, data = copy_project(tmp_path_factory.mktemp("salinan")), tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "dampingan"]
    sample, period = str(data / "kiriman"), ("--periode", "2024")
    files = ("--ruta", f"{sample}/ruta.csv", "--art", f"{sample}/art.csv")
    subprocess.run([*command, "contoh", "--ke", sample, "--rt", "2000", *period], cwd=copy, check=True)
    renamed(copy)
    subprocess.run([*command, "impor", *files, "--data", str(data), *period], cwd=copy, check=True)
    yield from serve_copy(copy, data)


@pytest.fixture(scope="module")
def served_background(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with an address of background tiles at which nobody answers."""
    data = tmp_path_factory.mktemp("dasar")
    ruta, art = write_delivery(data / "kiriman", households=2000, seed=7, period="2024")
    import_delivery(ruta, art, period="2024", store=SnapshotStore(data), rules=read_rules())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAMPINGAN_PETA_DASAR", "http://127.0.0.1:9/{z}/{x}/{y}.png")
        running = serve(data, automatic=False)
        base = next(running)
    yield base
    next(running, None)


def opened(app: Opened, query: str = "") -> Frame:
    app.go("/")
    app.go(f"/peta{query}")
    app.page.frame_locator('iframe[title*="folium"]').locator("body[data-lapisan]").wait_for(state="attached")
    return next(frame for frame in app.page.frames if "streamlit_folium" in frame.url)


@pytest.mark.parametrize("open_app", [{"server": "served_names"}], indirect=True)
def test_names_that_are_code_stay_names(open_app: Opened) -> None:
    page = open_app.page
    for code, name in NAMES.items():
        frame = opened(open_app, f"?kecamatan=33.27.01&desa={code}&lapisan=pct_rtlh")
        expect(frame.locator("path.leaflet-interactive")).to_have_count(223)
        frame.evaluate(HOVER, code)
        expect(frame.locator(".dmp-petunjuk strong")).to_have_text(name)
        expect(frame.locator(".dmp-petunjuk .dmp-kec")).to_have_text(f"Kec. {KECAMATAN}")
        expect(page.locator(".dmp-panel h2")).to_have_text(name)
        expect(frame.get_by_text(name, exact=True).last).to_be_attached()
    assert page.evaluate("window.kena") is None
    assert frame.evaluate("window.kena") is None
    assert frame.locator("img[src=x], svg[onload]").count() == 0
    assert open_app.watch.complaints == []
    open_app.shoot("peta_nama_berkode")


@pytest.mark.parametrize("open_app", [{"server": "served_background"}], indirect=True)
def test_background_tiles_that_do_not_come_leave_the_map_as_it_is(open_app: Opened) -> None:
    page, frame = open_app.page, opened(open_app)
    assert frame.locator(".leaflet-tile").count() == 0
    page.get_by_role("button", name="Atur peta").click()
    page.get_by_text("Peta dasar dari internet").click()
    expect(frame.locator(".dmp-catatan-peta")).to_have_text("Peta skematik, bukan batas resmi · 127.0.0.1")
    expect(frame.locator("path.leaflet-interactive")).to_have_count(223)
    assert frame.locator(".leaflet-tile-loaded").count() == 0
    assert all("Failed to load resource" in told for told in open_app.watch.complaints)
    open_app.watch.complaints.clear()


def test_without_an_address_no_background_is_offered(open_app: Opened) -> None:
    opened(open_app)
    open_app.page.get_by_role("button", name="Atur peta").click()
    expect(open_app.page.get_by_text("Nama wilayah")).to_be_visible()
    expect(open_app.page.get_by_text("Peta dasar dari internet")).to_have_count(0)
