"""Every regular expression of the project on text made to harm: ``python -m benchmarks.patterns``.

The patterns are not listed anywhere: all modules are imported, all rules read and the sample is built while whatever
they give to :mod:`re` is noted. For each, texts are made of its own parts: what it takes, again and again, nearly to
the end and never to it. What it does over them is counted in steps (:mod:`benchmarks.steps`), so that neither the
machine nor its load matter: twice the text may cost about twice the steps.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import inf
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

import api
import graph_builder
from benchmarks.steps import Node, Steps, TooManyStepsError, is_member

_PACKAGES = (graph_builder, api)
_SAMPLE = Path(__file__).parent.parent / "data" / "sample"
_CACHED = type(cache(lambda: None))
_TAKING = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
_END = "\x00"
"""What no pattern takes: the text ends in it, so that no match comes to its end by the end of the text."""
_EXAMPLES = "甲一1a. 第年月日〔《（"
_TRIED, _SMALL, _LARGE = 64, 256, 512
_EASY = 14
"""So many steps a character are no sign of growth: a quadratic pattern takes more over :data:`_TRIED` characters."""
_MOST = 3.0
"""Steps over twice the text, at most, as a multiple. Linear ones take 2, or up to 2.7 where a bound such as ``{0,200}``
is reached only by the longer text; quadratic ones 4."""
_PATIENCE = 3_000_000
"""Steps after which a search is given up: only what grows with a power of the text takes so many."""
_PARTS = 6


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, its flags and the module that made it."""

    text: str
    flags: int
    module: str


@dataclass(frozen=True, slots=True)
class Growth:
    """A pattern, the unit of the text that costs it most, and the steps over a text and over one twice as long."""

    pattern: Pattern
    unit: str
    steps: int
    steps_of_twice: int

    @property
    def times(self) -> float:
        """The multiple; without end where a search was given up."""
        given_up = self.steps_of_twice > _PATIENCE
        return inf if given_up else self.steps_of_twice / max(self.steps, 1)


# -- all patterns -------------------------------------------------------------------------------------------------


def collect() -> list[Pattern]:
    """The patterns of the project. Only in a process that has not imported it yet: what was compiled is not seen."""
    found: dict[Pattern, None] = {}
    with _noting(found):
        modules = [
            importlib.import_module(info.name)
            for package in _PACKAGES
            for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
            if not info.name.endswith("__main__")
        ]
        for module in modules:
            for function in vars(module).values():
                if isinstance(function, _CACHED) and not inspect.signature(function).parameters:
                    function()  # a reader of rules, and what is made of them
        importlib.import_module("graph_builder.build").build([_SAMPLE])
    return sorted(found, key=lambda pattern: (pattern.module, pattern.text))


@contextmanager
def _noting(found: dict[Pattern, None]) -> Iterator[None]:
    """While it is open, patterns that modules of the project give to :mod:`re` are put into ``found``."""
    names = tuple(package.__name__ for package in _PACKAGES)
    real = {name: getattr(re, name) for name in _TAKING}

    def noting(take: Callable[..., Any]) -> Callable[..., Any]:
        def noted(pattern: Any, *others: Any, **named: Any) -> Any:
            module = sys._getframe(1).f_globals.get("__name__", "")
            if module.partition(".")[0] in names and isinstance(pattern, str):
                flags = re.compile(pattern, *others, **named).flags if take is real["compile"] else 0
                found[Pattern(pattern, int(flags) & ~re.UNICODE, module)] = None
            return take(pattern, *others, **named)

        return noted

    for name, take in real.items():
        setattr(re, name, noting(take))
    try:
        yield
    finally:
        for name, take in real.items():
            setattr(re, name, take)


# -- texts made to harm ---------------------------------------------------------------------------------------------


def units(pattern: Pattern) -> list[tuple[str, str]]:
    """Beginnings and units of texts: the text is the beginning once and the unit again and again."""
    nodes = Steps(pattern.text, pattern.flags).nodes
    whole = _shortest(nodes)
    repeats = list(_repeats(nodes, ""))
    bodies = list(dict.fromkeys(body for _, body in repeats if body))[:_PARTS]
    marks = list(dict.fromkeys(whole))[:_PARTS]
    made = [("", mark) for mark in marks]
    made += [("", body) for body in bodies]
    made += [(before, body) for before, body in repeats if body]
    made += [("", whole), ("", whole[:-1]), ("", whole[1:])]
    made += [("", first + second) for first, second in product(dict.fromkeys((*marks[:3], *bodies)), bodies[:3])]
    return list(dict.fromkeys((before, unit) for before, unit in made if unit))


def _shortest(nodes: Sequence[Node]) -> str:
    """A short text that the nodes take, but for what they demand around it."""
    return "".join(map(_taken, nodes))


def _taken(node: Node) -> str:
    kind, value = node
    if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
        return _member(node)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        times: int = min(max(value[0], 1), 4)
        return _shortest(tuple(value[2])) * times
    if kind is sre.BRANCH:
        return _shortest(tuple(value[1][0]))
    if kind is sre.SUBPATTERN:
        return _shortest(tuple(value[3]))
    if kind is sre.ATOMIC_GROUP:
        return _shortest(tuple(value))
    return ""


def _member(node: Node) -> str:
    kind, value = node
    if kind is sre.LITERAL:
        return chr(value)
    stated = [chr(item[1]) for item in value if item[0] is sre.LITERAL] if kind is sre.IN else []
    ranged = [chr(item[1][0]) for item in value if item[0] is sre.RANGE] if kind is sre.IN else []
    return next((char for char in (*stated, *ranged, *_EXAMPLES) if is_member(node, char)), "甲")


def _repeats(nodes: Sequence[Node], before: str) -> Iterator[tuple[str, str]]:
    """Each repeated part at any depth: what stands before it, and what it repeats."""
    for node in nodes:
        kind, value = node
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            inner = tuple(value[2])
            if value[1] is sre.MAXREPEAT or value[1] > 1:
                yield before, _shortest(inner)
            yield from _repeats(inner, before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(tuple(branch), before)
        elif kind is sre.SUBPATTERN:
            yield from _repeats(tuple(value[3]), before)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(tuple(value[1]), before)
        before += _taken(node)


# -- growth ---------------------------------------------------------------------------------------------------------


def growth(pattern: Pattern) -> Growth:
    """The worst growth over all texts that are made for a pattern."""
    steps = Steps(pattern.text, pattern.flags)
    worst = Growth(pattern, "", 1, 2)
    for before, unit in units(pattern):
        tried = _count(steps, before, unit, _TRIED)
        if tried > _PATIENCE:
            return Growth(pattern, unit, tried, tried)
        if tried < _EASY * _TRIED:
            continue
        found = Growth(pattern, unit, _count(steps, before, unit, _SMALL), _count(steps, before, unit, _LARGE))
        worst = max(worst, found, key=lambda each: each.times)
        if worst.times > _MOST:
            break
    return worst


def _count(steps: Steps, before: str, unit: str, length: int) -> int:
    text = before + (unit * (length // len(unit) + 1))[:length] + _END
    with suppress(TooManyStepsError):
        steps.find_all(text, most=_PATIENCE)
    return steps.count


def main() -> int:
    """Print the patterns that grow faster than their text; returns their number."""
    sys.setrecursionlimit(20_000)
    patterns = collect()
    bad = [found for found in map(growth, patterns) if found.times > _MOST]
    print(f"{len(patterns)} patterns, {len(bad)} grow faster than their text")
    for found in bad:
        print(f"{found.pattern.module}: {found.times:.1f} times over {found.unit[:40]!r}: {found.pattern.text[:200]!r}")
    return len(bad)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
