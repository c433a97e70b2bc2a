"""What the cascades are about. The same topic comes again: the next time of the line, and when all have been had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from benchmarks.country.grammar import Line, grammar

_GENERAL_EVERY = 7
_AGAIN_EVERY = 4
"""Every so many cascades of a line the topic of the one before is taken up once more."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of a cascade: the ``turn``-th of its line. ``rank`` counts the cascades of the line."""

    line: Line
    rank: int
    turn: int

    @property
    def general(self) -> bool:
        """Whether all lines deal with it at times, so that titles are the same across ministries."""
        return self.turn % _GENERAL_EVERY == _GENERAL_EVERY - 2

    @property
    def first(self) -> bool:
        """Whether nobody has dealt with its object before, nor will in the next cascade of the line."""
        soon_again = self.rank % _AGAIN_EVERY == _AGAIN_EVERY - 2
        return self.rank == self.turn < len(self.line.objects) and not self.general and not soon_again

    @property
    def object(self) -> str:
        """What the policy deals with: 农村公路养护."""
        objects = grammar().general if self.general else self.line.objects
        return objects[(self.turn * 5 + len(self.line.ministry)) % len(objects)]

    @property
    def subject(self) -> str:
        """The act and what it is done to: 支持农村公路养护工作."""
        words = grammar()
        act = words.acts[(self.turn // len(self.line.objects) + self.turn) % len(words.acts)]
        return f"{act}{self.object}{words.tails[(self.turn // 3 + len(self.line.ministry)) % len(words.tails)]}"


def topic_of(cascade: int) -> Topic:
    """What a cascade is about."""
    lines = grammar().lines
    rank, place = divmod(cascade, len(lines))
    return _topic(lines[(place + rank) % len(lines)], rank)


def _topic(line: Line, rank: int) -> Topic:
    again = rank % _AGAIN_EVERY == _AGAIN_EVERY - 1
    return Topic(line, rank, (rank - again) % _turns(line))


def object_again(topic: Topic) -> int:
    """The number of the next cascade of the line that deals with the object of a topic that is not general."""
    later = (_topic(topic.line, rank) for rank in count(topic.rank + 1))
    return _number(topic.line, next(each.rank for each in later if not each.general and each.object == topic.object))


def _number(line: Line, rank: int) -> int:
    """The cascade with which a line is at a rank."""
    lines = grammar().lines
    return rank * len(lines) + (lines.index(line) - rank) % len(lines)


def cascades_on(topic: Topic, before: int) -> Iterator[int]:
    """The cascades on this very topic below number ``before``, in order."""
    lines = grammar().lines
    for rank in range(topic.turn, before // len(lines) + 1, _turns(topic.line)):
        for each in (rank, rank + 1) if rank % _AGAIN_EVERY == _AGAIN_EVERY - 2 else (rank,):
            cascade = _number(topic.line, each)
            if cascade < before:
                yield cascade


def _turns(line: Line) -> int:
    return len(line.objects) * len(grammar().acts)
