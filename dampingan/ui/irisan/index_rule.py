"""The choice of weights and cut-off of the Alkire-Foster index, kept in the address."""

from collections.abc import Collection
from fractions import Fraction

import streamlit as st

from dampingan.errors import RulesError
from dampingan.formats import percent
from dampingan.indicators import INDICATORS, KODE
from dampingan.measures.alkire_foster import CountedUnit
from dampingan.measures.alkire_foster_rule import AlkireFoster
from dampingan.ui import style
from dampingan.ui.filters import choice_param, keep_param
from dampingan.ui.irisan import kept
from dampingan.ui.irisan.address import MOST, read_weights, write_weights
from dampingan.ui.view import View

_NAME = "bobot"
_UNITS: dict[CountedUnit, str] = {"rt": "", "jiwa": "Jiwa"}


def choose(view: View) -> tuple[AlkireFoster, CountedUnit]:
    """Draw weights, cut-off and what is counted, and return them.

    Raises:
        RulesError: no indicator has a weight.
    """
    available = view.manifest.tersedia
    with st.container(key="irisan_indeks", horizontal=True, vertical_alignment="bottom"):
        cut = st.container()
        unit = _unit(view)
    with st.expander("Ubah bobot masalah"):
        weights = _weights(available)
    with cut:
        least = _cut_off(sum(weights.values()), len(available))
    return AlkireFoster(weights, Fraction(least, sum(weights.values()))), unit


def _weights(available: Collection[str]) -> dict[str, int]:
    """Draw the weights; an indicator with weight 0 is not looked at."""
    kept.follow(_NAME, {_control(kode): weight for kode, weight in read_weights(_param()).items()})
    style.paragraph("Bobot dipilih pengguna, bukan ketetapan. Bobot 0: masalah itu tidak dihitung.", "catatan")
    with st.container(key="irisan_bobot"):
        for indicator in INDICATORS:
            lacking = indicator.kode not in available
            st.segmented_control(
                f"{indicator.pendek} (tidak tersedia)" if lacking else indicator.pendek, range(MOST + 1),
                required=True, disabled=lacking, wrap=False, key=_control(indicator.kode),
            )  # fmt: skip
    st.button("Samakan bobot", on_click=kept.put, args=({_control(kode): 1 for kode in KODE},))
    chosen = {kode: int(st.session_state[_control(kode)]) for kode in KODE}
    kept.keep(_NAME, [_control(kode) for kode in KODE], {"bobot": write_weights(chosen)})
    weighted = {kode: weight for kode, weight in chosen.items() if weight and kode in available}
    if not weighted:
        raise RulesError("Semua bobot nol.", mend="Beri bobot pada paling sedikit satu masalah.")
    return weighted


def _cut_off(total: int, indicators: int) -> int:
    """Draw the cut-off in whole weights; at first a third of the indicators, rounded up."""
    offered = [str(score) for score in range(1, total + 1)]
    first = str(min(-(-indicators // 3), total))
    key = choice_param("k", offered, first)
    st.select_slider(
        "Batas k: bobot masalah paling sedikit", offered,
        format_func=lambda score: f"{score} dari {total}", key=key,
        help="Rumah tangga disebut miskin multidimensi bila jumlah bobot masalahnya mencapai batas ini.",
    )  # fmt: skip
    score = str(st.session_state[key])
    keep_param("k", score, first)
    return int(score)


def _unit(view: View) -> CountedUnit:
    key = choice_param("satuan", _UNITS, "rt")
    st.segmented_control(
        "Yang dihitung", list(_UNITS), format_func=lambda unit: _UNITS[unit] or view.manifest.unit.capitalize(),
        required=True, key=key,
    )  # fmt: skip
    unit: CountedUnit = "jiwa" if st.session_state[key] == "jiwa" else "rt"
    keep_param("satuan", unit, "rt")
    return unit


def words(rule: AlkireFoster, unit: str) -> str:
    """Return in words who is poor."""
    share = f"({percent(100 * rule.least_score / rule.total)} dari semua bobot)"
    if equal(rule):
        return f"{unit} yang menanggung paling sedikit {rule.least_score} dari {rule.total} masalah {share}"
    return f"{unit} yang jumlah bobot masalahnya paling sedikit {rule.least_score} dari {rule.total} {share}"


def equal(rule: AlkireFoster) -> bool:
    """Tell whether all weights are the same."""
    return set(rule.whole_weights.values()) == {1}


def _param() -> str:
    return str(st.query_params.get("bobot", ""))


def _control(kode: str) -> str:
    return f"bobot_{kode}"
