"""The question: for each of the nine yes, no or any, and "at least one of"; kept in the address."""

from collections.abc import Collection

import streamlit as st

from dampingan.formats import joined
from dampingan.indicators import BY_KODE, INDICATORS, KODE
from dampingan.measures.overlap import AnyOf, Query
from dampingan.ui import style
from dampingan.ui.irisan import kept
from dampingan.ui.irisan.address import GROUPS, query_of, read_query, within_source, write_query
from dampingan.ui.view import View

ANSWERS = {"ya": "Ya", "tidak": "Tidak", "bebas": "Bebas"}
EXAMPLES = (
    Query(ya=("rtlh", "tanpa_jamban")),
    Query(ya=("anak_tidak_sekolah", "krt_tidak_bekerja")),
    Query(ya=("tanpa_program",), salah_satu=(AnyOf(ya=("tanpa_jamban", "bukan_listrik")),)),
)
"""Questions to begin with."""
_NAME = "irisan"
_GROUP_KEYS = tuple(f"irisan_salah_{place}" for place in range(GROUPS))


def control(kode: str) -> str:
    """Return the key of an indicator's control."""
    return f"irisan_{kode}"


def choose(view: View) -> Query:
    """Draw the question and return it."""
    available = view.manifest.tersedia
    kept.follow(_NAME, _controls(read_query(st.query_params.to_dict())))
    query, dropped = within_source(_chosen(), available)
    if dropped:
        kept.put(_controls(query))
        _say_dropped(view, dropped)
    style.paragraph("Ya: mengalami masalah itu. Tidak: tidak mengalaminya. Bebas: tidak disyaratkan.", "catatan")
    with st.container(key="irisan_syarat"):
        for indicator in INDICATORS:
            _answer(indicator.kode, lacking=indicator.kode not in available)
    with st.container(key="irisan_lanjut", horizontal=True, vertical_alignment="bottom"):
        _groups(available)
        st.button("Kosongkan syarat", on_click=_ask, args=(Query(),), disabled=_chosen() == Query())
    query = _chosen()
    kept.keep(_NAME, list(_controls(query)), write_query(query))
    return query


def offer_examples(view: View) -> None:
    """Offer some questions to begin with; those that the source can't tell are not offered."""
    with st.container(key="irisan_contoh", horizontal=True, gap="small", vertical_alignment="center"):
        st.html('<p class="dmp-sumber">Contoh:</p>', width="content")
        for place, query in enumerate(EXAMPLES):
            if set(query.indikator) <= set(view.manifest.tersedia):
                st.button(query.words(), key=f"irisan_contoh_{place}", on_click=_ask, args=(query,))


def _answer(kode: str, *, lacking: bool) -> None:
    name = BY_KODE[kode].pendek
    st.segmented_control(
        f"{name} (tidak tersedia)" if lacking else name, list(ANSWERS), format_func=lambda answer: ANSWERS[answer],
        required=True, disabled=lacking, wrap=False, key=control(kode),
    )  # fmt: skip


def _groups(available: Collection[str]) -> None:
    """Draw the groups; the second follows once the first is used."""
    offered = [kode for kode in KODE if kode in available]
    for place, key in enumerate(_GROUP_KEYS):
        st.multiselect(
            "Dan salah satu dari" if not place else "Dan salah satu lagi dari", offered,
            format_func=lambda kode: BY_KODE[kode].pendek, placeholder="Pilih masalah", select_all=False, key=key,
        )  # fmt: skip
        if not any(st.session_state[later] for later in _GROUP_KEYS[place:]):
            return


def _chosen() -> Query:
    state = st.session_state
    answers = {answer: [kode for kode in KODE if state[control(kode)] == answer] for answer in ANSWERS}
    return query_of(answers["ya"], answers["tidak"], [state[key] for key in _GROUP_KEYS])


def _controls(query: Query) -> dict[str, kept.Value]:
    """Return what the controls show for a question."""
    answers: dict[str, kept.Value] = {control(kode): "bebas" for kode in KODE}
    answers |= {control(kode): "ya" for kode in query.ya} | {control(kode): "tidak" for kode in query.tidak}
    groups = [list(group.ya) for group in query.salah_satu] + [[]] * GROUPS
    return answers | dict(zip(_GROUP_KEYS, groups, strict=False))


def _ask(query: Query) -> None:
    kept.put(_controls(query))


def _say_dropped(view: View, dropped: Collection[str]) -> None:
    names = joined([BY_KODE[kode].pendek for kode in dropped])
    style.notice(
        f"Syarat tentang {names} tidak dipakai",
        f"Sumber {view.manifest.sumber} tidak memuatnya untuk periode ini, sehingga tidak ada jawaban yang dapat "
        "dihitung.",
    )
