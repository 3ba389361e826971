"""One Perangkat Daerah: its desa with their figures, what they lack, its programmes, what it still has to do."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dampingan.formats import joined, number, percent, rupiah, rupiah_short
from dampingan.indicators import BY_KODE
from dampingan.measures.assistance import OVERLOAD_WORDS
from dampingan.records.terms import KEADAAN_TINDAK_LANJUT, STATUS_PROGRAM, TAHAP
from dampingan.ui import cards, downloads, frame, style
from dampingan.ui.cards import Card
from dampingan.ui.catatan import parts
from dampingan.ui.navigation import PRESENTASI
from dampingan.ui.perangkat.look import Look
from dampingan.ui.perangkat.overview import place_link
from dampingan.ui.presentasi.series import recorded_code

_GAP, _INVENTORY = "pages/pendampingan/kesenjangan.py", "pages/pendampingan/inventarisasi.py"
_LONG = 12


def show(look: Look) -> None:
    """Draw the part."""
    own = look.own
    if not own["desa"]:
        style.notice(
            f"{look.agency.nama} tidak mendampingi desa dalam saringan ini",
            f"Penugasan tahun {look.tahun} di seluruh kabupaten: {number(own['desa_semua'])} desa/kelurahan.\nPilih "
            "tahun atau saringan lain, atau catat penugasannya pada bagian Isi penugasan.",
        )  # fmt: skip
    else:
        _cards(look, own)
        _units(look)
        _taking_away(look)
    _programmes(look)
    _to_do(look)


def _cards(look: Look, own: Mapping[str, Any]) -> None:
    unit = look.view.manifest.unit
    untouched = int(look.units["merah"].sum())
    over = f"Kelebihan beban: {OVERLOAD_WORDS}" if own["berlebih"] else "Beban wajar menurut aturan aplikasi"
    cards.show(
        [
            Card("Desa/kelurahan", number(own["desa"]), f"dari {number(own['desa_semua'])}", over),
            Card(f"{unit.capitalize()} desil 1", number(own["rt_desil1"]), unit,
                 f"{number(own['merah'])} desa merah"),
            Card("Kebutuhan tanpa program", number(untouched), "pasang",
                 "Desa dan indikator yang membutuhkan, dari siapa pun programnya"),
            Card("Program sendiri", number(own["program"]), "program", f"Pagu {rupiah_short(own['pagu'])}"),
            Card("Tindak lanjut belum selesai", number(own["belum_selesai"]), "",
                 f"{number(own['terlambat'])} terlambat"),
        ]
    )  # fmt: skip


def _units(look: Look) -> None:
    whom = look.view.whom
    unit = look.view.manifest.unit
    frame.section(
        "Desa yang didampingi",
        f"Di bawah banyaknya {unit} desil 1: bagiannya dari {unit} dalam data. Masalah terberat: persentase tertinggi "
        f"dari {whom} yang diketahui.",
    )
    heads = ("Desa/kelurahan", "Kelas", f"{unit.capitalize()} desil 1", "Masalah terberat", "Tahap",
             "Kebutuhan tanpa program")  # fmt: skip
    rows = [_unit_row(look, row) for row in look.units.to_dicts()]
    st.html(parts.table(heads, rows, label="Desa yang didampingi", left=(1, 3, 4), high=len(rows) > _LONG))
    frame.source(look.view, f"Tahap per {parts.day_words(look.hari_tahap)}.")
    link = look.view.link(perangkat_celah=look.perangkat, tahun_celah=str(look.tahun))
    st.page_link(_GAP, label="Lembar kesenjangan desa-desa ini →", query_params=link)


def _taking_away(look: Look) -> None:
    """Offer the sheets, slides or rows of all its desa in one file, and the way to present them."""
    codes = look.units["kode_desa"].to_list()
    frame.section("Bawa ke rapat", "Semua desanya dalam satu berkas, atau sebagai presentasi layar penuh.")
    downloads.many(look.view, codes, "desa dampingan", f"dampingan-{look.perangkat}")
    link = look.view.link(seri=recorded_code(look.perangkat))
    st.page_link(PRESENTASI.berkas, label="Presentasikan desa-desa ini →", query_params=link)


def _unit_row(look: Look, row: Mapping[str, Any]) -> tuple[str, ...]:
    worst = "tidak tersedia" if row["terberat"] is None else (
        f"{style.text(BY_KODE[row['terberat']].pendek)}"
        f'<span class="dmp-kecil">{style.text(percent(row["pct_terberat"]))}, {number(row["rt_terberat"])}</span>'
    )  # fmt: skip
    stage = style.text(TAHAP.get(row["tahap"] or "", "belum tercatat"))
    late = '<span class="dmp-kecil dmp-lambat">terlambat</span>' if row["terlambat"] else ""
    share = f'<span class="dmp-kecil">{style.text(percent(row["pct_desil1"]))} dalam data</span>'
    return (
        place_link(look, row), style.class_mark(row["kelas"]), f"{number(row['rt_desil1'])}{share}", worst,
        f"{stage}{late}", number(row["merah"]),
    )  # fmt: skip


def _programmes(look: Look) -> None:
    frame.section(f"Programnya tahun {look.tahun}", "Di desa mana pun dalam saringan, selain yang batal.")
    if look.programmes.is_empty():
        style.notice(
            "Belum ada program tercatat", "Catat pada halaman Inventarisasi, satu per satu atau dengan formulir."
        )
    else:
        heads = ("Kegiatan", "Desa/kelurahan", "Menjawab", "Pagu", "Realisasi", "Penerima", "Status")
        rows = [_programme_row(row) for row in look.programmes.sort("kode_desa", "program").to_dicts()]
        st.html(parts.table(heads, rows, label="Program", left=(1, 2, 6), high=len(rows) > _LONG))
        parts.source("program", [look.programmes], look.hari)
    link = look.view.link(perangkat_inv=look.perangkat, tahun_inv=str(look.tahun))
    st.page_link(_INVENTORY, label="Isi dan ubah di Inventarisasi →", query_params=link)


def _programme_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    name, place = parts.places()[row["kode_desa"]]
    many = "–" if row["penerima"] is None else f"{number(row['penerima'])} {row['satuan'] or ''}".strip()
    return (
        style.text(row["kegiatan"] or row["program"]),
        f'{style.text(name)}<span class="dmp-kecil">{style.text(place)}</span>',
        style.text(joined([BY_KODE[kode].pendek for kode in row["indikator"]]) or "belum disebut"),
        rupiah(row["pagu"]),
        rupiah(row["realisasi"]),
        style.text(many),
        style.text(STATUS_PROGRAM[row["status"]]),
    )


def _to_do(look: Look) -> None:
    frame.section("Tindak lanjut FGD yang belum selesai", f"Keadaan per {parts.day_words(look.hari)}.")
    if look.to_do.is_empty():
        style.notice("Tidak ada yang belum selesai", "Tindak lanjut dicatat pada halaman FGD.")
        return
    rows = [
        (style.text(row["uraian"]), parts.day_words(row["tenggat"]), parts.late_words(row["hari_lewat"]) or "–",
         style.text(KEADAAN_TINDAK_LANJUT[row["keadaan"]]))
        for row in look.to_do.to_dicts()
    ]  # fmt: skip
    heads = ("Tindak lanjut", "Tenggat", "Lewat tenggat", "Keadaan")
    st.html(parts.table(heads, rows, label="Tindak lanjut", left=(1, 2, 3), high=len(rows) > _LONG))
    parts.source("FGD dan tindak lanjut", [look.to_do], look.hari)
