"""Cue rules: phrases that, standing in reach of a citation, tell what the document does to it.

A rule is data (``data/relations/cues.yaml``): its phrases, the side and reach, what ends the reach, the longer phrases
that disarm it, the positions and kinds of target it holds for. This module is the mechanism only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from graph_builder.extraction.targets import TargetKind
from graph_builder.knowledge import load_yaml
from graph_builder.model import RelationType, Scope

_OVERHANG = 4
"""How far a disarming phrase may run beyond the cue that it holds."""
_LONGEST_CUE = 12
"""``reach`` counts the characters between citation and cue; the cue itself stands beyond it."""

_GAP = "[^。；]{0,30}?"


class Place(StrEnum):
    """Where a citation stands, as rules see it."""

    TITLE = "title"
    OPENING = "opening"
    PURPOSE = "purpose"
    CLAUSE = "clause"
    ANNEX_LIST = "annex_list"


class Side(StrEnum):
    """The side of the citation that a phrase must stand on."""

    BEFORE = "before"
    AFTER = "after"
    TITLE = "title"
    HEADING = "heading"
    ANNEXED = "annexed"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a citation: the sentence before and after its row, its place, its kind, its document's title."""

    before: str
    after: str
    place: Place
    kind: TargetKind
    target_title: str | None = None
    own_title: str = ""
    opening: str = ""
    heading: str = ""
    """What the passage stands under and a rule may go by (:func:`telling`)."""
    annexed: str = ""
    """For the entry of a list that hangs on a document and stands under nothing that tells: that document's title."""
    below: str = ""
    """For an entry that names a document and nothing else: how the line below it begins."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule decided."""

    type: RelationType
    rule: str
    cue: str
    scope: Scope
    confidence: float


@dataclass(frozen=True, slots=True)
class CueRule:
    """A compiled rule."""

    name: str
    type: RelationType
    words: re.Pattern[str]
    side: Side
    reach: int
    stops: frozenset[str]
    unless: re.Pattern[str] | None
    unless_other: re.Pattern[str] | None
    with_other: re.Pattern[str] | None
    own_title: re.Pattern[str] | None
    places: frozenset[Place]
    kinds: frozenset[str]
    overlap: float | None
    scope: Scope | None
    confidence: float
    touches: bool = False

    def judge(self, setting: Setting) -> Verdict | None:
        """The verdict of this rule, or ``None`` where it does not fit."""
        if setting.place not in self.places or (self.kinds and setting.kind.name not in self.kinds):
            return None
        if self.own_title is not None and not self.own_title.search(setting.own_title):
            return None
        cue = self._cue(setting)
        if cue is None:
            return None
        scope = self.scope or (Scope.CLAUSE if setting.place is Place.CLAUSE else Scope.DOCUMENT)
        return Verdict(self.type, self.name, cue, scope, self.confidence)

    def _cue(self, setting: Setting) -> str | None:
        if self.side is Side.TITLE:
            return self._by_title(setting)
        if self.side is Side.HEADING:
            return None if self._is_disarmed(setting) else self.by_heading(setting.heading)
        if self.side is Side.ANNEXED:
            return self.by_heading(setting.annexed)
        if self.side is Side.BELOW:
            return self.by_heading(setting.below)
        return self._beside(setting)

    def by_heading(self, heading: str) -> str | None:
        """What a heading says of the documents under it, or ``None``."""
        match = self.words.search(heading)
        return match.group() if match and not (self.unless and self.unless.search(heading)) else None

    def _beside(self, setting: Setting) -> str | None:
        before, after = self._before(setting.before), self._after(setting.after)
        near, other = (before, after) if self.side is Side.BEFORE else (after, before)
        if self.unless_other is not None and self.unless_other.search(other):
            return None
        if self.with_other is not None and not self.with_other.search(other):
            return None
        cue = self.words.search(near) if self.side is Side.AFTER else _last(self.words, near)
        if cue is None or (self.touches and not self._is_beside(near, cue)):
            return None
        if self.unless is not None and self.unless.search(self._between(near, cue)):
            return None
        return cue.group()

    def _is_beside(self, near: str, cue: re.Match[str]) -> bool:
        return cue.start() == 0 if self.side is Side.AFTER else cue.end() == len(near)

    def _between(self, near: str, match: re.Match[str]) -> str:
        """The cue and what stands between it and the citation: only there can a longer phrase disarm it."""
        if self.side is Side.AFTER:
            return near[: match.end() + _OVERHANG]
        return near[max(0, match.start() - _OVERHANG) :]

    def _by_title(self, setting: Setting) -> str | None:
        """A phrase in the document's own title (or, for what it hangs on, in its opening) that speaks of the target."""
        if self.overlap is None:
            match = self.words.search(setting.opening)
            return match.group() if match else None
        match = self.words.search(setting.own_title)
        if match is None or setting.target_title is None or self.words.search(setting.target_title):
            return None
        if self.unless is not None and self.unless.search(setting.own_title):
            return None
        if self._is_disarmed(setting):
            return None
        return match.group() if overlap(setting.target_title, setting.own_title) >= self.overlap else None

    def _is_disarmed(self, setting: Setting) -> bool:
        """Whether the words before the citation say that something else is done with it."""
        return self.unless_other is not None and self.unless_other.search(self._before(setting.before)) is not None

    def _before(self, text: str) -> str:
        window = text[-self.reach - _LONGEST_CUE :]
        cut = max((window.rfind(stop) for stop in self.stops), default=-1)
        return window[cut + 1 :]

    def _after(self, text: str) -> str:
        window = text[: self.reach + _LONGEST_CUE]
        cuts = [at for at in (window.find(stop) for stop in self.stops) if at >= 0]
        return window[: min(cuts)] if cuts else window


_HALF = str.maketrans("，；", ",;")
"""Careless texts set stops of half the width."""
_CORE = re.compile(
    r"关于(.+?)(?:有关)?(?:问题|事项|工作)?的?(?:补充|紧急|若干|指导|实施)?(?:通知|公告|意见|决定|函|办法|规定|措施|方案)?$"
)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def overlap(target: str, own: str) -> float:
    """Share of the target's title, two characters at a time, that stands in one's own: 0 to 1."""
    core = _CORE.search(target)
    words = core.group(1) if core else target
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    if not pairs:
        return 0.0
    mine = {own[i : i + 2] for i in range(len(own) - 1)}
    return len(pairs & mine) / len(pairs)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    parts = [_GAP.join(re.escape(piece) for piece in word.split("…")) for word in sorted(words, key=len, reverse=True)]
    return re.compile("|".join(parts))


def _phrases(words: Sequence[str]) -> re.Pattern[str] | None:
    return _any_of(words) if words else None


def _rule(entry: dict[str, Any]) -> CueRule:
    return CueRule(
        entry["name"],
        RelationType(entry["type"]),
        _any_of(entry["words"]),
        Side(entry["side"]),
        entry["reach"],
        frozenset(entry["stops"] + entry["stops"].translate(_HALF)),
        _phrases(entry.get("unless", [])),
        _phrases(entry.get("unless_other", [])),
        _phrases(entry.get("with_other", [])),
        _phrases(entry.get("own_title", [])),
        frozenset(Place(place) for place in entry["positions"]),
        frozenset(entry.get("targets", [])),
        entry.get("overlap"),
        Scope(entry["scope"]) if "scope" in entry else None,
        entry["confidence"],
        entry.get("touches", False),
    )


@cache
def rules() -> tuple[CueRule, ...]:
    """All rules in the order of the file."""
    return tuple(_rule(entry) for entry in load_yaml("relations/cues.yaml")["rules"])


@cache
def _by_heading() -> tuple[CueRule, ...]:
    return tuple(rule for rule in rules() if rule.side is Side.HEADING)


def telling(headings: Sequence[str]) -> str:
    """The first of headings, the nearest first, that says what becomes of the documents under it; empty for none."""
    return next((heading for heading in headings if any(rule.by_heading(heading) for rule in _by_heading())), "")


@dataclass(frozen=True, slots=True)
class Fallback:
    """What a citation is where no rule fits."""

    places: frozenset[Place]
    kinds: frozenset[str]
    verdict: Verdict


@cache
def fallbacks() -> tuple[Fallback, ...]:
    """The fallbacks in the order of the file; the last one fits always."""
    return tuple(
        Fallback(
            frozenset(Place(place) for place in entry["positions"]),
            frozenset(entry["targets"]),
            Verdict(RelationType(entry["type"]), entry["rule"], "", Scope(entry["scope"]), entry["confidence"]),
        )
        for entry in load_yaml("relations/cues.yaml")["fallbacks"]
    )


def judge(setting: Setting) -> Verdict:
    """What the first fitting rule says of a citation, or the first fitting fallback."""
    for rule in rules():
        verdict = rule.judge(setting)
        if verdict is not None:
            return verdict
    for fallback in fallbacks():
        if setting.place in fallback.places and (not fallback.kinds or setting.kind.name in fallback.kinds):
            return fallback.verdict
    return fallbacks()[-1].verdict
