"""What a report of a Perangkat Daerah says, put together once for the workbook and the PDF."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dampingan.exports.facts import Edition
from dampingan.exports.record_notes import record_source
from dampingan.measures.assistance import pairs
from dampingan.measures.follow_up import FollowUpCounts, counts, follow_ups, talks_about
from dampingan.measures.gap import known_sum, programmes_counted, with_owner
from dampingan.measures.inventory import ProgrammeSums, programme_sums
from dampingan.measures.period_shown import begun
from dampingan.measures.report_span import Span
from dampingan.measures.sid import sid_states, sid_table
from dampingan.measures.stages import companions, programme_periods, stage_table, stages_within
from dampingan.records.base import Base
from dampingan.records.models import (
    Fgd,
    Musdes,
    Penugasan,
    PerangkatDaerah,
    Program,
    SidKategori,
    Tahap,
    TindakLanjut,
)
from dampingan.records.terms import TAHAP

Frames = Callable[[type[Base]], pl.DataFrame]
"""Gives all records of a kind (``Reader.frame``)."""

_FIGURES = ("kode_desa", "nama", "kecamatan", "jenis", "kelas", "rt_desil1", "pct_desil1", "status_idm")


@dataclass(frozen=True)
class AgencyReport:
    """The report of one Perangkat Daerah over a span; states are those of ``hari``.

    ``desa``: figures of its units with ``tahap, tanggal, berikut, tenggat, hari_lewat, tunduk, skor, diperiksa`` (SID)
    and ``program, pagu, realisasi`` of the span's year; ``program``: programmes of that year in these units, with
    ``nama, pemilik, sendiri``; ``tindak_lanjut``: its own follow-ups and those about its units; ``kegiatan``:
    ``tanggal, nama, apa`` within the span; ``kesenjangan``: needs without a programme (``nama, indikator, rt``), None
    where that was not asked for.
    """

    edition: Edition
    nama: str
    span: Span
    hari: dt.date
    desa: pl.DataFrame
    program: pl.DataFrame
    uang: ProgrammeSums
    uang_sendiri: ProgrammeSums
    tindak_lanjut: pl.DataFrame
    hitungan: FollowUpCounts
    kegiatan: pl.DataFrame
    kesenjangan: pl.DataFrame | None
    sumber: str

    @property
    def judul(self) -> str:
        """Return what the report is called."""
        return f"Laporan {self.span.jenis} pendampingan, {self.span.kata}"

    @property
    def periode(self) -> str:
        """Return the period of the figures of its units."""
        return self.edition.manifest.periode

    @property
    def rt_desil1(self) -> int | None:
        """Return the desil-1 households of its units together; None where none has data."""
        return self.desa.select(known_sum("rt_desil1")).item()  # type: ignore[no-any-return]

    @property
    def terlambat(self) -> int:
        """Return how many of its units are overdue."""
        return int(self.desa["terlambat"].sum())


def agency_report(
    edition: Edition, frames: Frames, office: str, span: Span, *, today: dt.date, gaps: pl.DataFrame | None = None
) -> AgencyReport:
    """Return the report of a Perangkat Daerah.

    Args:
        edition: the snapshot whose figures stand in it.
        frames: the records.
        office: id of the Perangkat Daerah.
        span: month or year.
        today: a span that still runs shows the state of this day.
        gaps: of ``measures.gap.gap_sheet`` for the whole kabupaten in the span's year; None leaves the part out.
    """
    day = span.state_day(today)
    assignments, offices = frames(Penugasan), frames(PerangkatDaerah)
    codes = pairs(assignments, span.tahun).filter(pl.col("id_perangkat_daerah") == office)["kode_desa"].to_list()
    units = edition.table.filter(pl.col("kode_desa").is_in(codes)).select(_FIGURES)
    programmes = _programmes(frames, units, office, span.tahun)
    talks = frames(Fgd).filter(pl.col("tanggal") <= day)
    to_do = follow_ups(frames(TindakLanjut), talks, offices, day=day)
    about = talks_about(frames(Fgd), assignments.clear(), codes, day=day)["id"].to_list() if codes else []
    own = to_do.filter((pl.col("id_perangkat_daerah") == office) | pl.col("id_fgd").is_in(about))
    desa = _desa(frames, units, programmes, day)
    return AgencyReport(
        edition, str(offices.filter(pl.col("id") == office)["nama"][0]), span, day, desa, programmes,
        programme_sums(programmes), programme_sums(programmes.filter("sendiri")), own, counts(own, day=day),
        _happened(frames, units, span, day), None if gaps is None else _without_answer(gaps, codes),
        record_source("pendampingan", _shown(frames, codes, own), day),
    )  # fmt: skip


def _programmes(frames: Frames, units: pl.DataFrame, office: str, year: int) -> pl.DataFrame:
    kept = programmes_counted(frames(Program), [year], codes=units["kode_desa"].to_list())
    return (
        with_owner(kept, frames(PerangkatDaerah))
        .join(units.select("kode_desa", "nama"), on="kode_desa")
        .with_columns(sendiri=(pl.col("id_perangkat_daerah") == office).fill_null(value=False))
        .sort(["sendiri", "nama", "kegiatan"], descending=[True, False, False])
    )


def _desa(frames: Frames, units: pl.DataFrame, programmes: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    money = programmes.group_by("kode_desa").agg(
        pl.len().cast(pl.Int64).alias("program"), known_sum("pagu"), known_sum("realisasi")
    )
    scores = sid_table(units, sid_states(frames(SidKategori), day=day))
    return (
        units.join(_stages(frames, day), on="kode_desa", how="left")
        .join(scores.select("kode_desa", "tunduk", "skor", "diperiksa"), on="kode_desa", how="left")
        .join(money, on="kode_desa", how="left")
        .with_columns(pl.col("program").fill_null(0), pl.col("terlambat").fill_null(value=False))
        .sort(["rt_desil1", "kode_desa"], descending=[True, False], nulls_last=True)
    )


def _stages(frames: Frames, day: dt.date) -> pl.DataFrame:
    """Return the stages of the programme's newest period that has begun."""
    stages, assignments = frames(Tahap), frames(Penugasan)
    periode = next(iter(begun(programme_periods(stages, assignments), day.year)), "")
    who = companions(assignments, frames(PerangkatDaerah), periode)
    return stage_table(stages, who, periode=periode, day=day).drop("perangkat", "contoh")


def _happened(frames: Frames, units: pl.DataFrame, span: Span, day: dt.date) -> pl.DataFrame:
    """Return what took place in the units within the span, by date."""
    names = units.select("kode_desa", "nama")
    reached = stages_within(frames(Tahap), span.awal, day).select(
        "tanggal", "kode_desa", apa=pl.lit("Tahap tercapai: ") + pl.col("tahap").replace_strict(TAHAP)
    )

    def held(model: type[Base], words: str, kept: pl.Expr) -> pl.DataFrame:
        rows = frames(model).filter(pl.col("tanggal").is_between(span.awal, day) & kept)
        return rows.select("tanggal", "kode_desa", apa=pl.lit(words)).unique()

    everything = [
        reached,
        held(Fgd, "FGD", pl.col("kode_desa").is_not_null()),
        held(Musdes, "Musdes/Muskel", pl.col("status") == "selesai"),
        held(SidKategori, "Pemeriksaan SID", pl.lit(value=True)),
    ]
    return (
        pl.concat(everything)
        .join(names, on="kode_desa")
        .select("tanggal", "nama", "apa")
        .sort("tanggal", "nama", "apa")
    )


def _without_answer(gaps: pl.DataFrame, codes: list[str]) -> pl.DataFrame:
    red = gaps.filter(pl.col("kode_desa").is_in(codes) & (pl.col("keadaan") == "belum_tersentuh"))
    return red.select("kode_desa", "nama", "kecamatan", "indikator", "rt").sort(
        ["rt", "nama"], descending=[True, False]
    )


def _shown(frames: Frames, codes: list[str], own: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the records behind the report, to tell samples from real ones."""
    within = pl.col("kode_desa").is_in(codes)
    return [*(frames(model).filter(within) for model in (Penugasan, Tahap, Program, SidKategori)), own]
