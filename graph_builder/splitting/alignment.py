"""Align the entries of a table of contents with the headings of the body, as one whole.

Every entry has a few places where its heading may stand, each with a score from title, number and issuers. Chosen is
the set of places in the order of the table whose scores sum to the most (heaviest increasing subsequence, found with
a tree of prefix maxima in O(n log n)).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.splitting.entries import Entry
from graph_builder.splitting.forms import LineKind
from graph_builder.splitting.headings import Ending, Line
from graph_builder.splitting.numbers import Number, agreement
from graph_builder.splitting.similarity import pairs
from graph_builder.splitting.titles import TitleIndex

_NEAREST = 4
"""So many places before and after where an entry is expected are weighed where more fit alike."""
_ALIKE = 0.62
_ALIKE_WITH_NUMBER = 0.3
_SAME_NUMBER = 0.6
_NUMBER_WEIGHT = 0.6
_CORE_WEIGHT = 0.97
_ENCLOSED = 0.25
_NUMBERED = 0.1
_ISSUED = 0.93
_ANNEX_MARK = re.compile(r"附件?.{0,2}")
_PASSES_ON = re.compile(r"[印颁发]发|[公发]布")
_LATER = 1e-9
"""Of places that fit alike the earlier one is taken: a heading stands before what repeats it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading for an entry: the title runs from line ``first`` to ``last`` of ``ending``'s run (indexes)."""

    ending: Ending
    first: int
    score: float

    @property
    def start(self) -> int:
        """1-based line that the title starts in."""
        return self.ending.run.lines[self.first].number


class Aligner:
    """Finds the places of entries among the endings of a body."""

    def __init__(self, entries: Sequence[Entry], endings: Sequence[Ending]) -> None:
        self._entries = entries
        self._endings = endings
        self._by_number: dict[Number, list[int]] = defaultdict(list)
        self._by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, ending in enumerate(endings):
            if ending.number is not None:
                self._by_number[ending.number].append(index)
                self._by_key[ending.number.key].append(index)
        self._titles = TitleIndex(entries, endings)

    def align(self) -> list[Place | None]:
        """The place of each entry, ``None`` where the body does not hold it."""
        expected = self._expected()
        candidates = [
            list(self._weighed(entry, self._nearest(entry, expected[position])))
            for position, entry in enumerate(self._entries)
        ]
        return heaviest(candidates)

    def _expected(self) -> list[int]:
        """Where each entry is expected: between the entries before and after it whose numbers stand in one place."""
        anchors = [(-1, -1)]
        for position, entry in enumerate(self._entries):
            found = self._by_number.get(entry.number, ()) if entry.number is not None and entry.number.prefix else ()
            if len(found) == 1 and found[0] > anchors[-1][1]:
                anchors.append((position, found[0]))
        anchors.append((len(self._entries), len(self._endings)))
        expected: list[int] = []
        for (left, low), (right, high) in pairwise(anchors):
            step = (high - low) / max(right - left, 1)
            expected.extend(int(low + step * (position - left)) for position in range(left + 1, right + 1))
        return expected[: len(self._entries)]

    def _nearest(self, entry: Entry, expected: int) -> Iterable[int]:
        number = entry.number
        numbered: list[int] = []
        if number is not None:
            numbered = self._by_number.get(number, []) if number.prefix else self._by_key.get(number.key, [])
        titled = self._titles.places(entry)
        # A number that stands in the body leaves little doubt: then fewer places of the same title are weighed.
        near = _NEAREST // 2 if numbered else _NEAREST
        return sorted({*_around(numbered, expected, _NEAREST), *_around(titled, expected, near)})

    def _weighed(self, entry: Entry, indexes: Iterable[int]) -> Iterator[Place]:
        for index in indexes:
            place = weigh(entry, self._endings[index])
            if place is not None:
                yield place


def _around(found: list[int], expected: int, reach: int) -> list[int]:
    at = bisect_left(found, expected)
    return found[max(at - reach, 0) : at + reach]


def weigh(entry: Entry, ending: Ending) -> Place | None:
    """The best title for the entry among those that end at ``ending``, ``None`` if none is alike enough."""
    agreed = agreement(entry.number, ending.number)
    window = ending.window()
    alike, at, issued = _likest(entry, window)
    if alike < (_ALIKE_WITH_NUMBER if agreed >= _SAME_NUMBER else _ALIKE):
        return None
    first = ending.index - (len(window) - 1 - at)
    before = ending.run.lines[first - 1].text if first else ""
    score = alike + _NUMBER_WEIGHT * agreed - _LATER * ending.line
    if issued and ending.number is not None:
        score += _NUMBERED
    if _ANNEX_MARK.fullmatch(before):
        score -= _ENCLOSED
    return Place(ending, first, max(score, _LATER))


def _likest(entry: Entry, window: Sequence[Line]) -> tuple[float, int, bool]:
    """How alike the entry is to the likest title that ends with the window, where in it that title starts.

    The third value tells that the title is that of a notice which issues the text that the entry names.
    """
    seen: set[str] = set()
    in_full = in_core = 0
    best = (0.0, len(window) - 1, False)
    following = ""
    for at in range(len(window) - 1, -1, -1):
        line = window[at]
        if line.kind is LineKind.NUMBER and at < len(window) - 1:
            break
        fresh = pairs(line.squashed + following) - seen
        seen |= fresh
        in_full += len(fresh & entry.full_pairs)
        in_core += len(fresh & entry.core_pairs)
        following = line.squashed[:1]
        alike = max(
            2 * in_full / max(len(seen) + len(entry.full_pairs), 1),
            _CORE_WEIGHT * 2 * in_core / max(len(seen) + len(entry.core_pairs), 1),
        )
        issued = alike < _ISSUED and in_core == len(entry.core_pairs) and _PASSES_ON.search(line.squashed) is not None
        if max(alike, _ISSUED if issued else 0) > best[0]:
            best = (_ISSUED if issued else alike, at, issued)
    return best


def heaviest(candidates: Sequence[Sequence[Place]]) -> list[Place | None]:
    """Choose at most one place per entry, in rising order of lines, so that the scores sum to the most."""
    ends = sorted({place.ending.line for row in candidates for place in row})
    rank = {line: index + 1 for index, line in enumerate(ends)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)
    steps: list[tuple[int, Place, int]] = []
    for position, row in enumerate(candidates):
        found: list[tuple[float, int, Place]] = []
        for place in row:
            total, link = _best_below(tree, bisect_left(ends, place.start))
            found.append((total + place.score, link, place))
        for total, link, place in found:
            steps.append((position, place, link))
            _raise(tree, rank[place.ending.line], (total, len(steps) - 1))
    chosen: list[Place | None] = [None] * len(candidates)
    link = _best_below(tree, len(ends))[1]
    while link >= 0:
        position, place, link = steps[link]
        chosen[position] = place
    return chosen


def _best_below(tree: list[tuple[float, int]], index: int) -> tuple[float, int]:
    best = (0.0, -1)
    while index > 0:
        if tree[index][0] > best[0]:
            best = tree[index]
        index -= index & -index
    return best


def _raise(tree: list[tuple[float, int]], index: int, value: tuple[float, int]) -> None:
    while index < len(tree):
        if value[0] > tree[index][0]:
            tree[index] = value
        index += index & -index
