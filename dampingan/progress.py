"""How a long piece of work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the share done (0-1) and, in Indonesian, what is being done."""


def silent(share: float, what: str) -> None:
    """Report no progress."""
