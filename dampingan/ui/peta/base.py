"""The base map, the same for every layer: what changes comes in messages, so the frame is never built anew."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache

import folium
from branca.element import MacroElement
from folium.template import Template

from dampingan.config import project_dir
from dampingan.palette import KELAS, PILIHAN, TANPA_DATA

_STATIC = "../../app/static"
"""Streamlit's static files, as seen from the component's frame."""
_CENTRE = (-7.02, 109.42)
_SCRIPTS = ("leaflet/leaflet.js", *(f"peta/{n}.js" for n in ("parts", "legend", "names", "view", "pointer", "peta")))
"""In the order in which they need one another."""
COLOURS = {"pilihan": PILIHAN, "kosong": TANPA_DATA, "merah": KELAS["merah"], "netral": "#C9D3D5"}
"""``netral``: the ground below circles."""


def address(name: str, edition: str = "") -> str:
    """Return the address of a file below ``static/``; a change of its contents changes the address."""
    return f"{_STATIC}/{name}?v={edition or _digest(name)}"


@lru_cache
def _digest(name: str) -> str:
    return hashlib.sha256((project_dir() / "static" / name).read_bytes()).hexdigest()[:12]


class _Start(MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "DampinganPeta.start({{ this._parent.get_name() }}, {{ this.colours|tojson }});"
        "{% endmacro %}"
    )
    colours = COLOURS


class BaseMap(folium.Map):
    """A map of nothing that needs nothing from outside: Leaflet and our script come from ``static/``.

    streamlit-folium makes a new frame whenever the map's script changes; this one never does.
    """

    default_js = [(name, address(name)) for name in _SCRIPTS]  # noqa: RUF012, folium looks for them here
    default_css = [(name, address(name)) for name in ("leaflet/leaflet.css", "peta/peta.css")]  # noqa: RUF012

    def __init__(self) -> None:
        """Make the map; the messages say what is drawn and where one looks."""
        super().__init__(
            location=_CENTRE,
            zoom_start=10,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            zoom_snap=0.25,
            font_size="12px",
        )
        self.add_child(_Start())  # type: ignore[no-untyped-call] # branca has no types


class Message(folium.FeatureGroup):
    """What the map is to show, as a feature group whose script restyles what is already there.

    The contents travel as base64 of ASCII JSON: neither Jinja, nor the replacements of streamlit-folium, nor the
    browser can take a piece of a name for code.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup();"
        'DampinganPeta.draw(JSON.parse(atob("{{ this.packed }}")));'
        "{% endmacro %}"
    )

    def __init__(self, contents: Mapping[str, object]) -> None:
        """Pack the contents (``message.contents``)."""
        super().__init__(control=False)
        self.packed = base64.b64encode(json.dumps(contents, separators=(",", ":")).encode("ascii")).decode("ascii")
