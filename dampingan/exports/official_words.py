"""Numbers and days as official letters write them: ``dua puluh empat``, ``Selasa``."""

import datetime as dt

from dampingan.formats import MONTHS

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_LARGE = ((1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"), (10, "puluh"))
_ONE_OF = {"ribu": "seribu", "ratus": "seratus"}


def in_words(number: int) -> str:
    """Return a whole number from 0 to 999,999,999 in words.

    >>> in_words(11), in_words(24), in_words(2026), in_words(1110)
    ('sebelas', 'dua puluh empat', 'dua ribu dua puluh enam', 'seribu seratus sepuluh')
    """
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    size, name = next((size, name) for size, name in _LARGE if number >= size)
    count, rest = divmod(number, size)
    head = _ONE_OF[name] if count == 1 and name in _ONE_OF else f"{in_words(count)} {name}"
    return f"{head} {in_words(rest)}" if rest else head


def day_name(day: dt.date) -> str:
    """Return the day of the week: ``Selasa``."""
    return DAYS[day.weekday()]


def day_in_words(day: dt.date) -> str:
    """Return a day as the minutes of a meeting begin.

    >>> day_in_words(dt.date(2026, 11, 24))
    'Selasa, tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam (24-11-2026)'
    """
    written = f"tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]} tahun {in_words(day.year)}"
    return f"{day_name(day)}, {written} ({day:%d-%m-%Y})"


def clock(moment: dt.time) -> str:
    """Return a time of day: ``09.30 WIB``."""
    return f"{moment:%H.%M} WIB"
