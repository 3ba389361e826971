"""The figures of the page, computed from the cube within the filter; each takes milliseconds, so none is cached."""

import polars as pl

from dampingan.measures.cells import mask
from dampingan.measures.overlap import Query, answer, overlap
from dampingan.measures.scope import within
from dampingan.snapshot import Snapshot
from dampingan.ui.view import View

By = tuple[str, ...]
DESA: By = ("kode_desa",)
KECAMATAN: By = ("kecamatan",)


def scoped(view: View) -> Snapshot:
    """Return the snapshot within the filter."""
    return within(view.snapshot, view.kecamatan)


def households(view: View) -> int | None:
    """Return the households of the chosen desil within the filter; None where the source has no rows there."""
    count: int | None = matches(view, Query())["rt_terpilih"][0]
    return count


def matches(view: View, query: Query, by: By = (), *, everywhere: bool = False) -> pl.DataFrame:
    """Return who meets a question (``overlap``), within the filter or in the whole kabupaten."""
    return overlap(view.snapshot if everywhere else scoped(view), query, desil=view.desil, by=by)


def meeting(patterns: pl.DataFrame, query: Query, known: tuple[str, ...]) -> pl.Series:
    """Tell which exact combinations (``pola``) meet a question over indicators that are all known."""
    told = patterns.select(pola=pl.col("pola"), pola_diketahui=pl.lit(mask(known)))
    return told.select(cocok=answer(query).fill_null(value=False))["cocok"]
