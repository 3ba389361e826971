"""What is recorded of units, as profiles and exports show it; read once per change of the records."""

from collections.abc import Collection

import streamlit as st

from dampingan.exports.recorded import RecordFrames, unit_records
from dampingan.exports.unit_records import UnitRecords
from dampingan.records.models import PerangkatDaerah, PotensiMasalah, Program
from dampingan.ui.catatan import kept
from dampingan.ui.catatan.kept import Kept
from dampingan.ui.view import View


def recorded(view: View, codes: Collection[str]) -> dict[str, UnitRecords]:
    """Return what is recorded of units by ``kode_desa``; those of which nothing is are absent.

    Raises:
        RecordsError: the store cannot be used.
    """
    records = kept.current()
    return _recorded(view.kunci.data, records.tanda, tuple(codes), records)


@st.cache_resource(max_entries=64, show_spinner=False)
def _recorded(data: str, mark: str, codes: tuple[str, ...], _records: Kept) -> dict[str, UnitRecords]:
    """Put together; the arguments before the records are all that it depends on."""
    del data, mark
    frames = RecordFrames(_records.frame(Program), _records.frame(PotensiMasalah), _records.frame(PerangkatDaerah))
    return unit_records(frames, codes)
