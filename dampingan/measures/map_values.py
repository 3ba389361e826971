"""What the map shows of one layer: a value, class, rank and unknown share for each unit, and the legend's counts.

Page, picture and GeoJSON are all drawn from this one result.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dampingan.formats import NO_DATA, NOT_AVAILABLE
from dampingan.indicators import KODE
from dampingan.measures.concentration import rank
from dampingan.measures.desa_merah import KELAS as CLASSES_OF_DESA
from dampingan.measures.map_classes import Method, class_of, limits
from dampingan.measures.map_layers import Layer
from dampingan.measures.map_legend import LegendClass, legend, written
from dampingan.measures.scope import totals
from dampingan.snapshot import Snapshot

NOT_JUDGED = "belum dinilai"
NOT_APPLICABLE = "tidak berlaku"
ABSENT = (NO_DATA, NOT_AVAILABLE, NOT_JUDGED, NOT_APPLICABLE)
"""Why a unit has no value, in words."""

UNIT_COLUMNS = ("kode_desa", "nama", "kecamatan", "jenis", "nilai", "teks", "kelas", "keadaan", "peringkat",
                "pct_tidak_diketahui", "sasaran")  # fmt: skip
_UNKNOWN = {"kode_desa": pl.String, "pct_tidak_diketahui": pl.Float64}


@dataclass(frozen=True)
class MapValues:
    """One layer, ready to be drawn.

    ``unit`` has ``UNIT_COLUMNS`` for each unit of the kabupaten: ``nilai`` (number; null without), ``teks`` (as
    shown), ``kelas`` (its line of ``legenda``; null without), ``keadaan`` (one of ``ABSENT``, empty with a value),
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
    dalam: tuple[str, ...] | None = None
    """The units within the filter by ``kode_desa``, in order; None for all."""

    @property
    def inside(self) -> pl.DataFrame:
        """Return the rows of ``unit`` within the filter."""
        return self.unit if self.dalam is None else self.unit.filter(pl.col("kode_desa").is_in(self.dalam))


def map_values(
    table: pl.DataFrame,
    layer: Layer,
    *,
    method: Method | None = None,
    given: Sequence[float] = (),
    unknown: pl.DataFrame | None = None,
    targets: Collection[str] = (),
    within: Collection[str] | None = None,
) -> MapValues:
    """Return a layer of the map.

    Args:
        table: the per-desa table of the whole kabupaten (``desa_table``); classes and ranks are among all of it.
        layer: one of ``map_layers.LAYERS``.
        method: how the classes are found; None for the layer's own.
        given: the limits of ``ditentukan``; empty for the layer's own.
        unknown: ``kode_desa``, ``pct_tidak_diketahui``, from ``unknown_shares``.
        targets: codes of the units to outline.
        within: codes of the units that the legend counts; None for all.
    """
    valued = _with_values(table, layer)
    values = valued["nilai"].drop_nulls().to_list()
    between: tuple[float, ...] = ()
    if layer.bentuk == "bidang":
        between = limits(values, method or layer.cara, decimals=layer.desimal, given=given or layer.batas)
    rows = valued.to_dicts()
    units = valued.with_columns(
        pl.Series("kelas", [_class(row, layer, between) for row in rows], pl.Int64),
        pl.Series("teks", [_text(row, layer) for row in rows], pl.String),
        pl.col("kode_desa").is_in(list(targets)).alias("sasaran"),
    )
    shares = unknown if unknown is not None else pl.DataFrame(schema=_UNKNOWN)
    units = units.join(shares, on="kode_desa", how="left").select(UNIT_COLUMNS).sort("kode_desa")
    inside = None if within is None else tuple(sorted(within))
    found = MapValues(layer, units, (), (), between, inside)
    lines = legend(layer, between, values, dict(found.inside["kelas"].drop_nulls().value_counts().iter_rows()))
    return replace(found, legenda=lines, kosong=_absent(found.inside))


def unknown_shares(snapshot: Snapshot, layer: Layer, desil: Collection[int]) -> pl.DataFrame:
    """Return the share of households that a layer can't tell about.

    For an indicator: those within the desil whose answer is unknown; for layers of desil 1: those of the file
    whose desil is unknown; for IDM there is none.

    Returns:
        ``kode_desa``, ``pct_tidak_diketahui`` (0-100; null where nobody is counted).
    """
    kode = layer.kolom.removeprefix("pct_")
    if layer.kolom == "idm":
        return pl.DataFrame(schema=_UNKNOWN)
    if kode in KODE:
        counted = totals(snapshot, desil=desil, by=("kode_desa",))
        unknown, whole = pl.col("rt_terpilih") - pl.col(f"rt_diketahui_{kode}"), pl.col("rt_terpilih")
    else:
        counted = snapshot.cube.group_by("kode_desa").agg(
            pl.col("rt").sum(), tanpa_desil=pl.col("rt").filter(pl.col("desil") == 0).sum()
        )
        unknown, whole = pl.col("tanpa_desil"), pl.col("rt")
    share = pl.when(whole > 0).then(100 * unknown / whole).cast(pl.Float64)
    return counted.select("kode_desa", pct_tidak_diketahui=share)


def _with_values(table: pl.DataFrame, layer: Layer) -> pl.DataFrame:
    """Return the units with ``nilai``, ``kelas_desa``, ``status_idm``, ``keadaan`` and ``peringkat``."""
    is_class = layer.bentuk == "kelas"
    value = pl.lit(None, pl.Float64) if is_class else pl.col(layer.kolom).cast(pl.Float64)
    lacking = (pl.col("kelas") if is_class else value).is_null()
    return table.select(
        "kode_desa", "nama", "kecamatan", "jenis", "status_idm",
        nilai=value,
        kelas_desa=pl.col("kelas"),
        keadaan=pl.when(lacking).then(_reason(table, layer)).otherwise(pl.lit("")),
        peringkat=pl.col("peringkat") if is_class else rank(0 - value if layer.rendah_buruk else value),
    )  # fmt: skip


def _reason(table: pl.DataFrame, layer: Layer) -> pl.Expr:
    """Return why a unit has no value, for those that have none."""
    if layer.kolom == "idm":
        applies, reason = pl.col("jenis") != "kelurahan", NOT_APPLICABLE
    elif layer.bentuk == "kelas":
        applies, reason = pl.col("rt").is_null(), NOT_JUDGED
    else:
        told = table[layer.kolom].null_count() < table.height
        applies, reason = pl.col("rt").is_null() | pl.lit(told), NOT_AVAILABLE
    return pl.when(applies).then(pl.lit(NO_DATA)).otherwise(pl.lit(reason))


def _class(row: dict[str, object], layer: Layer, between: Sequence[float]) -> int | None:
    """Return a unit's line of the legend; lines go from the most pressing down."""
    if row["keadaan"] or layer.bentuk == "lingkaran":
        return None
    if layer.bentuk == "kelas":
        return CLASSES_OF_DESA.index(str(row["kelas_desa"]))
    rising = class_of(round(float(str(row["nilai"])), layer.desimal), between)
    return rising if layer.rendah_buruk else len(between) - rising


def _text(row: dict[str, object], layer: Layer) -> str:
    if row["keadaan"]:
        return str(row["keadaan"])
    if layer.bentuk == "kelas":
        return str(row["kelas_desa"]).capitalize()
    told = written(layer, float(str(row["nilai"])))
    return f"{told} ({row['status_idm']})" if layer.kolom == "idm" and row["status_idm"] else told


def _absent(counted: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    counts = dict(counted["keadaan"].value_counts().iter_rows())
    return tuple((reason, counts[reason]) for reason in ABSENT if counts.get(reason))
