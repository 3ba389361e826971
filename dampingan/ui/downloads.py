"""Files to take away: one unit's sheet, slides and workbook; those of many units; the kabupaten's."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl
import streamlit as st

from dampingan.errors import DampinganError
from dampingan.exports.profile import kabupaten as kabupaten_file
from dampingan.exports.profile import profiles
from dampingan.formats import number, percent
from dampingan.measures.headlines import inside
from dampingan.ui import editions, style
from dampingan.ui.libraries import ALL_PAGES
from dampingan.ui.view import Key, View

Labels = Mapping[str, str]
"""Ending of a file to what it is called."""

UNIT: Labels = {".pdf": "lembar (PDF)", ".pptx": "salindia (PPTX)", ".xlsx": "buku kerja (XLSX)"}
MANY: Labels = {".pdf": "Lembar (PDF)", ".pptx": "Salindia (PPTX)", ".xlsx": "Tabel (XLSX)"}
KABUPATEN: Labels = {".pdf": "ringkasan (PDF)", ".pptx": "paparan (PPTX)", ".xlsx": "tabel desa (XLSX)"}
_OFFICE = "application/vnd.openxmlformats-officedocument"
MIME: Labels = {
    ".pdf": "application/pdf",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Order:
    """What a file of many units is made of."""

    kunci: Key
    desil: str
    kode: tuple[str, ...]
    akhiran: str


@dataclass(frozen=True)
class Made:
    """A file that was made, and of what."""

    pesanan: Order
    isi: bytes


def unit(view: View, kode: str) -> None:
    """Offer a unit's sheet, five slides and workbook; each is made when it is asked for."""
    row = view.desa(everywhere=True).row(by_predicate=pl.col("kode_desa") == kode, named=True)
    name = f"profil-{slug(str(row['nama']))}-{kode}-{view.saringan.periode}"
    from dampingan.ui.recorded import recorded

    told = editions.edition(view)
    with st.container(horizontal=True, key="unduh_unit", gap="small"):
        for ending, label in UNIT.items():
            make = partial(profiles, told, (kode,), ending, records=recorded(view, (kode,)))
            _lazy(label, make, name, ending, "unduh_unit")


def kabupaten(view: View) -> None:
    """Offer the brief, deck and workbook of the kabupaten, or of what the filter takes of it, made when asked for."""
    make = partial(kabupaten_file, editions.edition(view))
    name = f"{'saringan' if view.narrowed else 'kabupaten'}-pemalang-{view.saringan.periode}"
    with st.container(horizontal=True, key="unduh_kabupaten", gap="small"):
        for ending, label in KABUPATEN.items():
            _lazy(label, partial(make, ending), name, ending, "unduh_kabupaten", disabled=view.codes == ())


@st.fragment
def many(view: View, codes: Sequence[str], label: str, name: str) -> None:
    """Offer the profiles of many units as one file, made on request while a bar shows how far it is.

    The file is kept until something else is asked for, or the filter changes. Only this part of the page runs
    anew, so that the page stays as it is while the file is made.

    Args:
        view: the period, the rules and the desil.
        codes: the units, in the order of the file's pages.
        label: what they are, as the button goes on after their number: ``desa sasaran``.
        name: of the file, and part of the controls' keys; one of its own for each place that offers files.
    """
    key = f"berkas_{name}"
    count = f"{number(len(codes))} {label}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=key, gap="small"):
        ending = st.segmented_control(
            "Bentuk berkas", list(MANY), default=".pdf", format_func=lambda e: MANY[e], required=True,
            key=f"{key}_bentuk",
        )  # fmt: skip
        asked = st.button(f"Siapkan berkas untuk {count}", disabled=not codes, key=f"{key}_siapkan")
    order = Order(view.kunci, view.saringan.desil, tuple(codes), str(ending))
    if asked:
        _make(view, order, key, count)
    made = _kept(key, order)
    if made is not None:
        _offer(made, f"profil-{name}-{view.saringan.periode}", key)


def slug(name: str) -> str:
    """Return a name as part of a file's name.

    >>> slug("Sodong Basari")
    'sodong-basari'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def size_words(size: int) -> str:
    """Return a number of bytes as people read it.

    >>> size_words(64_200), size_words(2_210_000)
    ('64 KB', '2,2 MB')
    """
    return f"{number(size / 1000)} KB" if size < 1_000_000 else f"{number(size / 1_000_000, 1)} MB"


def _make(view: View, order: Order, key: str, count: str) -> None:
    """Make what is ordered and keep it; what can't be made says why."""
    bar = st.progress(0.0, f"Menyiapkan berkas untuk {count}")

    def show(share: float, words: str) -> None:
        bar.progress(min(share, 1.0), f"{words} · {percent(100 * share, 0)}")

    try:
        # The first page offers files too, and need not wait for what they are made with.
        ALL_PAGES.load()
        from dampingan.ui.recorded import recorded

        records = recorded(view, order.kode)
        content = profiles(editions.edition(view), order.kode, order.akhiran, records=records, progress=show)
        st.session_state[_memory(key)] = Made(order, content)
    except DampinganError as error:
        st.session_state.pop(_memory(key), None)
        style.notice("Berkas tidak dapat disiapkan", str(error), kind="gangguan")
    finally:
        bar.empty()


def _kept(key: str, order: Order) -> Made | None:
    """Return what was made of just this; anything else is dropped."""
    made = st.session_state.get(_memory(key))
    if isinstance(made, Made) and made.pesanan == order:
        return made
    st.session_state.pop(_memory(key), None)
    return None


def _memory(key: str) -> str:
    return f"{key}_jadi"


def _offer(made: Made, name: str, key: str) -> None:
    ending = made.pesanan.akhiran
    st.download_button(
        f"Unduh {inside(MANY[ending])} · {size_words(len(made.isi))}", made.isi, file_name=f"{name}{ending}",
        mime=MIME[ending], on_click="ignore", type="primary", key=f"{key}_unduh",
    )  # fmt: skip


def _lazy(
    label: str, make: Callable[[], bytes], name: str, ending: str, key: str, *, disabled: bool = False
) -> None:  # fmt: skip
    def made() -> bytes:
        ALL_PAGES.load()
        return make()

    st.download_button(
        f"Unduh {label}", made, file_name=f"{name}{ending}", mime=MIME[ending], on_click="ignore", disabled=disabled,
        key=f"{key}_{ending[1:]}",
    )  # fmt: skip
