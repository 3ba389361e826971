"""The pages in a real browser: a change of the filter, a change of page, the first page after a start.

    python benchmarks/bench_pages.py [--putaran 8] [--rt 150000]

The first page takes turns with that of an empty Streamlit app, both on a server just started. A change counts from
the click until the script has ended and the title or the foot (which names the filter) has changed and is painted.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench_map import ROOT, app, sample
from playwright.sync_api import Browser, Page, sync_playwright

AIM_FILTER_MS, AIM_FIRST_RATIO = 300, 1.5
EMPTY = 'import streamlit as st\n\nst.title("Kosong")\n'
ADDRESS = {
    "Ringkasan": "/", "Peta": "/peta", "Kecamatan": "/kecamatan", "Profil Desa": "/profil_desa",
    "Irisan Indikator": "/irisan?ya=rtlh", "Sasaran": "/sasaran", "Perangkat": "/perangkat_daerah",
    "Kesenjangan": "/kesenjangan", "Musdes": "/musdes", "FGD": "/fgd", "SID": "/sid", "Tahapan": "/tahapan",
    "Metode": "/metode",
}  # fmt: skip
PAGES = tuple(ADDRESS)

WATCH = """() => {
  const told = () => [...document.querySelectorAll('h1.dmp-judul, footer.dmp-kaki')].map(e => e.textContent).join();
  const idle = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning';
  document.addEventListener('click', () => {
    const before = told();
    window.bench = { click: performance.now() };
    const look = () => {
      const there = idle() && told() !== before && document.querySelector('footer.dmp-kaki');
      if (!there) return requestAnimationFrame(look);
      requestAnimationFrame(() => requestAnimationFrame(() => { window.bench.done = performance.now() }));
    };
    requestAnimationFrame(look);
  }, true);
}"""


def first_page(browser: Browser, script: str, data: Path, ready: str) -> tuple[float, float]:
    """Start an app and open it: milliseconds from the request to the page, and from the start of the server."""
    begun = time.perf_counter()
    with app(script, data) as base:
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        asked = time.perf_counter()
        page.goto(base)
        page.locator(ready).first.wait_for()
        shown = time.perf_counter()
        page.context.close()
    return 1000 * (shown - asked), 1000 * (shown - begun)


def took(page: Page) -> float:
    """Return the milliseconds of the last click, once its page is there."""
    page.wait_for_function("window.bench && window.bench.done")
    spent = float(page.evaluate("bench.done - bench.click"))
    page.wait_for_timeout(400)
    return spent


def settle(page: Page) -> None:
    """Wait until nothing runs and charts are drawn."""
    page.locator("footer.dmp-kaki").wait_for()
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")
    page.wait_for_timeout(1200)


def changes(browser: Browser, base: str, rounds: int) -> dict[str, list[float]]:
    """Take every page's change of filter and every change of page in turns."""
    found: dict[str, list[float]] = {}
    windows = {}
    for name in PAGES:
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.goto(base + ADDRESS[name])
        settle(page)
        page.evaluate(WATCH)
        windows[name] = page
    for number in range(rounds + 1):  # the first round fills the caches and is not counted
        desil = ("1–2", "1")[number % 2]
        for name, page in windows.items():
            page.get_by_test_id("stSidebar").get_by_text(desil, exact=True).click()
            spent = took(page)
            if number:
                found.setdefault(f"saringan: {name}", []).append(spent)
    for page in [*windows.values()][1:]:
        page.context.close()
    walk(windows["Ringkasan"], rounds, found)
    return found


def walk(page: Page, rounds: int, found: dict[str, list[float]]) -> None:
    """Go from page to page by the links of the sidebar."""
    for number in range(rounds + 1):
        for name in [*PAGES[1:], PAGES[0]]:
            page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
            spent = took(page)
            if number:
                found.setdefault(f"pindah ke: {name}", []).append(spent)


def measure(data: Path, rounds: int) -> dict[str, list[Any]]:
    """Take all measurements."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    found: dict[str, list[Any]] = {"halaman pertama, Dampingan": [], "halaman pertama, Streamlit kosong": []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        empty = Path(folder) / "kosong.py"
        empty.write_text(EMPTY, "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(max(3, rounds // 2)):
            found["halaman pertama, Streamlit kosong"].append(first_page(browser, str(empty), data, "h1"))
            found["halaman pertama, Dampingan"].append(first_page(browser, "app.py", data, "footer.dmp-kaki"))
        with app("app.py", data) as base:
            found |= changes(browser, base, rounds)
        browser.close()
    return found


def report(found: dict[str, list[Any]]) -> None:
    """Print medians and the largest, and whether the aims are met."""
    ours, empty = (found[f"halaman pertama, {name}"] for name in ("Dampingan", "Streamlit kosong"))
    for part, words in ((0, "sejak permintaan"), (1, "sejak server dinyalakan")):
        ratios = [a[part] / b[part] for a, b in zip(ours, empty, strict=True)]
        told = [statistics.median(row[part] for row in rows) for rows in (ours, empty)]
        print(f"halaman pertama {words}: {told[0]:.0f} ms, kosong {told[1]:.0f} ms, "
              f"rasio {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")  # fmt: skip
    slow = []
    for name, spent in found.items():
        if name.startswith("halaman"):
            continue
        middle = statistics.median(spent)
        print(f"{name:34}{middle:7.0f} ms, terlama {max(spent):.0f} ms")
        if name.startswith("saringan") and middle > AIM_FILTER_MS:
            slow.append(name)
    print("BELUM TERCAPAI: " + ", ".join(slow) if slow else f"tercapai: saringan paling lama {AIM_FILTER_MS} ms")


def main() -> None:
    """Measure and report; the raw figures go to ``benchmarks/hasil``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--putaran", type=int, default=8)
    parser.add_argument("--rt", type=int, default=150_000)
    given = parser.parse_args()
    from dampingan.sample_records import make_sample_records

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        sample(data, given.rt)
        make_sample_records(data, seed=1)
        found = measure(data, given.putaran)
    report(found)
    target = ROOT / "benchmarks" / "hasil" / "halaman.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
