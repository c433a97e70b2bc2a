"""Look up the places of a body where a title may stand: by the runs of characters that few other titles share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph_builder.splitting.entries import Entry
from graph_builder.splitting.headings import Ending

_GRAM = 4
_COMMON = 16
"""A run of characters that stands in more than so many different titles tells too little to look a place up by it."""
_FEWEST_HITS = 3


class TitleIndex:
    """Places (indexes of ``endings``) by title, for the titles of some entries."""

    def __init__(self, entries: Sequence[Entry], endings: Sequence[Ending]) -> None:
        titles = {entry.full for entry in entries}
        self._rare = _rare_grams(sorted(titles))
        self._alike: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._lines: dict[int, dict[str, int]] = {}
        self._add_alike(endings)
        self._add_exact(endings, titles | {entry.core for entry in entries})
        self._places: dict[tuple[str, str], list[int]] = {}

    def places(self, entry: Entry) -> list[int]:
        """Where the title of the entry may end, in order."""
        key = (entry.full, entry.core)
        if key not in self._places:
            lists = (self._alike.get(entry.full, ()), self._exact.get(entry.full, ()), self._exact.get(entry.core, ()))
            self._places[key] = sorted({place for found in lists for place in found})
        return self._places[key]

    def _add_alike(self, endings: Sequence[Ending]) -> None:
        for index, ending in enumerate(endings):
            hits = [found for line in ending.window() if (found := self._hits(line.number, line.squashed))]
            counts: dict[str, int] = {}
            for found in hits:
                for title, count in found.items():
                    counts[title] = counts.get(title, 0) + count
            for title, count in counts.items():
                if count >= _FEWEST_HITS:
                    self._alike[title].append(index)

    def _hits(self, number: int, text: str) -> dict[str, int]:
        """How many rare runs of characters the line shares with each title."""
        if number not in self._lines:
            counts: dict[str, int] = {}
            for at in range(len(text) - _GRAM + 1):
                for title in self._rare.get(text[at : at + _GRAM], ()):
                    counts[title] = counts.get(title, 0) + 1
            self._lines[number] = counts or _NO_HITS
        return self._lines[number]

    def _add_exact(self, endings: Sequence[Ending], names: set[str]) -> None:
        """Titles printed as listed: found even if all their runs of characters are common ones."""
        tails = {name[-1:] for name in names}
        longest = max(map(len, names), default=0)
        for index, ending in enumerate(endings):
            joined = ""
            for line in reversed(ending.window()):
                joined = line.squashed + joined
                if joined[-1:] not in tails or len(joined) > longest:
                    break
                if joined in names:
                    self._exact[joined].append(index)


_NO_HITS: dict[str, int] = {}


def _rare_grams(titles: Sequence[str]) -> dict[str, list[str]]:
    by_gram: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        for gram in {title[at : at + _GRAM] for at in range(len(title) - _GRAM + 1)}:
            by_gram[gram].append(title)
    return {gram: found for gram, found in by_gram.items() if len(found) <= _COMMON}
