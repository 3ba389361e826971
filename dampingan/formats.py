"""Numbers and dates as Indonesian readers write them: ``1.234,5`` and ``23 November 2026``."""

import datetime as dt
import math

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
NOT_AVAILABLE = "tidak tersedia"
NO_DATA = "tidak ada data"


def number(value: float | None, decimals: int = 0, *, missing: str = "–") -> str:
    """Return a number with points for thousands and a decimal comma: ``1234.5`` -> ``"1.234,5"``."""
    if value is None or math.isnan(value):
        return missing
    plain = f"{value:,.{decimals}f}"
    return plain.replace(",", " ").replace(".", ",").replace(" ", ".")


def percent(value: float | None, decimals: int = 1, *, missing: str = "–") -> str:
    """Return per cent with its sign: ``28.14`` -> ``"28,1 %"``."""
    return missing if value is None or math.isnan(value) else f"{number(value, decimals)} %"


def rupiah(value: float | None, *, missing: str = "–") -> str:
    """Return an amount of money without cents.

    >>> rupiah(1234567), rupiah(0), rupiah(None)
    ('Rp1.234.567', 'Rp0', '–')
    """
    return missing if value is None or math.isnan(value) else f"Rp{number(value)}"


def rupiah_short(value: float | None, *, missing: str = "–") -> str:
    r"""Return an amount of money in few characters, not to be torn apart at a line's end; small amounts in full.

    >>> rupiah_short(4993824000), rupiah_short(589824000), rupiah_short(950000), rupiah_short(None)
    ('Rp4,99\xa0miliar', 'Rp589,8\xa0juta', 'Rp950.000', '–')
    """
    for size, word, decimals in ((1e12, "triliun", 2), (1e9, "miliar", 2), (1e6, "juta", 1)):
        if value is not None and not math.isnan(value) and round(value / size, decimals) >= 1:
            return f"Rp{number(value / size, decimals)}\u00a0{word}"
    return rupiah(value, missing=missing)


def full_date(day: dt.date) -> str:
    """Return a date in words: ``23 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """Return a date with its month in three letters.

    >>> short_date(dt.date(2024, 9, 27)), short_date(dt.date(2024, 8, 1))
    ('27 Sep 2024', '1 Agu 2024')
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def period(code: str) -> str:
    """Return a period as read: ``2024`` stays, ``2024-06`` becomes ``Juni 2024``."""
    year, _, month = code.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def joined(parts: list[str], last: str = "dan") -> str:
    """Return a list in words: ``a, b, dan c``."""
    if len(parts) <= 2:
        return f" {last} ".join(parts)
    return f"{', '.join(parts[:-1])}, {last} {parts[-1]}"
