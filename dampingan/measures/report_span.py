"""The month or year that a report is about."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dampingan.formats import MONTHS

Kind = Literal["bulanan", "tahunan"]


@dataclass(frozen=True)
class Span:
    """The days from ``awal`` to ``akhir``, both included; ``kata`` in words."""

    jenis: Kind
    awal: dt.date
    akhir: dt.date
    kata: str

    @property
    def tahun(self) -> int:
        """Return its year."""
        return self.awal.year

    def state_day(self, today: dt.date) -> dt.date:
        """Return the day whose state a report shows: its last one, or today while it still runs."""
        return min(self.akhir, max(today, self.awal))


def month(year: int, number: int) -> Span:
    """Return a month.

    >>> str(month(2024, 2).akhir), month(2024, 2).kata
    ('2024-02-29', 'Februari 2024')
    """
    last = calendar.monthrange(year, number)[1]
    return Span("bulanan", dt.date(year, number, 1), dt.date(year, number, last), f"{MONTHS[number - 1]} {year}")


def whole_year(year: int) -> Span:
    """Return a calendar year.

    >>> whole_year(2024).kata, str(whole_year(2024).akhir)
    ('tahun 2024', '2024-12-31')
    """
    return Span("tahunan", dt.date(year, 1, 1), dt.date(year, 12, 31), f"tahun {year}")
