"""What a desa's profile says of its SID."""

from dampingan.formats import full_date
from dampingan.measures.sid import MOST, sid_states, sid_table
from dampingan.records.models import SidKategori
from dampingan.ui.catatan import kept
from dampingan.ui.catatan.day import report_day
from dampingan.ui.sid.data import chosen_units
from dampingan.ui.view import View


def summary(view: View, kode: str) -> str:
    """Return the score of a desa's SID in one sentence; empty without a check.

    Args:
        view: what the page looks at.
        kode: ``kode_desa``; of a kelurahan the sentence says that a SID does not apply.
    """
    del view
    checks = kept.current().frame(SidKategori)
    on = report_day([checks])
    states = sid_states(checks.filter(checks["kode_desa"] == kode), day=on)
    row = sid_table(chosen_units((kode,)), states).row(0, named=True)
    if not row["tunduk"]:
        return "SID tidak berlaku untuk kelurahan."
    if row["skor"] is None:
        return ""
    mark = ", data contoh" if states["contoh"].all() else ""
    part = "" if row["lengkap"] else f" ({row['diperiksa']} dari 11 kategori diperiksa)"
    lapsed = f"; {row['kedaluwarsa']} klaim mutakhir sudah lewat 12 bulan" if row["kedaluwarsa"] else ""
    return (
        f"Skor SID {row['skor']} dari {MOST}{part}, hitungan sendiri dan bukan penilaian resmi, per {full_date(on)}"
        f"{lapsed}{mark}."
    )
