"""Writing a form for records: headings locked, lists to choose from, what is recorded already filled in."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from dampingan.config import KABUPATEN
from dampingan.exports.record_layout import (
    DAFTAR,
    FIRST,
    HEAD,
    IDENTITY,
    MEMBER,
    MESIN,
    PETUNJUK,
    VERSION_SEEN,
    YES,
    Choices,
    FormColumn,
    FormSheet,
    FormSpec,
)
from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.exports.typed_book import TypedBook
from dampingan.records.checks import MOST_PERSONS, MOST_RUPIAH, YEARS

Row = Mapping[str, Any]
"""A record: its fields, ``id``, ``versi`` and ``contoh``."""

SAMPLE_COLUMN = "Catatan contoh"

_EDGE: dict[str, Any] = {"border": 1, "border_color": "#B8C4C6", "valign": "top"}
_INPUT: dict[str, Any] = {**_EDGE, "locked": False, "bg_color": "#FFF9E3", "text_wrap": True}
_HEAD: dict[str, Any] = {**_EDGE, "bold": True, "bg_color": "#E6ECEC", "text_wrap": True, "valign": "vcenter"}
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}
"""What a reader may still do on a locked sheet: make columns wider, filter. Not sort: rows must stay whole."""
_FORMATS = {"rupiah": "#,##0", "jumlah": "#,##0", "angka": "#,##0.##", "tahun": "0", "tanda": "@"}
_LIMITS = {"tahun": YEARS, "jumlah": (0, MOST_PERSONS), "rupiah": (0, MOST_RUPIAH)}
_A4, _LINE = 9, 15


def make_form(spec: FormSpec, rows: Mapping[str, Sequence[Row]], offered: Choices, told: str) -> bytes:
    """Return a form with what is recorded filled in.

    Args:
        spec: the kind of form.
        rows: of each sheet, by its name; a unit as ``kode_desa``, a Perangkat Daerah as its id.
        offered: what the lists offer.
        told: what the form is about, in words: which records are filled in.
    """
    return _Form(spec, offered, told).content(rows)


class _Form:
    """A form in the making."""

    def __init__(self, spec: FormSpec, offered: Choices, told: str) -> None:
        self._spec, self._offered, self._told = spec, offered, told
        self._units = {code: label for label, code in offered.desa.items()}
        self._offices = {identity: name for name, identity in offered.perangkat.items()}
        self._xlsx = TypedBook(title=spec.judul, author=KABUPATEN)
        self._lists: dict[tuple[str, ...], str] = {}

    def content(self, rows: Mapping[str, Sequence[Row]]) -> bytes:
        """Write all sheets and return the file."""
        self._guide()
        for sheet in self._spec.lembar:
            self._sheet(sheet, rows.get(sheet.nama, ()))
        self._write_lists()
        self._machine()
        return self._xlsx.content()

    def _guide(self) -> None:
        page = self._xlsx.book.add_worksheet(PETUNJUK)
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 96)
        self._xlsx.put(page, 0, 0, f"{self._spec.judul}, {KABUPATEN}", bold=True, font_size=14)
        lines = [("Isi", self._told), ("Versi formulir", self._spec.versi), *self._spec.petunjuk]
        for row, (head, words) in enumerate(lines, 2):
            page.set_row(row, _LINE * max(1, -(-len(words) // 100)))
            self._xlsx.put(page, row, 0, head, bold=True, valign="top")
            self._xlsx.put(page, row, 1, words, text_wrap=True, valign="top")
        page.protect("", _ALLOWED)

    def _sheet(self, sheet: FormSheet, rows: Sequence[Row]) -> None:
        page = self._xlsx.book.add_worksheet(sheet.nama)
        page.set_paper(_A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&8{self._spec.judul}, {KABUPATEN}&R&8&P / &N")
        mark = f" · {SAMPLE_WORDS} pada baris bertanda" if any(row.get("contoh") for row in rows) else ""
        self._xlsx.put(page, 0, 0, sheet.judul, bold=True, font_size=14)
        self._xlsx.put(page, 1, 0, f"{self._told}{mark}", bold=bool(mark))
        self._heads(page, sheet)
        for line, row in enumerate(rows, FIRST - 1):
            self._filled(page, line, sheet, row)
        last = FIRST - 2 + len(rows) + sheet.kosong
        for line in range(FIRST - 1 + len(rows), last + 1):
            for place, column in enumerate(sheet.kolom):
                self._xlsx.put(page, line, place, None, **_look(column))
        for place, column in enumerate(sheet.kolom):
            self._validate(page, place, last, column)
        page.autofilter(HEAD - 1, 0, last, len(sheet.kolom) - 1)
        page.freeze_panes(HEAD, 1)
        page.repeat_rows(HEAD - 1)
        page.protect("", _ALLOWED)

    def _heads(self, page: Any, sheet: FormSheet) -> None:
        marks = any(column.jenis == "tanda" for column in sheet.kolom)
        page.set_row(HEAD - 1, 110 if marks else 2 * _LINE + 2)
        for place, column in enumerate(sheet.kolom):
            page.set_column(place, place, column.lebar)
            turned = {"rotation": 90} if column.jenis == "tanda" else {}
            self._xlsx.put(page, HEAD - 1, place, heading(column), **_HEAD | turned)
        width = len(sheet.kolom)
        page.set_column(width, width, 10)
        page.set_column(width + 1, width + 2, 10, None, {"hidden": True})
        for place, words in enumerate((SAMPLE_COLUMN, IDENTITY, VERSION_SEEN), width):
            self._xlsx.put(page, HEAD - 1, place, words, **_HEAD)

    def _filled(self, page: Any, line: int, sheet: FormSheet, row: Row) -> None:
        for place, column in enumerate(sheet.kolom):
            self._xlsx.put(page, line, place, self._shown(column, row), **_look(column))
        ends = ("contoh" if row.get("contoh") else None, row["id"], row["versi"])
        for place, value in enumerate(ends, len(sheet.kolom)):
            self._xlsx.put(page, line, place, value, **_EDGE)

    def _shown(self, column: FormColumn, row: Row) -> object:
        if column.jenis == "tanda":
            name, code = column.nama.split(MEMBER)
            return YES if code in (row[name] or ()) else None
        value = row[column.nama]
        if value is None:
            return None
        match column.jenis:
            case "desa":
                return self._units[value]
            case "perangkat":
                return self._offices[value]
            case "pilihan":
                return dict(column.pilihan)[value]
            case _:
                return value

    def _validate(self, page: Any, place: int, last: int, column: FormColumn) -> None:
        words = self._words(column)
        if words:
            rule = {"validate": "list", "source": self._list(words), "error_title": "Tidak ada dalam daftar",
                    "error_message": "Pilih dari daftar.", "show_error": not column.saran}  # fmt: skip
        elif column.jenis in _LIMITS:
            least, most = _LIMITS[column.jenis]
            rule = {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most,
                    "error_title": "Periksa isian", "error_message": "Tulis bilangan bulat, tanpa huruf."}  # fmt: skip
        elif column.jenis == "angka":
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": "Periksa isian",
                    "error_message": "Tulis angka nol atau lebih."}  # fmt: skip
        else:
            return
        page.data_validation(FIRST - 1, place, last, place, rule)

    def _words(self, column: FormColumn) -> tuple[str, ...]:
        known: dict[str, tuple[str, ...]] = {
            "desa": tuple(self._offered.desa),
            "perangkat": tuple(self._offered.perangkat),
            "pilihan": tuple(column.pilihan.values()),
            "tanda": (YES,),
        }
        return known.get(column.jenis, tuple(column.saran))

    def _list(self, words: tuple[str, ...]) -> str:
        """Return where a list stands on the sheet of lists; each is written once."""
        if words not in self._lists:
            letter = chr(ord("A") + len(self._lists))
            self._lists[words] = f"={DAFTAR}!${letter}$1:${letter}${len(words)}"
        return self._lists[words]

    def _write_lists(self) -> None:
        page = self._xlsx.book.add_worksheet(DAFTAR)
        for place, words in enumerate(self._lists):
            for row, word in enumerate(words):
                self._xlsx.put(page, row, place, word)
        page.protect()
        page.hide()

    def _machine(self) -> None:
        page = self._xlsx.book.add_worksheet(MESIN)
        for row, pair in enumerate((("jenis", self._spec.jenis), ("versi", self._spec.versi), ("nomor", uuid4().hex))):
            page.write_row(row, 0, pair)
        page.protect()
        page.very_hidden()


def heading(column: FormColumn) -> str:
    """Return a column's heading; a star marks what must be filled in."""
    return f"{column.judul} *" if column.wajib else column.judul


def _look(column: FormColumn) -> dict[str, Any]:
    centred = {"align": "center"} if column.jenis == "tanda" else {}
    return {**_INPUT, **centred, "num_format": _FORMATS.get(column.jenis, "@")}
