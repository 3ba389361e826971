"""Sasaran: which desa and kelurahan to accompany, by rule, with the reason for each."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from dampingan.formats import number
from dampingan.rules import SasaranRule

RESERVE = 10
"""Units per kind shown below the cut."""

COLUMNS = ("nomor", "kode_desa", "nama", "kecamatan", "jenis", "kelas", "rt_desil1", "jiwa_desil1",
           "pct_desil1", "peringkat", "idm", "status_idm", "dasar", "jarak_batas", "alasan")  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """The chosen units and those next in line.

    ``terpilih`` and ``cadangan`` have ``COLUMNS``: ``dasar`` (merah or jumlah) says by what a unit is chosen,
    ``jarak_batas`` how many desil-1 households it stands above (or, negative, below) the cut of its kind.
    """

    terpilih: pl.DataFrame
    cadangan: pl.DataFrame
    pesan: tuple[str, ...]
    """Words of warning: merah alone exceeds a quota, a quota cannot be filled."""


def select_targets(table: pl.DataFrame, rule: SasaranRule) -> Selection:
    """Choose all desa merah, then the units with most desil-1 households, until each quota is full.

    Where merah alone exceeds the quota, the merah with most desil-1 households are chosen, and a message says
    so. Ties are broken by the share of desil 1, then by code, so that the list is the same each time.

    Args:
        table: the per-desa table of the whole kabupaten (``desa_table``).
        rule: the quotas.
    """
    parts = [
        _select_kind(table, "desa", rule.kuota_desa),
        _select_kind(table, "kelurahan", rule.kuota_kelurahan),
    ]
    chosen = pl.concat([part.terpilih for part in parts])
    return Selection(
        chosen.with_columns(nomor=pl.int_range(1, pl.len() + 1)).select(COLUMNS),
        pl.concat([part.cadangan for part in parts]).select(COLUMNS),
        tuple(message for part in parts for message in part.pesan),
    )


def _select_kind(table: pl.DataFrame, kind: str, quota: int) -> Selection:
    ranked = (
        table.filter((pl.col("jenis") == kind) & pl.col("rt_desil1").is_not_null())
        .with_columns(_merah=(pl.col("kelas") == "merah").fill_null(value=False))
        .sort(["_merah", "rt_desil1", "pct_desil1", "kode_desa"], descending=[True, True, True, False])
        .with_columns(nomor=pl.int_range(1, pl.len() + 1))
    )
    placed = ranked.with_columns(
        dasar=pl.when("_merah").then(pl.lit("merah")).otherwise(pl.lit("jumlah")),
        jarak_batas=_distance(ranked, quota),
    )
    reasoned = placed.with_columns(
        pl.Series("alasan", [_reason(row, kind, quota) for row in placed.to_dicts()], pl.String)
    )
    merah = int(ranked["_merah"].sum())
    return Selection(reasoned.head(quota), reasoned[quota : quota + RESERVE], _messages(merah, ranked, kind, quota))


def _distance(ranked: pl.DataFrame, quota: int) -> pl.Series:
    """Households above the best unit left out (for the chosen), or below the last one chosen by number.

    A merah is chosen whatever its number, unless merah alone fills the quota.
    """
    counts, merah = ranked["rt_desil1"].to_list(), ranked["_merah"].to_list()
    inside = [c for place, c in enumerate(counts) if place < quota and (not merah[place] or sum(merah) >= quota)]
    outside = counts[quota:]
    distances = [
        (count - outside[0] if outside else None) if place < quota else (count - min(inside) if inside else None)
        for place, count in enumerate(counts)
    ]
    return pl.Series("jarak_batas", distances, pl.Int64)


def _reason(row: dict[str, object], kind: str, quota: int) -> str:
    chosen = int(str(row["nomor"])) <= quota
    households = f"{number(float(str(row['rt_desil1'])))} rumah tangga desil 1"
    gap = row["jarak_batas"]
    if row["dasar"] == "merah":
        return f"Terpilih sebagai {kind} merah, {households}." if chosen else (
            f"{kind.capitalize()} merah, {households}, tetapi kuota {quota} {kind} sudah penuh."
        )  # fmt: skip
    if chosen:
        return f"Terpilih karena jumlah terbanyak setelah {kind} merah: {households}{_margin(gap, kind)}."
    short = "" if gap is None else f", {number(-float(str(gap)))} di bawah {kind} terakhir yang terpilih"
    return f"Cadangan: {households}{short}."


def _margin(gap: object, kind: str) -> str:
    """Return how far a unit chosen by number stands above the first of its kind left out."""
    if gap is None:
        return ""
    first = f"{kind} pertama yang tidak terpilih"
    if not gap:
        return f", sama banyak dengan {first}; dipilih menurut urutan aturan"
    return f", {number(float(str(gap)))} di atas {first}"


def _messages(merah: int, ranked: pl.DataFrame, kind: str, quota: int) -> tuple[str, ...]:
    messages = []
    if merah > quota:
        messages.append(
            f"{kind.capitalize()} merah ({merah}) melebihi kuota {quota}: yang terpilih {quota} dengan rumah "
            f"tangga desil 1 terbanyak, {merah - quota} {kind} merah tidak terpilih."
        )
    if ranked.height < quota:
        messages.append(f"Kuota {quota} {kind} tidak terpenuhi: hanya {ranked.height} {kind} yang punya data.")
    return tuple(messages)


@dataclass(frozen=True)
class DecreeComparison:
    """A computed list against a decree's: codes in both, only in the decree, only computed, and unknown."""

    sama: tuple[str, ...]
    hanya_sk: tuple[str, ...]
    hanya_hitungan: tuple[str, ...]
    tak_dikenal: tuple[str, ...]

    @property
    def pct_sama(self) -> float | None:
        """Return the share of the decree's units that the rule chooses too, per cent."""
        listed = len(self.sama) + len(self.hanya_sk)
        return 100 * len(self.sama) / listed if listed else None


def compare_with_decree(
    chosen: Collection[str], decree: Collection[str], unknown: Collection[str] = ()
) -> DecreeComparison:
    """Return agreement and differences between the chosen units and a decree's list (``kode_desa``)."""
    ours, theirs = set(chosen), set(decree)
    return DecreeComparison(
        tuple(sorted(ours & theirs)),
        tuple(sorted(theirs - ours)),
        tuple(sorted(ours - theirs)),
        tuple(unknown),
    )
