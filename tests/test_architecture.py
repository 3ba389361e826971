"""Lint, types, and the direction of imports: the rules of the house, run as a reader would run them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "--no-cache"), ("ruff", "format", "--check", "--no-cache"), ("lint-imports", "--no-cache"),
     ("mypy",)],
    ids=["lint", "format", "imports", "types"],
)  # fmt: skip
def test_the_tree_is_clean(command: tuple[str, ...]) -> None:
    assert run(str(BIN / command[0]), *command[1:]) == ""


def test_no_address_outside_the_machine_in_what_the_browser_gets() -> None:
    files = [f for folder in ("dampingan", "pages", ".streamlit") for f in (ROOT / folder).rglob("*") if f.is_file()]
    texts = {f: f.read_text("utf-8") for f in [*files, ROOT / "app.py"] if f.suffix in {".py", ".toml", ".css"}}
    found = [f"{f.relative_to(ROOT)}: {m}" for f, t in texts.items() for m in re.findall(r"https?://[\w.]+", t)]
    allowed = re.compile(r"https?://(127\.0\.0\.1|localhost|www\.w3\.org|schemas\.openxmlformats\.org)")
    assert [line for line in found if not allowed.search(line.split(": ")[1])] == []


def test_requirements_are_pinned_and_name_no_address() -> None:
    for file in ROOT.glob("requirements*.txt"):
        lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        assert all("==" in line for line in lines), file.name
        assert not any("://" in line or line.startswith("-") for line in lines), file.name


def test_files_stay_small() -> None:
    sizes = {f: len(f.read_text("utf-8").splitlines()) for f in (ROOT / "dampingan").rglob("*.py")}
    assert {str(f.relative_to(ROOT)): n for f, n in sizes.items() if n > 400} == {}
