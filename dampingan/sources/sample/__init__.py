"""The synthetic BDT delivery ("data contoh"): the true format, invented rates, no real person."""

from dampingan.sources.sample.delivery import nearest_year, write_delivery
from dampingan.sources.sample.frame import MARK_COLUMN, SAMPLE_MARK

__all__ = ["MARK_COLUMN", "SAMPLE_MARK", "nearest_year", "write_delivery"]
