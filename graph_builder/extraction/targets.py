"""What a title names: a law, a rule, a policy, or a paper that is no document at all.

Knowledge: relations/targets.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.knowledge import load_yaml


@dataclass(frozen=True, slots=True)
class TargetKind:
    """A kind of target: its name, whether it is a document, whether it gives legal authority."""

    name: str
    target: bool
    standing: bool


UNKNOWN = TargetKind("unknown", False, False)
"""A title whose last words tell nothing; it counts only with a number."""


_ORDER = re.compile(r"令(?:[〔（(]?(?:19|20)\d{2}[年〕）)])?第?\d")


@dataclass(frozen=True, slots=True)
class _Table:
    endings: re.Pattern[str]
    kinds: dict[str, TargetKind]
    suffix: re.Pattern[str]


@cache
def _table() -> _Table:
    content: dict[str, Any] = load_yaml("relations/targets.yaml")
    kinds: dict[str, TargetKind] = {}
    for entry in content["kinds"]:
        for ending in entry["endings"]:
            kinds.setdefault(ending, TargetKind(entry["kind"], entry["target"], entry["standing"]))
    # the leftmost match is the longest ending: 清单 before 单, 办法 before 法
    endings = re.compile("(?:" + "|".join(re.escape(word) for word in sorted(kinds, key=len, reverse=True)) + ")$")
    return _Table(endings, kinds, re.compile(content["suffix"]))


@cache
def kind_of(title: str) -> TargetKind:
    """The kind of the document that a title (without 《》) names; :data:`UNKNOWN` where its ending tells nothing."""
    table = _table()
    bare = table.suffix.sub("", title) or title
    match = table.endings.search(bare)
    return table.kinds[match.group()] if match else UNKNOWN


def kind_of_number(number: str) -> TargetKind:
    """The kind of the document that a number alone names: an order (财政部令第5号) makes a rule public."""
    return kind_of("规定") if _ORDER.search(number) else UNKNOWN
