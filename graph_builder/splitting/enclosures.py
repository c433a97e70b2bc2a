"""What a document announces as following it: the texts it issues or forwards, and its annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.splitting.forms import bare, squash, tight
from graph_builder.splitting.numbers import Number, agreement, all_numbers, parse_number
from graph_builder.splitting.similarity import likeness

_PASSES_ON = re.compile(r"[转印批颁]发|发给你们|公布|发布|随文|附后")
_SENTENCE = re.compile(r"[^。]+")
_QUOTED = re.compile(r"《([^《》]{4,160})》")
_ANNEX = re.compile(r"附件?[\d一二三四五六七八九十]{0,2}[.．、:：](.*)")
_ANNEX_ITEM = re.compile(r"\d{1,2}[.．、](.*)")
_SAME = 0.85
_SAME_NUMBER = 0.6
_MOST = 0.6
_SHORTEST = 4
_OPENING_LINES = 40
_FARTHEST = 400


@dataclass(frozen=True, slots=True)
class Announced:
    """Squashed ``titles`` and the ``numbers`` of what a document passes on, and its own squashed ``title``."""

    title: str
    titles: frozenset[str]
    numbers: tuple[Number, ...]

    def covers(self, title: str, number: Number | None) -> bool:
        """Whether a heading with this squashed title and number is announced."""
        if any(agreement(known, number) >= _SAME_NUMBER for known in self.numbers):
            return True
        if len(title) < _SHORTEST:
            return False
        if title in self.title and _PASSES_ON.search(self.title):
            return True
        return any(_same(known, title) for known in self.titles)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (short in long and len(short) >= _MOST * len(long)) or likeness(one, other) >= _SAME


def announced(lines: tuple[str, ...], first: int, stop: int, title: str) -> Announced:
    """What the document that starts at line ``first`` (1-based) announces before line ``stop``, by its opening."""
    opening: list[str] = []
    titles: set[str] = set()
    listing = False
    filled = 0
    for raw in lines[first - 1 : min(stop - 1, first - 1 + _FARTHEST)]:
        text = tight(bare(raw))
        if not text:
            continue
        filled += 1
        if filled <= _OPENING_LINES:
            opening.append(text)
        item = _ANNEX.match(text) or (_ANNEX_ITEM.match(text) if listing else None)
        listing = item is not None
        if item:
            titles.add(squash(_ANNEX_ITEM.sub(r"\1", item[1])))
    numbers: list[Number] = []
    for sentence in _SENTENCE.findall("".join(opening)):
        if _PASSES_ON.search(sentence):
            titles |= {squash(name) for name in _QUOTED.findall(sentence)}
            numbers += all_numbers(sentence)
    own = next((number for number in map(parse_number, opening[:_OPENING_LINES]) if number), None)
    known = tuple(number for number in numbers if agreement(number, own) < _SAME_NUMBER)
    return Announced(title, frozenset(name for name in titles if len(name) >= _SHORTEST), known)
