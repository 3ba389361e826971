"""The sentences that say a finding: titles of pages, and later of sheets and decks."""

from collections.abc import Sequence

import polars as pl

from dampingan.config import KABUPATEN
from dampingan.formats import joined, number, percent
from dampingan.measures.overview import Overview

NAMED = 3
"""Kecamatan named in a title before it says only how many there are."""


def inside(name: str) -> str:
    """Return a name as it stands within a sentence: ``Tanpa program`` begins small, ``RTLH`` stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def of_kabupaten(by_kecamatan: pl.DataFrame, whom: str, targets: Overview | None = None) -> str:
    """Return what stands out in the kabupaten.

    Args:
        by_kecamatan: ``totals(..., by=("kecamatan",))``.
        whom: who is counted, ``rumah tangga desil 1``.
        targets: the figures of the units that the rule in force chooses (a simulation), to begin with.
    """
    ranked = by_kecamatan.filter(pl.col("rt_terpilih") > 0).sort(["rt_terpilih", "kecamatan"], descending=[True, False])
    count = int(ranked["rt_terpilih"].sum())
    if ranked.is_empty():
        return f"Tidak ada {whom} di {KABUPATEN}"
    if ranked.height <= NAMED:
        return f"{number(count)} {whom} di {KABUPATEN}"
    first = ranked.head(NAMED)
    share = percent(100 * int(first["rt_terpilih"].sum()) / count)
    names = joined(first["kecamatan"].to_list())
    if targets is None or not targets.rt_terpilih:
        return f"{names} menampung {share} {whom} kabupaten"
    reached = percent(targets.pangsa_kabupaten)
    reach = f"{targets.unit} desa/kelurahan dampingan (simulasi) menampung {reached} {whom}"
    return f"{reach}; tiga kecamatan, {names}, menampung {share}"


def of_most(by_kecamatan: pl.DataFrame, whom: str) -> str:
    """Return which kecamatan holds most households, of how many in all of them.

    Args:
        by_kecamatan: a row per kecamatan with ``kecamatan`` and ``rt_terpilih``.
        whom: who is counted, ``rumah tangga desil 1``.
    """
    told = by_kecamatan.filter(pl.col("rt_terpilih") > 0).sort(["rt_terpilih", "kecamatan"], descending=[True, False])
    if told.is_empty():
        return f"Tidak ada {whom}"
    most, everyone = int(told["rt_terpilih"][0]), int(told["rt_terpilih"].sum())
    share = percent(100 * most / everyone)
    return f"{told['kecamatan'][0]} terbanyak: {number(most)} dari {number(everyone)} {whom} ({share})"


def of_choice(kecamatan: Sequence[str], figures: Overview, whom: str, nature: str = "") -> str:
    """Return what stands out in a choice of units.

    Args:
        kecamatan: the kecamatan chosen, by name; none for all.
        figures: of the choice.
        whom: as in ``of_kabupaten``.
        nature: what units they are, where they are chosen by that: ``desa kelas merah``.
    """
    where = joined(list(kecamatan)) if len(kecamatan) <= NAMED else f"{len(kecamatan)} kecamatan terpilih"
    who = f"{number(figures.unit)} {nature}{f' di {where}' if where else ''}" if nature else where
    if not figures.unit:
        return f"Tidak ada {nature}{f' di {where}' if where else ''}"
    if not figures.rt:
        return f"Belum ada data untuk {who}"
    if not figures.rt_terpilih:
        return f"Tidak ada {whom} di {who}"
    return f"{who} menampung {percent(figures.pangsa_kabupaten)} {whom} kabupaten; {_red(figures, nature)}"


def _red(figures: Overview, nature: str) -> str:
    if not figures.merah:
        return "tidak satu pun merah"
    if figures.merah == figures.unit:
        return "semuanya merah"
    return f"{figures.merah} {'di antaranya' if nature else f'dari {figures.unit} desa/kelurahannya'} merah"


def of_comparison(name: str, by_kecamatan: pl.DataFrame, column: str, whole: float | None) -> str:
    """Return which kecamatan stands highest in a measure.

    Args:
        name: the measure in words, as a title begins.
        by_kecamatan: a row per kecamatan with ``kecamatan`` and ``column``.
        column: the measure; ``pct_*`` in per cent, others counts.
        whole: the kabupaten's per cent, shown beside it; None for counts.
    """
    told = by_kecamatan.filter(pl.col(column).is_not_null())
    if told.is_empty():
        return f"{name}: tidak tersedia dari sumber ini"
    top = told.sort([column, "kecamatan"], descending=[True, False]).to_dicts()[0]
    if not column.startswith("pct_"):
        return f"{name} terbanyak di {top['kecamatan']}: {number(top[column])}"
    beside = "" if whole is None else f"; kabupaten {percent(whole)}"
    return f"Persentase {inside(name)} tertinggi di {top['kecamatan']}: {percent(top[column])}{beside}"


def of_unit(unit: dict[str, object], ranked: int) -> str:
    """Return where a unit stands: its class and rank among all units with data.

    Args:
        unit: a row of ``desa_table``.
        ranked: units that have a rank.
    """
    if unit["rt"] is None:
        return f"{unit['nama']} belum punya data rumah tangga"
    kelas = f"{unit['jenis']} {unit['kelas']}" if unit["kelas"] else "kelas belum dapat dinilai"
    return f"{unit['nama']}: {kelas}, peringkat {unit['peringkat']} dari {ranked}"
