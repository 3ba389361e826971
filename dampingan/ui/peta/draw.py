"""Draw the map: the base once, then one message for each run."""

from urllib.parse import urlsplit

from streamlit_folium import st_folium

from dampingan.config import settings
from dampingan.errors import RegionError
from dampingan.exports.map_geometry import Geometry, Mode, geometry, schematic, served
from dampingan.measures.map_values import MapValues
from dampingan.ui import style
from dampingan.ui.peta import selection
from dampingan.ui.peta.base import BaseMap, Message
from dampingan.ui.peta.controls import Choice
from dampingan.ui.peta.message import Shown, contents
from dampingan.ui.view import View

HEIGHT = 460


def show(view: View, values: MapValues, choice: Choice, meaning: str) -> Geometry:
    """Draw the map with what is chosen, and return its outlines."""
    drawn = outlines(choice.mode)
    address, credit = background()
    told = contents(
        values, drawn, meaning=meaning, selected=choice.desa,
        shown=Shown(choice.sasaran, choice.nama, address if choice.dasar else "", credit), sample=view.manifest.contoh,
    )  # fmt: skip
    st_folium(
        BaseMap(), key=selection.MAP_KEY, height=HEIGHT, use_container_width=True,
        returned_objects=["last_active_drawing"], feature_group_to_add=Message(told), on_change=selection.from_map,
    )  # fmt: skip
    return drawn


def background() -> tuple[str, str]:
    """Return the address of background tiles and whom they are credited to; empty where none are set."""
    address = settings().peta_dasar
    return address, "© kontributor OpenStreetMap" if "openstreetmap" in address else urlsplit(address).hostname or ""


def outlines(mode: Mode) -> Geometry:
    """Return what is drawn; where official outlines can't be given to the browser, say so and draw the schematic."""
    drawn = geometry(mode, settings().data)
    try:
        served(drawn)
    except RegionError as error:
        style.notice("Batas resmi belum dapat ditampilkan", str(error), kind="gangguan")
        return schematic()
    return drawn
