"""Provisions of another document that a clause points at by their numbers: 《示例意见》第三条."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from api.questions.coverage.rules import ReferenceRules, reference_rules
from graph_builder.fields.dates import number

_NUMERAL = r"\d{1,3}|[一二三四五六七八九十]{1,5}"
_STEP = re.compile(
    rf"第(?P<article>{_NUMERAL})[条章节]|[（(](?P<bracketed>{_NUMERAL})[)）]|(?P<plain>{_NUMERAL})[、.．]?"
)


class _Style(Enum):
    ARTICLE = auto()
    BRACKETED = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class _Step:
    style: _Style
    number: int


@dataclass(frozen=True, slots=True)
class _Pointer:
    """One number as it is cited: in which brackets, with which unit, alone or inside the one before it."""

    number: int
    bracketed: bool
    unit: str | None
    nested: bool
    ranged: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The place of a provision in ``labels``, and the words that point at it."""

    place: int
    words: str


def references(text: str, names: Collection[str], labels: Sequence[str | None]) -> list[Reference]:
    """The provisions, by their places in ``labels``, that ``text`` (without blanks) points at behind one of ``names``.

    A number that provisions bear in different styles, or several times, points at none. A section's number points at
    all provisions under it.
    """
    paths = [_path(label) for label in labels]
    rules = reference_rules()
    found: dict[int, Reference] = {}
    for name in ("".join(each.split()) for each in names):
        at = text.find(name) if name else -1
        while at >= 0:
            end = at + len(name)
            if listed := rules.listed.match(text, end):
                for place in _resolved(list(_pointers(listed["list"], rules)), paths, rules):
                    found.setdefault(place, Reference(place, text[at : listed.end()]))
            at = text.find(name, end)
    return [found[place] for place in sorted(found)]


def outline_path(label: str | None) -> tuple[str, ...]:
    """The label of each provision that one stands under, outermost first, itself the last."""
    ends = [match.end() for match in _STEP.finditer(label or "")]
    return tuple((label or "")[:end].rstrip("、") for end in ends)


def _path(label: str | None) -> tuple[_Step, ...]:
    steps = []
    for match in _STEP.finditer(label or ""):
        style = _Style[str(match.lastgroup).upper()]
        value = number(match[str(match.lastgroup)])
        if value is not None:
            steps.append(_Step(style, value))
    return tuple(steps)


def _pointers(listed: str, rules: ReferenceRules) -> Iterator[_Pointer]:
    matches = list(rules.single.finditer(listed))
    for place, match in enumerate(matches):
        value = number(match["bracketed"] or match["number"])
        if value is None:
            continue
        # 第三、五条: the unit behind the last number is that of those before it.
        unit = next((later["unit"] for later in matches[place:] if later["unit"]), None)
        joint = match["joint"]
        yield _Pointer(value, match["bracketed"] is not None, unit, place > 0 and not joint, joint in rules.ranges)


def _resolved(pointers: list[_Pointer], paths: Sequence[tuple[_Step, ...]], rules: ReferenceRules) -> list[int]:
    found: list[int] = []
    last: list[int] = []
    for pointer in pointers:
        within = last if pointer.nested else list(range(len(paths)))
        hits = _hits(pointer, paths, within, rules)
        if pointer.nested:
            found = [place for place in found if place not in last]
        elif pointer.ranged and last and hits:
            hits = list(range(last[0], hits[-1] + 1))
        found += [place for place in hits if place not in found]
        last = hits
    return found


def _hits(
    pointer: _Pointer, paths: Sequence[tuple[_Step, ...]], within: Sequence[int], rules: ReferenceRules
) -> list[int]:
    """The places whose path holds the number; none where it stands in several positions or styles."""
    holders: dict[tuple[_Step, ...], list[int]] = {}
    for place in within:
        for depth, step in enumerate(paths[place]):
            if step.number == pointer.number and _fits(pointer, step, depth, rules):
                holders.setdefault(paths[place][: depth + 1], []).append(place)
    articles = {path: places for path, places in holders.items() if path[-1].style is _Style.ARTICLE}
    chosen = articles or holders
    return next(iter(chosen.values())) if len(chosen) == 1 else []


def _fits(pointer: _Pointer, step: _Step, depth: int, rules: ReferenceRules) -> bool:
    if pointer.bracketed:
        return step.style is _Style.BRACKETED
    if pointer.unit in rules.outer:
        return depth == 0
    # 第三条 of a text in articles, else its item 三 or, where the items count on through the sections, its （三）.
    return step.style is _Style.ARTICLE or depth == 0 or step.style is _Style.BRACKETED
