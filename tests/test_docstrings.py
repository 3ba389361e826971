"""The worked examples in the docstrings, run as written; a new one is run by existing."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WITH_EXAMPLES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for file in (ROOT / "dampingan").rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted
    assert not found.failed


def test_the_measures_with_published_examples_carry_them() -> None:
    published = ("alkire_foster", "concentration", "lorenz", "overlap", "reach")
    assert {f"dampingan.measures.{name}" for name in published} <= set(WITH_EXAMPLES)
