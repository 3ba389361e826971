"""The list to take away: the annex of a decree, and the table as it is shown."""

import streamlit as st

from dampingan.ui import style, tables
from dampingan.ui.sasaran.figures import Outcome, target_list, within
from dampingan.ui.sasaran.listing import columns
from dampingan.ui.view import View

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(tried: View, found: Outcome) -> None:
    """Offer the whole list as an annex to be completed and signed, and the list within the filter as CSV."""
    listed = within(target_list(found), tried)
    with st.container(horizontal=True, key="sasaran_unduh"):
        st.download_button(
            "Unduh lampiran keputusan (XLSX)", lambda: annex(tried, found), type="primary",
            file_name=f"lampiran-sasaran-{tried.saringan.periode}.xlsx", mime=_XLSX, on_click="ignore",
            key="unduh_lampiran", disabled=not found.codes,
        )  # fmt: skip
        tables.download(listed, columns(tried), name="sasaran", view=tried)
    style.paragraph(
        "Lampiran memuat daftar seluruh kabupaten menurut aturan yang tampil, sebagai rancangan; CSV memuat yang "
        "terpilih dan cadangan menurut saringan.", "sumber",
    )  # fmt: skip


def annex(tried: View, found: Outcome) -> bytes:
    """Return the annex of the list shown."""
    from dampingan.exports.facts import edition
    from dampingan.exports.workbook import annex_workbook

    return annex_workbook(edition(tried.snapshot, tried.rules), found.pilihan)
