"""Document numbers (发文字号, GB/T 9704-2012, 7.2.5): their one spelling, and what their letters say of the issuer."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from graph_builder.agencies import AgencyRegistry
from graph_builder.fields.dates import WIDE_DIGITS
from graph_builder.knowledge import load_yaml

_BLANK = re.compile(r"[\s\u3000\ufeff]|\*\*")
_YEAR = re.compile(r"[〔\[［【（({﹝]((?:19|20)\d{2})[〕\]］】）)}﹞]")
_NAMED = re.compile(r"[\u4e00-\u9fff、·]{2,60}?(?=公告|通告|令|$)")
_LETTERS = re.compile(r"[\u4e00-\u9fff]+")
_STEM_ENDS = ("", "厅", "局", "委员会")


@dataclass(frozen=True, slots=True)
class _Letters:
    national: dict[str, tuple[str, ...]]
    provinces: dict[str, str]
    provincial: dict[str, str]
    whole: dict[str, tuple[str, tuple[str, ...]]]
    """The province and the issuers of letters that are no sum of their parts."""


@cache
def _letters() -> _Letters:
    content = load_yaml("documents/number_issuers.yaml")
    return _Letters(
        {entry["prefix"]: tuple(entry["issuers"]) for entry in content["national"]},
        content["provinces"],
        {entry["prefix"]: entry["stem"] for entry in content["provincial"]},
        {entry["prefix"]: (entry["province"], tuple(entry["issuers"])) for entry in content["whole"]},
    )


def normalise_number(printed: str) -> str:
    """The number without blanks and outer brackets, digits half-width, the year in 〔〕: 国办发[2020] 6号 becomes
    国办发〔2020〕6号."""
    text = _BLANK.sub("", printed).translate(WIDE_DIGITS)
    if _is_bracketed(text):
        text = text[1:-1]
    return _YEAR.sub(r"〔\1〕", text)


def _is_bracketed(text: str) -> bool:
    """Whether one pair of round brackets holds the whole text."""
    if text[:1] not in ("（", "(") or text[-1:] not in ("）", ")"):
        return False
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in "（(") - (sign in "）)")
        if depth == 0:
            return place == len(text) - 1
    return False


def region_of_number(number: str) -> str | None:
    """Full name of the province whose short name stands at the head of ``number``, or ``None``."""
    head = _LETTERS.match(number)
    if head is None or _longest(head.group(), _letters().national) is not None:
        return None
    if (found := _longest(head.group(), _letters().whole)) is not None:
        return _letters().whole[found][0]
    province = _letters().provinces.get(number[0])
    if province and _longest(head.group()[1:], _letters().provincial):
        return province
    return None


def issuers_of_number(number: str, registry: AgencyRegistry) -> tuple[str, ...]:
    """Full names of the issuers that the letters of ``number`` stand for; empty where they do not tell."""
    head = _LETTERS.match(number)
    if head is None:
        return ()
    letters = head.group()
    if re.search(r"(?:公告|通告|令)", letters + number[len(letters) : len(letters) + 1]):
        return _named(letters, registry)
    if (found := _longest(letters, _letters().national)) is not None:
        return _letters().national[found]
    if (found := _longest(letters, _letters().whole)) is not None:
        return _letters().whole[found][1]
    province = _letters().provinces.get(letters[0])
    stem = _longest(letters[1:], _letters().provincial)
    if province is None or stem is None:
        return ()
    for end in _STEM_ENDS:
        agency = registry.resolve(province + _letters().provincial[stem] + end)
        if agency is not None and agency.known:
            return (agency.name,)
    return ()


def _named(letters: str, registry: AgencyRegistry) -> tuple[str, ...]:
    """Issuers spelled out ahead of 公告 or 令: 财政部税务总局公告2020年第8号."""
    name = _NAMED.match(letters)
    if name is None:
        return ()
    return tuple(agency.name for agency in registry.split_names(name.group()))


def _longest(text: str, prefixes: Collection[str]) -> str | None:
    for length in range(min(len(text), 8), 0, -1):
        if text[:length] in prefixes:
            return text[:length]
    return None
