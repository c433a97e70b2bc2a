"""Whose document a title names, where nobody names the issuers: by its own words, and by who speaks.

Knowledge: relations/owners.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.agencies import Regions
from graph_builder.extraction.named import YEARLY
from graph_builder.extraction.numbers import year_of
from graph_builder.fields import Fields, doc_type_of
from graph_builder.knowledge import load_yaml

_REPORT = "政府工作报告"
_LOCAL_REPORT = re.compile(rf"(自治区|自治州|[省市县区州盟旗]){_REPORT}$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_GOVERNMENT = re.compile(r"人民政府(?:办公[厅室])?$")
_OF_ANOTHER = re.compile(r"国务院|转发")


@dataclass(frozen=True, slots=True)
class _Words:
    national: re.Pattern[str]
    types: frozenset[str]
    subjects: tuple[str, ...]


@cache
def _words() -> _Words:
    content: dict[str, Any] = load_yaml("relations/owners.yaml")
    national = content["national"]
    beginnings, not_behind = ("|".join(map(re.escape, national[key])) for key in ("beginnings", "not_behind"))
    return _Words(
        re.compile(f"(?:{beginnings})(?!{not_behind})"),
        frozenset(national["types"]),
        tuple(content["subjects"]["words"]),
    )


def is_national(title: str) -> bool:
    """Whether a title that begins with no division's name can only be that of a national document."""
    words = _words()
    return words.national.match(title) is not None or doc_type_of(title) in words.types


def is_subject(behind: str) -> bool:
    """Whether an agency that a title begins with is what it is about, by the words ``behind`` it (档案馆管理办法)."""
    return behind.startswith(_words().subjects)


def of_year(title: str, in_title: bool, voice: Fields, regions: Regions) -> str:
    """The yearly 政府工作报告 is one document a year and government, however it is named, 中央一号文件 one a year.

    Other titles stay.

    ``in_title``: it is cited in the title of ``voice``, where a local government speaks of its own report.
    """
    name = next((name for name in YEARLY if title.endswith(name)), None)
    if name is None:
        return title
    told = _YEAR.search(title)
    year = int(told.group()) if told else _own_year(voice)
    if name != _REPORT:
        return f"{year or ''}{'年' if year else ''}{name}"
    local = _LOCAL_REPORT.search(title)
    if local:
        named = regions.leading(title[told.end() :].removeprefix("年") if told else title)
        whose = named.name if named else _division(local[1], voice.region, regions)
    else:
        whose = _own_division(voice) if in_title else ""
    return f"{year or ''}{'年' if year else ''}{whose}{_REPORT}"


def _own_year(voice: Fields) -> int | None:
    return voice.issued_on.year if voice.issued_on else year_of(voice.doc_number)


def _division(word: str, region: str | None, regions: Regions) -> str:
    """The division of this kind that ``region`` is or lies in; the word itself where none is known."""
    known = regions.named(region) if region else None
    names = regions.line(known) if known else (region or "",)
    return next((name for name in names if name.endswith(word)), word)


def _own_division(voice: Fields) -> str:
    if not voice.region or _OF_ANOTHER.search(voice.full_title):
        return ""
    return voice.region if any(map(_GOVERNMENT.search, voice.issuers)) else ""
