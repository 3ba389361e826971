"""Follow-ups: the key figures, who has to do them, the list with its files, and changing their state."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dampingan.formats import full_date, number
from dampingan.measures.follow_up import SOON
from dampingan.records.terms import KEADAAN_TINDAK_LANJUT
from dampingan.ui import cards, frame, style
from dampingan.ui.cards import Card
from dampingan.ui.catatan import parts
from dampingan.ui.fgd import state_change, taking_away
from dampingan.ui.fgd.data import Look

_WHAT = "FGD dan tindak lanjut"


def show(look: Look) -> None:
    """Draw the part."""
    cards.show(_cards(look))
    if look.rows.is_empty():
        style.notice("Belum ada tindak lanjut", "Tambahkan pada bagian Isi FGD: pilih FGD-nya, lalu tulis barisnya.")
        return
    frame.section(
        "Tindak lanjut menurut penanggung jawab", "Batang: yang belum selesai; bagian depan sudah lewat tenggat."
    )
    st.html(_owners(look.owners))
    parts.source(_WHAT, look.frames, look.hari)
    _list(look)


def _cards(look: Look) -> list[Card]:
    told = look.counts
    men, women = (number(int(look.participants[column].sum())) for column in ("laki_laki", "perempuan"))
    return [
        Card("FGD", number(look.talks.height), "pertemuan", f"Hadir {men} laki-laki, {women} perempuan"),
        Card("Belum selesai", number(told.belum_selesai), f"dari {number(told.jumlah)}",
             f"{number(told.terbuka)} terbuka, {number(told.berjalan)} berjalan"),
        Card("Terlambat", number(told.terlambat), "tindak lanjut", "Belum selesai dan lewat tenggat"),
        Card("Segera jatuh tempo", number(told.segera), "tindak lanjut", f"Dalam {SOON} hari ke depan"),
        Card("Selesai", number(told.selesai), "tindak lanjut", f"{number(told.batal)} batal"),
    ]  # fmt: skip


def _owners(owners: pl.DataFrame) -> str:
    longest = max([*owners["belum_selesai"].to_list(), 1])
    rows = [
        (
            style.text(row["penanggung"]),
            _bar(row["terlambat"], row["tepat_waktu"], longest),
            number(row["belum_selesai"]),
            number(row["terlambat"]),
            number(row["tanpa_tenggat"]),
            number(row["selesai"]),
            f"{number(row['terlama'])} hari" if row["terlama"] is not None else "–",
        )
        for row in owners.to_dicts()
    ]
    heads = ("Penanggung jawab", "", "Belum selesai", "Terlambat", "Tanpa tenggat",
             "Selesai", "Terlama lewat tenggat")  # fmt: skip
    return parts.table(heads, rows, label="Tindak lanjut menurut penanggung jawab", left=(1,), high=len(rows) > 12)


def _bar(late: int, other: int, longest: int) -> str:
    marks = zip(("dmp-lewat", "dmp-belum"), (late, other), strict=True)
    drawn = "".join(f'<i class="{mark}" style="width:{6 * part / longest:.2f}rem"></i>' for mark, part in marks)
    return f'<span class="dmp-ukuran">{drawn}</span>'


def _list(look: Look) -> None:
    frame.section("Daftar tindak lanjut", "Yang paling lama lewat tenggat di atas.")
    whole = st.toggle("Tampilkan juga yang selesai dan batal", key=state_change.WHOLE)
    shown = look.rows if whole else look.rows.filter("belum_selesai")
    if shown.is_empty():
        style.notice("Tidak ada yang belum selesai", "Semua tindak lanjut dalam saringan ini selesai atau batal.")
    else:
        show_list(look, shown, label="Daftar tindak lanjut")
        parts.source(_WHAT, look.frames, look.hari)
    taking_away.show(look, shown)
    state_change.show(shown)


def show_list(look: Look, shown: pl.DataFrame, *, label: str, with_talk: bool = True) -> None:
    """Draw rows of ``follow_ups`` as a table; ``with_talk``: each names its FGD."""
    heads = ("Tindak lanjut", "FGD", "Penanggung jawab", "Tenggat", "Keadaan")
    kept = [column for column in range(len(heads)) if with_talk or column != 1]
    rows = [[cells[column] for column in kept] for cells in (_row(look, row) for row in shown.to_dicts())]
    left = tuple(range(1, len(kept)))
    st.html(parts.table([heads[column] for column in kept], rows, label=label, left=left, high=True))


def _row(look: Look, row: Mapping[str, Any]) -> tuple[str, ...]:
    about, held = look.told_of[row["id_fgd"]]
    late = parts.late_words(row["hari_lewat"])
    remark = f'<span class="dmp-kecil">{style.text(row["keterangan"])}</span>' if row["keterangan"] else ""
    return (
        style.text(row["uraian"]),
        f'{style.text(about)}<span class="dmp-kecil">{full_date(held)}</span>',
        style.text(row["penanggung"]),
        f"{parts.day_words(row['tenggat'])}<br>{late}" if late else parts.day_words(row["tenggat"]),
        f"{style.text(KEADAAN_TINDAK_LANJUT[row['keadaan']])}{remark}",
    )
