"""A table of records to take away, as XLSX and as CSV."""

from collections.abc import Callable

import streamlit as st

from dampingan.ui.downloads import MIME


def offer(what: str, *, key: str, name: str, workbook: Callable[[], bytes], csv: Callable[[], bytes]) -> None:
    """Offer two files, each made when it is asked for.

    Args:
        what: what they hold, as the buttons say it.
        key: begins the keys of the controls.
        name: of the files, without an ending.
        workbook: makes the XLSX.
        csv: makes the CSV.
    """
    with st.container(horizontal=True, key=f"{key}_unduh", gap="small"):
        st.download_button(
            f"Unduh {what} (XLSX)", workbook, file_name=f"{name}.xlsx", mime=MIME[".xlsx"], on_click="ignore",
            key=f"{key}_unduh_xlsx",
        )  # fmt: skip
        st.download_button(
            f"Unduh {what} (CSV)", csv, file_name=f"{name}.csv", mime="text/csv", on_click="ignore",
            key=f"{key}_unduh_csv", help="Pemisah kolom titik koma, siap dibuka dengan Excel berbahasa Indonesia.",
        )  # fmt: skip
