"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called as ``progress(stage, done, total)``; a ``total`` of 0 means that it is not known."""


def silent(stage: str, done: int, total: int) -> None:
    """A :data:`Progress` that tells nobody."""
