"""All desa of the filter with a finished Musdes, before and after, counted as one."""

import polars as pl

from dampingan.errors import DampinganError
from dampingan.formats import number
from dampingan.measures.musdes_progress import HELD
from dampingan.records.models import Musdes
from dampingan.ui import frame, style
from dampingan.ui.catatan import day, parts
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.musdes import data, indicators
from dampingan.ui.view import View


def show(view: View, kept: Kept, rows: pl.DataFrame) -> None:
    """Draw the target and the nine indicators; say which desa are in neither."""
    try:
        told = data.gathered_of(view, kept, rows.filter(pl.col("keadaan") == HELD)["kode_desa"].to_list())
    except DampinganError as error:
        style.notice("Belum dapat dibandingkan", str(error))
        return
    apart = (
        f"{number(len(told.jumlah_saja))} desa atau kelurahan tidak ikut dihitung: hasil Musdesnya tercatat sebagai "
        "jumlah saja, maka angka indikator sesudahnya tidak tersedia."
        if told.jumlah_saja
        else ""
    )
    if not told.kode:
        style.notice("Belum ada hasil Musdes tiap rumah tangga", apart)
        return
    row = told.sasaran.row(by_predicate=pl.col("ukuran") == "rumah_tangga", named=True)
    frame.section(
        f"{number(len(told.kode))} desa dan kelurahan: dari {number(row['sebelum'])} menjadi "
        f"{number(row['sesudah'])} {view.whom}",
        f"{number(row['selisih'])} keluar; {number(row['belum'])} dari yang tersisa belum diverifikasi. "
        "Data awal tidak diubah.",
    )
    remarks = ["Usulan baru belum masuk hitungan: indikatornya belum didata.", *([apart] if apart else [])]
    indicators.show(view, told.indikator, remarks)
    records = [kept.frame(Musdes)]
    parts.source("Musdes", records, day.report_day(records))
