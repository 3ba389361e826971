"""Which of the nine indicators weighs most on the households within the filter."""

import polars as pl

from dampingan.formats import joined, percent
from dampingan.indicators import BY_KODE, INDICATORS
from dampingan.measures.overview import heaviest
from dampingan.ui import bar_list, frame
from dampingan.ui.view import View

_SHARE = "pct_indikator"


def show(view: View) -> None:
    """Draw the nine indicators by weight; those that the source can't tell are named below."""
    whole = view.total()
    first = heaviest(whole)
    if first is None:
        return
    frame.section(
        f"{BY_KODE[first.kode].pendek} paling berat: {percent(first.pct)} {view.whom}",
        f"Sembilan indikator, persentase {view.whom} yang keadaannya diketahui.",
    )
    rows = pl.DataFrame(
        {"nama": [i.pendek for i in INDICATORS], _SHARE: [whole[f"pct_{i.kode}"] for i in INDICATORS]},
        schema_overrides={_SHARE: pl.Float64},
    )
    bar_list.show(rows, name="nama", value=_SHARE)
    lacking = [i.pendek for i in INDICATORS if i.kode not in view.manifest.tersedia]
    frame.source(view, f"Tidak tersedia dari sumber ini: {joined(lacking)}." if lacking else "")
