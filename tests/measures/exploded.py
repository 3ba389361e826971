"""Small towns of households for the property tests: drawn row by row, then counted into cells."""

from dataclasses import dataclass, replace

import polars as pl
from hypothesis import strategies as st

from dampingan.indicators import KODE
from dampingan.snapshot import Snapshot

Flags = tuple[bool | None, ...]
PLACES = {"33.27.01.2001": "Moga", "33.27.01.2002": "Moga", "33.27.04.2010": "Watukumpul"}
"""Plakaran, Mandiraja, Majalangu; the other units have no rows."""


@dataclass(frozen=True)
class Household:
    kode_desa: str
    desil: int
    flags: Flags
    jiwa: int

    def __getitem__(self, kode: str) -> bool | None:
        return self.flags[KODE.index(kode)]


households = st.lists(
    st.builds(
        Household,
        kode_desa=st.sampled_from(sorted(PLACES)),
        desil=st.integers(0, 2),
        flags=st.tuples(*[st.sampled_from([True, True, False, False, None])] * len(KODE)),
        jiwa=st.integers(0, 5),
    ),
    max_size=25,
)


def cells_of(town: list[Household]) -> pl.DataFrame:
    """Count households into cells, with their kecamatan."""
    rows = [
        (
            h.kode_desa,
            PLACES.get(h.kode_desa, ""),
            h.desil,
            sum(1 << bit for bit, flag in enumerate(h.flags) if flag),
            sum(1 << bit for bit, flag in enumerate(h.flags) if flag is not None),
            h.jiwa,
        )
        for h in town
    ]
    schema = {"kode_desa": pl.String, "kecamatan": pl.String, "desil": pl.Int8, "pola": pl.Int16,
              "pola_diketahui": pl.Int16, "jiwa": pl.Int64}  # fmt: skip
    keys = [name for name in schema if name != "jiwa"]
    return (
        pl.DataFrame(rows, schema=schema, orient="row")
        .group_by(keys)
        .agg(pl.col("jiwa").sum(), rt=pl.len().cast(pl.Int64))
    )


def snapshot_of(base: Snapshot, town: list[Household], *, lacking: tuple[str, ...] = ()) -> Snapshot:
    """Return ``base`` with these households instead of its own, and without some indicators."""
    blanked = [
        replace(h, flags=tuple(None if k in lacking else f for k, f in zip(KODE, h.flags, strict=True))) for h in town
    ]
    told = tuple(k for k in KODE if k not in lacking)
    manifest = base.manifest.model_copy(update={"tersedia": told})
    return replace(base, manifest=manifest, cube=cells_of(blanked).drop("kecamatan"))
