"""Fixtures shared by all tests: a small sample delivery and its snapshot."""

from pathlib import Path

import pytest

from dampingan.importing import make_snapshot
from dampingan.rules import Rules, read_rules
from dampingan.snapshot import Snapshot
from dampingan.sources.delivery import period_end, read_delivery
from dampingan.sources.sample import write_delivery

REFERENCE = Path(__file__).parents[1] / "data" / "reference"


@pytest.fixture(scope="session")
def rules() -> Rules:
    return read_rules(REFERENCE.parent / "rules.toml")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return household and member file of 4,000 synthetic households."""
    return write_delivery(tmp_path_factory.mktemp("contoh"), households=4000, seed=7, period="2023")


@pytest.fixture(scope="session")
def snapshot(sample: tuple[Path, Path], rules: Rules) -> Snapshot:
    delivery = read_delivery(*sample, on=period_end("2023"))
    return make_snapshot(delivery, period="2023", rules=rules)
