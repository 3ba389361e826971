"""The inventory summed up: programmes by strategy, fund and year; potentials and problems by aspect and kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from dampingan.measures.gap import CANCELLED, known_sum
from dampingan.records.terms import ASPEK, KEADAAN_LEMBAGA, LEMBAGA_EKONOMI, POTENSI, STRATEGI, SUMBER_DANA

UNNAMED = "Belum disebut"

_LABELS: dict[str, Mapping[int, str] | Mapping[str, str]] = {"strategi": STRATEGI, "sumber_dana": SUMBER_DANA}


@dataclass(frozen=True)
class ProgrammeSums:
    """Programmes that are not cancelled (``program``, in ``desa`` units) and their money in rupiah.

    An amount is None where no programme tells it; ``*_kosong``: how many do not. ``pct_realisasi``: what was realised,
    per cent of the ceiling, over the programmes that tell both.
    """

    program: int
    desa: int
    batal: int
    pagu: int | None
    pagu_kosong: int
    realisasi: int | None
    realisasi_kosong: int
    pct_realisasi: float | None
    tanpa_indikator: int
    """Programmes that do not say which indicator they answer."""


def within(records: pl.DataFrame, codes: Collection[str] | None, *, years: Collection[int] = ()) -> pl.DataFrame:
    """Return the records of some units and years.

    Args:
        records: with ``kode_desa`` and ``tahun``.
        codes: ``kode_desa``, None for all.
        years: none for all.
    """
    kept = records if codes is None else records.filter(pl.col("kode_desa").is_in(list(codes)))
    return kept.filter(pl.col("tahun").is_in(list(years))) if years else kept


def programme_sums(programmes: pl.DataFrame) -> ProgrammeSums:
    """Return how many programmes (records of ``Program``) there are and what they cost."""
    kept = programmes.filter(pl.col("status") != CANCELLED)
    sums = kept.select(known_sum("pagu"), known_sum("realisasi")).row(0)
    both = kept.filter(pl.col("pagu").is_not_null() & pl.col("realisasi").is_not_null())
    ceiling = int(both["pagu"].sum())
    return ProgrammeSums(
        program=kept.height,
        desa=kept["kode_desa"].n_unique(),
        batal=programmes.height - kept.height,
        pagu=sums[0],
        pagu_kosong=kept["pagu"].null_count(),
        realisasi=sums[1],
        realisasi_kosong=kept["realisasi"].null_count(),
        pct_realisasi=100 * int(both["realisasi"].sum()) / ceiling if ceiling else None,
        tanpa_indikator=int((kept["indikator"].list.len() == 0).sum()),
    )


def programmes_by(programmes: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return programmes, not cancelled, by ``strategi`` or ``sumber_dana``, every kind also where there is none.

    Returns:
        ``kode`` (null for those that name none), ``nama``, ``program``, ``pagu`` (null where none tells it),
        ``pagu_kosong``; in the order of the terms, the unnamed last and only where there are some.
    """
    kept = programmes.filter(pl.col("status") != CANCELLED)
    counted = kept.group_by(column).agg(
        pl.len().cast(pl.Int64).alias("program"),
        known_sum("pagu"),
        pl.col("pagu").null_count().cast(pl.Int64).alias("pagu_kosong"),
    )
    return _in_order(counted, column, _LABELS[column], UNNAMED).with_columns(
        pl.col("program", "pagu_kosong").fill_null(0)
    )


def potentials_by_aspect(found: pl.DataFrame) -> pl.DataFrame:
    """Return potentials and problems of each aspect: ``kode, nama, potensi, masalah`` (records), in order."""
    counted = found.group_by("aspek").agg(
        *((pl.col("jenis") == kind).sum().cast(pl.Int64).alias(kind) for kind in ("potensi", "masalah"))
    )
    return _in_order(counted, "aspek", ASPEK, UNNAMED).with_columns(pl.col("potensi", "masalah").fill_null(0))


def potentials_by_kind(found: pl.DataFrame) -> pl.DataFrame:
    """Return the four economic potentials, and the others where there are some.

    Returns:
        ``kode`` (null for the others), ``nama``, ``catatan`` (records), ``desa`` (units that have one).
    """
    counted = (
        found.filter(pl.col("jenis") == "potensi")
        .group_by("potensi")
        .agg(pl.len().cast(pl.Int64).alias("catatan"), pl.col("kode_desa").n_unique().cast(pl.Int64).alias("desa"))
    )
    return _in_order(counted, "potensi", POTENSI, "Potensi lain").with_columns(pl.col("catatan", "desa").fill_null(0))


def institutions(found: pl.DataFrame) -> pl.DataFrame:
    """Return the village economic institutions by kind and state.

    Returns:
        ``kode`` (null for those that name no kind), ``nama``; ``jumlah`` (as told, else one a record), of these
        ``aktif, kurang_aktif, tidak_aktif`` and ``tidak_disebut``; ``desa``; ``omzet`` rupiah a year of those that
        tell it (null where none does), ``omzet_kosong`` records that do not.
    """
    own = found.filter(pl.col("potensi") == "lembaga_ekonomi").with_columns(_n=pl.col("jumlah").fill_null(1))
    states = [pl.col("_n").filter(pl.col("keadaan") == state).sum().alias(state) for state in KEADAAN_LEMBAGA]
    counted = own.group_by("lembaga").agg(
        pl.col("_n").sum().alias("jumlah"),
        *states,
        pl.col("_n").filter(pl.col("keadaan").is_null()).sum().alias("tidak_disebut"),
        pl.col("kode_desa").n_unique().cast(pl.Int64).alias("desa"),
        known_sum("omzet"),
        pl.col("omzet").null_count().cast(pl.Int64).alias("omzet_kosong"),
    )
    return _in_order(counted, "lembaga", LEMBAGA_EKONOMI, UNNAMED).with_columns(
        pl.col("jumlah", *KEADAAN_LEMBAGA, "tidak_disebut", "desa", "omzet_kosong").fill_null(0)
    )


def _in_order(
    counted: pl.DataFrame, column: str, labels: Mapping[int, str] | Mapping[str, str], rest: str
) -> pl.DataFrame:  # fmt: skip
    """Return counts with one row a term, in order, as ``kode`` and ``nama``; what has no code last, called ``rest``."""
    codes: list[int | str | None] = list(labels)
    names = list(labels.values())
    if counted[column].null_count():
        codes, names = [*codes, None], [*names, rest]
    order = pl.DataFrame({"kode": codes, "nama": names}, schema_overrides={"kode": counted.schema[column]})
    return order.join(counted, left_on="kode", right_on=column, how="left", nulls_equal=True, maintain_order="left")
