"""Dates as documents print them: 2020年3月5日, 二〇二〇年三月五日, 2020-03-05, and months of three kinds of zero."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

_HAN = dict.fromkeys("〇○零ＯO0", 0) | {sign: at for at, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_YEAR = r"(?:\d{4}|[一二][〇○零ＯO0一二三四五六七八九]{3})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE_PATTERN = rf"{_YEAR}年{_SMALL}月{_SMALL}日"
"""A full date, blanks removed."""
_DATE = re.compile(rf"({_YEAR})年({_SMALL})月({_SMALL})日?|(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)")
_DECEMBER = 12


def number(text: str) -> int | None:
    """A number up to 99 in digits or Chinese numerals; ``None`` for anything else."""
    text = text.translate(WIDE_DIGITS)
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(sign in _HAN or sign == "十" for sign in text):
        tens, ten, units = text.rpartition("十")
        if not ten:
            return int("".join(str(_HAN[sign]) for sign in text))
        if len(tens) > 1 or len(units) > 1 or "十" in tens:
            return None
        return (_HAN[tens] if tens else 1) * 10 + (_HAN[units] if units else 0)
    return None


def make_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The date, or ``None`` where there is no such day."""
    try:
        return date(year or 0, month or 0, day or 0)
    except (ValueError, OverflowError):
        return None


def parse_date(text: str) -> date | None:
    """The first full date in ``text`` (blanks do not matter), or ``None``."""
    match = _DATE.search(re.sub(r"\s", "", text).translate(WIDE_DIGITS))
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return make_date(number(year), number(month), number(day))


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month where it is shorter."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(year: int, month: int) -> date | None:
    """The last day of a month."""
    if not (1 <= month <= _DECEMBER and date.min.year <= year <= date.max.year):
        return None
    return date(year, month, monthrange(year, month)[1])
