"""The colours: one file for pages, charts, maps and exports. Each colour has one meaning everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

PILIHAN = "#12877B"
"""Teal: what is chosen. Readable on the light and on the dark background alike."""
BUKAN_PILIHAN = "#7E97A3"
"""What stands beside the chosen for comparison."""
JUMLAH = "#3182BD"
"""An amount where nothing is singled out; the fourth step of the ramp."""
TANPA_DATA = "#8A9499"
"""Grey: no data, or not available from the source."""

KELAS: Mapping[str, str] = {"merah": "#B3261E", "kuning": "#E0A100", "hijau": "#2E7D5B"}
"""The three classes; never shown without their word."""

TINGKAT = ("#EFF3FF", "#BDD7E7", "#6BAED6", "#3182BD", "#08519C")
"""Five steps from little to much: ColorBrewer Blues, colour-blind safe, by Cynthia Brewer (Apache 2.0)."""


@dataclass(frozen=True)
class Theme:
    """The surfaces and text of one theme; those that Streamlit knows stand also in ``.streamlit/config.toml``."""

    utama: str
    latar: str
    latar_kedua: str
    teks: str
    teks_redup: str
    garis: str
    tautan: str


TERANG = Theme("#0F766E", "#FFFFFF", "#F3F6F6", "#1B2A2E", "#4C5D63", "#D5DEDF", "#0F766E")
GELAP = Theme("#2FB9AA", "#10191B", "#1A2629", "#E6EEEE", "#B4C2C4", "#34464A", "#4CCABC")


def luminance(colour: str) -> float:
    """Return the relative luminance (0-1) of ``#RRGGBB``. Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1-21) of two colours. Source: WCAG 2.2, contrast ratio.

    >>> round(contrast("#FFFFFF", "#000000"), 1)
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(background: str) -> str:
    """Return the text colour, black or white, that reads best on a background."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, background))
