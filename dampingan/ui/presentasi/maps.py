"""The map of the classes as a slide, and the small map that says where a desa lies."""

from dampingan.exports.facts import UnitFacts
from dampingan.measures.map_headline import of_map
from dampingan.measures.map_values import MapValues
from dampingan.ui import class_map, editions
from dampingan.ui.peta import words
from dampingan.ui.presentasi.slide import Slide
from dampingan.ui.style import text
from dampingan.ui.view import View


def classes(view: View) -> Slide:
    """Return the map of the three classes, with its legend."""
    values, drawn = class_map.values_of(view), editions.outlines()
    title = of_map(values, view.kecamatan)
    body = (
        f'<div class="prs-peta"><div class="prs-wilayah">{class_map.ground(values, drawn, title)}</div>'
        f"{_legend(values, class_map.without_outline(values, drawn))}</div>"
    )
    note = f"{drawn.catatan}. Kelas: {view.rules.sebutan}."
    return Slide(title, f"Kelas desa: {words.meaning(view, class_map.LAYER)}", body, catatan=note)


def locator(told: UnitFacts) -> str:
    """Return the kabupaten with a unit and its kecamatan singled out."""
    return f'<div class="prs-letak">{class_map.locator(told)}<p>{text(told.edition.outlines.catatan)}</p></div>'


def _legend(values: MapValues, lost: int) -> str:
    told = "".join(
        f'<div><dt><i class="prs-petak prs-petak-{line.tanda}"></i>{text(line.label)}</dt><dd>{line.jumlah}</dd></div>'
        for line in class_map.legend(values)
    )
    note = f"Desa dan kelurahan; {lost} di antaranya belum punya garis batas" if lost else "Desa dan kelurahan"
    return f'<div class="prs-legenda"><dl>{told}</dl><p>{text(note)}</p></div>'
