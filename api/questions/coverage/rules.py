"""The knowledge of ``data/coverage/``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph_builder.knowledge import load_yaml


@dataclass(frozen=True, slots=True)
class LikenessRules:
    """``likeness.yaml``: what each part of a score counts, and from which score on clauses are aligned."""

    weights: Mapping[str, float]
    enough: float
    least: float
    second: float
    sentence: float
    section: float
    saturation: float
    common: int


@dataclass(frozen=True, slots=True)
class ReferenceRules:
    """``references.yaml``: patterns of a list of provisions and of one number in it.

    ``ranges`` are the words between the first and the last of a range, ``outer`` the units of outermost numbers.
    """

    listed: re.Pattern[str]
    single: re.Pattern[str]
    ranges: frozenset[str]
    outer: frozenset[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def likeness_rules() -> LikenessRules:
    """``likeness.yaml``; the weights are made to add to 1."""
    content = load_yaml("coverage/likeness.yaml")
    total = sum(content["weights"].values())
    weights = {name: weight / total for name, weight in content["weights"].items()}
    return LikenessRules(weights=weights, **content["thresholds"])


@cache
def action_classes() -> dict[str, str]:
    """``action_classes.yaml``: the class of each verb."""
    content = load_yaml("coverage/action_classes.yaml")
    return {verb: name for name, verbs in content["classes"].items() for verb in verbs}


@cache
def figure_pattern() -> re.Pattern[str]:
    """``figures.yaml``: a number with its unit, or a word that is one; a year (2021年) is no figure."""
    content = load_yaml("coverage/figures.yaml")
    units = _any(content["units"])
    number = r"(?:\d{1,9}(?:\.\d{1,4})?|[一二两三四五六七八九十百千]{1,5})"
    return re.compile(rf"(?<![\d.第])(?!\d{{4}}年(?![底末])){number}(?:{units})|{_any(content['words'])}")


@cache
def figure_signs() -> dict[str, str]:
    """``figures.yaml``: units that are printed in several ways, and the way in which they are compared."""
    same: dict[str, str] = load_yaml("coverage/figures.yaml")["same"]
    return same


@cache
def reference_rules() -> ReferenceRules:
    """``references.yaml``."""
    content = load_yaml("coverage/references.yaml")
    numeral = r"(?:\d{1,3}|[一二三四五六七八九十]{1,5})"
    units, joints = _any(content["units"]), _any(content["joints"])
    bracketed = rf"[（(]{numeral}[)）]"
    first = rf"(?:第(?:{bracketed}|{numeral})(?:{units})|{bracketed}(?:{units})?)"
    more = rf"(?:{joints})?第?(?:{bracketed}|{numeral})(?:{units})|(?:{joints})?{bracketed}"
    # 第三、五条: the unit stands behind the last number only.
    row = rf"第{numeral}(?:、{numeral}){{1,9}}(?:{units})"
    return ReferenceRules(
        listed=re.compile(rf"[》）)”’]{{0,3}}(?P<list>(?:{row}|{first})(?:{more}){{0,12}})"),
        single=re.compile(
            rf"(?P<joint>{joints})?第?(?:[（(](?P<bracketed>{numeral})[)）]|(?P<number>{numeral}))(?P<unit>{units})?"
        ),
        ranges=frozenset(content["ranges"]),
        outer=frozenset(content["outer"]),
    )
