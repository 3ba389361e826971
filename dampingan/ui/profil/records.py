"""What people have recorded of a unit: programmes, potential, Musdes and SID."""

from dampingan.exports.facts import UnitFacts
from dampingan.ui import style
from dampingan.ui.view import View


def show_records(view: View, told: UnitFacts) -> None:
    """Draw what is recorded of a unit; until anything is, say that nothing is."""
    del view
    style.notice(
        "Program, potensi, Musdes, dan SID: belum ada catatan",
        f"Bagian ini memuat catatan pendampingan {told.nama} begitu catatan itu dimasukkan.",
    )
