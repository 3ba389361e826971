"""Official boundaries: those in use with their report, and the import of new ones."""

import streamlit as st

from dampingan.config import BOUNDARY_FOLDER, settings
from dampingan.errors import DampinganError
from dampingan.formats import full_date
from dampingan.regions.boundaries import import_boundaries
from dampingan.regions.boundary_report import BoundaryReport
from dampingan.regions.boundary_store import current_report
from dampingan.ui import frame, style, uploader
from dampingan.ui.access import may_load, read_only
from dampingan.ui.data.loaded import say
from dampingan.ui.view import View
from dampingan.uploads import Received, keep, private_folder


def show(view: View) -> None:
    """Draw the report of the boundaries in use, and the upload for those who may."""
    del view  # boundaries are those of the whole kabupaten, whatever the period
    report = current_report(settings().data / BOUNDARY_FOLDER)
    if report is None:
        frame.section("Batas resmi belum dimuat")
        style.notice(
            "Peta memakai batas skematik",
            "Bentuk desa dihitung dari titik dan luasnya, bukan batas sebenarnya. Muat berkas batas resmi dari BIG, "
            "BPS, atau Bappeda untuk menggantinya.",
        )
    else:
        _report(report)
    if may_load():
        _ask()
    else:
        read_only()


def _report(report: BoundaryReport) -> None:
    frame.section(
        f"Batas resmi yang dipakai: {report.matched_by_code + report.matched_by_name} dari {report.units_total} "
        "desa dan kelurahan",
        f"Dimuat {full_date(report.imported_at.date())}, sidik berkas {report.sha256[:12]}.",
    )
    told = "".join(f"<li>{style.text(line)}</li>" for line in report.ringkas())
    st.html(f'<ul class="dmp-laporan">{told}</ul>')


def _ask() -> None:
    frame.section("Muat berkas batas", "Batas yang lama tetap dipakai bila berkasnya tidak dapat diterima.")
    given = uploader.pick(
        "GeoJSON, Shapefile (zip), atau GeoPackage", key="batas",
        help="Boleh berkas satu provinsi atau seluruh Indonesia; yang diambil hanya Kabupaten Pemalang.",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        column = st.text_input(
            "Kolom kode desa", key="batas_kolom", placeholder="dikenali sendiri", width=220,
            help="Isi hanya bila kolom kodenya salah dikenali.",
        ).strip()  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center"):
            asked = st.button("Periksa dan pakai", type="primary", disabled=given is None)
            if given is None:
                style.paragraph("Pilih berkas batas dahulu.", "catatan")
    if asked and given is not None:
        with st.spinner("Memeriksa batas; berkas besar memerlukan waktu …"):
            _take(Received(given.name, given), column or None)
        uploader.release("batas")
        st.rerun()


def _take(received: Received, column: str | None) -> None:
    """Import the boundaries and keep what is to be said of it."""
    data = settings().data
    try:
        with private_folder(data) as folder:
            report = import_boundaries(keep(received, folder), data / BOUNDARY_FOLDER, code_column=column)
    except DampinganError as error:
        say("Batas tidak dapat dipakai; peta tetap seperti semula", str(error), kind="gangguan")
    else:
        say("Batas resmi sudah dipakai", report.ringkas()[0])
