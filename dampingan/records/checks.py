"""Checks of single values before they are stored: each returns the cleaned value or raises ``BadValueError``."""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dampingan.indicators import KODE
from dampingan.regions.reference import units

Check = Callable[[object], object]

YEARS = (2000, 2100)
MOST_PERSONS = 10_000_000
MOST_RUPIAH = 10**15

_SHOWN = 40
_SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_SPACED = re.compile(r"(?<!\d)(?=((?:\d[\s./\u2010-\u2015-]{0,3}){15}\d(?!\d)))")
"""Looks ahead, so that a number in front does not hide the one that begins within it."""
_RUN = re.compile(r"\d(?:[\s./\u2010-\u2015-]{0,3}\d)*")
_DATE = r"\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)(?:19|20)\d{2}"
_UNIT = r"\d{2}\.\d{2}\.\d{2}\.[12]\d{3}"
_ONLY_DATES_OR_UNITS = re.compile(rf"(?:(?:{_DATE}|{_UNIT})(?:[\s./\u2010-\u2015-]{{1,3}}|$))+")
_UNSTORABLE = "\ufffe\uffff"
"""Noncharacters that XML, and so XLSX and DOCX, cannot hold."""
_PERIOD = re.compile(r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2]))?")
_HEX64 = re.compile(r"[0-9a-f]{64}")


class BadValueError(ValueError):
    """A value that is refused: why, and the mend."""

    def __init__(self, pesan: str, cara: str) -> None:
        """Keep both parts."""
        self.pesan, self.cara = pesan, cara
        super().__init__(pesan)


@dataclass(frozen=True)
class Field:
    """What a form and the check need to know of a column."""

    label: str
    check: Check
    required: bool
    default: object = None
    terms: Mapping[str, str] | Mapping[int, str] | None = None
    """The allowed codes and their labels, where the column has such a list."""


def has_identity_number(text: str) -> bool:
    """Tell whether a text holds what looks like a NIK or family-card number.

    Sixteen digits in a row, or sixteen digits set apart by white space of any kind, points, hyphens or slashes (three
    at most) that carry a day and a month where a NIK has them (a row of four years does not). Dates and codes of desa
    one after another are none.
    """
    if _SIXTEEN.search(text):
        return True
    runs = [run[0] for run in _RUN.finditer(text) if not _ONLY_DATES_OR_UNITS.fullmatch(run[0])]
    return any(_dated(found[1]) for run in runs for found in _SPACED.finditer(run))


def _dated(spaced: str) -> bool:
    digits = re.sub(r"\D", "", spaced)
    return 1 <= int(digits[6:8]) % 40 <= 31 and 1 <= int(digits[8:10]) <= 12


def shown(value: object) -> str:
    """Return a refused value for a message, short and without identity numbers."""
    words = str(value)
    if has_identity_number(words):
        return "(deretan 16 angka)"
    return f"'{words[:_SHOWN]}…'" if len(words) > _SHOWN else f"'{words}'"


def text(length: int) -> Check:
    """Check free text of at most ``length`` characters: no control characters, no identity number."""

    def check(value: object) -> object:
        if not isinstance(value, str):
            raise BadValueError(f"{shown(value)} bukan teks.", "Tulis sebagai teks.")
        clean = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", value)).strip()
        if any(c in _UNSTORABLE or (unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t") for c in clean):
            raise BadValueError("memuat huruf yang tidak dapat disimpan.", "Ketik ulang tanpa huruf kendali.")
        if len(clean) > length:
            raise BadValueError(f"terlalu panjang ({len(clean)} huruf).", f"Ringkas menjadi paling banyak {length}.")
        if has_identity_number(clean):
            raise BadValueError(
                "memuat deretan 16 angka seperti NIK atau nomor KK.", "Hapus; catatan tidak boleh memuat data pribadi."
            )
        return clean or None

    return check


def choice(terms: Mapping[str, str] | Mapping[int, str]) -> Check:
    """Check that a value is one of the codes."""

    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, (str, int)) or value not in set(terms):
            allowed = ", ".join(f"{code} ({label})" for code, label in terms.items())
            raise BadValueError(f"{shown(value)} tidak dikenal.", f"Pilih salah satu: {allowed}.")
        return value

    return check


def whole(most: int, *, least: int = 0, example: str = "15") -> Check:
    """Check a whole number within limits (a number of persons, rupiah, a year)."""

    def check(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise BadValueError(
                f"{shown(value)} bukan bilangan bulat {least} sampai {most}.",
                f"Tulis angka saja, misalnya {example}; kosongkan bila belum diketahui.",
            )
        return value

    return check


year = whole(YEARS[1], least=YEARS[0], example="2024")
count = whole(MOST_PERSONS)
rupiah = whole(MOST_RUPIAH, example="15000000")


def amount(value: object) -> object:
    """Check a finite number, zero or more (a target in its unit)."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= MOST_RUPIAH:
        raise BadValueError(f"{shown(value)} bukan angka nol atau lebih.", "Tulis angka, misalnya 2.5.")
    return math.fabs(value)


def flag(value: object) -> object:
    """Check yes or no."""
    if not isinstance(value, bool):
        raise BadValueError(f"{shown(value)} bukan ya atau tidak.", "Pilih ya atau tidak.")
    return value


def day(value: object) -> object:
    """Check a date within the years that records may have."""
    plain = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if not plain or not YEARS[0] <= getattr(value, "year", 0) <= YEARS[1]:
        raise BadValueError(
            f"{shown(value)} bukan tanggal antara {YEARS[0]} dan {YEARS[1]}.", "Pilih tanggal dari kalender."
        )
    return value


def hour(value: object) -> object:
    """Check a time of day, without a zone."""
    if not isinstance(value, dt.time) or value.tzinfo is not None:
        raise BadValueError(f"{shown(value)} bukan jam.", "Tulis jam, misalnya 09:30.")
    return value


def indicators(value: object) -> object:
    """Check a list of the nine indicators' codes; return it in the programme's order, each once."""
    given = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
    unknown = [code for code in given if code not in KODE]
    if unknown:
        raise BadValueError(f"{shown(unknown[0])} bukan kode indikator.", f"Pilih dari: {', '.join(KODE)}.")
    return [code for code in KODE if code in given]


@lru_cache(maxsize=1)
def _codes() -> tuple[frozenset[str], frozenset[str]]:
    table = units()
    return frozenset(table["kode_desa"]), frozenset(table["kode_kecamatan"])


def desa(value: object) -> object:
    """Check that a code is one of the kabupaten's desa or kelurahan (``regions.reference.units``)."""
    if not isinstance(value, str) or value not in _codes()[0]:
        raise BadValueError(
            f"{shown(value)} bukan kode desa atau kelurahan di Kabupaten Pemalang.",
            "Pilih dari daftar; kode Kemendagri ditulis seperti 33.27.04.2010.",
        )
    return value


def kecamatan(value: object) -> object:
    """Check that a code is one of the kabupaten's kecamatan."""
    if not isinstance(value, str) or value not in _codes()[1]:
        raise BadValueError(
            f"{shown(value)} bukan kode kecamatan di Kabupaten Pemalang.",
            "Pilih dari daftar; kode Kemendagri ditulis seperti 33.27.04.",
        )
    return value


def period(value: object) -> object:
    """Check a period of the data: a year, or a year and month."""
    if not isinstance(value, str) or not _PERIOD.fullmatch(value):
        raise BadValueError(f"{shown(value)} bukan periode.", "Tulis tahun (2024) atau tahun-bulan (2024-06).")
    return value


def digest(value: object) -> object:
    """Check a SHA-256 or HMAC-SHA256 in lower-case hexadecimal, 64 characters."""
    if not isinstance(value, str) or not _HEX64.fullmatch(value):
        raise BadValueError("bukan sidik 64 angka heksadesimal.", "Buat ulang dari berkas asalnya.")
    return value


def reference(value: object) -> object:
    """Check the id of another record; whether it exists is asked of the database."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{32}", value):
        raise BadValueError("bukan penunjuk catatan.", "Pilih dari daftar.")
    return value
