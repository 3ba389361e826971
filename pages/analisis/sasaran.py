"""Sasaran: try a rule, see whom it chooses and why, and take the list away."""

import streamlit as st

from dampingan.ui import cards, frame, view
from dampingan.ui.sasaran import changed, controls, curve, decree, downloads, figures, listing, words

look = view.current()
top = st.container()
words.style()
tried = figures.trial_view(look, controls.choose(look))
found = figures.outcome(look, tried)
with top:
    frame.heading(words.headline(tried, found), words.subtitle(look))

words.show_rule(tried)
words.warn(found)
if found.teguh.is_empty():
    words.nothing()
else:
    cards.show(words.cards(tried, found))
    listing.show(tried, found)
    downloads.show(tried, found)
    changed.show(tried, found)
    decree.show(tried, found)
    curve.show(tried, found)
    listing.show_firmness(tried, found)
