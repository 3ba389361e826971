"""Large libraries, loaded once in the background, so that neither the server's start nor the first page waits for all.

Narwhals and Plotly look whether pandas is loaded without waiting until it is whole: a page that runs while another
thread loads it could fail. So every page but the first, which needs neither, waits here until all of it is there.
"""

import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock, Timer

AFTER_A_PAGE = 1.0
"""Seconds that a page has to reach the browser before the libraries of the other pages are loaded."""


class Libraries:
    """Modules that belong together; whoever needs them loads them, or waits until another thread has."""

    def __init__(self, *names: str) -> None:
        """Name the modules, in the order in which they are loaded."""
        self._names = names
        self._lock = Lock()
        self._planned: Timer | None = None
        self._whole = False
        self._frozen = 0
        """How many modules there were when garbage was last looked for here."""

    def load(self) -> None:
        """Return once all are loaded; one that fails is logged, and the page that needs it fails with its message."""
        with self._lock:
            if self._whole:
                return
            with _without_garbage_collection():
                for name in self._names:
                    try:
                        import_module(name)
                    except Exception:
                        logging.getLogger("dampingan").exception("Gagal memuat %s", name)
            self._whole = True
            self._frozen = len(sys.modules)

    def load_after(self, seconds: float) -> None:
        """Load them in the background after a while, instead of when it was planned before.

        What pages have loaded of their own since then is left out of the search for garbage as well.
        """
        self.cancel()
        if len(sys.modules) > self._frozen:
            self._planned = Timer(seconds, self._complete)
            self._planned.daemon = True
            self._planned.start()

    def _complete(self) -> None:
        self.load()
        with self._lock:
            if len(sys.modules) > self._frozen:
                with _without_garbage_collection():
                    self._frozen = len(sys.modules)

    def cancel(self) -> None:
        """Call off what ``load_after`` has planned."""
        if self._planned is not None:
            self._planned.cancel()


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Put off the search for garbage, and leave what was loaded out of all later ones.

    Streamlit searches all objects after every script, while its last messages wait to be sent. A library's objects
    stay for good: searching them took 0.1 s of every change of the filter, and a seventh of the loading itself.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


FIRST_PAGE = Libraries(
    "polars", "dampingan.ui.filters", "dampingan.ui.first_start", "dampingan.ui.navigation", "dampingan.ui.frame",
    "dampingan.ui.ranking", "dampingan.ui.ringkasan.overview_map",
    "dampingan.ui.ringkasan.weights", "dampingan.ui.ringkasan.taking_away",
)  # fmt: skip
ALL_PAGES = Libraries("pandas", "plotly.graph_objects", "pandas.io.formats.style", "dampingan.records.store")
