"""Inventarisasi: programmes, potentials and problems of each desa; entered here or by form."""

from dampingan.ui import view
from dampingan.ui.inventarisasi import page

page.show(view.current())
