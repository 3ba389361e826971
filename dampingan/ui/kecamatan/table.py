"""All nine indicators of every kecamatan, and the figures behind the bars as a table to take away."""

import polars as pl

from dampingan.measures import headlines_kecamatan as headlines
from dampingan.ui import frame, heat_map, style, tables
from dampingan.ui.filters import switch_param
from dampingan.ui.kecamatan.choice import DESIL, Choice, Measure
from dampingan.ui.tables import Column
from dampingan.ui.view import View


def show(view: View, choice: Choice, places: pl.DataFrame) -> None:
    """Draw the kecamatan of the filter: the heat map, and the figures with their download on request."""
    shown = places.filter(pl.col("kecamatan").is_in(view.kecamatan)) if view.kecamatan else places
    shown = shown.sort("kecamatan")
    frame.section(
        headlines.of_indicators(shown), f"Sembilan indikator: persentase {view.whom} yang keadaannya diketahui."
    )
    if shown.is_empty():
        style.notice("Belum ada data untuk kecamatan ini", "Ubah saringan di sisi kiri.")
        return
    heat_map.show(shown, view.kabupaten(), name="kecamatan", whole_name="Kabupaten")
    frame.source(view)
    _show_figures(view, choice, shown)


def _show_figures(view: View, choice: Choice, shown: pl.DataFrame) -> None:
    """Draw the table where it is asked for; a change of filter need not wait for what few look at."""
    if not switch_param("tabel", "Tampilkan angka per kecamatan: tabel dan unduhan"):
        return
    measure = choice.ukuran
    columns = _columns(view, measure)
    told = shown if measure.kode == DESIL else shown.with_columns(
        tidak_diketahui=pl.col("rt_terpilih") - pl.col(f"rt_diketahui_{measure.kode}")
    )  # fmt: skip
    style.paragraph(view.subtitle(), "catatan")
    tables.show(told, columns, key="tabel_kecamatan")
    frame.source(view)
    tables.download(told, columns, name="kecamatan", view=view)


def _columns(view: View, measure: Measure) -> list[Column]:
    unit, desil = view.manifest.unit.capitalize(), view.saringan.desil_words
    columns = [
        Column("kecamatan", "Kecamatan"),
        Column("rt", f"{unit} dalam berkas", 0),
        Column("rt_terpilih", f"{unit} {desil}", 0),
        Column("pct_terpilih", f"{desil.capitalize()} (%)", 1, f"Dari semua {view.manifest.unit} dalam berkas."),
        Column("pangsa_terpilih", "Pangsa kabupaten (%)", 1, f"Dari semua {view.whom} kabupaten."),
        Column("jiwa_terpilih", f"Jiwa {desil}", 0),
    ]
    if measure.kode == DESIL:
        return columns
    return columns[:1] + columns[2:3] + [
        Column(f"rt_{measure.kode}", measure.judul, 0, measure.pendek),
        Column(f"rt_diketahui_{measure.kode}", "Diketahui", 0, f"{unit} yang keadaannya diketahui: penyebutnya."),
        Column("tidak_diketahui", "Tidak diketahui", 0),
        Column(f"pct_{measure.kode}", f"{measure.judul} (%)", 1, "Dari yang diketahui."),
    ]  # fmt: skip
