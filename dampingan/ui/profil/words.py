"""The page's sentences: titles that say the finding, and what stands beside the figures."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

import polars as pl

from dampingan.exports.coming_together import Together
from dampingan.exports.facts import UnitFacts
from dampingan.formats import joined, number, percent, period
from dampingan.measures.combinations import Combinations
from dampingan.ui.irisan.words import commonest as of_combination
from dampingan.ui.view import View

PROXY = (
    "Wilayah selatan, tengah, dan utara menurut letak lintang kecamatan; kesejenisan ini perkiraan aplikasi, bukan "
    "penetapan resmi."
)

Figure = tuple[float, float | None]
"""A share in per cent, and its count."""


def point(share: float | None, count: float | None) -> str:
    """Return what stands at a point of the trend: the share and, below it, the count.

    >>> point(36.11, 52)
    '36,1 %<br>52'
    """
    return "" if share is None else f"{percent(share)}<br>{number(count)}"


def of_trend(
    name: str, shares: pl.DataFrame, counts: Sequence[float | None], chosen: str, unit: str
) -> str:  # fmt: skip
    """Return how a share has changed over the unbroken stretch up to a period.

    Args:
        name: of what.
        shares: rows of ``measures.trend`` of the share, oldest first.
        counts: the households of each row.
        chosen: the period.
        unit: what is counted.
    """
    rows = [
        (*row, count) for row, count in zip(shares.select("periode", "nilai", "segmen").rows(), counts, strict=True)
    ]
    now = next((row for row in rows if row[0] == chosen), None)
    if now is None or now[1] is None:
        return f"{name}: tidak ada angka untuk periode {period(chosen)}"
    first = next(row for row in rows if row[2] == now[2] and row[1] is not None)
    last = f"{percent(now[1])} ({number(now[3])} {unit}) pada {period(chosen)}"
    if first[0] >= chosen:
        return f"{name}: {last}; belum ada periode sebelumnya yang sebanding"
    if percent(first[1]) == percent(now[1]):
        return f"{name} tetap {last}, sama dengan {period(first[0])}"
    was, becomes = _change((first[1], first[3]), (now[1], now[3]), unit)
    verb = "naik" if now[1] > first[1] else "turun"
    return f"{name} {verb} dari {was} pada {period(first[0])} menjadi {becomes} pada {period(chosen)}"


def _change(first: Figure, now: Figure, unit: str) -> tuple[str, str]:
    """Return share and count at both ends; the share leads where the count is unknown or goes another way."""
    (share, count), (share_now, count_now) = first, now
    if count is None or count_now is None or (count_now - count) * (share_now - share) <= 0:
        return f"{percent(share)} ({number(count)} {unit})", f"{percent(share_now)} ({number(count_now)})"
    return f"{number(count)} {unit} ({percent(share)})", f"{number(count_now)} ({percent(share_now)})"


def trend_measure(kode: str, view: View) -> str:
    """Return what the points of the trend measure."""
    unit = view.manifest.unit
    if kode == "desil1":
        return f"Persentase {unit} desil 1 dari semua {unit} dalam berkas; di bawahnya banyaknya {unit}."
    return f"Persentase {view.whom} yang keadaannya diketahui; di bawahnya banyaknya {unit}."


def breaks(shares: pl.DataFrame, periods: Collection[str]) -> list[str]:
    """Return why the line breaks, once for neighbouring breaks of one reason, and which periods are left out.

    Args:
        shares: rows of ``measures.trend`` of one figure.
        periods: those that are published.
    """
    told = shares["periode"].to_list()
    gaps = zip(told, told[1:], shares["alasan"].to_list()[1:], strict=False)
    reasons = []
    for reason, group in groupby(gaps, key=lambda gap: gap[2]):
        stretch = list(group)
        if reason:
            reasons.append(f"{period(stretch[0][0])}–{period(stretch[-1][1])} tidak sebanding: {reason}")
    unread = [period(p) for p in sorted(set(periods) - set(told))]
    if unread:
        reasons.append(f"Periode {joined(unread)} rusak dan tidak digambar; muat ulang datanya.")
    return reasons


def of_pairs(told: Together, unit: str) -> str:
    """Return which two problems come together most often; where several do, how many pairs.

    >>> from dampingan.exports.coming_together import Pair
    >>> of_pairs(Together((), (Pair("rtlh", "tanpa_jamban", 4), Pair("rtlh", "bukan_listrik", 4))), "keluarga")
    '2 pasangan masalah paling sering datang bersama, masing-masing 4 keluarga'
    """
    if not told.pairs:
        return "Tidak ada dua masalah yang datang bersama"
    most = told.pairs[0].rt
    first = [pair for pair in told.pairs if pair.rt == most]
    if len(first) > 1:
        return f"{len(first)} pasangan masalah paling sering datang bersama, masing-masing {number(most)} {unit}"
    return f"{first[0].words} paling sering datang bersama: {number(most)} {unit}"


def commonest(found: Combinations) -> str:
    """Return the commonest exact combination; empty where none is commoner than all others."""
    counts = found.irisan.filter(pl.col("banyak") > 0)["rt"].to_list()
    return f"{of_combination(found)}." if len(set(counts[:2])) == len(counts[:2]) else ""


def rest_of_pairs(told: Together, shown: int) -> str:
    """Return how many pairs are not drawn; empty where all are.

    >>> rest_of_pairs(Together((), ()), 7)
    ''
    """
    rest = len(told.pairs) - shown
    return f"{number(rest)} pasangan lain tidak digambar. " if rest > 0 else ""


def alike(told: UnitFacts, band: str) -> str:
    """Return what makes units alike."""
    size = f"banyaknya {told.edition.manifest.unit} dalam berkas"
    close = size if told.unit["idm"] is None else f"{size} dan IDM-nya"
    return f"Sejenis: {told.unit['jenis']} lain di wilayah {band} kabupaten yang {close} paling dekat."


def of_peers(told: UnitFacts, first: Mapping[str, object]) -> str:
    """Return where a unit stands among its peers; ``first``: the row of ``place_among`` for the share of desil 1."""
    kind = f"{told.unit['jenis']} sejenis"
    if all_equal(first):
        return f"Bagian desil 1 {told.nama} sama dengan semua {kind}"
    where = {1: "tertinggi", first["dari"]: "terendah"}.get(first["tempat"], f"tertinggi ke-{first['tempat']}")
    return f"Bagian desil 1 {told.nama} {where} dari {first['dari']} {kind}"


def order(row: Mapping[str, object]) -> str:
    """Return a place in few words, as a row of ``place_among`` tells it.

    >>> order({"nilai": 4.0, "terendah": 1.0, "tertinggi": 5.0, "tempat": 2, "dari": 9})
    '2 dari 9'
    >>> order({"nilai": 0.0, "terendah": 0.0, "tertinggi": 0.0, "tempat": 1, "dari": 9})
    'semua sama'
    """
    return "semua sama" if all_equal(row) else f"{row['tempat']} dari {row['dari']}"


def all_equal(row: Mapping[str, object]) -> bool:
    """Tell whether a unit and its peers have one and the same value."""
    return row["terendah"] == row["nilai"] == row["tertinggi"]
