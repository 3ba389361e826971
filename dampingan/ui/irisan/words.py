"""The page's sentences: titles that say the finding, and what is asked."""

import polars as pl

from dampingan.formats import joined, number, percent
from dampingan.indicators import BY_KODE
from dampingan.measures.combinations import Combinations
from dampingan.measures.overlap import Query
from dampingan.ui.view import View

_SHORT = 56
"""Letters of a question that still fits into a title."""
MANY = 3
"""From so many problems at once the title of the combinations counts."""


def of_answer(view: View, query: Query, found: dict[str, object]) -> str:
    """Return how many meet the question; ``found`` is the one row of ``overlap``, with households in the filter."""
    if query == Query():
        return f"Belum ada syarat: {number(_count(found['rt_terpilih']))} {view.whom} dalam saringan ini"
    count, words = _count(found["rt_cocok"]), query.words()
    who = f"{number(count)} {view.whom}" if count else f"Tidak satu pun {view.whom}"
    share = f" ({percent(_share(found))})" if count else ""
    return f"{who}{share}: {words}" if len(words) <= _SHORT else f"{who}{share} memenuhi syarat ini"


def nothing(view: View, count: int | None) -> str:
    """Return why there is nothing to show: no rows at all (None), or none in the chosen desil (0)."""
    return "Belum ada data dalam saringan ini" if count is None else f"Tidak ada {view.whom} dalam saringan ini"


def sentence(view: View, query: Query) -> str:
    """Return what is asked, in one sentence."""
    if query == Query():
        return f"Pilih Ya atau Tidak pada satu masalah atau lebih; sekarang semua {view.whom} dihitung."
    return f"Yang dihitung: {view.whom} yang pasti memenuhi: {query.words()}."


def of_combinations(view: View, numbers: pl.DataFrame) -> str:
    """Return how many have three problems or more; ``numbers`` from ``how_many``."""
    told = int(numbers["rt"].sum())
    if not told:
        return f"Tidak ada {view.whom} yang semua jawabannya diketahui"
    many = int(numbers.filter(pl.col("banyak") >= MANY)["rt"].sum())
    return f"{percent(100 * many / told)} {view.whom} menanggung {MANY} masalah atau lebih sekaligus"


def commonest(found: Combinations) -> str:
    """Return the commonest combination of at least one problem; empty without any."""
    some = found.irisan.filter(pl.col("banyak") > 0)
    if some.is_empty():
        return "Tidak ada kombinasi masalah"
    first = some.row(0, named=True)
    names = joined([name_of(kode) for kode in first["kode"]])
    only = "hanya " if first["banyak"] == 1 else ""
    return f"Kombinasi tersering: {only}{names}, {number(first['rt'])} ({percent(first['pct'])})"


def of_shown(found: Combinations, unit: str) -> str:
    """Return the commonest combination, after the households that have none of the problems where they are shown."""
    none = found.irisan.filter(pl.col("banyak") == 0)
    told = commonest(found)
    if none.is_empty():
        return told
    count, share = number(none["rt"][0]), percent(none["pct"][0])
    return f"{count} {unit} ({share}) tanpa satu pun masalah itu; {told[:1].lower()}{told[1:]}"


def name_of(kode: str) -> str:
    """Return an indicator's short name."""
    return BY_KODE[kode].pendek


def of_pairs(pairs: pl.DataFrame, unit: str) -> str:
    """Return which two problems come together most often; ``pairs`` from the measure of that name."""
    different = pairs.filter((pl.col("kode") != pl.col("dengan")) & (pl.col("rt") > 0))
    if different.is_empty():
        return "Tidak ada dua masalah yang datang bersama"
    first = different.sort("rt", descending=True, maintain_order=True).row(0, named=True)
    both = joined([name_of(first["kode"]), name_of(first["dengan"])])
    return f"{both} paling sering datang bersama: {number(first['rt'])} {unit}"


def _count(value: object) -> int:
    return int(str(value or 0))


def _share(found: dict[str, object]) -> float | None:
    share = found["pct_cocok"]
    return float(str(share)) if share is not None else None
