"""How the report of a Perangkat Daerah words its figures, the same in the workbook and the PDF."""

from collections.abc import Mapping
from typing import Any

from dampingan.exports.agency_facts import AgencyReport
from dampingan.formats import full_date, number, period, rupiah
from dampingan.records.terms import KATEGORI_SID

NOT_FOR_KELURAHAN = "tidak berlaku"


def summary_lines(report: AgencyReport) -> list[tuple[str, str]]:
    """Return the key figures in words, as pairs of heading and text."""
    told, unit = report.hitungan, report.edition.manifest.unit
    late = f"{number(report.terlambat)} tahapnya terlambat"
    undone = f"{number(told.belum_selesai)} dari {number(told.jumlah)} belum selesai"
    lines = [
        ("Desa dan kelurahan", f"{number(report.desa.height)} didampingi; {late}"),
        (f"{unit.capitalize()} desil 1", f"{number(report.rt_desil1)} (periode {period(report.periode)})"),
        (f"Program {report.span.tahun}", _programmes(report)),
        ("Tindak lanjut FGD", f"{undone}, {number(told.terlambat)} terlambat"),
    ]
    if report.kesenjangan is not None:
        many = report.kesenjangan.height
        lines.append(("Kebutuhan tanpa program", f"{number(many)} pasangan desa dan indikator tanpa satu pun program"))
    return lines


def _programmes(report: AgencyReport) -> str:
    money, own = report.uang, report.uang_sendiri
    unknown = f" ({number(money.pagu_kosong)} belum menyebut pagu)" if money.pagu_kosong else ""
    theirs = f"{number(own.program)} di antaranya program sendiri, pagu {rupiah(own.pagu)}" if own.program else (
        "tidak ada program sendiri"
    )  # fmt: skip
    return (
        f"{number(money.program)} di {number(money.desa)} desa, pagu {rupiah(money.pagu)}{unknown}, realisasi "
        f"{rupiah(money.realisasi)}; {theirs}"
    )


def sid_words(row: Mapping[str, Any]) -> str:
    """Return a unit's SID score as a cell; never a 0 for what was not checked."""
    if not row["tunduk"]:
        return NOT_FOR_KELURAHAN
    if row["skor"] is None:
        return "belum diperiksa"
    part = "" if row["diperiksa"] == len(KATEGORI_SID) else f" ({row['diperiksa']} kategori)"
    return f"{row['skor']}{part}"


def span_words(report: AgencyReport) -> str:
    """Return which days the report is about, and of which day its states are."""
    return f"{full_date(report.span.awal)} sampai {full_date(report.span.akhir)}; keadaan per {full_date(report.hari)}"
