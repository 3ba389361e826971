"""How concentrated the chosen desil are over the desa: the Lorenz curve."""

from dampingan.measures.lorenz import half_sentence, lorenz
from dampingan.ui import charts, frame, style
from dampingan.ui.charts_lorenz import lorenz_curve
from dampingan.ui.kecamatan import figures
from dampingan.ui.kecamatan.choice import Choice
from dampingan.ui.view import View


def show(view: View, choice: Choice) -> None:
    """Draw the curve over the units within the filter, or of the kecamatan looked into."""
    name, kind = choice.kecamatan(view), view.saringan.kind
    found = lorenz(figures.inside(view, choice), part="rt_terpilih")
    sentence = half_sentence(found, view.whom)
    where = f" di {name}" if name else ""
    if found.unit < 2 or found.kurva.is_empty():
        frame.section(f"Pemusatan {view.whom}{where}")
        style.notice(
            "Kurva Lorenz tidak dapat digambar" if found.unit < 2 else f"{sentence}{where}",
            f"Kurva ini memerlukan sedikitnya dua {kind} yang punya data, dan {view.whom} di antaranya.",
        )
        return
    frame.section(
        f"{sentence}{where}",
        f"Kurva Lorenz: bagian {kind} (mendatar) dan bagian {view.whom} yang ada di dalamnya (tegak).",
    )
    charts.show(
        lorenz_curve(found, kind), key="kurva_lorenz",
        alt=f"Kurva Lorenz {view.whom} menurut {kind}. {sentence}{where}.",
    )  # fmt: skip
    frame.source(view, f"{found.unit} {kind} dengan data.")
