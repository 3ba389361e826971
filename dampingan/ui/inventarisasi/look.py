"""What the page looks at: the part, and the records within the filter and the page's own choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dampingan.measures.inventory import within
from dampingan.records.models import Penugasan, PotensiMasalah, Program
from dampingan.ui.catatan.parts import unit_words
from dampingan.ui.perangkat.agencies import NOBODY, WithOffices

EVERY = ""
PROGRAM, POTENSI, MASALAH = "program", "potensi", "masalah"
PARTS: Mapping[str, str] = {PROGRAM: "Program", POTENSI: "Potensi", MASALAH: "Masalah"}


@dataclass(frozen=True)
class Scope:
    """Which records are looked at: units by ``kode_desa`` (None for all), years (none for all), whose programmes."""

    codes: tuple[str, ...] | None
    years: tuple[int, ...]
    perangkat: str


@dataclass(frozen=True)
class Look(WithOffices):
    """The filter, the records of one moment, the part, and the choice: a unit, a Perangkat Daerah, a year."""

    bagian: str
    desa: str
    perangkat: str
    tahun: str

    @cached_property
    def scope(self) -> Scope:
        """Return which records are looked at.

        A Perangkat Daerah means its own programmes; of potentials and problems those of the units assigned to it.
        """
        codes = (self.desa,) if self.desa else self.view.codes
        own = self.offices[self.perangkat].id if self.perangkat != NOBODY else ""
        if own and self.bagian != PROGRAM:
            assigned = self.kept.frame(Penugasan).filter(pl.col("id_perangkat_daerah") == own)
            units = sorted(set(assigned["kode_desa"]))
            codes = tuple(kode for kode in units if codes is None or kode in codes)
        return Scope(codes, (int(self.tahun),) if self.tahun else (), own if self.bagian == PROGRAM else "")

    @cached_property
    def programmes(self) -> pl.DataFrame:
        """Return the programmes looked at."""
        return programmes_of(self.kept.frame(Program), self.scope)

    @cached_property
    def found(self) -> pl.DataFrame:
        """Return the potentials and problems looked at."""
        return within(self.kept.frame(PotensiMasalah), self.scope.codes, years=self.scope.years)

    @property
    def shown(self) -> pl.DataFrame:
        """Return the records of the part."""
        return self.programmes if self.bagian == PROGRAM else self.found.filter(pl.col("jenis") == self.bagian)

    def words(self) -> str:
        """Return the page's own choice in words."""
        parts = [
            unit_words(self.desa) if self.desa else "",
            self.offices[self.perangkat].pendek if self.perangkat != NOBODY else "",
            f"tahun {self.tahun}" if self.tahun else "semua tahun",
        ]
        return " · ".join(part for part in parts if part)


def programmes_of(programmes: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """Return the programmes within a scope."""
    kept = within(programmes, scope.codes, years=scope.years)
    return kept.filter(pl.col("id_perangkat_daerah") == scope.perangkat) if scope.perangkat else kept
