"""The page in its order: who it is, why it has its class, what weighs on it, since when, and beside whom."""

from dampingan.exports.facts import UnitFacts
from dampingan.ui import frame, style
from dampingan.ui.pairs import halves
from dampingan.ui.profil import choice, data, identity, indicators, layout, peers, records, school, together, trend
from dampingan.ui.view import View


def show(view: View) -> None:
    """Draw the choice of a unit and its profile."""
    layout.apply()
    unit = choice.choose(view)
    told = data.facts(view, str(unit["kode_desa"]))
    identity.show_heading(view, told)
    if not told.has_data:
        identity.show_empty(view, unit)
        return
    identity.show_class(told)
    identity.show_cards(told)
    identity.show_taking_away(view, told)
    _show_figures(view, told)
    peers.show(view, told)
    records.show_records(view, told)
    indicators.show_definitions(view)


def _show_figures(view: View, told: UnitFacts) -> None:
    """Draw what weighs on the households of the chosen desil, and the trend."""
    if not told.unit["jiwa_terpilih"]:
        style.notice(f"Tidak ada {view.whom} di {told.nama}", "Pilih desil yang lebih luas pada saringan di sisi kiri.")
        trend.show(view, told)
        frame.source(view)
        return
    indicators.show(view, told)
    together.show(view, told)
    left, right = halves("anak_tren")
    with left:
        school.show(view, told)
    with right:
        trend.show(view, told)
    frame.source(view)
