"""A copy of the project to run the app in: what a test changes or the app writes stays out of the project."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PARTS = ("app.py", "pages", "dampingan", "static", "assets", ".streamlit", "data")


def copy_project(target: Path) -> Path:
    """Copy what the app needs into a folder, and return it."""
    for part in _PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__", "lokal"))
        else:
            shutil.copy(source, target / part)
    return target


def serve_copy(copy: Path, data: Path) -> Iterator[str]:
    """Run the copy's app on a data folder, and end it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"DAMPINGAN_DATA": str(data), "DAMPINGAN_CONTOH_OTOMATIS": "false", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=copy, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert any("URL:" in line for line in process.stdout)
        yield f"http://127.0.0.1:{port}"
        process.kill()
