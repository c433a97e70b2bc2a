"""Longest-match lookup of words at the start or the end of a stretch of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Lexicon(Generic[Value]):
    """Words with a value each, found at a place in a text by the lengths that their first or last character allows.

    A lookup tries only the lengths that occur with that character, longest first, so that its cost depends on the
    words and not on the text.
    """

    __slots__ = ("_ending", "_starting", "words")

    def __init__(self, words: Mapping[str, Value]) -> None:
        self.words = words
        starting: dict[str, set[int]] = {}
        ending: dict[str, set[int]] = {}
        for word in words:
            starting.setdefault(word[0], set()).add(len(word))
            ending.setdefault(word[-1], set()).add(len(word))
        self._starting = {key: sorted(lengths, reverse=True) for key, lengths in starting.items()}
        self._ending = {key: sorted(lengths, reverse=True) for key, lengths in ending.items()}

    def from_left(self, text: str, position: int) -> Iterator[tuple[int, Value]]:
        """Words that start at ``position``, longest first, each as (its end, its value)."""
        for length in self._starting.get(text[position : position + 1], ()):
            word = text[position : position + length]
            if word in self.words:
                yield position + len(word), self.words[word]

    def to_right(self, text: str, position: int) -> Iterator[tuple[int, Value]]:
        """Words that end at ``position``, longest first, each as (its start, its value)."""
        if position < 1:
            return
        for length in self._ending.get(text[position - 1], ()):
            if length <= position and (word := text[position - length : position]) in self.words:
                yield position - length, self.words[word]
