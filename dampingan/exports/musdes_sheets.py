"""The sheets of a Musdes form: what is locked, what is filled in, the lists to choose from, how it prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from typing import Any

from dampingan.config import KABUPATEN
from dampingan.exports.musdes_guide import guide_lines
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.exports.typed_book import TypedBook
from dampingan.formats import NOT_AVAILABLE
from dampingan.formats import period as period_words
from dampingan.forms.cells import MOST_COUNTED
from dampingan.forms.workbook import cell
from dampingan.indicators import KODE
from dampingan.musdes import layout
from dampingan.musdes.households import ANSWERS, FormRow, desil_words
from dampingan.musdes.layout import Column, FormField
from dampingan.musdes.reading_list import NOTE_LENGTH
from dampingan.musdes.signing import FormFacts
from dampingan.musdes.site import Unit
from dampingan.records.checks import YEARS
from dampingan.records.terms import UNSUR_PESERTA
from dampingan.rules import Rules
from dampingan.snapshot import Manifest

SECRET = "RAHASIA – MEMUAT DATA PRIBADI"  # noqa: S105 - words on the sheet

_LOCKED: dict[str, Any] = {"border": 1, "border_color": "#B8C4C6", "valign": "vcenter", "text_wrap": True}
_ANSWER: dict[str, Any] = {**_LOCKED, "align": "center", "font_size": 10}
_INPUT: dict[str, Any] = {**_LOCKED, "locked": False, "bg_color": "#FFF9E3"}
_HEAD: dict[str, Any] = {**_LOCKED, "bold": True, "bg_color": "#E6ECEC", "align": "center"}
_TITLE: dict[str, Any] = {"bold": True, "font_size": 14}
_PLAIN: dict[str, Any] = {"text_wrap": True, "valign": "top"}
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}
"""What a reader may still do on a locked sheet: make columns wider, filter. Not sort: rows must stay whole."""
_A4 = 9
_UPRIGHT = 90
_LINE = 15
"""Height of a line, points."""
_ROW_HEIGHT = 2 * _LINE


class FormBook:
    """A form in the making."""

    def __init__(self, unit: Unit, manifest: Manifest, facts: FormFacts, tanda: str, rules: Rules) -> None:
        """Begin a form.

        Args:
            unit: the desa or kelurahan.
            manifest: of the period's snapshot.
            facts: what the form is about.
            tanda: its seal.
            rules: the rules in force, told on the first sheet.
        """
        self._unit, self._manifest, self._facts, self._tanda, self._rules = unit, manifest, facts, tanda, rules
        title = f"Formulir verifikasi {unit.musyawarah} {unit.sebutan}"
        self._xlsx = TypedBook(title=title, author=KABUPATEN, subject=SECRET)

    def content(self, rows: Sequence[FormRow]) -> bytes:
        """Write all sheets and return the file."""
        self._guide()
        self._list(rows)
        self._proposals()
        self._attendance()
        self._minutes()
        self._machine()
        return self._xlsx.content()

    # ------------------------------------------------------------------ sheets
    def _guide(self) -> None:
        page = self._page(layout.PETUNJUK, "Petunjuk pengisian", landscape=False)
        page.set_column(0, 0, 24)
        page.set_column(1, 1, 88)
        shown = self._facts_in_words()
        for row, (kunci, label) in enumerate(layout.FACTS, layout.FACTS_TOP - 1):
            self._xlsx.put(page, row, 0, label, bold=True, **_PLAIN)
            self._xlsx.put(page, row, 1, shown[kunci], **_PLAIN)
        top = layout.FACTS_TOP + len(layout.FACTS)
        for row, (head, words) in enumerate(guide_lines(self._rules), top):
            page.set_row(row, _LINE * max(1, -(-len(words) // 94)))
            self._xlsx.put(page, row, 0, head, bold=True, **_PLAIN)
            self._xlsx.put(page, row, 1, words, **_PLAIN)

    def _list(self, rows: Sequence[FormRow]) -> None:
        page = self._page(layout.VERIFIKASI, f"Daftar yang diverifikasi: {self._source}")
        self._heads(page, layout.LIST, upright=(*KODE, "anggota"))
        for number, row in enumerate(rows, 1):
            line = layout.FIRST - 2 + number
            page.set_row(line, _ROW_HEIGHT)
            told = self._told(number, row)
            for place, column in enumerate(layout.LIST):
                self._xlsx.put(page, line, place, told.get(column.kunci), **_look(column))
        last = layout.FIRST - 2 + len(rows)
        for kunci, words in (("status", layout.STATUS), ("alasan", layout.REASONS), ("mampu", layout.YES_NO)):
            place = layout.column_of(layout.LIST, kunci) - 1
            page.data_validation(layout.FIRST - 1, place, last, place, _one_of(list(words)))
        note = layout.column_of(layout.LIST, "catatan") - 1
        page.data_validation(layout.FIRST - 1, note, last, note, _no_longer_than(NOTE_LENGTH, "Tanpa nama orang."))
        self._remind(page, last)
        page.autofilter(layout.HEAD - 1, 0, last, len(layout.LIST) - 1)
        page.freeze_panes(layout.HEAD, layout.column_of(layout.LIST, "nama"))
        page.repeat_rows(layout.HEAD - 1)

    def _told(self, number: int, row: FormRow) -> Mapping[str, object]:
        answers = {k: ANSWERS[row.jawaban[k]] if k in row.jawaban else NOT_AVAILABLE for k in KODE}
        return answers | {
            "nomor": number, "kode": row.kode, "nama": row.nama, "nik": row.nik, "alamat": row.alamat,
            "rt_rw": row.rt_rw, "anggota": row.anggota,
        }  # fmt: skip

    def _remind(self, page: Any, last: int) -> None:
        """Colour the cell that a status still asks for, so that it is seen before the form is handed in."""
        status = cell("", layout.FIRST, layout.column_of(layout.LIST, "status")).lstrip("!")
        for kunci, word in (("mampu", layout.FOUND), ("alasan", layout.NOT_FOUND)):
            place = layout.column_of(layout.LIST, kunci)
            own = cell("", layout.FIRST, place).lstrip("!")
            criteria = f'=AND(${status}="{word}",${own}="")'
            page.conditional_format(
                layout.FIRST - 1, place - 1, last, place - 1,
                {"type": "formula", "criteria": criteria, "format": self._xlsx.format(bg_color="#F2B8B5")},
            )  # fmt: skip

    def _proposals(self) -> None:
        page = self._page(layout.USULAN, "Rumah tangga yang diusulkan musyawarah, yang belum ada dalam daftar")
        self._heads(page, layout.NEW)
        last = layout.FIRST - 2 + layout.PROPOSALS
        for line in range(layout.FIRST - 1, last + 1):
            page.set_row(line, _ROW_HEIGHT)
            for place, column in enumerate(layout.NEW):
                look = {**_INPUT, "num_format": "General" if column.kunci == "anggota" else "@"}
                number = line - layout.FIRST + 2
                self._xlsx.put(
                    page, line, place, None if column.isian else number, **(look if column.isian else _LOCKED)
                )
        members, nik = (layout.column_of(layout.NEW, kunci) - 1 for kunci in ("anggota", "nik"))
        page.data_validation(layout.FIRST - 1, members, last, members, _whole(1, layout.MOST_MEMBERS))
        page.data_validation(
            layout.FIRST - 1, nik, last, nik,
            {"validate": "length", "criteria": "==", "value": 16, "ignore_blank": True, "error_title": "NIK",
             "error_message": "NIK terdiri atas 16 angka. Kosongkan bila belum diketahui."},
        )  # fmt: skip
        page.freeze_panes(layout.HEAD, 0)
        page.repeat_rows(layout.HEAD - 1)

    def _attendance(self) -> None:
        page = self._page(layout.KEHADIRAN, "Kehadiran: jumlah orang, tanpa nama")
        page.set_column(0, 0, 38)
        page.set_column(1, 3, 14)
        for top, heads in ((layout.AREAS_TOP, layout.AREA_HEADS), (layout.GROUPS_TOP, layout.GROUP_HEADS)):
            for place, head in enumerate(heads):
                self._xlsx.put(page, top - 1, place, head, **_HEAD)
        for row, words in enumerate(("RW", "RT"), layout.AREAS_TOP):
            self._xlsx.put(page, row, 0, words, **_LOCKED)
        for row, words in enumerate(UNSUR_PESERTA.values(), layout.GROUPS_TOP):
            self._xlsx.put(page, row, 0, words, **_LOCKED)
        self._fields(page, layout.ATTENDANCE)
        signed = layout.ATTENDANCE[-1]
        self._xlsx.put(page, signed.baris - 1, 0, signed.label, **_LOCKED)

    def _minutes(self) -> None:
        page = self._page(layout.NOTULEN, "Notulen")
        page.set_column(0, 0, 46)
        page.set_column(1, 1, 80)
        for field in layout.MINUTES:
            self._xlsx.put(page, field.baris - 1, 0, field.label, **_LOCKED)
            page.set_row(field.baris - 1, 180 if field.nama in layout.LONG_FIELDS else 20)
        self._fields(page, layout.MINUTES)

    def _machine(self) -> None:
        page = self._xlsx.book.add_worksheet(layout.MESIN)
        told = {**asdict(self._facts), "desil": ",".join(map(str, self._facts.desil)), "tanda": self._tanda}
        for row, (kunci, _) in enumerate(layout.FACTS):
            page.write_string(row, 0, kunci)
            page.write_string(row, 1, str(told[kunci]))
        page.protect()
        page.very_hidden()

    # ------------------------------------------------------------------ parts
    @property
    def _source(self) -> str:
        told = f"{self._manifest.unit} desil {desil_words(self._facts.desil)}, {self._manifest.sumber}"
        return f"{told}, periode {period_words(self._facts.periode)}"

    def _facts_in_words(self) -> Mapping[str, str]:
        facts, unit = self._facts, self._unit
        return {
            "versi": facts.versi,
            "kode_desa": f"{facts.kode_desa}, {unit.sebutan}, Kecamatan {unit.kecamatan}",
            "periode": period_words(facts.periode),
            "desil": desil_words(facts.desil),
            "jumlah_baris": str(facts.jumlah_baris),
            "sidik_data": facts.sidik_data,
            "nomor": facts.nomor,
            "tanda": self._tanda,
        }

    def _page(self, name: str, subtitle: str, *, landscape: bool = True) -> Any:
        page = self._xlsx.book.add_worksheet(name)
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        if landscape:
            page.set_landscape()
        sample = f"&R&B{SAMPLE_WORDS}" if self._manifest.contoh else ""
        page.set_header(f"&L&B{SECRET}{sample}")
        page.set_footer(f"&L&8{self._unit.sebutan}, formulir {self._facts.nomor[:8]}&R&8&P / &N")
        page.protect("", _ALLOWED)
        page.hide_gridlines(2)
        where = f"{self._unit.sebutan}, Kecamatan {self._unit.kecamatan}, {KABUPATEN}"
        self._xlsx.put(page, 0, 0, f"{self._unit.musyawarah}: {where}", **_TITLE)
        mark = f" ({SAMPLE_WORDS})" if self._manifest.contoh else ""
        self._xlsx.put(page, 1, 0, f"{subtitle}{mark}", bold=self._manifest.contoh)
        return page

    def _heads(self, page: Any, columns: Sequence[Column], upright: Sequence[str] = ()) -> None:
        page.set_row(layout.HEAD - 1, 116 if upright else 2 * _LINE + 2)
        for place, column in enumerate(columns):
            page.set_column(place, place, column.lebar)
            turned = {"rotation": _UPRIGHT} if column.kunci in upright else {}
            self._xlsx.put(page, layout.HEAD - 1, place, column.judul, **_HEAD | turned)

    def _fields(self, page: Any, fields: Sequence[FormField]) -> None:
        for field in fields:
            look = {**_INPUT, "valign": "top", "num_format": _NUMBER_FORMATS.get(field.jenis, "General")}
            self._xlsx.put(page, field.baris - 1, field.kolom - 1, None, **look)
            page.data_validation(field.baris - 1, field.kolom - 1, field.baris - 1, field.kolom - 1, _check_of(field))


def _look(column: Column) -> dict[str, Any]:
    if column.isian:
        return _INPUT
    return _ANSWER if column.kunci in (*KODE, "nomor", "anggota") else _LOCKED


_NUMBER_FORMATS = {"tanggal": "dd/mm/yyyy", "jam": "hh:mm", "teks": "@"}


def _check_of(field: FormField) -> dict[str, Any]:
    match field.jenis:
        case "jumlah":
            return _whole(0, MOST_COUNTED)
        case "tanggal":
            first, last = (date(year, month, day) for year, month, day in ((YEARS[0], 1, 1), (YEARS[1], 12, 31)))
            return _between("date", first, last, "Tulis tanggal, misalnya 24/11/2026.")
        case "jam":
            return _between("time", time(0, 0), time(23, 59), "Tulis jam, misalnya 09:30.")
        case "pilihan":
            return _one_of(list(field.pilihan))
        case "ya_tidak":
            return _one_of(list(layout.YES_NO))
        case "teks":
            return _no_longer_than(field.panjang, "")


def _one_of(words: list[str]) -> dict[str, Any]:
    message = "Pilih dari daftar; kosongkan bila belum ada hasilnya."
    return {"validate": "list", "source": words, "error_title": "Tidak ada dalam daftar", "error_message": message}


def _whole(least: int, most: int) -> dict[str, Any]:
    return _between("integer", least, most, f"Tulis bilangan bulat {least} sampai {most}.")


def _between(kind: str, least: object, most: object, message: str) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most, "error_title": "Periksa isian",
            "error_message": message}  # fmt: skip


def _no_longer_than(length: int, further: str) -> dict[str, Any]:
    message = f"Paling banyak {length} huruf. {further}".strip()
    return {"validate": "length", "criteria": "<=", "value": length, "error_title": "Terlalu panjang",
            "error_message": message}  # fmt: skip
