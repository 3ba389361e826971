"""Which desa follow after the kabupaten: those of a Perangkat Daerah, the simulated list, or the desa merah."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from dampingan.formats import number
from dampingan.measures.overview import most_pressing
from dampingan.regions.assignment_known import known_assignments
from dampingan.ui.view import View

LIMIT = 10
"""Units that one series shows: two slides each are as much as a meeting bears."""


@dataclass(frozen=True)
class Series:
    """Units that are presented one after another.

    ``unit``: those shown, by ``kode_desa``; ``dalam``: how many of the series are within the filter; ``semua``: how
    many it has. ``dasar`` says in words what the list rests on.
    """

    kode: str
    nama: str
    dasar: str
    unit: tuple[str, ...]
    dalam: int
    semua: int

    @property
    def label(self) -> str:
        """Return the name with the number of units, for the choice."""
        more = f" dari {number(self.dalam)}" if self.dalam > len(self.unit) else ""
        return f"{self.nama} · {number(len(self.unit))}{more} desa"

    @property
    def catatan(self) -> str:
        """Return what the series rests on, and what of it is not shown."""
        outside, more = self.semua - self.dalam, self.dalam - len(self.unit)
        told = [
            f"{self.dasar}.",
            f"{number(outside)} dari {number(self.semua)} desa berada di luar saringan." if outside else "",
            f"Yang dipresentasikan {LIMIT} pertama; {number(more)} lainnya tidak." if more else "",
        ]
        return " ".join(part for part in told if part)


def series(view: View) -> dict[str, Series]:
    """Return the series within the filter by their code: Perangkat Daerah first, then the computed lists."""
    return {one.kode: one for one in (*_agencies(view), _simulated(view), _red(view))}


def first(offered: dict[str, Series]) -> str:
    """Return the series that is shown unless another is asked for: the first that has units within the filter."""
    return next((kode for kode, one in offered.items() if one.unit), next(iter(offered)))


def _agencies(view: View) -> Iterator[Series]:
    for (agency,), rows in known_assignments().group_by("perangkat_daerah", maintain_order=True):
        codes = rows["kode_desa"].to_list()
        kode = re.sub(r"[^a-z0-9]+", "-", str(agency).lower()).strip("-")
        yield _made(kode, f"Desa dampingan {agency}", str(rows["dasar"][0]), codes, view)


def _simulated(view: View) -> Series:
    inside = set(view.desa()["kode_desa"])
    basis = f"Daftar sasaran menurut aturan versi {view.rules.versi}: {view.rules.sebutan}"
    codes = [kode for kode in view.dampingan() if kode in inside]
    return _made("dampingan", "Desa dampingan (simulasi)", basis, codes, view)


def _red(view: View) -> Series:
    table = view.desa().filter(pl.col("kelas") == "merah")
    codes = most_pressing(table, table.height)["kode_desa"].to_list()
    return _made("merah", "Desa merah", f"Kelas merah: {view.rules.sebutan}", codes, view)


def _made(kode: str, name: str, basis: str, codes: Sequence[str], view: View) -> Series:
    inside = set(view.desa()["kode_desa"])
    within = [unit for unit in codes if unit in inside]
    return Series(kode, name, basis, tuple(within[:LIMIT]), len(within), len(codes))
