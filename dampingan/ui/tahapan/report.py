"""The monthly and yearly report of a Perangkat Daerah: chosen, previewed in words, and taken away."""

from functools import partial

import streamlit as st

from dampingan.exports.agency_facts import AgencyReport, agency_report
from dampingan.exports.agency_report import agency_workbook
from dampingan.exports.agency_report_pdf import agency_pdf
from dampingan.exports.agency_words import span_words, summary_lines
from dampingan.formats import MONTHS
from dampingan.measures.gap import gap_sheet
from dampingan.measures.report_span import Kind, Span, month, whole_year
from dampingan.records.models import Penugasan, PerangkatDaerah, Program
from dampingan.ui import editions, frame, style
from dampingan.ui.catatan import parts
from dampingan.ui.catatan.day import today
from dampingan.ui.downloads import MIME, slug
from dampingan.ui.tahapan.data import Look

_KINDS: dict[Kind, str] = {"bulanan": "Bulanan", "tahunan": "Tahunan"}
_FIRST_YEAR = 2022


def show(look: Look) -> None:
    """Draw the part."""
    frame.section(
        "Laporan Perangkat Daerah",
        "Semua desa dampingannya, juga yang di luar saringan: angka, tahap, program dan dananya, kebutuhan tanpa "
        "program, tindak lanjut, skor SID.",
    )
    if not look.offices:
        style.notice("Belum ada Perangkat Daerah", "Tambahkan Perangkat Daerah dan penugasannya lebih dahulu.")
        return
    office, span = _choose(look)
    report = _report(look, office, span)
    style.paragraph(f"{report.nama}: {span_words(report)}.", "subjudul")
    rows = [(style.text(name), style.text(words)) for name, words in summary_lines(report)]
    st.html(parts.table(("Hal", "Isi"), rows, label="Ringkasan laporan", left=(1,)))
    style.paragraph(f"Sumber: {report.sumber}; {report.edition.sumber[len('Sumber: ') :]}.", "sumber")
    _files(report)


def _choose(look: Look) -> tuple[str, Span]:
    """Draw the choice of the Perangkat Daerah and of the month or year, and return them."""
    assigned = set(look.kept.frame(Penugasan)["id_perangkat_daerah"])
    offered = sorted(look.offices, key=lambda identity: (identity not in assigned, look.offices[identity]))
    with st.container(horizontal=True, vertical_alignment="bottom", key="laporan_pilihan"):
        office = st.selectbox("Perangkat Daerah", offered, format_func=look.offices.__getitem__, key="laporan_pd")
        kind = st.segmented_control(
            "Jenis", list(_KINDS), default="bulanan", format_func=_KINDS.__getitem__, required=True,
            key="laporan_jenis",
        )  # fmt: skip
        years = list(range(max(look.hari.year, today().year), _FIRST_YEAR - 1, -1))
        year = st.selectbox("Tahun", years, years.index(look.hari.year) if look.hari.year in years else 0,
                            key="laporan_tahun", width=110)  # fmt: skip
        if kind == "tahunan":
            return str(office), whole_year(year)
        numbers = list(range(1, 13))
        chosen = st.selectbox("Bulan", numbers, look.hari.month - 1, format_func=lambda n: MONTHS[n - 1],
                              key="laporan_bulan", width=150)  # fmt: skip
        return str(office), month(year, chosen)


def _report(look: Look, office: str, span: Span) -> AgencyReport:
    table = look.view.desa(everywhere=True)
    gaps = gap_sheet(table, look.kept.frame(Program), look.kept.frame(PerangkatDaerah), years=[span.tahun])
    return agency_report(editions.edition(look.view), look.kept.frame, office, span, today=look.hari, gaps=gaps)


def _files(report: AgencyReport) -> None:
    when = report.span.awal.strftime("%Y-%m" if report.span.jenis == "bulanan" else "%Y")
    name = f"laporan-{slug(report.nama)[:60]}-{when}"
    with st.container(horizontal=True, key="laporan_unduh", gap="small"):
        for ending, label, make in ((".pdf", "PDF", agency_pdf), (".xlsx", "XLSX", agency_workbook)):
            st.download_button(
                f"Unduh laporan ({label})", partial(make, report), file_name=f"{name}{ending}", mime=MIME[ending],
                on_click="ignore", key=f"laporan_{label}",
            )  # fmt: skip
