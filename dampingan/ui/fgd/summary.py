"""What a desa's profile says of its FGDs."""

import polars as pl

from dampingan.formats import full_date, number
from dampingan.measures.follow_up import counts, follow_ups, talks_about
from dampingan.records.models import Fgd, Penugasan, PerangkatDaerah, TindakLanjut
from dampingan.ui.catatan import kept
from dampingan.ui.catatan.day import report_day
from dampingan.ui.view import View


def summary(view: View, kode: str) -> str:
    """Return the last FGD about a unit and what is left to do, in one sentence; empty without any.

    Args:
        view: what the page looks at.
        kode: ``kode_desa``.
    """
    del view
    records = kept.current()
    everything = records.frame(Fgd)
    on = report_day([everything])
    talks = talks_about(everything, records.frame(Penugasan), [kode], day=on)
    if talks.is_empty():
        return ""
    told = counts(follow_ups(records.frame(TindakLanjut), talks, records.frame(PerangkatDaerah), day=on), day=on)
    last = talks["tanggal"].max()
    mark = " (data contoh)" if talks.select(pl.col("contoh").all()).item() else ""
    left = (
        f"{number(told.belum_selesai)} dari {number(told.jumlah)} tindak lanjut belum selesai, "
        f"{number(told.terlambat)} terlambat per {full_date(on)}"
    ) if told.jumlah else "tindak lanjut belum dicatat"  # fmt: skip
    return f"FGD terakhir {full_date(last)}{mark}: {left}."  # type: ignore[arg-type]
