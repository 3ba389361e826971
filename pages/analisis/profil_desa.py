"""Profil Desa: one desa or kelurahan from top to bottom, from its class to its peers."""

from dampingan.ui import view
from dampingan.ui.profil import page

page.show(view.current())
