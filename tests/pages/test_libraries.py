"""Libraries loaded in the background: whoever needs them gets them whole, and one that fails stops nothing."""

import gc
import importlib
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dampingan.ui.libraries import ALL_PAGES, Libraries


@pytest.fixture(autouse=True)
def _nothing_else_is_loading() -> None:
    """Pages opened by other tests may have planned something; here only these tests load."""
    ALL_PAGES.cancel()
    if ALL_PAGES._planned is not None:
        ALL_PAGES._planned.join(30)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules can be imported, and are forgotten afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for file in tmp_path.glob("*.py"):
        sys.modules.pop(file.stem, None)


def test_a_second_thread_gets_the_module_only_when_it_is_whole(package: Path) -> None:
    (package / "gerbang_uji.py").write_text("import threading\nREACHED, GO = threading.Event(), threading.Event()\n")
    (package / "lambat_uji.py").write_text("import gerbang_uji\ngerbang_uji.REACHED.set()\n"
                                           "assert gerbang_uji.GO.wait(30)\nWHOLE = True\n")  # fmt: skip
    slow, seen = Libraries("gerbang_uji", "lambat_uji"), []
    first = threading.Thread(target=slow.load)
    second = threading.Thread(target=lambda: (slow.load(), seen.append(hasattr(sys.modules["lambat_uji"], "WHOLE"))))
    first.start()
    __import__("gerbang_uji").REACHED.wait(30)
    second.start()
    assert seen == []  # half of it is there, and the second has not come through
    sys.modules["gerbang_uji"].GO.set()
    first.join(30)
    second.join(30)
    assert seen == [True]


def test_one_that_fails_is_logged_and_the_others_come(package: Path, caplog: pytest.LogCaptureFixture) -> None:
    (package / "rusak_uji.py").write_text("1 / 0\n")
    (package / "baik_uji.py").write_text("")
    with caplog.at_level(logging.ERROR, logger="dampingan"):
        Libraries("rusak_uji", "baik_uji").load()
    assert "Gagal memuat rusak_uji" in caplog.text
    assert "baik_uji" in sys.modules
    assert gc.isenabled()


def test_what_was_loaded_is_left_out_of_later_searches_for_garbage(package: Path) -> None:
    (package / "banyak_uji.py").write_text("MUCH = [[] for _ in range(50_000)]\n")
    before = gc.get_freeze_count()
    try:
        Libraries("banyak_uji").load()
        assert gc.get_freeze_count() >= before + 50_000
    finally:
        gc.unfreeze()


def test_it_is_planned_anew_and_called_off(package: Path) -> None:
    (package / "nanti_uji.py").write_text("")
    later = Libraries("nanti_uji")
    later.load_after(3600)
    later.load_after(0)
    assert later._planned is not None
    later._planned.join(30)
    assert "nanti_uji" in sys.modules
    later.load_after(3600)
    assert not later._planned.is_alive()  # all is there: nothing was planned

    (package / "halaman_uji.py").write_text("MUCH = [[] for _ in range(50_000)]\n")
    before = gc.get_freeze_count()
    importlib.import_module("halaman_uji")
    try:
        later.load_after(0)  # a page has brought a module of its own
        later._planned.join(30)
        assert gc.get_freeze_count() >= before + 50_000
    finally:
        gc.unfreeze()

    never = Libraries("tidak_ada_uji")
    never.load_after(3600)
    never.cancel()
    assert never._planned is not None
    never._planned.join(30)
    assert not never._whole
