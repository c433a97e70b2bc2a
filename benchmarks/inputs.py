"""Where the benchmarks find their texts: beside the checkout, or the project's own sample."""

from __future__ import annotations

from pathlib import Path

_PROJECT = Path(__file__).parent.parent
_SHARED = _PROJECT.parent / "shared"

SAMPLE = _PROJECT / "data" / "sample"
"""The project's own documents, always at hand."""


def _at_hand(path: Path) -> Path | None:
    return path if path.exists() else None


def compendium_file() -> Path | None:
    """The real compendium, ``None`` where it is not at hand."""
    return _at_hand(_SHARED / "corpus" / "hebei-2020-compendium.txt")


def labels_file() -> Path | None:
    """The labels of its documents, ``None`` where they are not at hand."""
    return _at_hand(_SHARED / "gold" / "dev.jsonl")


def scorer_file() -> Path | None:
    """An independent script that scores an export against the labels, ``None`` where it is not at hand."""
    return _at_hand(_SHARED / "tools" / "score.py")
