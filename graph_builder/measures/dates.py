"""Dates and periods as they are printed in provisions, with the year carried over."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2}年|今年|本年度?|当年|明年|次年)?(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日(?:零时|\d{1,2}[时点](?=[止前至]))?|(?P<end>底|末|下旬)|初|[上中]旬)?"
    r"|(?P<year2>(?:19|20)\d{2}年|今年|本年度?|明年)年?(?P<end2>底|末)"
    r"|(?P<year3>(?:19|20)\d{2}年|今年|明年)(?P<part>上半年|下半年|第?[一二三四1-4]季度)"
    r"|(?<![\u4e00-\u9fff])(?<!\d)(?P<end4>年底)"
)
_BETWEEN = re.compile(
    r"(?:零时|\d{1,2}[时点])?(?:起|开始)?(?:[（(][^（）()]{0,10}[）)])?(?:，?(?:至|到)|—{1,2}|－|-|~|～)"
)
_PARTS = {"上半年": (1, 6), "下半年": (7, 12)}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ISSUE_DAY = re.compile(r"(?<=[自从])[\u4e00-\u9fff]{0,6}?(?:印发|发布|公布|下发|发文)之?日起?(?=至|到)")


@dataclass(frozen=True, slots=True)
class Span:
    """A printed date, or a period of two, at ``start:end`` of the text. Either bound may be unknown.

    ``is_part`` marks a half or a quarter of a year.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    is_period: bool = False
    is_part: bool = False


def spans(text: str, issued_on: date | None) -> list[Span]:
    """The dates of ``text`` in order, two that 至 joins as one period.

    A date without a year takes that of the date before it in the text, and without one that of ``issued_on``; one
    for which neither tells a year is left out. A month as the first day is its first, as the last day its last day.
    """
    result: list[Span] = []
    for one in _points(text, issued_on):
        before = result[-1] if result else None
        if before and not before.is_period and not before.is_part and _BETWEEN.fullmatch(text, before.end, one.start):
            result[-1] = _period(before, one)
        elif issue := _issue_day_before(text, one.start):
            result.append(Span(issue, one.end, issued_on, one.last, is_period=True))
        else:
            result.append(one)
    return [span for span in result if span.last]


def _period(before: Span, behind: Span) -> Span:
    first, last = before.first, behind.last
    if first is None or last is None:
        return Span(before.start, behind.end, None, None, is_period=True)
    if last < first and last.year == first.year:  # 11月1日至3月31日
        last = _same_day(last, last.year + 1)
    return Span(before.start, behind.end, first, last, is_period=True)


def _issue_day_before(text: str, end: int) -> int | None:
    """Where 印发之日起 begins, if it opens a period that ends with the date at ``end``."""
    if text[end - 1 : end] not in ("至", "到"):
        return None
    begin = max(end - 20, 0)
    match = _ISSUE_DAY.search(text, begin, end)
    return match.start() if match and match.end() == end - 1 else None


def _points(text: str, issued_on: date | None) -> Iterator[Span]:
    """The single dates; one whose year cannot be told has no bounds."""
    year = issued_on.year if issued_on else None
    written = None
    for match in _DATE.finditer(text):
        printed = match["year"] or match["year2"] or match["year3"]
        own = _year(printed, issued_on, written)
        at = own if printed else year
        if own is not None and printed not in ("明年", "次年"):
            year = written = own
        if at is None:
            yield Span(match.start(), match.end(), None, None)
        elif bounds := _bounds(match, at):
            first, last = bounds
            yield Span(match.start(), match.end(), first, last, is_part=match["part"] is not None)


def _year(printed: str | None, issued_on: date | None, written: int | None) -> int | None:
    """The year that is printed; 次年 counts from the year ``written`` before it, 当年 of a standing rule is none."""
    if printed is None or printed == "当年":
        return None
    if printed[0].isdigit():
        return int(printed[:4])
    if printed == "次年":
        return written + 1 if written else None
    return issued_on.year + (printed == "明年") if issued_on else None


def _bounds(match: re.Match[str], year: int) -> tuple[date, date] | None:
    if match["part"]:
        part = match["part"]
        first, last = _PARTS.get(part) or _quarter(part)
        return date(year, first, 1), _month_end(year, last)
    if match["end2"] or match["end4"]:
        return date(year, 12, 31), date(year, 12, 31)
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    if match["day"]:
        day = int(match["day"])
        if not 1 <= day <= monthrange(year, month)[1]:
            return None
        return date(year, month, day), date(year, month, day)
    last_day = _month_end(year, month)
    return (last_day if match["end"] else date(year, month, 1)), last_day


def _quarter(part: str) -> tuple[int, int]:
    number = _QUARTERS[part.strip("第季度")]
    return 3 * number - 2, 3 * number


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
