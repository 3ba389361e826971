"""What the brief, the deck and the workbook say of the whole kabupaten: key figures, kecamatan, pressing units."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dampingan.config import KABUPATEN
from dampingan.exports.facts import Edition, Row
from dampingan.exports.findings import Figure, weightiest
from dampingan.exports.notes import DESIL_CHOICES
from dampingan.formats import number, percent
from dampingan.indicators import BY_KODE, INDICATORS, Indicator
from dampingan.measures.headlines import of_choice, of_kabupaten, of_most
from dampingan.measures.overview import Overview, heaviest, most_pressing, overview
from dampingan.measures.selection import select_targets


@dataclass(frozen=True)
class KecamatanLine:
    """One kecamatan: households, persons and shares (per cent) of the chosen desil, and its desa merah."""

    nama: str
    rt: int
    jiwa: int
    pct: float | None
    pangsa: float | None
    merah: int
    unit: int
    terberat: Indicator | None


@dataclass(frozen=True)
class PressingLine:
    """One of the units to look at first."""

    kode_desa: str
    nama: str
    kecamatan: str
    kelas: str | None
    rt: int
    pct: float | None
    idm: str
    """The status of the IDM, or that there is none."""
    terberat: Indicator | None


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator in the kabupaten; None where the source can't tell."""

    indicator: Indicator
    tersedia: bool
    rt: int | None
    jiwa: int | None
    rt_diketahui: int | None
    rt_tidak_diketahui: int | None
    pct: float | None


def headline(edition: Edition) -> str:
    """Return what stands out in the kabupaten, or in the part that the edition is about."""
    told = edition.bagian
    if told is None:
        return of_kabupaten(edition.kecamatan, edition.whom, _targets(edition))
    return of_choice(told.kecamatan, _overview(edition), edition.whom, told.jenis)


def _targets(edition: Edition) -> Overview:
    chosen = select_targets(edition.table, edition.rules.sasaran).terpilih["kode_desa"].to_list()
    return overview(edition.snapshot, edition.rules, desil=DESIL_CHOICES[edition.desil], codes=chosen)


def _overview(edition: Edition) -> Overview:
    codes = edition.bagian.kode_desa if edition.bagian else None
    return overview(edition.snapshot, edition.rules, desil=DESIL_CHOICES[edition.desil], codes=codes)


def of_kecamatan(edition: Edition) -> str:
    """Return which kecamatan has most."""
    if edition.part_kecamatan.is_empty():
        return "Belum ada data kecamatan"
    return of_most(edition.part_kecamatan, edition.whom)


def of_heaviest(edition: Edition) -> str:
    """Return which indicator weighs most in the kabupaten."""
    found = [(line.indicator.pendek, line.pct or 0.0) for line in indicator_lines(edition) if line.rt]
    told = sorted(found, key=lambda pair: pair[1], reverse=True)
    if not told:
        return "Sembilan indikator belum diketahui"
    return weightiest("indikator", told, edition.whom)


def of_pressing(lines: Sequence[PressingLine]) -> str:
    """Return how many units are shown as the most pressing, and the first of them."""
    if not lines:
        return "Tidak ada desa yang mendesak menurut aturan"
    return f"{len(lines)} desa/kelurahan yang paling mendesak; pertama {lines[0].nama}"


def pressing_measure(edition: Edition) -> str:
    """Return by what the most pressing units are ordered."""
    return f"Merah dulu, lalu jumlah {edition.manifest.unit} desil 1; {edition.rules.sebutan}."


def kabupaten_figures(edition: Edition) -> list[Figure]:
    """Return the kabupaten's key figures."""
    told, name = _overview(edition), edition.manifest.unit
    whole = f"di {KABUPATEN}" if edition.bagian is None else "dalam saringan"
    return [
        Figure(number(told.rt_terpilih), edition.whom, f"dari {number(told.rt)} {name} dalam berkas"),
        Figure(number(told.jiwa_terpilih), f"jiwa dalam {edition.whom}", "semua anggotanya"),
        Figure(percent(told.pct_terpilih), f"{name} dalam berkas", f"termasuk desil {edition.desil.replace('-', '–')}"),
        Figure(number(told.merah), "desa/kelurahan merah", f"dari {told.unit}; {edition.rules.sebutan}"),
        Figure(number(told.unit_berdata), "desa/kelurahan punya data", f"dari {told.unit} {whole}"),
    ]


def indicator_lines(edition: Edition) -> list[IndicatorLine]:
    """Return the nine indicators, in the programme's order."""
    whole = edition.part_total
    return [
        IndicatorLine(
            i,
            i.kode in edition.manifest.tersedia,
            whole[f"rt_{i.kode}"],
            whole.get(f"jiwa_{i.kode}"),
            whole[f"rt_diketahui_{i.kode}"],
            _unknown(whole, i.kode),
            whole[f"pct_{i.kode}"],
        )
        for i in INDICATORS
    ]


def _unknown(row: Row, kode: str) -> int | None:
    known = row[f"rt_diketahui_{kode}"]
    return None if known is None else int(row["rt_terpilih"]) - int(known)


def kecamatan_lines(edition: Edition) -> list[KecamatanLine]:
    """Return the kecamatan that have rows, most households first."""
    units = edition.part_table.group_by("kecamatan").agg(unit=pl.len(), merah=(pl.col("kelas") == "merah").sum())
    ranked = edition.part_kecamatan.join(units, on="kecamatan").sort(
        ["rt_terpilih", "kecamatan"], descending=[True, False]
    )
    return [
        KecamatanLine(
            row["kecamatan"],
            row["rt_terpilih"],
            row["jiwa_terpilih"],
            row["pct_terpilih"],
            row["pangsa_terpilih"],
            row["merah"],
            row["unit"],
            _heaviest(row),
        )
        for row in ranked.to_dicts()
    ]


def pressing_lines(edition: Edition, limit: int = 10) -> list[PressingLine]:
    """Return the units to look at first, as ``measures.overview.most_pressing`` orders them (by desil 1)."""
    return [
        PressingLine(
            row["kode_desa"],
            row["nama"],
            row["kecamatan"],
            row["kelas"],
            row["rt_desil1"],
            row["pct_desil1"],
            row["status_idm"] or ("kelurahan" if row["jenis"] == "kelurahan" else "belum ada"),
            _heaviest(row),
        )
        for row in most_pressing(edition.part_table, limit).to_dicts()
    ]


def _heaviest(row: Row) -> Indicator | None:
    found = heaviest(dict(row))
    return BY_KODE[found.kode] if found and found.rt else None


def units_of_class(edition: Edition, kelas: str) -> list[str]:
    """Return the codes of the units of a class."""
    return edition.part_table.filter(pl.col("kelas") == kelas)["kode_desa"].to_list()


def units_without_data(edition: Edition) -> list[str]:
    """Return the codes of the units that the period has no rows of."""
    return edition.part_table.filter(pl.col("rt").is_null())["kode_desa"].to_list()
