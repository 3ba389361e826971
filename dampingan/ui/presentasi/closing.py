"""The last slide: where the figures come from, and which rule the classes follow."""

from dampingan.exports.notes import source_line
from dampingan.formats import full_date
from dampingan.indicators import RTLH_TITLES
from dampingan.ui import editions
from dampingan.ui.presentasi.series import Series
from dampingan.ui.presentasi.slide import Slide
from dampingan.ui.style import text
from dampingan.ui.view import View


def sources(view: View, chosen: Series) -> Slide:
    """Return sources and rules; the rule is named unofficial in the title itself."""
    manifest, rules = view.manifest, view.rules
    told = [
        ("Data", f"{source_line(manifest)}, diterbitkan {full_date(manifest.diterbitkan.date())}."),
        ("Kelas desa", editions.edition(view).rule),
        ("RTLH", f"Varian {manifest.rtlh}: {RTLH_TITLES[manifest.rtlh]}."),
        ("Desa yang dibahas", f"{chosen.nama}. {chosen.catatan}"),
        ("Peta", f"{editions.outlines().catatan}."),
    ]
    rows = "".join(f"<div><dt>{text(name)}</dt><dd>{text(words)}</dd></div>" for name, words in told)
    measure = f"Aturan versi {rules.versi}, berlaku {full_date(rules.berlaku)}"
    return Slide(f"Sumber dan aturan: {rules.sebutan}", measure, f'<dl class="prs-sumber">{rows}</dl>')
