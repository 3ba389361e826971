"""Files that appear whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def appearing(target: Path, *, prefix: str = ".baru-", suffix: str = "") -> Iterator[Path]:
    """Give a file to write aside; flush it and put it in its place at the end of the block.

    It is for this user alone from its first byte. Where the block fails, the target stays as it was.

    Args:
        target: the file, in a folder that exists.
        prefix: with which the file aside begins.
        suffix: with which it ends.
    """
    number, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=target.parent)
    os.close(number)
    aside = Path(name)
    try:
        yield aside
        with aside.open("rb+") as stream:
            os.fsync(stream.fileno())
        aside.replace(target)
        _flush_folder(target.parent)
    finally:
        aside.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
