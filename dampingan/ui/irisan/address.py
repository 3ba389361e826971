"""The question and the weights as a link writes them, read by an allow-list. No Streamlit here."""

from collections.abc import Collection, Mapping

from dampingan.indicators import KODE
from dampingan.measures.overlap import AnyOf, Query

QUERY_PARAMS = ("ya", "tidak", "salah")
GROUPS = 2
"""Groups "salah satu dari" that the page offers."""
MOST = 5
"""Largest weight that the page offers."""
_WEIGHTS = {str(weight): weight for weight in range(MOST + 1)}


def read_query(params: Mapping[str, str]) -> Query:
    """Return the question of a link; unknown codes are ignored, and what is asked "ya" is not asked "tidak".

    >>> read_query({"ya": "rtlh,x", "tidak": "rtlh,bukan_listrik", "salah": "tanpa_jamban,rtlh.krt_tidak_bekerja"})
    ... # doctest: +NORMALIZE_WHITESPACE
    Query(ya=('rtlh',), tidak=('bukan_listrik',),
          salah_satu=(AnyOf(ya=('rtlh', 'tanpa_jamban'), tidak=()), AnyOf(ya=('krt_tidak_bekerja',), tidak=())))
    """
    yes, no = (_codes(params.get(name, "")) for name in ("ya", "tidak"))
    groups = [_codes(part) for part in params.get("salah", "").split(".")]
    return query_of(yes, [kode for kode in no if kode not in yes], groups)


def query_of(yes: Collection[str], no: Collection[str], groups: Collection[Collection[str]]) -> Query:
    """Return a question with its indicators in the programme's order; empty groups are left out."""
    filled = [AnyOf(ya=_ordered(group)) for group in groups if group]
    return Query(_ordered(yes), _ordered(no), tuple(filled[:GROUPS]))


def write_query(query: Query) -> dict[str, str]:
    """Return the parameters of a link that asks this; empty where a part asks nothing."""
    groups = (",".join(group.ya) for group in query.salah_satu)
    return dict(zip(QUERY_PARAMS, (",".join(query.ya), ",".join(query.tidak), ".".join(groups)), strict=True))


def within_source(query: Query, available: Collection[str]) -> tuple[Query, tuple[str, ...]]:
    """Return the question without the indicators that the source can't tell, and those indicators."""
    kept = query_of(
        [kode for kode in query.ya if kode in available],
        [kode for kode in query.tidak if kode in available],
        [[kode for kode in group.ya if kode in available] for group in query.salah_satu],
    )
    return kept, tuple(kode for kode in query.indikator if kode not in available)


def read_weights(text: str) -> dict[str, int]:
    """Return the weights of a link; 1 for every indicator of which it says nothing that is allowed.

    >>> {kode: weight for kode, weight in read_weights("rtlh-3,tanpa_jamban-99,x-2").items() if weight != 1}
    {'rtlh': 3}
    """
    given = dict(part.rpartition("-")[::2] for part in text.split(","))
    return {kode: _WEIGHTS.get(given.get(kode, ""), 1) for kode in KODE}


def write_weights(weights: Mapping[str, int]) -> str:
    """Return the weights other than 1 as a link writes them."""
    return ",".join(f"{kode}-{weights[kode]}" for kode in KODE if weights[kode] != 1)


def _codes(text: str) -> tuple[str, ...]:
    return _ordered(text.split(","))


def _ordered(codes: Collection[str]) -> tuple[str, ...]:
    return tuple(kode for kode in KODE if kode in codes)
