"""Perangkat Daerah: who assists which desa, who carries too much, which desa has nobody."""

from dampingan.ui import view
from dampingan.ui.perangkat import page

page.show(view.current())
