"""From when and until when a document holds, where it says so for itself as a whole.

立法技术规范（试行）(一), 24-26 and the rules of the ministries on 规范性文件 have the text end in such a statement:
本办法自…起施行，有效期…. ``data/documents/effect.yaml`` holds its words, with examples and counter-examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from graph_builder.fields.dates import WIDE_DIGITS, add_months, end_of_month, make_date, number
from graph_builder.fields.kinds import kind_words
from graph_builder.knowledge import load_yaml

_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})年)?"
    r"(?:(?P<{0}m>\d{{1,2}})月(?:(?P<{0}d>\d{{1,2}})日)?|(?<=年)(?P<{0}last>年?[底末]))"
    r"(?:零时|\d{{1,2}}[时:：](?:00)?)?(?P<{0}close>[底末])?"
)
_LABEL = re.compile(
    r"\A\s*(?:第[一二三四五六七八九十百零〇\d]{1,6}条(?:[（(][^（）()]{2,12}[）)])?|[一二三四五六七八九十]{1,4}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,4}[）)]|\d{1,2}[.．、])\s*"
)
_SENTENCE = re.compile(r"[^。；;\n]+")
_LONGEST_SENTENCE = 400
_WIDE = re.compile(r"[０-９]")
_PROMULGATED = re.compile(
    r"(?:^|[，,、》])(?:现|特|兹)(?:将[^。]{0,160}?|予以?|正式)?(?:公布|发布|颁布|印发|下发)"
    r"[^，,。]{0,12}[，,](?:并)?(?=自|从)"
)
_FILLER = re.compile(
    r"(?:由[^，,]{1,80}|已?经[^，,]{1,80}(?:同意|通过|批准)|除[^，,]{1,40}外|如?无[^，,]{1,30}|原则上|其中)$"
)
_ARTICLES = re.compile(r"第[^，,。；（(]{1,20}?(?:条|款|项)(?=自|从)")


@dataclass(frozen=True, slots=True)
class Effect:
    """The first and the last day that a document holds, each where it is stated."""

    first: date | None = None
    last: date | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Subject, beginning, term and end of a statement, from the words of ``effect.yaml``."""
    words = load_yaml("documents/effect.yaml")
    verbs, issued, term = (_either(words[key]) for key in ("takes_effect", "issued", "term"))
    own = _either([*words["self"], *kind_words()])
    subject = rf"(?:[本此](?:{own})|(?:上述|以上|前述)(?:各项)?(?:{_either(words['ruled'])}))"
    event = rf"(?P<event>(?:[本此]?\w{{0,6}}?)(?:{issued}|通过|签署|公开发布)之?日|即日)"
    when = rf"(?:{event}|{_DAY.format('a')})"
    later = rf"(?:起?满?(?P<after>{_NUMERAL})(?P<unit>日|天|个月)后)?"
    until = rf"(?:起|开始)?(?:[至到]{_DAY.format('b')}[止内]?)?"
    begins = re.compile(
        rf"(?:统一|均|一律|正式|暂定|暂|同步|同时){{0,4}}(?:自|从|于|(?=(?:{issued})之日起))(?:[本此](?:{own}))?{when}{later}{until}(?:止)?"
        rf"(?:正式|开始|统一|同步|起|全面|全省|全市){{0,6}}(?:{verbs}|(?<=起)算)"
    )
    lasts = re.compile(
        rf"(?:的?(?:{term})(?:限|间)?|(?:{verbs}|延续|继续执行)?(?=[至到]|截[至止]|暂定))"
        r"(?:[:：]|为|暂定为?|原则上|截止?[至到]?|[至到]){0,6}"
        rf"(?:(?:自|从)?{when}{later}(?:起|开始)?(?P<range>[至到—\-－~]{{1,4}}{_DAY.format('b')})?|(?P<length>{_NUMERAL})(?P<measure>年|个月|月|天|日))"
    )
    return re.compile(subject), begins, lasts, re.compile(term)


@cache
def _hint() -> re.Pattern[str]:
    """What every statement has: spares most sentences the closer look."""
    verbs = _either(load_yaml("documents/effect.yaml")["takes_effect"])
    return re.compile(rf"[日月年期底末效时止后起至为式一始步](?:{verbs})|期")


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def find_effect(texts: Iterable[str], issued_on: date | None) -> Effect:
    """The statements that the document makes for itself in ``texts`` (paragraphs without blanks), the first of each."""
    first = last = None
    for text in texts:
        if not _hint().search(text):
            continue
        effect = _of_paragraph(text.translate(WIDE_DIGITS) if _WIDE.search(text) else text, issued_on)
        first, last = first or effect.first, last or effect.last
        if first and last:
            break
    return Effect(first, last)


def _of_paragraph(text: str, issued_on: date | None) -> Effect:
    first = last = None
    open_statement = False
    for sentence in _SENTENCE.finditer(text):
        label = _LABEL.match(sentence.group())
        tail = _statement(sentence.group()[label.end() if label else 0 :].strip(), open_statement)
        open_statement = False
        if tail is None:
            continue
        effect = _of_clauses(tail, first or issued_on, issued_on)
        first, last = first or effect.first, last or effect.last
        open_statement = effect.first is not None
    return Effect(first, last)


def _statement(sentence: str, continued: bool) -> str | None:
    """What a sentence says of the document itself, or ``None`` where its subject is another."""
    if len(sentence) > _LONGEST_SENTENCE:
        return None
    subject, begins, _, term = _patterns()
    match = subject.match(sentence)
    if match is None and (at := re.search(r"[：:，,](?=[本此上以前])", sentence)):
        match = subject.match(sentence, at.end())
    if match is not None:
        return sentence[match.end() :]
    if promulgated := _PROMULGATED.search(sentence):
        return sentence[promulgated.end() :]
    opening = begins.match(sentence)
    if opening and (opening.end() == len(sentence) or sentence[opening.end()] in "，,"):
        return sentence
    if continued and term.match(sentence):
        return sentence
    return None


def _of_clauses(tail: str, base: date | None, issued_on: date | None) -> Effect:
    """Read the clauses of a statement until one says something else."""
    _, begins, lasts, _ = _patterns()
    first = last = None
    length: re.Match[str] | None = None
    for clause in re.split(r"[，,]", tail):
        text = _ARTICLES.sub("", clause.strip(), count=1)
        if not text or (first is None and last is None and length is None and _FILLER.match(text)):
            continue
        if match := begins.match(text):
            first = first or _begin(match, issued_on)
            last = last or _day(match, "b", first or issued_on, closing=True)
        elif match := lasts.match(text):
            if match.group("length"):
                length = length or match
                continue
            from_here, until = _term(match, first or base, issued_on)
            first, last = first or from_here, last or until
        else:
            break
    if last is None and length is not None:
        last = _after(first or base, number(length.group("length")), length.group("measure"))
    return Effect(first, last)


def _begin(match: re.Match[str], issued_on: date | None) -> date | None:
    start = issued_on if match.group("event") else _day(match, "a", issued_on, closing=False)
    after = number(match.group("after") or "")
    if start is None or not after:
        return start
    return add_months(start, after) if match.group("unit") == "个月" else _shift(start, after)


def _term(match: re.Match[str], base: date | None, issued_on: date | None) -> tuple[date | None, date | None]:
    """The beginning and end that 有效期… states: a range, or an end."""
    if match.group("range"):
        start = _begin(match, issued_on)
        return start, _day(match, "b", start or issued_on, closing=True)
    if match.group("event"):
        return None, None
    return None, _day(match, "a", base or issued_on, closing=True)


def _after(base: date | None, length: int | None, measure: str) -> date | None:
    """The last day of a period of ``length`` that begins on ``base``."""
    if base is None or not length:
        return None
    if measure in ("天", "日"):
        return _shift(base, length - 1)
    return _shift(add_months(base, length * 12 if measure == "年" else length), -1)


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _day(match: re.Match[str], name: str, base: date | None, *, closing: bool) -> date | None:
    """The date of the groups ``name``; a missing year is that of ``base``, a missing day the first or last."""
    year, month, day = (match.group(name + part) for part in "ymd")
    if not (year or month):
        return None
    if match.group(name + "last") and year:
        return make_date(int(year), 12, 31)
    if not month or not (year or base):
        return None
    the_year = int(year) if year else base.year if base else 0
    if day:
        return make_date(the_year, int(month), int(day))
    return end_of_month(the_year, int(month)) if closing else make_date(the_year, int(month), 1)
