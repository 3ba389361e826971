"""Tahapan: how far each assisted desa is, what is overdue, and the reports of the Perangkat Daerah."""

from dampingan.ui import view
from dampingan.ui.tahapan import page

page.show(view.current())
