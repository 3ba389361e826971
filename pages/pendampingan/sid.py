"""SID: how the Sistem Informasi Desa is doing, how it has come along, and its entry."""

from dampingan.ui import view
from dampingan.ui.sid import page

page.show(view.current())
