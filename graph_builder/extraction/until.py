"""The date that a prolongation runs to: 执行至2020年12月31日, 延长到2020年6月底, 延续至今年年底."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

_UNTIL = re.compile(
    r"(?:至|到)(?:(?P<year>\d{4})年|(?P<this>今年|本年)|(?P<next>明年|次年))?"
    r"(?:年?(?P<yearend>底|末|年底|年末)|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<monthend>底|末|份)?))"
)
_PROLONGS = re.compile(r"延长|延续|顺延|继续|执行至|执行到|有效期至|实施至|延至|延期|展期")
_LENGTH = re.compile(r"(?:期限|有效期|执行|实施|为)?[\d一二三四五六七八九十两半]{1,3}(?:年(?![\d底末])|个月)")
_OF_ITSELF = re.compile(r"本(?:通知|公告|意见|办法|规定|细则|方案|措施|决定)|以上|上述措施|之日起(?:施行|实施|执行)")
_STOPS = "。；\n"


def end_date(text: str, start: int, issued_on: date | None) -> date | None:
    """The new end date that stands behind ``start`` in the same paragraph or the next one, after a word of prolonging.

    A year that is not said is the year of issue. ``None`` where there is no such date, where a length is stated in its
    place (延长三年), and for the days of the document itself (本办法有效期至…).
    """
    stop = text.find("\n", text.find("\n", start) + 1 if text.find("\n", start) >= 0 else start)
    window = text[start : stop if stop > 0 else len(text)][:1200]
    for word in _PROLONGS.finditer(window):
        begin, end = _sentence(window, word.start())
        if begin and _OF_ITSELF.search(window, begin, word.start()):
            continue
        match = _UNTIL.search(window, word.start(), min(end, word.end() + 40))
        if match is not None and (found := _date(match, issued_on)) is not None:
            return found
        if _LENGTH.match(window, word.end()):
            return None
    return None


def _sentence(text: str, at: int) -> tuple[int, int]:
    ends = [place for mark in _STOPS if (place := text.find(mark, at)) >= 0]
    return max(text.rfind(mark, 0, at) for mark in _STOPS) + 1, min(ends, default=len(text))


def _date(match: re.Match[str], issued_on: date | None) -> date | None:
    year = int(match["year"]) if match["year"] else (issued_on.year if issued_on else None)
    if year is None:
        return None
    if match["next"]:
        year += 1
    if not MINYEAR <= year <= MAXYEAR:  # 0000年 is damage
        return None
    if match["yearend"]:
        return date(year, 12, 31)
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else last
    return date(year, month, day) if 1 <= day <= last else None
