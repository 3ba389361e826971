"""Musdes: what the village meetings verified, the figures before and after, the form and the Berita Acara."""

from dampingan.ui import view
from dampingan.ui.musdes import page

page.show(view.current())
