"""What the map shows of one layer: a value, class, rank and unknown share for each unit, and the legend's counts.

Page, picture and GeoJSON are all drawn from this one result.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from dampingan.formats import NO_DATA, NOT_AVAILABLE, number, percent
from dampingan.indicators import KODE
from dampingan.measures.concentration import rank
from dampingan.measures.desa_merah import KELAS as CLASSES_OF_DESA
from dampingan.measures.map_classes import MOST_CLASSES, Method, class_of, limits
from dampingan.measures.map_layers import IDM_LIMITS, IDM_STATUS, Layer
from dampingan.measures.scope import totals
from dampingan.palette import KELAS, TINGKAT
from dampingan.snapshot import Snapshot

NOT_JUDGED = "belum dinilai"
NOT_APPLICABLE = "tidak berlaku"
ABSENT = (NO_DATA, NOT_AVAILABLE, NOT_JUDGED, NOT_APPLICABLE)
"""Why a unit has no value, in words."""

UNIT_COLUMNS = ("kode_desa", "nama", "kecamatan", "jenis", "nilai", "teks", "kelas", "keadaan", "peringkat",
                "pct_tidak_diketahui", "sasaran")  # fmt: skip


@dataclass(frozen=True)
class LegendClass:
    """One line of the legend: its words, its colour ``#RRGGBB`` and how many units have it."""

    label: str
    warna: str
    jumlah: int


@dataclass(frozen=True)
class MapValues:
    """One layer, ready to be drawn.

    ``unit`` has ``UNIT_COLUMNS`` for each unit of the kabupaten: ``nilai`` (number; null without), ``teks`` (as
    shown), ``kelas`` (its line of ``legenda``), ``keadaan`` (one of ``ABSENT``, empty with a value),
    ``peringkat`` (1 = most pressing), ``pct_tidak_diketahui`` (per cent of the households counted whose answer is
    unknown), ``sasaran`` (is among the targets).
    """

    layer: Layer
    unit: pl.DataFrame
    legenda: tuple[LegendClass, ...]
    kosong: tuple[tuple[str, int], ...]
    """Units without a value, by reason."""
    batas: tuple[float, ...]
    """The limits between the classes."""


def map_values(
    table: pl.DataFrame,
    layer: Layer,
    *,
    method: Method | None = None,
    given: Sequence[float] = (),
    unknown: pl.DataFrame | None = None,
    targets: Collection[str] = (),
    kecamatan: Collection[str] = (),
) -> MapValues:
    """Return a layer of the map.

    Args:
        table: the per-desa table of the whole kabupaten (``desa_table``); classes and ranks are among all of it.
        layer: one of ``map_layers.LAYERS``.
        method: how the classes are found; None for the layer's own.
        given: the limits of ``ditentukan``; empty for the layer's own.
        unknown: ``kode_desa``, ``pct_tidak_diketahui``, from ``unknown_shares``.
        targets: codes of the units to outline.
        kecamatan: names of the kecamatan whose units the legend counts; none for all.
    """
    units = _with_values(table, layer)
    between = _limits(units, layer, method or layer.cara, given)
    units = units.with_columns(
        pl.Series("kelas", _classes(units, layer, between), pl.Int64),
        pl.Series("teks", _texts(units, layer), pl.String),
        pl.col("kode_desa").is_in(list(targets)).alias("sasaran"),
    )
    shares = unknown if unknown is not None else pl.DataFrame(schema=_UNKNOWN)
    units = units.join(shares, on="kode_desa", how="left").select(UNIT_COLUMNS).sort("kode_desa")
    counted = units.filter(pl.col("kecamatan").is_in(list(kecamatan))) if kecamatan else units
    return MapValues(layer, units, _legend(layer, between, units, counted), _absent(counted), between)


def unknown_shares(snapshot: Snapshot, layer: Layer, desil: Collection[int]) -> pl.DataFrame:
    """Return the share of households that a layer can't tell about.

    For an indicator: those within the desil whose answer is unknown; for layers of desil 1: those of the file
    whose desil is unknown; for IDM there is none.

    Returns:
        ``kode_desa``, ``pct_tidak_diketahui`` (0-100; null where nobody is counted).
    """
    kode = layer.kolom.removeprefix("pct_")
    if kode in KODE:
        counted = totals(snapshot, desil=desil, by=("kode_desa",))
        unknown, whole = pl.col("rt_terpilih") - pl.col(f"rt_diketahui_{kode}"), pl.col("rt_terpilih")
    elif layer.kolom == "idm":
        return pl.DataFrame(schema=_UNKNOWN)
    else:
        counted = snapshot.cube.group_by("kode_desa").agg(
            pl.col("rt").sum(), tanpa_desil=pl.col("rt").filter(pl.col("desil") == 0).sum()
        )
        unknown, whole = pl.col("tanpa_desil"), pl.col("rt")
    share = pl.when(whole > 0).then(100 * unknown / whole).cast(pl.Float64)
    return counted.select("kode_desa", pct_tidak_diketahui=share)


_UNKNOWN = {"kode_desa": pl.String, "pct_tidak_diketahui": pl.Float64}


def _with_values(table: pl.DataFrame, layer: Layer) -> pl.DataFrame:
    """Return the units with ``nilai``, ``kelas_desa``, ``keadaan`` and ``peringkat``."""
    is_class = layer.bentuk == "kelas"
    value = pl.lit(None, pl.Float64) if is_class else pl.col(layer.kolom).cast(pl.Float64)
    rank_of = pl.col("peringkat") if is_class else rank(-value if layer.rendah_buruk else value)
    lacking = (pl.col("kelas") if is_class else value).is_null()
    return table.select(
        "kode_desa", "nama", "kecamatan", "jenis",
        nilai=value,
        kelas_desa=pl.col("kelas"),
        status_idm=pl.col("status_idm"),
        keadaan=pl.when(lacking).then(_reason(table, layer)).otherwise(pl.lit("")),
        peringkat=rank_of,
    )  # fmt: skip


def _reason(table: pl.DataFrame, layer: Layer) -> pl.Expr:
    without_rows = pl.col("rt").is_null()
    if layer.kolom == "idm":
        return pl.when(pl.col("jenis") == "kelurahan").then(pl.lit(NOT_APPLICABLE)).otherwise(pl.lit(NO_DATA))
    if layer.bentuk == "kelas":
        return pl.when(without_rows).then(pl.lit(NO_DATA)).otherwise(pl.lit(NOT_JUDGED))
    told = table[layer.kolom].null_count() < table.height
    return pl.when(without_rows | pl.lit(told)).then(pl.lit(NO_DATA)).otherwise(pl.lit(NOT_AVAILABLE))


def _limits(units: pl.DataFrame, layer: Layer, method: Method, given: Sequence[float]) -> tuple[float, ...]:
    if layer.bentuk != "bidang":
        return ()
    values = units["nilai"].drop_nulls().to_list()
    return limits(values, method, decimals=layer.desimal, given=given or layer.batas)


def _classes(units: pl.DataFrame, layer: Layer, between: Sequence[float]) -> list[int | None]:
    if layer.bentuk == "kelas":
        return [CLASSES_OF_DESA.index(kelas) if kelas else None for kelas in units["kelas_desa"]]
    place = (lambda value: class_of(round(value, layer.desimal), between)) if layer.bentuk == "bidang" else lambda _: 0
    found = [None if value is None else place(value) for value in units["nilai"]]
    return found if layer.rendah_buruk else [None if c is None else len(between) - c for c in found]


def _texts(units: pl.DataFrame, layer: Layer) -> list[str]:
    return [row["keadaan"] or _text(row, layer) for row in units.to_dicts()]


def _text(row: dict[str, object], layer: Layer) -> str:
    if layer.bentuk == "kelas":
        return str(row["kelas_desa"]).capitalize()
    told = _writer(layer)(float(str(row["nilai"])))
    return f"{told} ({row['status_idm']})" if layer.kolom == "idm" and row["status_idm"] else told


def _writer(layer: Layer) -> Callable[[float], str]:
    write = percent if layer.persen else number
    return lambda value: write(value, layer.desimal)


def _legend(
    layer: Layer, between: Sequence[float], units: pl.DataFrame, counted: pl.DataFrame
) -> tuple[LegendClass, ...]:
    """Return the legend, the most pressing class first."""
    counts = dict(counted["kelas"].drop_nulls().value_counts().iter_rows())
    if layer.bentuk == "kelas":
        pairs = [(kelas.capitalize(), KELAS[kelas]) for kelas in CLASSES_OF_DESA]
    elif layer.bentuk == "lingkaran" or units["nilai"].null_count() == units.height:
        pairs = []
    else:
        labels = _labels(layer, between, units["nilai"].drop_nulls().to_list())
        ordered = labels if layer.rendah_buruk else labels[::-1]
        pairs = list(zip(ordered, reversed(ramp(len(labels))), strict=True))
    return tuple(LegendClass(label, colour, counts.get(place, 0)) for place, (label, colour) in enumerate(pairs))


def ramp(steps: int) -> tuple[str, ...]:
    """Return the colours of one to five classes, from little to much, spread over the ramp.

    >>> len(ramp(5)), ramp(1) == (TINGKAT[3],)
    (5, True)
    """
    if steps == 1:
        return (TINGKAT[3],)
    return tuple(TINGKAT[round(place * (MOST_CLASSES - 1) / (steps - 1))] for place in range(steps))


def _labels(layer: Layer, between: Sequence[float], values: Sequence[float]) -> list[str]:
    write = _writer(layer)
    if layer.kolom == "idm" and tuple(between) == IDM_LIMITS:
        return list(IDM_STATUS)
    return _ranges(layer, between, min(values), max(values), write)


def _ranges(
    layer: Layer, between: Sequence[float], low: float, high: float, write: Callable[[float], str]
) -> list[str]:
    """Return the classes in words: each begins at the first number that can be shown above the limit below it."""
    step = 10.0**-layer.desimal
    plain = (lambda value: number(value, layer.desimal)) if layer.persen else write
    if not between:
        return [write(low) if round(low, layer.desimal) == round(high, layer.desimal) else f"{plain(low)}–{write(high)}"]
    first = f"{plain(low)}–{write(between[0])}" if round(low, layer.desimal) < between[0] else f"sampai {write(between[0])}"
    middle = [f"{plain(below + step)}–{write(above)}" for below, above in pairwise(between)]
    start = between[-1] + step
    last = f"{plain(start)}–{write(high)}" if high > start else f"lebih dari {write(between[-1])}"
    return [first, *middle, last]


def _absent(counted: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    counts = dict(counted["keadaan"].value_counts().iter_rows())
    return tuple((reason, counts[reason]) for reason in ABSENT if counts.get(reason))
