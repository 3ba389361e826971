"""The map in a real browser: a click, a change of layer, the first map; milliseconds and bytes over the wire.

    python benchmarks/bench_map.py [--putaran 15] [--rt 150000]

Three ways take turns in one run: the page as it is; the page with the click reported as streamlit-folium does it
by itself (after 250 ms); and the plain way, folium.GeoJson sent whole at each run. Beside them a rerun of the same
page by a button of Streamlit's own, which no map can be faster than.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Frame, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
AIM_CLICK_MS, AIM_CLICK_KB, AIM_FIRST_MS = 400, 60, 2000
LAYERS = ("RTLH", "Tanpa jamban")
FRAME = 'iframe[title*="folium"]'
UNITS = ("33.27.04.2010", "33.27.03.2005", "33.27.06.2001", "33.27.08.2011", "33.27.02.2003", "33.27.12.2001")

WATCH_PAGE = """() => {
  const name = () => document.querySelector('.dmp-panel h2')?.textContent ?? '';
  window.bench = { name: name() };
  new MutationObserver(() => { if (name() === window.bench.name) return;
    window.bench.name = name(); window.bench.panel = performance.timeOrigin + performance.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  document.addEventListener('click', () => { window.bench.click = performance.timeOrigin + performance.now() }, true);
}"""
WATCH_FRAME = """() => {
  document.addEventListener('click', () => { parent.bench.click = performance.timeOrigin + performance.now() }, true);
  const seen = () => [...document.querySelectorAll('path.leaflet-interactive')].map(p => p.getAttribute('fill')).join();
  let before = seen();
  new MutationObserver(() => { const now = seen(); if (now === before || !now.includes('#')) return; before = now;
    requestAnimationFrame(() => { parent.bench.paint = performance.timeOrigin + performance.now() });
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['fill', 'd'] });
}"""
SLOW = """() => { const set = window.Streamlit.setComponentValue.bind(window.Streamlit);
  let at; window.Streamlit.setComponentValue = v => { clearTimeout(at); at = setTimeout(() => set(v), 250) } }"""
PLACE = """code => { let found;
  map.eachLayer(l => { if (l.feature?.properties.kode_desa === code) found = l });
  const p = map.latLngToContainerPoint(found.getCenter()); return [p.x, p.y] }"""


class Wire:
    """Counts what a page gets and sends, by WebSocket and by HTTP."""

    def __init__(self, session: CDPSession) -> None:
        """Listen to a page."""
        self.bytes = 0
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.on("Network.loadingFinished", self._file)

    def _frame(self, event: dict[str, Any]) -> None:
        told = event["response"]
        size = len(told["payloadData"])
        self.bytes += size * 3 // 4 if told["opcode"] == 2 else size

    def _file(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


@contextmanager
def app(script: str, data: Path) -> Iterator[str]:
    """Run an app on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"DAMPINGAN_DATA": str(data), "DAMPINGAN_CONTOH_OTOMATIS": "false", "PYTHONPATH": str(ROOT),
                "PYTHONUNBUFFERED": "1"}  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:  # fmt: skip
        try:
            if process.stdout is None or not any("URL:" in line for line in process.stdout):
                raise SystemExit(f"{script} did not start")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@contextmanager
def plain_app(data: Path) -> Iterator[str]:
    """Run the plain way beside a copy of ``static/``, which Streamlit serves from beside the script."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "static", place / "static", ignore=shutil.ignore_patterns("lokal"))
        shutil.copytree(ROOT / ".streamlit", place / ".streamlit")
        shutil.copy(ROOT / "benchmarks" / "plain_map.py", place / "app.py")
        with app(str(place / "app.py"), data) as base:
            yield base


def sample(data: Path, households: int) -> None:
    """Publish one period of synthetic households."""
    from dampingan.importing import import_delivery
    from dampingan.rules import read_rules
    from dampingan.snapshot import SnapshotStore
    from dampingan.sources.sample import write_delivery

    files = write_delivery(data / "kiriman", households=households, seed=2022, period="2024")
    import_delivery(*files, period="2024", store=SnapshotStore(data), rules=read_rules())


class Shown:
    """One window with a map in it."""

    def __init__(self, page: Page, wire: Wire, address: str) -> None:
        """Open the map and begin to watch."""
        self.page, self.wire = page, wire
        page.goto(address)
        page.frame_locator(FRAME).locator("path.leaflet-interactive").nth(222).wait_for()
        page.wait_for_timeout(1500)
        self.frame = next(f for f in page.frames if "streamlit_folium" in f.url)
        page.evaluate(WATCH_PAGE)
        self.watch(self.frame)

    def watch(self, frame: Frame) -> None:
        """Note when a map's outlines change their fill."""
        frame.evaluate(WATCH_FRAME)

    def act(self, what: Callable[[], None], until: str) -> tuple[float, float]:
        """Do something, wait until it shows, and return milliseconds and kilobytes until all is quiet."""
        self.page.evaluate("() => { delete bench.panel; delete bench.paint; delete bench.click }")
        self.wire.bytes = 0
        what()
        self.page.wait_for_function(f"bench.click && bench.{until}")
        took = self.page.evaluate(f"bench.{until} - bench.click")
        self.page.wait_for_timeout(700)
        return took, self.wire.bytes / 1000

    def press(self, code: str) -> None:
        """Click the middle of a unit."""
        x, y = self.frame.evaluate(PLACE, code)
        box = self.page.locator(FRAME).bounding_box()
        if box is None:
            raise SystemExit("no map")
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def pick(self, name: str) -> None:
        """Choose a layer."""
        self.page.get_by_role("combobox", name="Lapisan peta").click()
        self.page.get_by_role("option", name=name, exact=True).click()


def first_map(browser: Any, address: str) -> tuple[float, float]:
    """Open the page anew: milliseconds from its title to the painted map, and from the request."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address)
    page.locator("h1.dmp-judul").wait_for()
    titled = time.perf_counter()
    page.frame_locator(FRAME).locator("body[data-lapisan]").wait_for(state="attached")
    painted = time.perf_counter()
    context.close()
    return 1000 * (painted - titled), 1000 * (painted - begun)


def measure(bases: tuple[str, str], rounds: int) -> dict[str, list[Any]]:
    """Take all measurements in turns."""
    found: dict[str, list[Any]] = {}
    base, plain = bases
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for number in range(rounds + 1):  # the first start of a server loads its libraries
            name = "peta pertama sesudah judul" if number else "peta pertama, server baru menyala"
            found.setdefault(name, []).append(first_map(browser, f"{base}/peta"))
        windows = {}
        for name, address in (("kini", f"{base}/peta?lapisan=pct_rtlh"), ("250 ms", f"{base}/peta?lapisan=pct_rtlh"),
                              ("polos", plain)):  # fmt: skip
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            windows[name] = Shown(page, Wire(page.context.new_cdp_session(page)), address)
        windows["250 ms"].frame.evaluate(SLOW)
        for number in range(rounds):
            unit, layer = UNITS[number % len(UNITS)], LAYERS[(number + 1) % 2]
            turns(found, windows, unit, layer)
        browser.close()
    return found


def turns(found: dict[str, list[Any]], windows: dict[str, Shown], unit: str, layer: str) -> None:
    """Let each way have its turn once."""
    now, slow, plain = windows["kini"], windows["250 ms"], windows["polos"]
    found.setdefault("klik, kini", []).append(now.act(lambda: now.press(unit), "panel"))
    found.setdefault("klik, lewat streamlit-folium (250 ms)", []).append(slow.act(lambda: slow.press(unit), "panel"))
    found.setdefault("klik, cara polos", []).append(plain.act(lambda: plain.press(unit), "panel"))
    found.setdefault("tombol Streamlit (tanpa peta)", []).append(
        now.act(lambda: now.page.get_by_role("button", name="Hapus pilihan").click(), "panel")
    )
    found.setdefault("ganti lapisan, kini", []).append(now.act(lambda: now.pick(layer), "paint"))
    found.setdefault("ganti lapisan, cara polos", []).append(change_plain(plain, layer))


def change_plain(plain: Shown, layer: str) -> tuple[float, float]:
    """Change the layer of the plain map: it gets a new frame, which is looked for anew."""
    before = {frame for frame in plain.page.frames if "streamlit_folium" in frame.url}
    name = {"RTLH": "pct_rtlh", "Tanpa jamban": "pct_tanpa_jamban"}[layer]
    plain.wire.bytes = 0
    begun = time.perf_counter()
    plain.page.get_by_text(name, exact=True).click()
    while not (fresh := [f for f in plain.page.frames if "streamlit_folium" in f.url and f not in before]):
        plain.page.wait_for_timeout(5)
    fresh[0].locator("path.leaflet-interactive").nth(222).wait_for()
    took = 1000 * (time.perf_counter() - begun)
    plain.page.wait_for_timeout(700)
    plain.frame = fresh[0]
    plain.watch(plain.frame)
    return took, plain.wire.bytes / 1000


def report(found: dict[str, list[Any]]) -> None:
    """Print medians and the ninth tenth, and whether the aims are met."""
    print(f"{'':44}{'median':>9}{'p90':>9}   {'kB':>7}")
    for name, pairs in found.items():
        first = sorted(pair[0] for pair in pairs)
        tenth = first[min(len(first) - 1, int(0.9 * len(first)))]
        second = statistics.median(pair[1] for pair in pairs)
        unit = "ms sejak permintaan" if name.startswith("peta pertama") else ""
        print(f"{name:44}{statistics.median(first):7.0f}ms{tenth:7.0f}ms   {second:7.1f} {unit}")
    click = found["klik, kini"]
    aims = {
        f"klik paling lama {AIM_CLICK_MS} ms": statistics.median(p[0] for p in click) <= AIM_CLICK_MS,
        f"klik paling banyak {AIM_CLICK_KB} kB": max(p[1] for p in click) <= AIM_CLICK_KB,
        f"peta pertama paling lama {AIM_FIRST_MS} ms sesudah judul": statistics.median(
            p[0] for p in found["peta pertama sesudah judul"]
        ) <= AIM_FIRST_MS,
    }  # fmt: skip
    for aim, met in aims.items():
        print(f"{'tercapai' if met else 'BELUM TERCAPAI'}: {aim}")


def main() -> None:
    """Measure and report; the raw figures go to ``benchmarks/hasil``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--putaran", type=int, default=15)
    parser.add_argument("--rt", type=int, default=150_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        sample(data, given.rt)
        with app("app.py", data) as base, plain_app(data) as plain:
            found = measure((base, plain), given.putaran)
    report(found)
    target = ROOT / "benchmarks" / "hasil" / "peta.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
