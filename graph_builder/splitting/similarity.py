"""How alike two titles are."""

from __future__ import annotations

from itertools import pairwise


def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters of a squashed text."""
    return frozenset(map("".join, pairwise(text)))


def likeness(one: str, other: str) -> float:
    """Dice coefficient over pairs of characters, 0 to 1: an OCR slip costs two pairs, a doubled word next to none."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = pairs(one), pairs(other)
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0
