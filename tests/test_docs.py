"""The pages for operators name every indicator, rule setting, command, check, dialect and setting."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from dampingan.cli import cli
from dampingan.config import Settings
from dampingan.indicators import INDICATORS, RTLH_TITLES, Indicator
from dampingan.rules import Rules
from dampingan.sources.dialect import dialects
from dampingan.sources.quality import CHECKS

ROOT = Path(__file__).parents[1]
WORDS = {"penuh": "ya", "sebagian": "sebagian", "batas_atas": "batas atas", "tidak": "tidak tersedia"}


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.kode)
def test_each_indicator_is_defined_as_it_is_computed(indicator: Indicator) -> None:
    text = page("indikator.md")
    for told in (indicator.judul, indicator.definisi, indicator.aturan, indicator.catatan, f"`{indicator.kode}`"):
        assert told in text


def test_each_rtlh_variant_is_told() -> None:
    assert all(f"| `{name}` | {title} |" in page("indikator.md") for name, title in RTLH_TITLES.items())


def settings_of(model: type[BaseModel], prefix: str = "") -> list[str]:
    names = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            names += settings_of(inner, f"{name}.")
        else:
            names.append(prefix + name)
    return names


@pytest.mark.parametrize("name", settings_of(Rules))
def test_each_rule_setting_is_told(name: str) -> None:
    assert f"| `{name}` |" in page("aturan.md")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_each_command_and_its_options_are_told(command: str) -> None:
    text = page("perintah.md")
    assert f"`{command}" in text
    for option in cli.commands[command].params:
        assert option.opts[0] in text


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_setting_is_described(name: str) -> None:
    assert Settings.model_fields[name].description
    assert f"`DAMPINGAN_{name.upper()}`" in page("perintah.md")


def test_each_check_is_told() -> None:
    assert [c.judul for c in CHECKS.values() if f"| {c.judul} |" not in page("format-data.md")] == []


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.kode)
def test_what_each_dialect_can_tell(indicator: Indicator) -> None:
    told = [WORDS[dialects()[name].indikator[indicator.kode].ketersediaan] for name in ("bdt", "dtsen", "p3ke")]
    assert f"| {indicator.judul} | {' | '.join(told)} |" in page("format-data.md")
