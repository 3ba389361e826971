"""Metode: every indicator, rule, denominator, source and date, and the limits of it all."""

from dampingan.ui import frame, view
from dampingan.ui.metode import parts

look = view.current()
frame.heading("Bagaimana angka di dasbor ini dihitung", look.subtitle())
parts.show(look)
