"""Orders: a law, regulation or list that is published by an order (国务院令第…号) printed in front of it."""

from __future__ import annotations

import re

from graph_builder.splitting.forms import LineKind, bare, is_agency, kind_of, squash, tight
from graph_builder.splitting.similarity import likeness

_FARTHEST = 60
_ORDER = re.compile(r".{0,60}(?:令|公告)")
_ORDER_WITH_NUMBER = re.compile(r".{0,60}(?:令|公告)[(（]?(?:\d{4}年)?第\d{1,4}号[)）]?")
_PUBLISHES = re.compile(r"公布|发布|施行|颁布")
_TITLE_MARKS = re.compile(r"《([^《》]{2,120})》")
_SAME = 0.75


def order_before(lines: tuple[str, ...], start: int, floor: int, title: str) -> int:
    """The first line of the order that publishes the text headed at line ``start``, ``start`` if there is none.

    Looked for is a line that ends in 令 or 公告 with a number, below line ``floor``, and below it the sentence that
    publishes a text named like ``title`` (squashed, without issuers).
    """
    if not any("令" in raw or "公告" in raw for raw in lines[max(floor, start - _FARTHEST) : start - 1]):
        return start
    publishes = False
    below_number = False
    for number in range(start - 1, max(floor, start - _FARTHEST), -1):
        raw = lines[number - 1]
        kind = kind_of(raw)
        if kind is LineKind.BLANK:
            continue
        text = tight(bare(raw))
        publishes = publishes or (_PUBLISHES.search(text) is not None and _names(raw, title))
        if kind is LineKind.NUMBER:
            if publishes and _ORDER_WITH_NUMBER.fullmatch(text):
                return _first_issuer(lines, number, floor)
            below_number = True
            continue
        if below_number and publishes and _ORDER.fullmatch(text):
            return _first_issuer(lines, number, floor)
        below_number = False
    return start


def _names(raw: str, title: str) -> bool:
    quoted = [squash(name) for name in _TITLE_MARKS.findall(raw)]
    return any(name in title or title in name or likeness(name, title) >= _SAME for name in quoted)


def _first_issuer(lines: tuple[str, ...], number: int, floor: int) -> int:
    """The first of the issuer lines directly above line ``number``: an order of several bodies names each in a line."""
    first = number
    for above in range(number - 1, max(floor, number - 12), -1):
        text = tight(bare(lines[above - 1]))
        if not text:
            continue
        if not (is_agency(text) or text.endswith("令")):
            break
        first = above
    return first
