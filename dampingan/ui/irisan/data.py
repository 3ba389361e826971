"""The figures of the page, computed from the cube within the filter; each takes milliseconds, so none is cached."""

from typing import Literal

import polars as pl

from dampingan.measures.cells import mask
from dampingan.measures.overlap import Query, answer, overlap
from dampingan.snapshot import Snapshot
from dampingan.ui.view import View

By = tuple[str, ...]
DESA: By = ("kode_desa",)
KECAMATAN: By = ("kecamatan",)


Where = Literal["saringan", "kecamatan", "kabupaten"]
"""Within the filter; the units that it takes in all kecamatan; the whole kabupaten."""


def place(view: View, where: Where) -> Snapshot:
    """Return the snapshot of a place."""
    return {"saringan": view.scoped, "kecamatan": view.scoped_everywhere, "kabupaten": view.snapshot}[where]


def households(view: View) -> int | None:
    """Return the households of the chosen desil within the filter; None where the source has no rows there."""
    count: int | None = matches(view, Query())["rt_terpilih"][0]
    return count


def matches(view: View, query: Query, by: By = (), *, where: Where = "saringan") -> pl.DataFrame:
    """Return who meets a question (``overlap``)."""
    return overlap(place(view, where), query, desil=view.desil, by=by)


def meeting(patterns: pl.DataFrame, query: Query, known: tuple[str, ...]) -> pl.Series:
    """Tell which exact combinations (``pola``) meet a question over indicators that are all known."""
    told = patterns.select(pola=pl.col("pola"), pola_diketahui=pl.lit(mask(known)))
    return told.select(cocok=answer(query).fill_null(value=False))["cocok"]
