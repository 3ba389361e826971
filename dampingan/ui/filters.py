"""The filter's controls in the sidebar, kept in the address so that every view is a link.

The address holds what differs from a first visit. A link, or the browser's back button, changes the controls;
a control changes the address. Whichever changed last wins.
"""

from collections.abc import Iterable, Sequence

import streamlit as st

from dampingan.exports.notes import DESIL_CHOICES
from dampingan.formats import period
from dampingan.ui.filter_state import (
    CLASSES,
    KINDS,
    PARAMS,
    Filter,
    Options,
    default_filter,
    read_filter,
    write_filter,
)

_PERIODE, _KECAMATAN, _JENIS, _KELAS, _DAMPINGAN, _DESIL = _KEYS = [f"saringan_{name}" for name in PARAMS]
_WRITTEN = "saringan_tertulis"
_YES = "ya"


def sidebar_filter(options: Options) -> Filter:
    """Draw the controls, keep address and controls in step, and return what is chosen."""
    _follow_address(options)
    # The browser mounts controls anew when a page changes, and reports the defaults of those it had not finished:
    # so what is chosen is given as the default as well.
    now = _chosen(options)
    st.html("<h2 class='dmp-judul-saringan'>Saringan</h2>")
    st.selectbox(
        "Periode", options.periode, options.periode.index(now.periode), format_func=period, key=_PERIODE
    )  # fmt: skip
    st.multiselect(
        "Kecamatan", list(options.kecamatan), list(now.kecamatan), format_func=lambda code: options.kecamatan[code],
        placeholder="Semua kecamatan", select_all=False, key=_KECAMATAN,
    )  # fmt: skip
    st.segmented_control(
        "Jenis", list(KINDS), default=now.jenis, format_func=lambda kind: KINDS[kind], required=True, key=_JENIS
    )
    st.pills(
        "Kelas", list(CLASSES), default=list(now.kelas), format_func=lambda kelas: CLASSES[kelas],
        selection_mode="multi", key=_KELAS, help="Tanpa pilihan berarti semua kelas. Kelas dinilai dari desil 1.",
    )  # fmt: skip
    st.toggle(
        "Hanya dampingan (simulasi)", now.dampingan, key=_DAMPINGAN,
        help="Desa dan kelurahan yang dipilih aturan tersimpan (halaman Sasaran). Daftar lengkap Keputusan Bupati "
        "188.4/275/2022 tidak dipublikasikan.",
    )  # fmt: skip
    st.segmented_control(
        "Desil", list(DESIL_CHOICES), default=now.desil, format_func=lambda d: d.replace("-", "–"), required=True,
        key=_DESIL,
        help="Desil 1 adalah 10 % rumah tangga terbawah secara nasional. Kelas dan peringkat desa selalu "
        "dinilai dari desil 1.",
    )  # fmt: skip
    st.button("Atur ulang saringan", on_click=_set, args=(default_filter(options),), width="stretch")
    chosen = _chosen(options)
    _write(chosen, options)
    return chosen


def choice_param(name: str, allowed: Iterable[str], default: str) -> str:
    """Return the control key of a page's own choice, in step with its parameter of the address.

    Draw the control with this key, and with its value in the session's state as the default; then call
    ``keep_param``. Values that are not allowed are ignored.
    """
    known, key, state = set(allowed), f"pilihan_{name}", st.session_state
    given = st.query_params.get(name, default)
    asked = given if given in known else default
    followed = state.get(key) == state.get(_written(name)) != asked
    if state.get(key) not in known or followed:
        state[key] = asked
    return key


def switch_param(name: str, label: str) -> bool:
    """Draw a switch of a page's own, in step with its parameter of the address (``ya``), and return its state."""
    key, state = f"saklar_{name}", st.session_state
    asked = _YES if st.query_params.get(name) == _YES else ""
    shown = _YES if state.get(key) else ""
    if key not in state or shown == state.get(_written(name)) != asked:
        state[key] = asked == _YES
    chosen = st.toggle(label, state[key], key=key)
    keep_param(name, _YES if chosen else "", "")
    return chosen


def keep_param(name: str, value: str, default: str) -> None:
    """Write a page's own choice into the address; the default only where a link names it."""
    st.session_state[_written(name)] = value
    if st.query_params.get(name, default) == value:
        return
    if value == default:
        del st.query_params[name]
    else:
        st.query_params[name] = value


def remembered(names: Sequence[str]) -> dict[str, str]:
    """Return what was last chosen under these parameters in this session."""
    chosen = {name: st.session_state.get(_written(name)) for name in names}
    return {name: str(value) for name, value in chosen.items() if value}


def set_period(period: str) -> None:
    """Choose a period (for a button's callback)."""
    st.session_state[_PERIODE] = period


def _written(name: str) -> str:
    return f"tertulis_{name}"


def _follow_address(options: Options) -> None:
    first = default_filter(options)
    asked = read_filter({n: st.query_params[n] for n in PARAMS if n in st.query_params}, options, first)
    state = st.session_state
    lost = any(state.get(key) is None for key in _KEYS)
    if lost or state[_PERIODE] not in options.periode or asked != state[_WRITTEN] == _chosen(options):
        _set(asked)


def _chosen(options: Options) -> Filter:
    state = st.session_state
    kecamatan = tuple(code for code in options.kecamatan if code in state[_KECAMATAN])
    kelas = tuple(code for code in CLASSES if code in state[_KELAS])
    return Filter(state[_PERIODE], kecamatan, state[_DESIL], state[_JENIS], kelas, state[_DAMPINGAN])


def _set(chosen: Filter) -> None:
    st.session_state[_PERIODE] = chosen.periode
    st.session_state[_KECAMATAN] = list(chosen.kecamatan)
    st.session_state[_JENIS] = chosen.jenis
    st.session_state[_KELAS] = list(chosen.kelas)
    st.session_state[_DAMPINGAN] = chosen.dampingan
    st.session_state[_DESIL] = chosen.desil


def _write(chosen: Filter, options: Options) -> None:
    """Write all at once: each write is one step of the browser's history."""
    st.session_state[_WRITTEN] = chosen
    present = st.query_params.to_dict()
    wanted = {n: v for n, v in present.items() if n not in PARAMS} | write_filter(chosen, default_filter(options))
    if wanted != present:
        st.query_params.from_dict(wanted)
