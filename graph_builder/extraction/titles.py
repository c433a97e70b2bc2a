"""Titles in 《》 with the number behind them, and the names that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.agencies import Regions
from graph_builder.extraction.mention import Citation, Form
from graph_builder.extraction.numbers import find_numbers, normal
from graph_builder.extraction.targets import kind_of, kind_of_number

MAX_TITLE = 260
"""Longest title that is believed, in characters; a 《 that does not close within is damage."""
_MARK = re.compile(r"[《》〈〉\n]")
_BRACKET = re.compile(r"[ ]?[（(\[]((?:[^（）()\[\]\n]|[（(\[][^（）()\[\]\n]{0,30}[）)\]]){1,160})[）)\]]")
_ROUND = re.compile(r"[ ]?[（(]((?:[^（）()\n]|[（(][^（）()\n]{0,30}[）)]){1,160})[）)]")
"""The bracket behind a title. A year inside may be in brackets of two kinds: （示政发[2009〕60号）."""
_SUFFIX = re.compile(r"[（(](?:试行|暂行|修订(?:稿)?|(?:19|20)\d{2}年?(?:版|修订|修正)?(?:本)?)[）)]")
_DEFINES = re.compile(
    r"(?:以下|下文|下)(?:统一)?(?:简称|称)为?[:：]?(?:《([^《》]{1,40})》|[“\"「]([^”\"」]{1,40})[”\"」]|([^，。；、）)”》]{2,30}))"
)
_OWN_ANNEX = re.compile(r"^(?:详见|见|附后|参见)?(?:本通知)?(?:附件|附后|附表|附录)")
_ISSUED_WITH = re.compile(r"(?:文件?)?(?:印发|发布|公布|附件)")
_NO_LETTERS = re.compile(r"以下|简称|见|第|^(?:根据|按照|依据|依照|按|由|以|经|已|原|即|执行)")
_CARRIES_OUT = re.compile(r"(?:贯彻)?(?:实施|执行)\Z")
_CARRYING = 6
_LOCAL_KIND = re.compile(r"(?:的?(?:若干规定|实施办法|实施细则|办法|细则|规定|条例))(?![\u4e00-\u9fff]{0,2}》)")
_AND_DETAILS = re.compile(r"(?:及|和)其(实施细则|实施条例|实施办法|实施意见)")
_ALIAS_WORTH = re.compile(
    r"公告|通知|号|办法|意见|文件?$|清单|方案|措施|规定|条例|细则|计划|规划|决定|指南|要点|条|法|纲要|目录|名录|标准|政策"
)
_LOST_CLOSE = re.compile(
    r"《[^《》\n。，；（）()]{0,60}?(?:关于[^《》\n。]{4,120}?的(?:若干|指导|实施|补充|紧急)?(?:通知|意见|公告|决定|批复|函)"
    r"|(?:办法|规定|条例|细则|方案|措施|计划|规划|要点|指南))"
    r"(?=[（(][^（）()\n]{0,16}(?:[〔\[［【﹝(（](?:19|20)\d{2}|公告|令|(?:19|20)\d{2}年第))"
)


def title_spans(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of outermost titles, the marks included; a 《 that never closes in its passage is left out."""
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign == "《":
            # nesting is by 〈〉 (GB/T 15834-2011, 4.15) or, in careless texts, by 《》 once more
            if (lost := list(_unclosed(text, opened, at))) != []:
                yield from lost
                opened.clear()
            opened.append(at)
        elif sign == "》" and opened:
            start = opened.pop()
            if at - start > MAX_TITLE:
                opened.clear()
            elif not opened:
                if at > start + 1:
                    yield start, at + 1
            elif _closes_all(text, at):
                yield opened[0], at + 1
                opened.clear()
        elif sign == "\n":
            yield from _unclosed(text, opened, at)
            opened.clear()
    yield from _unclosed(text, opened, len(text))


def _closes_all(text: str, at: int) -> bool:
    """《A《B》的通知（no second 》）: a mark is missing when the next one opens before any closes."""
    following = text.find("》", at + 1, at + MAX_TITLE)
    newline = text.find("\n", at + 1, at + MAX_TITLE)
    reopening = text.find("《", at + 1, at + MAX_TITLE)
    if following < 0 or (0 <= newline < following) or (0 <= reopening < following):
        return not (0 <= reopening < following and reopening - at <= 2)
    return False


def _unclosed(text: str, opened: list[int], end: int) -> Iterator[tuple[int, int]]:
    """《关于…的通知（号）: a title whose closing mark was lost still ends at its document type."""
    if len(opened) == 1 and (lost := _LOST_CLOSE.match(text, opened[0], min(end, opened[0] + MAX_TITLE))) is not None:
        yield lost.span()


def find_titles(text: str) -> Iterator[Citation]:
    """Every title, and with it the numbers of documents that amended it and 其实施细则, as mentions of their own."""
    for start, end in title_spans(text):
        yield from _title(text, start, end)


def _title(text: str, start: int, end: int) -> Iterator[Citation]:
    local = _local_rules(text, start, end)
    if local is not None:
        start, end = local
        title = text[start:end]
    else:
        title = (text[start + 1 : end - 1] if text[end - 1] == "》" else text[start + 1 : end]).strip()
    outer = end
    if (suffix := _SUFFIX.match(text, outer)) is not None:
        title += suffix.group()
        outer = suffix.end()
    if text[outer : outer + 1] == "》":  # doubled by the scanner
        outer += 1
    number, issued_with, own_annex, damaged = None, False, False, False
    defines: list[str] = []
    amending: list[Citation] = []
    for _ in range(2):
        bracket = _ROUND.match(text, outer) or _BRACKET.match(text, outer)
        if bracket is None:
            break
        content = bracket.group(1)
        found = next(find_numbers(content), None)
        named = list(_defined(content))
        if _OWN_ANNEX.match(content):
            own_annex = True
        elif found is not None and number is None:
            number, damaged = _whole_number(content, found.start, found.text), found.damaged
            issued_with = is_issued_with(content, found.end, found.text)
            amending = list(_amending(content, found.end, bracket.start(1)))
        elif not named:
            break
        defines.extend(named)
        outer = bracket.end()
    direct = next(find_numbers(text, outer, min(len(text), outer + 30)), None) if number is None else None
    if direct is not None and direct.start == outer:
        number, outer, damaged = direct.text, direct.end, direct.damaged
    inside = _number_in_marks(title) if number is None else None
    yield Citation(
        start,
        end,
        outer,
        Form.NUMBER if inside else Form.TITLE,
        None if inside else title,
        inside or number,
        kind_of_number(inside) if inside else kind_of(title),
        issued_with,
        own_annex,
        tuple(defines),
        damaged=damaged,
    )
    yield from amending
    if (details := _AND_DETAILS.match(text, outer)) is not None:
        base = re.sub(r"^中华人民共和国", "", title)
        yield Citation(
            details.start(1),
            details.end(),
            details.end(),
            Form.LAW,
            base + details.group(1),
            kind=kind_of(base + details.group(1)),
            inferred=True,
        )


def _number_in_marks(title: str) -> str | None:
    """The number that stands in 《》 in place of a title: 《财政部 税务总局公告2023年第12号》."""
    number = next(find_numbers(title), None)
    whole = number is not None and number.end == len(title) and not number.damaged and "关于" not in title
    return _whole_number(title, number.start, number.text) if number is not None and whole else None


def _local_rules(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name of local rules begins and ends that holds the title of a law: 某省实施《某法》办法."""
    carries, kind = _CARRIES_OUT.search(text, max(0, start - _CARRYING), start), _LOCAL_KIND.match(text, end)
    if carries is None or kind is None:
        return None
    named = next(Regions.load().every_form.to_right(text, carries.start()), None)
    return (named[0], kind.end()) if named else None


def is_issued_with(text: str, end: int, number: str) -> bool:
    """Whether a number that ends at ``end`` is that of a notice that issued the text named beside it, not of the text
    itself: 财税〔2016〕36号印发.

    An order and the regulation that it makes public are one document.
    """
    return _ISSUED_WITH.match(text, end) is not None and not number.rstrip("0123456789号").endswith("令第")


def _amending(content: str, start: int, offset: int) -> Iterator[Citation]:
    """The numbers behind the first in a bracket: （2013年第65号，2018年第31号修改）."""
    for number in find_numbers(content, start):
        if re.match(r"文?件?(?:修改|修订|修正|公布|令)", content[number.end : number.end + 6]):
            at, end = offset + number.start, offset + number.end
            yield Citation(at, end, end, Form.NUMBER, None, number.text, damaged=number.damaged)


def _whole_number(content: str, start: int, found: str) -> str:
    """In the bracket behind a title all before the year belongs to the number: （财政部税务总局公告2020年第8号）."""
    lead = re.split(r"[，,；;]", content[:start])[-1]
    return normal(lead + found) if lead and len(lead) <= 40 and not _NO_LETTERS.search(lead) else found


def _defined(content: str) -> Iterator[str]:
    for match in _DEFINES.finditer(content):
        if match.group(1):
            yield match.group(1)
        else:
            name = (match.group(2) or match.group(3)).strip()
            if _ALIAS_WORTH.search(name):
                yield name
