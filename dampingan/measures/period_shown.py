"""Which period or year of records a page shows where nobody chooses."""

from collections.abc import Sequence

from dampingan.measures.stages import period_years


def year_of(periode: str) -> int:
    """Return the year of a period of the data.

    >>> year_of("2024"), year_of("2024-06")
    (2024, 2024)
    """
    return int(periode[:4])


def begun(periods: Sequence[str], year: int) -> list[str]:
    """Return the periods, or years, that have begun by a year; one that names no year always has.

    >>> begun(["2025-2027", "2022-2024", "2019"], 2024)
    ['2022-2024', '2019']
    """
    return [periode for periode in periods if (period_years(periode) or (0, 0))[0] <= year]


def usual_period(periods: Sequence[str], year: int) -> str:
    """Return the recorded period, or year, that is shown where nobody chooses.

    The one rule of all pages: the newest that has begun by the year of the data's period that is shown. What is
    recorded for later, a decree for the years to come, does not take the place of what belongs to the figures beside
    it. Where none has begun, the first that will; empty where nothing is recorded.

    Args:
        periods: those that are recorded, newest first: ``2022-2024`` or ``2024``.
        year: of the data's period, see ``year_of``; of the assignments where the page shows those of one year.

    >>> usual_period(["2025-2027", "2022-2024"], 2024), usual_period(["2025-2027", "2022-2024"], 2025)
    ('2022-2024', '2025-2027')
    >>> usual_period(["2027", "2026"], 2024), usual_period([], 2024)
    ('2026', '')
    """
    return next(iter([*begun(periods, year), *reversed(periods)]), "")
