"""How far the Musdes are: a row per desa, and the totals by the official arithmetic."""

import polars as pl

from dampingan.formats import number
from dampingan.measures.musdes_progress import HELD, NOT_HELD, STATES, results_of
from dampingan.musdes.totals import Totals
from dampingan.records import terms
from dampingan.records.models import Musdes, MusdesHasil
from dampingan.ui import cards, frame, tables
from dampingan.ui.cards import Card
from dampingan.ui.catatan import day, parts
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.musdes import data, indicators, lines
from dampingan.ui.tables import Column
from dampingan.ui.view import View

_HOW = "Formulirnya dibuat dan diterima pada bagian Formulir, atau dari terminal: python -m dampingan musdes --help."


def show(view: View, kept: Kept, rows: pl.DataFrame) -> None:
    """Draw key figures, the totals and the table of the units within the filter."""
    frames = [kept.frame(Musdes), kept.frame(MusdesHasil)]
    if rows.filter(pl.col("keadaan") != NOT_HELD).is_empty():
        parts.nothing_recorded(f"Musdes untuk periode {view.saringan.periode}", _HOW)
        return
    cards.show(_cards(view, rows))
    _show_totals(view, kept, rows)
    frame.section("Kemajuan tiap desa dan kelurahan", "Urut menurut peringkat desil 1.")
    shown = rows.with_columns(
        keadaan=pl.col("keadaan").replace_strict(STATES),
        tanggal=pl.col("tanggal").map_elements(parts.day_words, return_dtype=pl.String).fill_null("–"),
    )
    tables.show(shown, _columns(view), key="tabel_musdes")
    parts.source("Musdes", frames, day.report_day(frames))
    tables.download(shown, _columns(view), name="musdes", view=view)


def _cards(view: View, rows: pl.DataFrame) -> list[Card]:
    held, unit = rows.filter(pl.col("keadaan") == HELD), view.manifest.unit
    told = {name: int(held[name].sum()) for name in ("terverifikasi", "valid", "keluar", "usulan_baru", "belum")}
    return [
        Card("Musdes selesai", number(held.height), f"dari {number(rows.height)}", "Desa dan kelurahan"),
        Card("Sudah diverifikasi", number(told["terverifikasi"]), unit, f"Belum: {number(told['belum'])}"),
        Card("Valid menurut Berita Acara", number(told["valid"]), unit, _valid_words(view)),
        Card("Keluar dari daftar", number(told["keluar"]), unit, indicators.leaving_words(view).capitalize()),
        Card("Usulan baru", number(told["usulan_baru"]), unit, "Belum masuk hitungan indikator"),
    ]


def _show_totals(view: View, kept: Kept, rows: pl.DataFrame) -> None:
    """Draw the lines of the official minutes, summed over the finished meetings within the filter."""
    found = results_of(rows["kode_desa"].to_list(), data.frames(kept), period=view.saringan.periode)
    told = Totals({status: found.get(status, 0) for status in terms.STATUS_VERIFIKASI})
    lines.show(view, told)


def _valid_words(view: View) -> str:
    twice = "; termasuk yang mampu, yang juga terhitung keluar" if "mampu" in view.rules.musdes.keluar else ""
    return f"Selesai diverifikasi ditambah usulan baru{twice}"


def _columns(view: View) -> list[Column]:
    return [
        Column("nama", "Desa/kelurahan"),
        Column("kecamatan", "Kecamatan"),
        Column("keadaan", "Musdes"),
        Column("tanggal", "Tanggal"),
        Column("terverifikasi", "Terverifikasi", 0),
        Column("valid", "Valid", 0, f"{_valid_words(view)}."),
        Column("keluar", "Keluar", 0),
        Column("usulan_baru", "Usulan baru", 0),
        Column("belum", "Belum diverifikasi", 0),
        Column("kode_desa", "Kode Kemendagri"),
    ]
