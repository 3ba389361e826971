"""The controls of the rule that is tried out, kept in the address as one parameter."""

import streamlit as st

from dampingan.ui import filters, style
from dampingan.ui.sasaran.trial import (
    COUNT_LIMIT,
    CRITERIA,
    KINDS,
    Trial,
    differences,
    effective,
    largest_quotas,
    quantile_words,
    quantiles,
    read_trial,
    saved_trial,
    write_trial,
)
from dampingan.ui.view import View

PARAM = "aturan"
"""The page's own parameter of the address."""
_FIELDS = ("desa", "kelurahan", "kriteria", "ambang", "kuantil", "jumlah", "persen")
_WRITTEN = "sasaran_tertulis"


def choose(view: View) -> Trial:
    """Draw the controls, keep them in step with the address, and return the rule to try.

    Whichever of the two changed last wins, as with the filter: a link or the back button sets the controls, a
    control writes the address.
    """
    saved = saved_trial(view.rules)
    _follow_address(saved)
    with st.container(key="sasaran_kendali", border=True):
        _draw(saved)
        chosen = _chosen(saved)
        _tell(chosen, saved)
    st.session_state[_WRITTEN] = chosen
    filters.keep_param(PARAM, write_trial(chosen, saved), "")
    return chosen


def _draw(saved: Trial) -> None:
    most_desa, most_kelurahan = largest_quotas(saved)
    with st.container(key="sasaran_baris", horizontal=True, vertical_alignment="top", gap="xsmall"):
        st.number_input("Kuota desa", 0, most_desa, step=1, key=_key("desa"), width=125)
        st.number_input("Kuota kelurahan", 0, most_kelurahan, step=1, key=_key("kelurahan"), width=125)
        st.segmented_control(
            "Desil 1 terpusat menurut", list(CRITERIA), format_func=lambda kode: CRITERIA[kode], required=True,
            key=_key("kriteria"), width="content",
            help="Jumlah: banyaknya rumah tangga desil 1 di desa itu. Persentase: bagiannya dari rumah tangga desa "
            "itu dalam berkas. Salah satu: cukup satu dari keduanya.",
        )  # fmt: skip
        st.segmented_control(
            "Ambang terpusat", list(KINDS), format_func=lambda kode: KINDS[kode], required=True, key=_key("ambang"),
            width="content",
            help="Bagian teratas: dibandingkan dengan semua desa dan kelurahan yang punya data. Angka tetap: ambang "
            "yang sama untuk setiap periode.",
        )  # fmt: skip
        _draw_threshold(saved)


def _draw_threshold(saved: Trial) -> None:
    state = st.session_state
    if state[_key("ambang")] == "kuantil":
        st.selectbox(
            "Terpusat bila termasuk", quantiles(saved), format_func=quantile_words, filter_mode=None,
            key=_key("kuantil"), width=165,
        )  # fmt: skip
        return
    if state[_key("kriteria")] != "pangsa":
        st.number_input("Paling sedikit (RT)", 0, COUNT_LIMIT, step=5, key=_key("jumlah"), width=140)
    if state[_key("kriteria")] != "jumlah":
        st.number_input("Paling sedikit (%)", 0.0, 100.0, step=0.5, format="%.1f", key=_key("persen"), width=140)


def _tell(chosen: Trial, saved: Trial) -> None:
    """Say whether the saved rule is shown, and offer the way back to it."""
    changed = differences(chosen, saved)
    with st.container(horizontal=True, vertical_alignment="center", key="sasaran_status"):
        if changed:
            told = ", ".join(changed)
            st.html(f'<p class="dmp-catatan"><b>Aturan dicoba:</b> {style.text(told)}. Belum disimpan di mana pun.</p>')
            st.button("Kembali ke aturan tersimpan", on_click=_set, args=(saved,))
        else:
            st.html(
                '<p class="dmp-catatan">Yang tampil adalah aturan tersimpan. Ubah pilihan di atas untuk mencoba.</p>'
            )


def _key(field: str) -> str:
    return f"sasaran_{field}"


def _follow_address(saved: Trial) -> None:
    asked = read_trial(st.query_params.get(PARAM, ""), saved)
    state = st.session_state
    for name in _FIELDS:  # a control that was not drawn in the last run has lost its value
        state.setdefault(_key(name), getattr(asked, name))
    if asked != state.get(_WRITTEN) == _chosen(saved):
        _set(asked)


def _chosen(saved: Trial) -> Trial:
    state = st.session_state
    return effective(Trial(**{name: state[_key(name)] for name in _FIELDS}), saved)


def _set(trial: Trial) -> None:
    for name in _FIELDS:
        st.session_state[_key(name)] = getattr(trial, name)
