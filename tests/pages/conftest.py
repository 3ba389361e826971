"""Data folders and pages for the tests: a small sample, made once, and cut-down copies of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dampingan.config import settings
from dampingan.importing import import_delivery
from dampingan.rules import read_rules
from dampingan.snapshot import SnapshotStore
from dampingan.sources.sample import write_delivery

ROOT = Path(__file__).parents[2]
ONE_DESA = "33.27.04.2010"
"""Majalangu, Watukumpul."""
LACKING = {"ruta": ("fasbab", "sumber_penerangan"), "art": ("Partisipasi_sekolah", "Sta_Bekerja")}
"""Columns without which four indicators can't be told."""

Open = Callable[..., AppTest]


def load(data: Path, period: str, *, lacking: bool = False) -> None:
    """Make and import a sample of 3,000 households, perhaps without some columns."""
    ruta, art = write_delivery(data / "kiriman", households=3000, seed=7, period=period)
    for role, file in (("ruta", ruta), ("art", art)):
        if lacking:
            pl.read_csv(file, infer_schema=False).drop(LACKING[role]).write_csv(file)
    import_delivery(ruta, art, period=period, store=SnapshotStore(data), rules=read_rules())


@pytest.fixture(scope="session", autouse=True)
def _packages_are_searched_once() -> Iterator[None]:
    """Every AppTest reads the metadata of all installed packages in search of components, which takes 0.1 s."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two periods of the sample: 2022, which lacks Sodong Basari, and 2024."""
    folder = tmp_path_factory.mktemp("contoh")
    for period in ("2022", "2024"):
        load(folder, period)
    return folder


@pytest.fixture(scope="session")
def data_lacking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source that can't tell four of the indicators."""
    folder = tmp_path_factory.mktemp("kurang")
    load(folder, "2024", lacking=True)
    return folder


@pytest.fixture(scope="session")
def data_one_desa(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source with rows of a single desa."""
    folder = tmp_path_factory.mktemp("satu_desa")
    whole = SnapshotStore(data).read("2024")
    cube = whole.cube.filter(pl.col("kode_desa") == ONE_DESA)
    SnapshotStore(folder).publish(replace(whole, cube=cube))
    return folder


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open a page on a data folder, with the parameters of a link."""

    def opened(data: Path, page: str = "pages/pimpinan/ringkasan.py", **params: str) -> AppTest:
        monkeypatch.setenv("DAMPINGAN_DATA", str(data))
        monkeypatch.setenv("DAMPINGAN_CONTOH_OTOMATIS", "false")
        settings.cache_clear()
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, value in params.items():
            app.query_params[name] = value
        app.switch_page(page)
        return app.run()

    yield opened
    settings.cache_clear()


@pytest.fixture(scope="session")
def words() -> Callable[[AppTest], str]:
    """Return the page's own HTML as one text, without the marks that hold words together."""

    def told(app: AppTest) -> str:
        shown = [str(block.value) for block in app.html if not str(block.value).startswith("<style>")]
        return " ".join(shown).replace('<span class="dmp-utuh">', "")

    return told
