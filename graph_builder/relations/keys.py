"""Keys by which citations find documents: what different printings of one title or number have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.extraction.numbers import key as number_key
from graph_builder.extraction.numbers import short_key, year_of
from graph_builder.knowledge import load_yaml

__all__ = [
    "LONG_NAME",
    "folded",
    "number_key",
    "number_slip",
    "short_key",
    "slip_forms",
    "title_core",
    "title_key",
    "title_slip",
    "without_issuers",
    "year_of",
]

LONG_NAME = 16
"""Shorter titles are too much alike to be compared loosely."""

_SQUASH = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]")
_COUNTRY = re.compile(r"^中华人民共和国(?=.*(?:法|条例|典|细则|办法|规定)$)")
_SPAN_YEAR = re.compile(r"((?:19|20)\d{2}(?:19|20)\d{2})年")  # （2020—2025年） and （2020—2025） are one
# What the name of a body ends with; 内地与香港关于… names no issuer.
_ISSUER = re.compile(
    r"(?:[部委局厅府办院会行署组室央司团队社]|部门|总队|中心|公司|机制|法院|海关|军区|印发|转发|发布|批转)$"
)
_MAX_ISSUERS = 60
# 某省人民政府办公厅转发省农业厅关于…的通知 is not the department's own 关于…的通知
_PASSES_ON = re.compile(
    r"(?:(?!关于|转发|批转)[^《》]){2,60}(?<=[部委局厅府办会行署院])(转发|批转)(?!关于)[^《》〈〉]{2,60}关于"
)


@cache
def _look_alikes() -> dict[int, str | None]:
    groups = load_yaml("relations/look_alikes.yaml")["groups"]
    alike = {ord(other): group["characters"][0] for group in groups for other in group["characters"][1:]}
    return alike | {ord("的"): None}  # 关于X的实施意见 is forwarded as X实施意见


def title_key(title: str) -> str:
    """A title with nothing but what tells it from others: no blanks, marks or brackets, laws without 中华人民共和国."""
    return _SPAN_YEAR.sub(r"\1", _COUNTRY.sub("", _SQUASH.sub("", title)))


def folded(key: str) -> str:
    """A title key by which scans are found, too: of characters that look alike one stands for all, and no 的 counts.

    Knowledge: relations/look_alikes.yaml.
    """
    return key.translate(_look_alikes())


def title_core(title: str) -> str:
    """:func:`title_key` from 关于 on: a title without the issuers in front. The whole key where there is no 关于."""
    whole = title_key(title)
    if (passing := _PASSES_ON.match(whole)) is not None:
        return whole[passing.start(1) :]
    at = whole.find("关于")
    return whole[at:] if 0 < at <= _MAX_ISSUERS and _ISSUER.search(whole, 0, at) else whole


def without_issuers(title: str) -> str:
    """A title as the export contract shows it: from 关于 on, where what stands before it can be issuers."""
    if (passing := _PASSES_ON.match(title)) is not None:
        return title[passing.start(1) :]
    at = title.find("关于")
    issuers = 0 < at <= _MAX_ISSUERS and _ISSUER.search(title, 0, at) and not title.startswith(("印发", "转发"))
    return title[at:] if issuers else title


_FILLERS = frozenset(["的", "了", "和", "与", "及", "等", "之", "有关", "相关", "工作"])
_TELLING = re.compile(r"[0-9一二三四五六七八九十百千省市县区国年月季]|延|补充|修改|废止|停|取消|恢复|再")
_VERY_LONG = 30
_EDGE = 6
"""So many characters at either end of a title must agree: there the words stand that tell titles apart."""
_MAX_SLIP = 2


def title_slip(one: str, other: str) -> bool:
    """Whether one title key has a filler or a doubled word more than the other, in one place: 发展发展, 感染的肺炎.

    Inside a very long title any two characters may be missing that tell nothing apart. Another character in place of
    one (切实, 扎实) makes another title.
    """
    if abs(len(one) - len(other)) > _MAX_SLIP:
        return False
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    end = 0
    while end < len(short) - start and short[-1 - end] == long[-1 - end]:
        end += 1
    less, more = short[start : len(short) - end], long[start : len(long) - end]
    if less or not more:
        return False
    if more in _FILLERS or long[max(0, start - len(more)) : start] == more:
        return True
    inside = start > _EDGE and end > _EDGE
    return inside and len(long) >= _VERY_LONG and not _TELLING.search(more)


def slip_forms(name: str) -> Iterator[str]:
    """The shorter title keys that :func:`title_slip` may take for ``name``, some of them more than once."""
    inside = len(name) >= _VERY_LONG
    for size in range(1, _MAX_SLIP + 1):
        for at in range(len(name) - size + 1):
            more = name[at : at + size]
            doubled = name[max(0, at - size) : at] == more
            free = inside and at >= _EDGE and len(name) - at - size >= _EDGE and not _TELLING.search(more)
            if doubled or free or more in _FILLERS:
                yield name[:at] + name[at + size :]


def number_slip(one: str, other: str) -> bool:
    """Whether two number keys differ as a scanner or typist errs: one sign wrong, missing or doubled."""
    if one == other or abs(len(one) - len(other)) > 1 or not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]
