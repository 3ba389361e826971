"""Data: what is loaded and how good it is; loading, replacing and deleting for those who may."""

from dampingan.ui import view
from dampingan.ui.data import heading, parts

look = view.current()
heading.show(look)
parts.show(look)
