"""The choices over the map: layer, mode, classes and what is shown; layer, classes and mode stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dampingan.errors import DampinganError
from dampingan.exports.map_geometry import MODES, Mode
from dampingan.formats import number
from dampingan.measures.map_classes import METHOD_TITLES, METHODS, Method, parse_limits
from dampingan.measures.map_layers import LAYERS, Layer
from dampingan.ui import filters
from dampingan.ui.peta import selection
from dampingan.ui.view import View

PARAMS = ("lapisan", "cara", "mode", "desa")
"""The page's own parameters of the address."""
_FIRST_LAYER = "kelas"


@dataclass(frozen=True)
class Choice:
    """What the map is to show."""

    layer: Layer
    cara: Method
    batas: tuple[float, ...]
    mode: Mode
    desa: str
    sasaran: bool
    nama: bool
    dasar: bool


def choose(view: View, *, background: bool) -> Choice:
    """Draw the choices and return them.

    Args:
        view: the page's view.
        background: whether an administrator has set an address of background tiles, so that they are offered.
    """
    with st.container(key="peta_pilihan", horizontal=True, vertical_alignment="bottom"):
        layer = LAYERS[_pick("Lapisan peta", "lapisan", {k: v.judul for k, v in LAYERS.items()}, _FIRST_LAYER)]
        desa = selection.search(view)
        mode = _mode()
        with st.popover("Atur peta"):
            method, limits = _classes(layer)
            targets = st.toggle("Garis desa sasaran (simulasi)", value=True, key="tampil_sasaran")
            names = st.toggle("Nama wilayah", value=True, key="tampil_nama")
            tiles = background and st.toggle("Peta dasar dari internet", key="tampil_dasar")
    return Choice(layer, method, limits, mode, desa, targets, names, tiles)


def _pick(label: str, name: str, offered: Mapping[str, str], default: str) -> str:
    key = filters.choice_param(name, offered, default)
    st.selectbox(label, list(offered), format_func=lambda kode: offered[kode], filter_mode=None, key=key)
    chosen = str(st.session_state[key])
    filters.keep_param(name, chosen, default)
    return chosen


def _mode() -> Mode:
    key = filters.choice_param("mode", MODES, "wilayah")
    st.segmented_control(
        "Bentuk", list(MODES), format_func=lambda mode: MODES[mode], required=True, key=key,
        help="Ubin: tiap desa sama besar, sehingga yang kecil pun terlihat.",
    )  # fmt: skip
    chosen: Mode = "ubin" if st.session_state[key] == "ubin" else "wilayah"
    filters.keep_param("mode", chosen, "wilayah")
    return chosen


def _classes(layer: Layer) -> tuple[Method, tuple[float, ...]]:
    """Draw the choice of classes where the layer has any."""
    if layer.bentuk != "bidang":
        return layer.cara, ()
    picked = _pick("Cara membagi kelas", "cara", {m: METHOD_TITLES[m] for m in METHODS}, layer.cara)
    method = next(m for m in METHODS if m == picked)
    return method, _given(layer) if method == "ditentukan" else ()


def _given(layer: Layer) -> tuple[float, ...]:
    usual = "; ".join(_plain(limit) for limit in layer.batas)
    text = st.text_input(
        "Batas kelas", usual, key=f"batas_{layer.kode}",
        help="Satu sampai empat bilangan yang makin besar, dipisah titik koma. Nilai yang tepat di batas masuk kelas "
        "di bawahnya.",
    )  # fmt: skip
    try:
        return parse_limits(text)
    except DampinganError as error:
        st.warning(str(error))
        return layer.batas


def _plain(value: float) -> str:
    """Return a number without needless zeros: ``10``, ``0,5``, ``0,4907``."""
    told = number(value, 4).rstrip("0")
    return told.removesuffix(",")
