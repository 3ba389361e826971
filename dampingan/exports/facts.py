"""What a sheet, a deck and a workbook say of one unit: put together once, formatted by each of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from dampingan.config import KABUPATEN, settings
from dampingan.errors import RegionError
from dampingan.exports.coming_together import Together, together
from dampingan.exports.map_geometry import Geometry, geometry
from dampingan.exports.notes import DESIL_CHOICES, source_line
from dampingan.indicators import BY_KODE, Indicator
from dampingan.measures.cells import within_units
from dampingan.measures.desa_merah import describe, thresholds
from dampingan.measures.desa_table import desa_table
from dampingan.measures.profile import indicator_profile
from dampingan.measures.school import school
from dampingan.measures.scope import totals
from dampingan.rules import Rules
from dampingan.snapshot import Manifest, Snapshot

Row = Mapping[str, Any]
"""A row of ``desa_table`` or ``totals``."""


@dataclass(frozen=True)
class Cut:
    """The part of the kabupaten that a brief, a deck or a workbook of it is about."""

    kode_desa: tuple[str, ...]
    kecamatan: tuple[str, ...]
    """Kecamatan that the filter names; none for all."""
    jenis: str
    """What units the filter takes, in words; empty where it takes every kind."""
    kata: str
    """The filter in words."""


@dataclass(frozen=True)
class Edition:
    """What all exports of one snapshot share; the tables are computed once, when first asked for."""

    snapshot: Snapshot
    rules: Rules
    desil: str
    """The desil within which the nine indicators are counted, a key of ``DESIL_CHOICES``."""
    outlines: Geometry
    tanggal: dt.date
    """The day of the export."""
    bagian: Cut | None = None
    """What the exports of the kabupaten are cut down to; those of single units are not touched by it."""

    @property
    def manifest(self) -> Manifest:
        """Return what the snapshot is."""
        return self.snapshot.manifest

    @property
    def whom(self) -> str:
        """Return who is counted in the indicators: ``rumah tangga desil 1``."""
        return f"{self.manifest.unit} desil {self.desil.replace('-', '–')}"

    @property
    def sumber(self) -> str:
        """Return the source line."""
        return f"Sumber: {source_line(self.manifest)}"

    @cached_property
    def table(self) -> pl.DataFrame:
        """Return the per-desa table of the whole kabupaten."""
        return desa_table(self.snapshot, self.rules, desil=DESIL_CHOICES[self.desil])

    @cached_property
    def kecamatan(self) -> pl.DataFrame:
        """Return the totals of each kecamatan."""
        return totals(self.snapshot, desil=DESIL_CHOICES[self.desil], by=("kecamatan",)).sort("kecamatan")

    @cached_property
    def kabupaten(self) -> Row:
        """Return the totals of the kabupaten."""
        return totals(self.snapshot, desil=DESIL_CHOICES[self.desil]).to_dicts()[0]

    @property
    def place(self) -> str:
        """Return what the exports of the kabupaten are about: its name, and the filter if there is one."""
        return f"{KABUPATEN} · {self.bagian.kata}" if self.bagian else KABUPATEN

    @property
    def part_name(self) -> str:
        """Return that in few words, for a legend."""
        return "Dalam saringan" if self.bagian else KABUPATEN

    @property
    def kind(self) -> str:
        """Return what a brief is called."""
        return "Ringkasan menurut saringan" if self.bagian else "Ringkasan kabupaten"

    @cached_property
    def part(self) -> Snapshot:
        """Return the snapshot of the units that the exports of the kabupaten are about."""
        return within_units(self.snapshot, self.bagian.kode_desa) if self.bagian else self.snapshot

    @cached_property
    def part_table(self) -> pl.DataFrame:
        """Return their rows of the per-desa table."""
        return self.table.filter(pl.col("kode_desa").is_in(self.bagian.kode_desa)) if self.bagian else self.table

    @cached_property
    def part_kecamatan(self) -> pl.DataFrame:
        """Return their totals by kecamatan; shares are of the whole kabupaten."""
        if not self.bagian:
            return self.kecamatan
        everyone = int(self.kabupaten["rt_terpilih"] or 0)
        return totals(self.part, desil=DESIL_CHOICES[self.desil], by=("kecamatan",), everyone=everyone)

    @cached_property
    def part_total(self) -> Row:
        """Return their totals."""
        return totals(self.part, desil=DESIL_CHOICES[self.desil]).to_dicts()[0] if self.bagian else self.kabupaten

    @cached_property
    def together(self) -> Together:
        """Return which indicators come together in them."""
        return together(self.part, self.desil)

    @cached_property
    def ranked(self) -> int:
        """Return how many units have a rank."""
        return self.table.height - self.table["peringkat"].null_count()

    @cached_property
    def rule(self) -> str:
        """Return the rule of desa merah in words, with the limits in force."""
        rule = self.rules.desa_merah
        return describe(rule, thresholds(self.table, rule), unit=self.manifest.unit)

    @cached_property
    def rule_note(self) -> str:
        """Return the rule of desa merah, beginning with what it is called."""
        return f"{self.rules.sebutan.capitalize()}. {self.rule}"


def edition(
    snapshot: Snapshot,
    rules: Rules,
    *,
    desil: str = "1",
    outlines: Geometry | None = None,
    tanggal: dt.date | None = None,
    bagian: Cut | None = None,
) -> Edition:
    """Return what the exports of a snapshot are made from.

    Args:
        snapshot: the period.
        rules: the rules in force.
        desil: the desil within which the indicators are counted, a key of ``DESIL_CHOICES``.
        outlines: what the small maps are drawn from; by default official outlines where they are loaded.
        tanggal: the day written on the exports, by default today.
        bagian: what the exports of the kabupaten are cut down to.
    """
    drawn = outlines or geometry("wilayah", settings().data)
    return Edition(snapshot, rules, desil, drawn, tanggal or dt.datetime.now().astimezone().date(), bagian)


@dataclass(frozen=True)
class IndicatorFact:
    """One indicator of a unit, as ``measures.profile.indicator_profile`` tells it."""

    kode: str
    tersedia: bool
    rt: int | None
    rt_diketahui: int | None
    rt_tidak_diketahui: int | None
    jiwa: int | None
    pct: float | None
    pct_kecamatan: float | None
    pct_kabupaten: float | None

    @property
    def indicator(self) -> Indicator:
        """Return what the indicator is."""
        return BY_KODE[self.kode]


@dataclass(frozen=True)
class SchoolBand:
    """Children of an age, as ``measures.school`` tells them; None: not available. ``jenjang`` is None for all ages."""

    umur: str
    jenjang: str | None
    jiwa: int | None
    jiwa_tidak_sekolah: int | None
    pct_tidak_sekolah: float | None


@dataclass(frozen=True)
class UnitFacts:
    """One unit: its row of the per-desa table and what stands beside it."""

    edition: Edition
    unit: Row
    indikator: tuple[IndicatorFact, ...]

    @property
    def kode(self) -> str:
        """Return the Kemendagri code."""
        return str(self.unit["kode_desa"])

    @property
    def nama(self) -> str:
        """Return the name."""
        return str(self.unit["nama"])

    @property
    def has_data(self) -> bool:
        """Tell whether the period has rows of this unit."""
        return self.unit["rt"] is not None

    @property
    def place(self) -> str:
        """Return what it is and where: ``Desa di Kecamatan Watukumpul``."""
        return f"{str(self.unit['jenis']).capitalize()} di Kecamatan {self.unit['kecamatan']}"

    @property
    def codes(self) -> str:
        """Return the two codes in words."""
        return f"kode Kemendagri {self.kode} · kode BPS {self.unit['kode_bps'] or 'belum ada'}"

    @cached_property
    def kecamatan(self) -> Row:
        """Return the totals of the unit's kecamatan; empty where it has no rows."""
        found = self.edition.kecamatan.filter(pl.col("kecamatan") == self.unit["kecamatan"]).to_dicts()
        return found[0] if found else {}

    @property
    def heaviest(self) -> list[IndicatorFact]:
        """Return the indicators that households of this unit have, the highest share first."""
        told = [fact for fact in self.indikator if fact.rt and fact.pct is not None]
        return sorted(told, key=lambda fact: -(fact.pct or 0))

    @cached_property
    def school(self) -> tuple[SchoolBand, ...]:
        """Return the children of each school age, and last those of all ages, within the desil chosen."""
        told = school(self._alone, desil=DESIL_CHOICES[self.edition.desil]).drop("jiwa_tidak_diketahui")
        return tuple(SchoolBand(**row) for row in told.to_dicts())

    @cached_property
    def together(self) -> Together:
        """Return which indicators come together in the unit."""
        return together(self._alone, self.edition.desil)

    @cached_property
    def _alone(self) -> Snapshot:
        return within_units(self.edition.snapshot, [self.kode])


def unit_facts(edition: Edition, kode_desa: str) -> UnitFacts:
    """Return the facts of one unit.

    Raises:
        RegionError: the code is not one of the kabupaten's.
    """
    row = units_of(edition, [kode_desa]).to_dicts()[0]
    profile = indicator_profile(edition.snapshot, kode_desa, desil=DESIL_CHOICES[edition.desil])
    return UnitFacts(edition, row, tuple(IndicatorFact(**fact) for fact in profile.to_dicts()))


def units_of(edition: Edition, codes: Collection[str]) -> pl.DataFrame:
    """Return the rows of the per-desa table for some units, in the table's order.

    Raises:
        RegionError: a code is not one of the kabupaten's.
    """
    if unknown := sorted(set(codes) - set(edition.table["kode_desa"])):
        raise RegionError(
            f"Kode desa {', '.join(unknown)} tidak ada di kabupaten.",
            mend="Pakai kode Kemendagri dengan titik, misalnya 33.27.04.2010; lihat data/reference/wilayah.csv.",
        )
    return edition.table.filter(pl.col("kode_desa").is_in(list(codes)))


def codes_in(edition: Edition, kecamatan: Collection[str]) -> list[str]:
    """Return the units of some kecamatan (by name), in the order of their codes.

    Raises:
        RegionError: a name is not one of the kabupaten's kecamatan.
    """
    known = edition.table["kecamatan"].unique().sort().to_list()
    if unknown := sorted(set(kecamatan) - set(known)):
        raise RegionError(
            f"Kecamatan {', '.join(unknown)} tidak ada di kabupaten.", mend=f"Kecamatan yang ada: {', '.join(known)}."
        )
    return edition.table.filter(pl.col("kecamatan").is_in(list(kecamatan)))["kode_desa"].to_list()
