"""The form of the SID (XLSX): eleven rows a desa to be filled in and brought back, with lists to choose from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dampingan.exports.typed_book import TypedBook
from dampingan.measures.sid import RULE
from dampingan.records.terms import KATEGORI_SID, KEADAAN_KOMPONEN, KEADAAN_SID, KOMPONEN_SID
from dampingan.sid.rows import CATEGORY_SHEET, FORM_KIND, FORM_VERSION, MARK_SHEET, PARTS_SHEET

_FIRST_DAY = dt.date(2000, 1, 1)
_PLACE = ("Kode desa", "Desa", "Kecamatan")
_CATEGORY_HEADS = (*_PLACE, "Kategori", "Keadaan", "Tanggal pemeriksaan", "Bukti", "id", "versi")
_PART_HEADS = (*_PLACE, "Tanggal pemeriksaan", *KOMPONEN_SID.values(), "id", "versi")
_WIDTHS = {"Kode desa": 15, "Desa": 20, "Kecamatan": 16, "Kategori": 34, "Keadaan": 38, "Bukti": 60}
_FIXED = {"bg_color": "#E6ECEC", "valign": "top"}
_HEAD = {"bold": True, "bottom": 1, "text_wrap": True, **_FIXED}
_OPEN = {"locked": False, "valign": "top", "border": 1, "border_color": "#C7D0D0"}
_DAY = {**_OPEN, "num_format": "dd/mm/yyyy", "align": "left"}
_GUIDE = (
    "Isi hanya kolom berlatar putih: keadaan, tanggal pemeriksaan, dan bukti.",
    "Tanggal pemeriksaan yang lebih baru dicatat sebagai pemeriksaan baru; yang lama tetap tersimpan.",
    "Perubahan lain membetulkan pemeriksaan yang sudah tercatat. Baris yang tidak diubah tidak mengubah apa pun.",
    "Bukti: apa yang dilihat (aplikasi, register, dokumen). Jangan menulis nama orang, NIK, atau nomor KK.",
    "Jangan menambah, memindah, atau menghapus baris.",
    RULE,
)


def sid_form(units: pl.DataFrame, states: pl.DataFrame, components: pl.DataFrame) -> bytes:
    """Return the form of some desa with what is recorded now; kelurahan are left out.

    Args:
        units: ``kode_desa, nama, kecamatan, jenis``.
        states: the last checks of ``measures.sid.sid_states``.
        components: the last checks of the components, records of ``SidKomponen``.
    """
    desa = units.filter(pl.col("jenis") == "desa").sort("kode_desa")
    form = _Form()
    form.sheet(CATEGORY_SHEET, _CATEGORY_HEADS, _category_rows(desa, states), {4: KEADAAN_SID}, dates=(5,), free=(6,))
    form.sheet(
        PARTS_SHEET, _PART_HEADS, _part_rows(desa, components), dict.fromkeys(range(4, 8), KEADAAN_KOMPONEN), dates=(3,)
    )
    return form.content()


def _category_rows(desa: pl.DataFrame, states: pl.DataFrame) -> list[list[object]]:
    there = {(row["kode_desa"], row["kategori"]): row for row in states.to_dicts()}
    rows = []
    for kode, name, place in desa.select("kode_desa", "nama", "kecamatan").iter_rows():
        for kategori, label in KATEGORI_SID.items():
            row = there.get((kode, kategori), {})
            state = KEADAAN_SID.get(row.get("keadaan", ""))
            rows.append([kode, name, place, label, state, *map(row.get, ("tanggal", "bukti", "id", "versi"))])
    return rows


def _part_rows(desa: pl.DataFrame, components: pl.DataFrame) -> list[list[object]]:
    there = {row["kode_desa"]: row for row in components.to_dicts()}
    rows = []
    for kode, name, place in desa.select("kode_desa", "nama", "kecamatan").iter_rows():
        row = there.get(kode, {})
        parts = [KEADAAN_KOMPONEN.get(row.get(part, "")) for part in KOMPONEN_SID]
        rows.append([kode, name, place, row.get("tanggal"), *parts, row.get("id"), row.get("versi")])
    return rows


class _Form:
    """The workbook in the making."""

    def __init__(self) -> None:
        self._xlsx = TypedBook()

    def sheet(
        self, name: str, heads: Sequence[str], rows: Sequence[Sequence[object]],
        choices: Mapping[int, Mapping[str, str]], *, dates: Sequence[int], free: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """Add a sheet: columns of lists, of dates and of free text are open, the others locked."""
        page = self._xlsx.book.add_worksheet(name)
        page.freeze_panes(1, 4)
        page.protect("", {"autofilter": True, "sort": True, "format_columns": True})
        page.autofilter(0, 0, len(rows), len(heads) - 3)
        for column, head in enumerate(heads):
            hidden = {"hidden": True} if head in {"id", "versi"} else {}
            page.set_column(column, column, _WIDTHS.get(head, 18), None, hidden)
            self._xlsx.put(page, 0, column, head, **_HEAD)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                opened = column in choices or column in free
                look = _DAY if column in dates else _OPEN if opened else _FIXED
                self._xlsx.put(page, number, column, value, **look)
        self._validate(page, len(rows), choices, dates)

    def _validate(
        self, page: Any, rows: int, choices: Mapping[int, Mapping[str, str]], dates: Sequence[int]
    ) -> None:  # fmt: skip
        for column, terms in choices.items():
            page.data_validation(
                1, column, max(rows, 1), column,
                {"validate": "list", "source": list(terms.values()), "error_title": "Pilih dari daftar",
                 "error_message": "Pilih salah satu dari daftar."},
            )  # fmt: skip
        for column in dates:
            page.data_validation(
                1, column, max(rows, 1), column,
                {"validate": "date", "criteria": ">=", "value": _FIRST_DAY, "error_title": "Tanggal",
                 "error_message": "Tulis tanggal, misalnya 24/11/2026."},
            )  # fmt: skip

    def content(self) -> bytes:
        """Add the guide and the hidden mark of the form, close it, and return the file."""
        guide = self._xlsx.book.add_worksheet("Petunjuk")
        guide.set_column(0, 0, 110, self._xlsx.format(text_wrap=True))
        for row, words in enumerate(_GUIDE):
            guide.write_string(row, 0, words)
        mark = self._xlsx.book.add_worksheet(MARK_SHEET)
        mark.write_string(0, 0, FORM_KIND)
        mark.write_string(1, 0, FORM_VERSION)
        mark.very_hidden()
        return self._xlsx.content()
