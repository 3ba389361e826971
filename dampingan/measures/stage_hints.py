"""Where the stages of a desa and its other records do not fit together: hints for who keeps them, not errors."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from dampingan.formats import full_date
from dampingan.measures.stages import STAGES, ranks
from dampingan.records.terms import TAHAP


@dataclass(frozen=True)
class Held:
    """Units that have a record of what a stage tells, by ``kode_desa``."""

    musdes: Collection[str]
    """A Musdes or Muskel that was held."""
    fgd: Collection[str]
    """An FGD about the desa, its kecamatan or its Perangkat Daerah."""
    program: Collection[str]


def units_with_musdes(meetings: pl.DataFrame, *, day: dt.date) -> list[str]:
    """Return the units whose Musdes (records of ``Musdes``) was held up to a day."""
    return _codes(meetings.filter((pl.col("status") == "selesai") & (pl.col("tanggal") <= day)))


def units_with_programme(programmes: pl.DataFrame) -> list[str]:
    """Return the units with a programme (records of ``Program``) that was not called off."""
    return _codes(programmes.filter(pl.col("status") != "batal"))


def stage_hints(stages: pl.DataFrame, held: Held, *, periode: str, day: dt.date) -> pl.DataFrame:
    """Return what does not fit: ``kode_desa, petunjuk`` in words, one row for each hint, sorted by desa.

    Args:
        stages: records of ``Tahap``.
        held: what else is recorded.
        periode: the programme's period.
        day: the day of the report.
    """
    own = stages.filter((pl.col("periode_program") == periode) & (pl.col("tanggal") <= day))
    found = [
        (str(kode), hint)
        for (kode,), rows in own.group_by("kode_desa")
        for hint in _hints(str(kode), dict(rows.select("tahap", "tanggal").iter_rows()), held)
    ]
    return pl.DataFrame(sorted(found), schema={"kode_desa": pl.String, "petunjuk": pl.String}, orient="row")


def _hints(kode: str, reached: dict[str, dt.date], held: Held) -> list[str]:
    lacking = (
        ("musdes", held.musdes, "belum ada Musdes/Muskel yang tercatat selesai"),
        ("fgd", held.fgd, "belum ada FGD yang tercatat"),
        ("rencana", held.program, "belum ada program yang tercatat di Inventarisasi"),
    )
    told = [f"Tahap {TAHAP[stage]} tercapai, tetapi {words}." for stage, codes, words in lacking
            if stage in reached and kode not in codes]  # fmt: skip
    if "musdes" not in reached and kode in held.musdes:
        told.append("Musdes/Muskel tercatat selesai, tetapi tahap Musdes belum dicatat.")
    in_order = [stage for stage in STAGES if stage in reached]
    furthest = ranks(in_order)[-1]
    skipped = [TAHAP[stage] for stage in STAGES[:furthest] if stage not in reached]
    if skipped:
        told.append(f"Tahap {', '.join(skipped)} dilewati: tahap {TAHAP[in_order[-1]]} sudah tercatat.")
    told += [
        f"Tahap {TAHAP[b]} ({full_date(reached[b])}) mendahului tahap {TAHAP[a]} ({full_date(reached[a])})."
        for a, b in pairwise(in_order)
        if reached[b] < reached[a]
    ]
    return told


def _codes(frame: pl.DataFrame) -> list[str]:
    codes: list[str] = frame["kode_desa"].unique().to_list()
    return codes
