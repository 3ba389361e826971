"""Ringkasan: what a leader needs in a minute."""

from dampingan.measures import headlines
from dampingan.ui import bar_list, cards, frame, ranking, view
from dampingan.ui.pairs import halves
from dampingan.ui.ringkasan import overview_map, taking_away, weights

look = view.current()
here, places = look.overview(), look.by_kecamatan()
title = (
    headlines.of_choice(look.kecamatan, here, look.whom, look.nature)
    if look.narrowed
    else headlines.of_kabupaten(places, look.whom, look.overview(look.dampingan()))
)
frame.heading(title, look.subtitle(f"banyaknya {look.manifest.unit}"))

if here.rt_terpilih:
    cards.show(cards.overview_cards(look))
    left, right = halves("ringkasan")
    with left:
        overview_map.show(look)
    with right:
        frame.section(*ranking.kecamatan_titles(look))
        bar_list.show(places, name="kecamatan", value="rt_terpilih", chosen=look.kecamatan)
        frame.source(look)
    ranking.show_pressing(look)
    left, right = halves("bobot")
    with left:
        weights.show(look)
    with right:
        taking_away.show(look)
    ranking.show_all(look)
else:
    ranking.nothing(look)
