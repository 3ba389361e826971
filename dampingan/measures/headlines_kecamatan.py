"""The sentences that say what the charts of the kecamatan and of their desa show."""

import polars as pl

from dampingan.formats import joined, number, percent
from dampingan.indicators import BY_KODE, KODE
from dampingan.measures.composition import CLASS_COLUMNS
from dampingan.measures.distribution import Distribution
from dampingan.measures.headlines import NAMED
from dampingan.measures.overview import heaviest
from dampingan.measures.quadrants import Quadrants

KIND = "desa/kelurahan"
"""How a unit is called where both kinds are meant."""


def written(value: float | None, column: str) -> str:
    """Return a value as its column is read: ``pct_*`` as per cent, others as whole numbers."""
    return percent(value) if column.startswith("pct_") else number(value)


def of_above(by_kecamatan: pl.DataFrame, column: str, whole: float | None) -> str:
    """Return how the kecamatan stand to the kabupaten: how many above its per cent, or what the largest hold.

    Args:
        by_kecamatan: a row per kecamatan with ``kecamatan`` and ``column``.
        column: the measure; ``pct_*`` in per cent, others counts.
        whole: the kabupaten's per cent; None for counts.
    """
    told = by_kecamatan.filter(pl.col(column).is_not_null())
    if whole is not None:
        above = told.filter(pl.col(column) > whole).height
        return f"{above or 'Tidak satu pun'} dari {told.height} kecamatan di atas angka kabupaten ({percent(whole)})"
    everyone = int(told[column].sum())
    if told.height <= NAMED or not everyone:
        return f"{number(everyone)} di {told.height} kecamatan"
    first = told.sort([column, "kecamatan"], descending=[True, False]).head(NAMED)
    share = percent(100 * int(first[column].sum()) / everyone)
    return f"{joined(first['kecamatan'].to_list())} memuat {share} dari {number(everyone)}"


def of_units(units: pl.DataFrame, column: str, *, kecamatan: str = "") -> str:
    """Return which unit stands highest, in a kecamatan or among all.

    Args:
        units: ``nama``, ``kecamatan`` and ``column``, a row per unit.
        column: the measure; ``pct_*`` in per cent, others counts.
        kecamatan: the kecamatan they lie in; empty for several.
    """
    if units.is_empty():
        return f"Tidak ada {KIND} dalam saringan ini{f' di {kecamatan}' if kecamatan else ''}"
    told = units.filter(pl.col(column).is_not_null()).sort([column, "nama"], descending=[True, False])
    if told.is_empty():
        return f"Belum ada data untuk {kecamatan or 'pilihan ini'}"
    top = told.row(0, named=True)
    most = "tertinggi" if column.startswith("pct_") else "terbanyak"
    value = written(top[column], column)
    if not kecamatan:
        return f"{most.capitalize()} di {top['nama']}, {top['kecamatan']}: {value}"
    return f"{top['nama']} {most} di {kecamatan}: {value}"


def of_spread(found: Distribution, column: str, *, kecamatan: str = "") -> str:
    """Return how far the units lie apart: in the kecamatan named, or where they do most.

    Args:
        found: ``distribution`` of ``column``.
        column: the measure; ``pct_*`` in per cent, others counts.
        kecamatan: the kecamatan singled out; empty for none.
    """
    told = found.ringkasan.filter(pl.col("unit") > 1)
    if kecamatan:
        return _spread_of(found.ringkasan, column, kecamatan)
    if told.is_empty():
        return f"Tiap kecamatan hanya punya satu {KIND} berdata"
    widest = told.sort(pl.col("tertinggi") - pl.col("terendah"), descending=True, maintain_order=True).to_dicts()[0]
    return f"Paling beragam di {widest['kecamatan']}: {_ends(widest, column)}"


def _spread_of(summary: pl.DataFrame, column: str, kecamatan: str) -> str:
    row = next(iter(summary.filter(pl.col("kecamatan") == kecamatan).to_dicts()), None)
    if row is None or not row["unit"]:
        return f"Belum ada data untuk {kecamatan}"
    if row["unit"] == 1:
        return f"Hanya satu {KIND} berdata di {kecamatan}: {written(row['median'], column)}"
    return f"{kecamatan}: {_ends(row, column)}, median {written(row['median'], column)}"


def _ends(row: dict[str, float], column: str) -> str:
    return f"{written(row['terendah'], column)} sampai {written(row['tertinggi'], column)}"


def of_classes(found: pl.DataFrame, *, kecamatan: str = "") -> str:
    """Return where most units are merah, or the classes of the kecamatan named.

    Args:
        found: ``composition.by_class``.
        kecamatan: the kecamatan singled out; empty for none.
    """
    own = found.filter(pl.col("kecamatan") == kecamatan).to_dicts()
    if own:
        parts = [f"{own[0][name]} {name.replace('_', ' ')}" for name in CLASS_COLUMNS if own[0][name]]
        return f"{kecamatan}: {joined(parts)} dari {own[0]['unit']} {KIND}"
    top = found.head(1).to_dicts()
    if not top or not top[0]["merah"]:
        return f"Tidak ada {KIND} merah di sini"
    alike = found.filter(pl.col("merah") == top[0]["merah"])["kecamatan"].to_list()
    if len(alike) > 1:
        who = joined(alike) if len(alike) <= NAMED else f"{len(alike)} kecamatan"
        return f"Merah terbanyak di {who}: masing-masing {top[0]['merah']} {KIND}"
    return f"Merah terbanyak di {top[0]['kecamatan']}: {top[0]['merah']} dari {top[0]['unit']} {KIND}"


def of_desil(found: pl.DataFrame, unit: str, *, kecamatan: str = "") -> str:
    """Return where most households of desil 1 are, or how many the kecamatan named has.

    Args:
        found: ``composition.by_desil``.
        unit: whom the source counts: rumah tangga or keluarga.
        kecamatan: the kecamatan singled out; empty for none.
    """
    rows = found.filter(pl.col("rt").is_not_null())
    if kecamatan:
        rows = rows.filter(pl.col("kecamatan") == kecamatan)
    if rows.is_empty():
        return f"Belum ada data untuk {kecamatan or 'pilihan ini'}"
    top = rows.row(0, named=True)
    counts = f"{number(top['rt_desil1'])} dari {number(top['rt'])} {unit}"
    return f"{kecamatan}: {counts} desil 1" if kecamatan else f"Desil 1 terbanyak di {top['kecamatan']}: {counts}"


def of_indicators(by_kecamatan: pl.DataFrame) -> str:
    """Return which of the nine indicators is the heaviest in most kecamatan, and where it is highest.

    Args:
        by_kecamatan: ``totals(..., by=("kecamatan",))``; of indicators that lead in as many, the first in the
            programme's order.
    """
    rows = by_kecamatan.sort("kecamatan").to_dicts()
    if not rows:
        return "Belum ada data untuk pilihan ini"
    leading = [found.kode for row in rows if (found := heaviest(row))]
    if not leading:
        return "Sembilan indikator: tidak tersedia dari sumber ini"
    kode = max(KODE, key=leading.count)
    top = max((row for row in rows if row[f"pct_{kode}"] is not None), key=lambda row: float(row[f"pct_{kode}"]))
    if len(rows) == 1:
        return f"{top['kecamatan']}: {BY_KODE[kode].pendek} paling berat, {percent(top[f'pct_{kode}'])}"
    most = f"paling berat di {leading.count(kode)} dari {len(rows)} kecamatan"
    return f"{BY_KODE[kode].pendek} {most}; tertinggi di {top['kecamatan']}: {percent(top[f'pct_{kode}'])}"


def of_quadrants(found: Quadrants, *, kecamatan: str = "") -> str:
    """Return how many desa are merah, by both conditions of the rule.

    Args:
        found: ``quadrants`` of the desa that are meant.
        kecamatan: the kecamatan they lie in; empty for several.
    """
    desa = int(found.bidang["desa"].sum())
    red = int(found.bidang.filter(pl.col("kelas") == "merah")["desa"].sum())
    where = f" di {kecamatan}" if kecamatan else ""
    if not red:
        return f"Tidak satu pun dari {desa} desa{where} merah"
    return f"Dari {desa} desa{where}, {red} merah: desil 1 terpusat dan IDM rendah"
