"""Colours that people can tell apart, and that are the same in every place that must repeat them."""

import tomllib
from pathlib import Path

import pytest

from dampingan.palette import BUKAN_PILIHAN, GELAP, JUMLAH, KELAS, PILIHAN, TERANG, TINGKAT, Theme, contrast, ink_on
from dampingan.ui import style
from dampingan.ui.heat_map import STEPS, step

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))
THEMES = pytest.mark.parametrize("theme", [TERANG, GELAP], ids=["terang", "gelap"])


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@THEMES
def test_text_reads_on_its_surfaces(theme: Theme) -> None:
    for surface in (theme.latar, theme.latar_kedua):
        assert min(contrast(ink, surface) for ink in (theme.teks, theme.teks_redup, theme.tautan)) >= 4.5


@THEMES
def test_bars_and_marks_stand_out_from_the_page(theme: Theme) -> None:
    assert min(contrast(colour, theme.latar) for colour in (PILIHAN, JUMLAH, BUKAN_PILIHAN)) >= 3


def test_the_number_in_each_step_reads() -> None:
    assert min(contrast(ink_on(colour), colour) for colour in TINGKAT) >= 4.5
    assert len(TINGKAT) == len(STEPS) + 1


def test_a_limit_belongs_to_the_darker_step() -> None:
    assert [step(v) for v in (0.0, 9.99, 10.0, 39.99, 40.0, 100.0)] == [0, 0, 1, 3, 4, 4]


@pytest.mark.parametrize(("name", "theme"), [("light", TERANG), ("dark", GELAP)])
def test_streamlit_wears_the_palette(name: str, theme: Theme) -> None:
    told = CONFIG["theme"][name]
    keys = ("primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor", "borderColor", "linkColor")
    assert tuple(told[k] for k in keys) == (
        theme.utama, theme.latar, theme.latar_kedua, theme.teks, theme.garis, theme.tautan
    )  # fmt: skip


def test_the_app_listens_on_loopback_and_calls_nobody() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["disableDataExport"] is True
    assert all(not face["url"].startswith("http") for face in CONFIG["theme"]["fontFaces"])


@pytest.mark.parametrize("kelas", KELAS)
def test_a_class_is_never_a_colour_alone(kelas: str) -> None:
    assert style.class_mark(kelas).endswith(f"{kelas.capitalize()}</span>")


def test_a_unit_without_class_says_so() -> None:
    assert "Belum dinilai" in style.class_mark(None)


def test_names_are_escaped_and_numbers_stay_with_their_words() -> None:
    assert style.text("<b>Desa</b> & desil 1–2: 28,1 %") == (
        '&lt;b&gt;Desa&lt;/b&gt; &amp; <span class="dmp-utuh">desil 1–2</span>: <span class="dmp-utuh">28,1 %</span>'
    )
