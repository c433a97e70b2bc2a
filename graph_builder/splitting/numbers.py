"""Document numbers as keys: the same number in two prints, with and without its issuer, gives keys that agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.splitting.forms import squash, tight

_YEARED = re.compile(r"([\u4e00-\u9fffA-Za-z（）()]{0,24})[〔\[［（(【](\d{4})[〕\]］）)】][—－\-第]{0,2}(\d{1,5})号?")
_ANNUAL = re.compile(r"([\u4e00-\u9fff]{0,50})(\d{4})年第(\d{1,4})号")
_SERIAL = re.compile(r"([\u4e00-\u9fff]{0,40})第(\d{1,4})号")
_FILLER = re.compile(r"公告|第|令|文号|发文字号|国家(?=税务)")
_SAME_PREFIX = 0.5


@dataclass(frozen=True, slots=True)
class Number:
    """A document number taken apart: issuer sign, year and serial. ``year`` is empty where none is printed."""

    prefix: str
    year: str
    serial: str

    @property
    def key(self) -> tuple[str, str]:
        """What must be equal in two prints of one number."""
        return self.year, self.serial


def parse_number(text: str) -> Number | None:
    """The first document number in the text, ``None`` where there is none."""
    compact = tight(text)
    if "第" not in compact and not any(mark in compact for mark in "〔[［（(【"):
        return None
    for form in (_YEARED, _ANNUAL):
        found = form.search(compact)
        if found:
            return Number(_FILLER.sub("", squash(found[1])), found[2], found[3].lstrip("0"))
    found = _SERIAL.search(compact)
    return Number(_FILLER.sub("", squash(found[1])), "", found[2].lstrip("0")) if found else None


def all_numbers(text: str) -> list[Number]:
    """All numbers with a year in a text without blanks."""
    return [
        Number(_FILLER.sub("", squash(found[1])), found[2], found[3].lstrip("0"))
        for form in (_YEARED, _ANNUAL)
        for found in form.finditer(text)
    ]


def agreement(one: Number | None, other: Number | None) -> float:
    """How far two numbers agree: 1 for the same, 0.6 where one lacks its sign, 0 for an unknown one, else less."""
    if one is None or other is None:
        return 0.0
    if one.key != other.key:
        return -0.4
    if one.prefix == other.prefix:
        return 1.0
    if not one.prefix or not other.prefix or one.prefix.endswith(other.prefix) or other.prefix.endswith(one.prefix):
        return 0.6
    shared = len(set(one.prefix) & set(other.prefix)) / max(len(set(one.prefix)), len(set(other.prefix)))
    return 0.4 if shared >= _SAME_PREFIX else -0.2
