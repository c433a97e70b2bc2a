"""How many steps a regular expression takes over a text: a count, the same on every machine and in every run.

:mod:`re` tells times only. This walks the tree of its own parser as its engine does, backtracking alike, and counts;
it is slow and for short texts. ``tests/benchmarks/test_patterns.py`` holds its matches against those of :mod:`re`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

Node: TypeAlias = tuple[Any, Any]
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    sre.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    sre.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
_ONE_CHARACTER = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


class TooManyStepsError(Exception):
    """More steps than were allowed."""


class Steps:
    """A pattern, and the steps that it has taken so far (``count``).

    Raises :class:`NotImplementedError` for a construct of :mod:`re` that it does not know.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._tree = _parser.parse(pattern, flags)
        self._flags = self._tree.state.flags
        self._text = ""
        self._most = 0
        self._groups: dict[int, tuple[int, int]] = {}
        self.count = 0

    @cached_property
    def nodes(self) -> Sequence[Node]:
        """The tree of the pattern, as the parser of :mod:`re` makes it."""
        return tuple(self._tree)

    def find_all(self, text: str, most: int = 10**7) -> list[tuple[int, int]]:
        """The bounds of the matches in ``text``, from left to right; ``count`` is what they took.

        Raises :class:`TooManyStepsError` beyond ``most`` steps.
        """
        self._text, self._most, self.count = text, most, 0
        found = []
        at, empty_at = 0, -1
        while at <= len(text):
            self._groups.clear()
            ends = self._sequence(self.nodes, 0, at)
            end = next((end for end in ends if end != at or at != empty_at), None)
            if end is None:
                at += 1
                continue
            found.append((at, end))
            at, empty_at = end, end if end == at else -1
        return found

    def _sequence(self, nodes: Sequence[Node], index: int, at: int) -> Iterator[int]:
        """The ends of the matches of the nodes from ``index`` on, in the order of trial."""
        while index < len(nodes) and nodes[index][0] in _ONE_CHARACTER:  # saves Python's stack
            if not self._is_one(nodes[index], at):
                return
            index, at = index + 1, at + 1
        if index == len(nodes):
            yield at
            return
        for end in self._node(nodes[index], at):
            yield from self._sequence(nodes, index + 1, end)

    def _node(self, node: Node, at: int) -> Iterator[int]:
        self._step()
        kind, value = node
        if kind in _REPEATS:
            yield from self._repeat(kind, value, at)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from self._sequence(tuple(branch), 0, at)
        elif kind is sre.SUBPATTERN:
            yield from self._group(value[0], tuple(value[3]), at)
        elif kind is sre.ATOMIC_GROUP:
            yield from self._first(tuple(value), at)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from (at,) if self._looks(value, at) == (kind is sre.ASSERT) else ()
        elif kind is sre.AT:
            yield from (at,) if self._is_at(value, at) else ()
        elif kind is sre.GROUPREF:
            start, end = self._groups.get(value, (0, -1))
            same = end >= start and self._text.startswith(self._text[start:end], at)
            yield from (at + end - start,) if same else ()
        else:
            raise NotImplementedError(f"{kind} is not counted")

    def _group(self, number: int | None, nodes: Sequence[Node], at: int) -> Iterator[int]:
        for end in self._sequence(nodes, 0, at):
            if number is None:
                yield end
                continue
            before = self._groups.get(number)
            self._groups[number] = at, end
            yield end
            if before is None:
                self._groups.pop(number, None)
            else:
                self._groups[number] = before

    def _first(self, nodes: Sequence[Node], at: int) -> Iterator[int]:
        end = next(self._sequence(nodes, 0, at), None)
        if end is not None:
            yield end

    def _looks(self, value: tuple[int, Any], at: int) -> bool:
        direction, tree = value
        start = at if direction > 0 else at - tree.getwidth()[0]
        return start >= 0 and any(direction > 0 or end == at for end in self._sequence(tuple(tree), 0, start))

    def _repeat(self, kind: Any, value: tuple[int, Any, Any], at: int) -> Iterator[int]:
        least, most, tree = value
        nodes = tuple(tree)
        most = len(self._text) + 1 if most is sre.MAXREPEAT else most
        if len(nodes) == 1 and nodes[0][0] in _ONE_CHARACTER and kind is not sre.MIN_REPEAT:
            end = at
            while end - at < most and self._is_one(nodes[0], end):
                end += 1
            ends: Iterator[int] = iter(range(end, at + least - 1, -1))
        else:
            ends = self._rounds(kind is sre.MIN_REPEAT, least, most, nodes, at, 0)
        if kind is sre.POSSESSIVE_REPEAT:
            ends = iter([end for end in [next(ends, None)] if end is not None])
        for end in ends:
            self._step()
            yield end

    def _rounds(self, lazy: bool, least: int, most: int, nodes: Sequence[Node], at: int, done: int) -> Iterator[int]:
        if lazy and done >= least:
            yield at
        if done < most:
            for end in self._sequence(nodes, 0, at):
                if end > at or done < least:
                    yield from self._rounds(lazy, least, most, nodes, end, done + 1)
        if not lazy and done >= least:
            yield at

    def _is_at(self, where: Any, at: int) -> bool:
        text, lines = self._text, bool(self._flags & re.MULTILINE)
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return at == 0 or (lines and where is sre.AT_BEGINNING and text[at - 1] == "\n")
        if where is sre.AT_END:
            return at == len(text) or (text[at] == "\n" and (lines or at == len(text) - 1))
        if where is sre.AT_END_STRING:
            return at == len(text)
        inside = [0 <= place < len(text) and _CATEGORIES[sre.CATEGORY_WORD](text[place]) for place in (at - 1, at)]
        return (inside[0] != inside[1]) == (where is sre.AT_BOUNDARY)

    def _is_one(self, node: Node, at: int) -> bool:
        self._step()
        if at >= len(self._text):
            return False
        char = self._text[at]
        if self._flags & re.IGNORECASE:
            return any(is_member(node, each, self._flags) for each in {char, char.lower(), char.upper()})
        return is_member(node, char, self._flags)

    def _step(self) -> None:
        self.count += 1
        if self.count > self._most:
            raise TooManyStepsError


def is_member(node: Node, char: str, flags: int = 0) -> bool:
    """Whether a node that takes one character takes this one."""
    kind, value = node
    if kind is sre.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if kind is sre.IN:
        negated = value[0][0] is sre.NEGATE
        return any(_holds(item, char) for item in value[negated:]) != negated
    return bool((ord(char) == value) == (kind is sre.LITERAL))


def _holds(item: Node, char: str) -> bool:
    kind, value = item
    if kind is sre.LITERAL:
        return bool(ord(char) == value)
    if kind is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return _CATEGORIES[value](char)
