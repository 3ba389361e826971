"""FGD: what was agreed, who is to do it and what is overdue; and the entry of an FGD."""

from dampingan.ui import view
from dampingan.ui.fgd import page

page.show(view.current())
