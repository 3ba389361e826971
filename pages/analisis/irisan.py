"""Irisan Indikator: ask with and, or, not; see what comes together; weigh it all in one index."""

import streamlit as st

from dampingan.ui import view
from dampingan.ui.irisan import parts

look = view.current()
top = st.container()
parts.show(look, top)
