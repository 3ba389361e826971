"""The worked examples in the docstrings of the measures, run as written."""

import doctest
import importlib
import pkgutil

import pytest

import dampingan.measures

MODULES = sorted(module.name for module in pkgutil.iter_modules(dampingan.measures.__path__))
FINDER = doctest.DocTestFinder(exclude_empty=True)
WITH_EXAMPLES = [
    name
    for name in MODULES
    if any(t.examples for t in FINDER.find(importlib.import_module(f"dampingan.measures.{name}")))
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples(name: str) -> None:
    module = importlib.import_module(f"dampingan.measures.{name}")
    assert doctest.testmod(module).failed == 0


def test_the_measures_with_published_examples_carry_them() -> None:
    assert {"alkire_foster", "concentration", "lorenz", "overlap", "reach"} <= set(WITH_EXAMPLES)
