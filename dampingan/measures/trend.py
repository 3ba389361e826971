"""A place's figures over the periods, broken visibly where two periods do not measure the same thing."""

from collections.abc import Collection, Sequence
from itertools import pairwise

import polars as pl

from dampingan.formats import period
from dampingan.indicators import KODE
from dampingan.measures.audit import SPLIT_LATER
from dampingan.measures.scope import totals
from dampingan.snapshot import Manifest, Snapshot

SIKASUR = "33.27.03.2011"
"""The desa from which Sodong Basari (``SPLIT_LATER``) was split."""

_SCHEMA = {"kolom": pl.String, "periode": pl.String, "nilai": pl.Float64, "sebanding": pl.Boolean,
           "alasan": pl.String, "catatan": pl.String, "segmen": pl.Int64, "selisih": pl.Float64,
           "perubahan_pct": pl.Float64}  # fmt: skip

_Values = dict[str, object]


def trend(
    snapshots: Sequence[Snapshot],
    columns: Sequence[str],
    *,
    desil: Collection[int] = (1,),
    kecamatan: str | None = None,
    kode_desa: str | None = None,
) -> pl.DataFrame:
    """Return figures of a unit, a kecamatan or (neither given) the kabupaten over the periods.

    Args:
        snapshots: the periods, in any order.
        columns: columns of ``scope.totals`` (``rt_terpilih``, ``pct_terpilih``, ``pangsa_terpilih``, ``pct_rtlh``).
        desil: the desil that are counted.
        kecamatan: a kecamatan, by name.
        kode_desa: a unit.

    Returns:
        A row per column and period, oldest first: ``kolom``, ``periode``, ``nilai``; ``sebanding``: comparable
        with the period before (null for the first) and, if not, ``alasan``; ``catatan``: what to bear in mind
        though they are comparable; ``segmen``: 1, 2 ... for each unbroken stretch of the line; ``selisih``: change
        against the period before (percentage points for ``pct_*`` and ``pangsa_*``), and ``perubahan_pct``: in per
        cent of it, for counts. Changes are null where the two are not comparable.
    """
    ordered = sorted(snapshots, key=lambda s: s.manifest.periode)
    values = [_values(snapshot, desil, kecamatan, kode_desa) for snapshot in ordered]
    notes = ["", *("" if kode_desa else _coverage(a, b, kecamatan) for a, b in pairwise(ordered))]
    rows = [row for column in columns for row in _series(ordered, values, notes, column, kode_desa)]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _values(snapshot: Snapshot, desil: Collection[int], kecamatan: str | None, kode_desa: str | None) -> _Values:
    name, wanted = ("kode_desa", kode_desa) if kode_desa else ("kecamatan", kecamatan)
    rows = totals(snapshot, desil=desil, by=(name,) if wanted else ())
    own = rows.filter(pl.col(name) == wanted) if wanted else rows
    return own.to_dicts()[0] if own.height else {}


def _series(
    ordered: Sequence[Snapshot], values: Sequence[_Values], notes: Sequence[str], column: str, kode_desa: str | None
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    segment = 1
    before: float | None = None
    for place, (snapshot, row) in enumerate(zip(ordered, values, strict=True)):
        value = None if row.get(column) is None else float(str(row[column]))
        reason = _reason(ordered[place - 1], snapshot, column, kode_desa, (before, value)) if place else ""
        segment += bool(reason)
        same = not reason if place else None
        change = value - before if same and value is not None and before is not None else None
        relative = 100 * change / before if change is not None and before and _is_count(column) else None
        rows.append((column, snapshot.manifest.periode, value, same, reason, notes[place], segment, change, relative))
        before = value
    return rows


def _is_count(column: str) -> bool:
    return column.startswith(("rt", "jiwa"))


def _reason(
    before: Snapshot, now: Snapshot, column: str, kode_desa: str | None, values: tuple[float | None, float | None]
) -> str:
    """Return why two neighbouring values are not comparable; empty where they are."""
    reason = break_reason(before.manifest, now.manifest, column) or _split(before, now, kode_desa)
    if reason:
        return reason
    empty = [s.manifest.periode for s, value in zip((before, now), values, strict=True) if value is None]
    return f"Tidak ada data untuk periode {' dan '.join(map(period, empty))}." if empty else ""


def break_reason(before: Manifest, now: Manifest, column: str) -> str:
    """Return in Indonesian why a figure of two periods is not comparable; empty where nothing stands against it.

    Source, unit of counting and sample data break every figure; the RTLH variant breaks RTLH only, and an
    indicator breaks where one of the sources cannot tell it, or not as fully as the other.
    """
    if before.contoh != now.contoh:
        return "Data contoh tidak dapat dibandingkan dengan data sungguhan."
    if before.dialek != now.dialek:
        return f"Sumber berganti dari {before.sumber} ke {now.sumber}."
    if before.unit != now.unit:
        return f"Satuan berganti dari {before.unit} ke {now.unit}."
    kode = next((k for k in KODE if f"_{k}" in column), None)
    return _indicator_break(before, now, kode) if kode else ""


def _indicator_break(before: Manifest, now: Manifest, kode: str) -> str:
    lacking = [m.periode for m in (before, now) if kode not in m.tersedia]
    if lacking:
        return f"Tidak tersedia dari sumber periode {' dan '.join(map(period, lacking))}."
    if kode == "rtlh" and before.rtlh != now.rtlh:
        return f"Aturan RTLH berganti dari varian {before.rtlh} ke varian {now.rtlh}."
    was, became = (m.keterangan_indikator[kode].ketersediaan for m in (before, now))
    if was != became:
        return f"Cakupan sumber berubah dari {_words(was)} menjadi {_words(became)}."
    return ""


def _words(availability: str) -> str:
    return availability.replace("_", " ")


def _split(before: Snapshot, now: Snapshot, kode_desa: str | None) -> str:
    """Sikasur with and without Sodong Basari is not the same desa."""
    if kode_desa != SIKASUR:
        return ""
    apart = [SPLIT_LATER in s.cube["kode_desa"] for s in (before, now)]
    return "" if apart[0] == apart[1] else "Sodong Basari dimekarkan dari Sikasur di antara kedua periode."


def _coverage(before: Snapshot, now: Snapshot, kecamatan: str | None) -> str:
    counts = [_units_with_data(s, kecamatan) for s in (before, now)]
    if counts[0] == counts[1]:
        return ""
    return f"Desa/kelurahan yang punya data: {counts[1]}, periode sebelumnya {counts[0]}."


def _units_with_data(snapshot: Snapshot, kecamatan: str | None) -> int:
    units = snapshot.desa if kecamatan is None else snapshot.desa.filter(pl.col("kecamatan") == kecamatan)
    return units.filter(pl.col("kode_desa").is_in(snapshot.cube["kode_desa"].unique().to_list())).height
