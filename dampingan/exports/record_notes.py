"""What stands beside figures that come from records: what they are, of which day, and whether they are a sample."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from dampingan.exports.tables import SAMPLE_WORDS
from dampingan.formats import full_date, number


def record_source(what: str, frames: Iterable[pl.DataFrame], day: dt.date) -> str:
    """Return the source of figures from records in one line, beginning with "data contoh" where all are samples.

    Args:
        what: the kind of records: ``FGD dan tindak lanjut``.
        frames: the records shown, with ``contoh``.
        day: the day of the report.
    """
    flags = pl.concat([frame.select("contoh") for frame in frames])["contoh"]
    samples = int(flags.sum())
    told = f"catatan {what}, keadaan per {full_date(day)}"
    if not samples:
        return told[0].upper() + told[1:]
    if samples == flags.len():
        return f"{SAMPLE_WORDS}: {told}"
    return (
        f"{told[0].upper()}{told[1:]}; {number(samples)} dari {number(flags.len())} di antaranya data contoh sintetis"
    )


def all_samples(frames: Iterable[pl.DataFrame]) -> bool:
    """Tell whether there are records (with ``contoh``) and every one is a sample."""
    flags = [frame["contoh"] for frame in frames if frame.height]
    return bool(flags) and all(flag.all() for flag in flags)
