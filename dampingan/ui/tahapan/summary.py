"""What a desa's profile says of its stage."""

import polars as pl

from dampingan.formats import full_date, number
from dampingan.measures.period_shown import usual_period, year_of
from dampingan.measures.stages import companions, programme_periods, stage_table
from dampingan.records.models import Penugasan, PerangkatDaerah, Tahap
from dampingan.records.terms import TAHAP
from dampingan.ui.catatan import kept
from dampingan.ui.catatan.day import report_day
from dampingan.ui.view import View


def summary(view: View, kode: str) -> str:
    """Return who assists a unit and how far it is, in one or two sentences; empty where it is not assisted.

    Args:
        view: what the page looks at.
        kode: ``kode_desa``.
    """
    records = kept.current()
    stages = records.frame(Tahap).filter(pl.col("kode_desa") == kode)
    assignments = records.frame(Penugasan).filter(pl.col("kode_desa") == kode)
    periode = usual_period(programme_periods(stages, assignments), year_of(view.saringan.periode))
    if not periode:
        return ""
    on = report_day([records.frame(Tahap)])
    who = companions(assignments, records.frame(PerangkatDaerah), periode)
    rows = stage_table(stages, who, periode=periode, day=on)
    if rows.is_empty():
        return ""
    row = rows.row(0, named=True)
    reached = (
        f"tahap {TAHAP[row['tahap']]} ({full_date(row['tanggal'])})" if row["tahap"] else "belum ada tahap tercapai"
    )
    mark = ", data contoh" if row["contoh"] else ""
    late = f" – terlambat {number(row['hari_lewat'])} hari" if row["terlambat"] else ""
    due = f", tenggat {full_date(row['tenggat'])}{late}" if row["tenggat"] else ""
    after = f" Berikutnya {TAHAP[row['berikut']]}{due}." if row["berikut"] else ""
    office = row["perangkat"] or "belum ada Perangkat Daerah"
    return f"Pendampingan {periode.replace('-', '–')} ({office}): {reached} per {full_date(on)}{mark}.{after}"
