"""Presentasi: one message a screen, for a room with a projector and no internet."""

from dampingan.ui import view
from dampingan.ui.presentasi import stage

stage.show(view.current())
