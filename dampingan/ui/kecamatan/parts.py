"""What the page is put together from: its title, pairs of charts, and what is said where there is nothing."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from dampingan.measures import headlines
from dampingan.ui import frame, style
from dampingan.ui.kecamatan.choice import Choice
from dampingan.ui.pairs import halves
from dampingan.ui.view import View


def heading(view: View, choice: Choice, places: pl.DataFrame) -> None:
    """Write the page's title: which kecamatan stands highest."""
    title = (
        "Belum ada data untuk saringan ini"
        if places.is_empty()
        else headlines.of_comparison(choice.ukuran.judul, places, choice.column, reference(view, choice))
    )
    frame.heading(title, view.subtitle(choice.counted(view)))


def reference(view: View, choice: Choice) -> float | None:
    """Return the kabupaten's per cent, to compare with; None for counts."""
    value = view.kabupaten()[choice.column] if choice.share else None
    return value if isinstance(value, float) else None


def told(choice: Choice, places: pl.DataFrame) -> bool:
    """Tell whether any kecamatan has a figure in the measure."""
    return places[choice.column].null_count() < places.height


def pair(name: str, left: Callable[[], None], right: Callable[[], None]) -> None:
    """Draw two charts that belong together."""
    for place, side, draw in zip(halves(name), ("kiri", "kanan"), (left, right), strict=True):
        with place, st.container(key=f"kecamatan_{name}_{side}"):
            draw()


def nothing(view: View) -> None:
    """Say that no unit within the filter has data."""
    style.notice(
        "Tidak ada data untuk digambar",
        f"{view.subtitle()}.\nTidak satu pun {view.saringan.kind} dalam saringan ini punya data rumah tangga. Ubah "
        "saringan di sisi kiri.",
    )


def unavailable(view: View, choice: Choice) -> None:
    """Say that the source can't tell a measure, and why."""
    remark = view.manifest.keterangan_indikator.get(choice.ukuran.kode)
    style.notice(
        f"{choice.ukuran.pendek}: tidak tersedia",
        f"Sumber {view.manifest.sumber} tidak memuatnya untuk periode ini.\n{remark.catatan if remark else ''}\n"
        "Pilih ukuran lain di atas.",
    )
