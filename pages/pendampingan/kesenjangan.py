"""Kesenjangan: what is needed, what is done about it by whom, and what is left; red where nothing is done."""

from dampingan.ui import view
from dampingan.ui.kesenjangan import page

page.show(view.current())
