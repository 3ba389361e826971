"""Who enters and leaves against the saved rule."""

import polars as pl

from dampingan.formats import percent
from dampingan.ui import frame, style, tables
from dampingan.ui.sasaran.figures import Outcome, within
from dampingan.ui.sasaran.words import short_unit
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_WORDS = {"masuk": "Masuk", "keluar": "Keluar"}


def show(tried: View, found: Outcome) -> None:
    """Draw the units that the rule tried out brings in and takes out; nothing where the list is the same."""
    if not found.entering and not found.leaving:
        return
    now, before = found.jangkauan, found.jangkauan_tersimpan
    frame.section(
        f"{found.entering} masuk dan {found.leaving} keluar terhadap aturan tersimpan",
        f"Jangkauan desil 1 dari {percent(before.pct)} ({before.unit} desa dan kelurahan) menjadi {percent(now.pct)} "
        f"({now.unit}).",
    )
    moved = within(found.perubahan.filter(pl.col("terhadap_tersimpan").is_in(list(_WORDS))), tried)
    if moved.is_empty():
        style.notice("Tidak ada perubahan di sini", "Yang masuk dan keluar berada di luar saringan.")
        return
    shown = moved.with_columns(
        pl.col("terhadap_tersimpan").replace_strict(_WORDS),
        pl.col("kelas").str.to_titlecase().fill_null("Belum dinilai"),
    )
    tables.show(shown, _columns(tried), key="sasaran_perubahan")
    frame.source(tried, "Kelas menurut aturan yang dicoba.")


def _columns(view: View) -> list[Column]:
    return [
        Column("terhadap_tersimpan", "Perubahan"),
        Column("nama", "Desa/kelurahan", lebar=150),
        Column("kecamatan", "Kecamatan", lebar=130),
        Column("jenis", "Jenis"),
        Column("kelas", "Kelas"),
        Column("rt_desil1", f"{short_unit(view)} desil 1", 0),
        Column("kode_desa", "Kode Kemendagri"),
    ]
