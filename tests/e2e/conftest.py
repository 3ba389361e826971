"""The real app on a free loopback port, and a Chromium that reaches nothing else."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from dampingan.importing import import_delivery
from dampingan.rules import read_rules
from dampingan.sample_records import make_sample_records
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery
from tests.e2e.opened import Opened, Watch

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("Chromium tidak ditemukan di PATH; pasang chromium untuk menjalankan uji peramban.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with two small periods and sample records; 2022 lacks Sodong Basari."""
    data = tmp_path_factory.mktemp("e2e")
    for period in ("2022", "2024"):
        load(data, period, households=3000)
    make_sample_records(data, seed=7)
    yield from serve(data, automatic=False)


@pytest.fixture
def served_anew(tmp_path: Path) -> Iterator[str]:
    """The app just started on one small period: nobody has asked it for anything yet."""
    load(tmp_path, "2024", households=1000)
    yield from serve(tmp_path, automatic=False)


@pytest.fixture
def served_empty(tmp_path: Path) -> Iterator[str]:
    """The app on an empty folder, which makes its own sample."""
    yield from serve(tmp_path, automatic=True)


@pytest.fixture
def served_verifier(tmp_path: Path) -> Iterator[str]:
    """The app as it will be for somebody with the role verifikator, which nobody has without a login."""
    data = tmp_path / "data"
    load(data, "2024", households=3000)
    yield from serve(data, automatic=False, PYTHONPATH=run_first(tmp_path, (
        "from dampingan.ui import access", "access.is_verifier = lambda: True",
    )))  # fmt: skip


@pytest.fixture
def served_half_loaded(tmp_path: Path) -> Iterator[str]:
    """The app in the moment in which another thread has begun to load pandas."""
    data = tmp_path / "data"
    load(data, "2024", households=1000)
    yield from serve(data, automatic=False, PYTHONPATH=run_first(tmp_path, (
        "import types", "from dampingan.ui import libraries", "first = libraries.FIRST_PAGE.load",
        "half = lambda: sys.modules.setdefault('pandas', types.ModuleType('pandas'))",
        "libraries.FIRST_PAGE.load = lambda: (first(), half())", "libraries.ALL_PAGES.load = lambda: None",
    )))  # fmt: skip


def load(data: Path, period: str, *, households: int) -> None:
    """Make and import a sample."""
    ruta, art = write_delivery(data / "kiriman", households=households, seed=7, period=period)
    import_delivery(ruta, art, period=period, store=SnapshotStore(data), rules=read_rules())


def run_first(folder: Path, lines: Sequence[str]) -> str:
    """Write what Python runs before the server, which then is the same in all but this; return the search path."""
    start = ("import sys", f"sys.path.insert(0, {str(ROOT)!r})", *lines)
    (folder / "sitecustomize.py").write_text("\n".join(start), "utf-8")
    return str(folder)


def serve(data: Path, *, automatic: bool, **further: str) -> Iterator[str]:
    """Start the app as people do, wait until it says where it listens, and end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"DAMPINGAN_DATA": str(data), "DAMPINGAN_CONTOH_OTOMATIS": str(automatic).lower(),
                "DAMPINGAN_CONTOH_RT": "2000", "PYTHONUNBUFFERED": "1"}  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | settings | further, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        told = next((line for line in process.stdout if "URL:" in line), "")
        assert f"127.0.0.1:{port}" in told
        yield f"http://127.0.0.1:{port}"
        process.kill()  # nothing is left to save, and a graceful stop would wait for open connections


@pytest.fixture
def open_app(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A fresh browser window: give the size, the colour scheme or the server as a parameter."""
    wanted = {"size": (1366, 768), "scheme": "light", "server": "served", **getattr(request, "param", {})}
    width, height = wanted["size"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=wanted["scheme"], locale="id-ID"
    )
    context.set_default_timeout(15_000)
    watch, page = Watch(), context.new_page()
    page.route("**/*", watch.request)
    page.on("websocket", watch.socket)
    page.on("console", watch.console)
    page.on("pageerror", lambda error: watch.complaints.append(str(error)))
    yield Opened(page, request.getfixturevalue(wanted["server"]), watch)
    context.close()
    assert watch.outside == []
    assert watch.complaints == []
