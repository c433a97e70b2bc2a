"""Every mention of a document in a text: titles in 《》, numbers, names that the text defines, laws by their bare name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from graph_builder.extraction.numbers import find_numbers, key, normal
from graph_builder.extraction.targets import UNKNOWN, TargetKind, kind_of
from graph_builder.knowledge import load_yaml

MAX_TITLE = 260
"""Longest title that is believed, in characters; a 《 that does not close within is damage."""


class Form(StrEnum):
    """How a document is mentioned."""

    TITLE = "title"
    NUMBER = "number"
    ALIAS = "alias"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention by half-open offsets of the text. ``outer`` spans the title with its number and what it defines."""

    start: int
    end: int
    outer_end: int
    form: Form
    title: str | None = None
    number: str | None = None
    kind: TargetKind = UNKNOWN
    issued_with: bool = False
    """The number is that of the document that issued this text: （财税〔2016〕36号印发）."""
    own_annex: bool = False
    """Followed by （附件1）: a paper of the citing document itself."""
    defines: tuple[str, ...] = ()
    """Names that the text gives it: 以下简称《通知》."""
    alias: str | None = None
    """For :attr:`Form.ALIAS`: the name used."""
    inferred: bool = False
    damaged: bool = False


_MARK = re.compile(r"[《》〈〉\n]")
_BRACKET = re.compile(r"[ ]?[（(\[]((?:[^（）()\[\]\n]|[（(][^（）()\n]{0,30}[）)]){1,160})[）)\]]")
_SUFFIX = re.compile(r"[（(](?:试行|暂行|修订(?:稿)?|(?:19|20)\d{2}年?(?:版|修订|修正)?(?:本)?)[）)]")
_DEFINES = re.compile(
    r"(?:以下|下文|下)(?:统一)?(?:简称|称)为?[:：]?(?:《([^《》]{1,40})》|[“\"「]([^”\"」]{1,40})[”\"」]|([^，。；、）)”》]{2,30}))"
)
_OWN_ANNEX = re.compile(r"^(?:详见|见|附后|参见)?(?:本通知)?(?:附件|附后|附表|附录)")
_ISSUED_WITH = re.compile(r"(?:文件?)?(?:印发|发布|公布|附件)")
_AND_DETAILS = re.compile(r"(?:及|和)其(实施细则|实施条例|实施办法|实施意见)")
_ENUMERATION = re.compile(r"(?:等)?[“\"]?([两二三四五六七八九十\d]{1,2}个(?:公告|文件|通知|办法|意见|方案|规定))[”\"]?")
_ALIAS_WORTH = re.compile(r"公告|通知|号|办法|意见|文件?$|清单|方案|措施|规定|条例|细则|计划|规划|决定|指南|要点|条|法|纲要|目录|名录|标准|政策")


def find_citations(text: str) -> list[Citation]:
    """All mentions in ``text``, in order, none inside another. Line breaks part passages; no title crosses one."""
    titles: list[Citation] = []
    for citation in _titles(text):
        if citation.form is not Form.TITLE or not titles or citation.start >= titles[-1].outer_end:
            titles.append(citation)
    taken = [(citation.start, citation.outer_end) for citation in titles]
    numbers = list(_bare_numbers(text, taken))
    laws = list(_laws(text, taken))
    unmarked = list(_unmarked(text, [*taken, *((law.start, law.outer_end) for law in laws)]))
    return sorted([*titles, *numbers, *laws, *unmarked], key=lambda citation: citation.start)


# -- titles -------------------------------------------------------------------------------------------------------


def title_spans(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of outermost titles, the marks included; a 《 that never closes in its passage is left out."""
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign == "《":
            # nesting is by 〈〉 (GB/T 15834-2011, 4.15) or, in careless texts, by 《》 once more
            opened.append(at)
        elif sign == "》" and opened:
            start = opened.pop()
            if at - start > MAX_TITLE:
                opened.clear()
            elif not opened:
                if at > start + 1:
                    yield start, at + 1
            elif _closes_all(text, at, opened):
                yield opened[0], at + 1
                opened.clear()
        elif sign == "\n":
            yield from _unclosed(text, opened, at)
            opened.clear()
    yield from _unclosed(text, opened, len(text))


def _closes_all(text: str, at: int, opened: list[int]) -> bool:
    """《A《B》的通知（no second 》）: a mark is missing when the next one opens before any closes."""
    following = text.find("》", at + 1, at + MAX_TITLE)
    newline = text.find("\n", at + 1)
    reopening = text.find("《", at + 1, at + MAX_TITLE)
    if following < 0 or (0 <= newline < following) or (0 <= reopening < following):
        return not (0 <= reopening < following and reopening - at <= 2)
    return False


def _unclosed(text: str, opened: list[int], end: int) -> Iterator[tuple[int, int]]:
    """《关于…的通知（号）: a title whose closing mark was lost still ends at its document type."""
    if len(opened) == 1 and (lost := _LOST_CLOSE.match(text, opened[0], min(end, opened[0] + MAX_TITLE))) is not None:
        yield lost.span()


_LOST_CLOSE = re.compile(r"《关于[^《》\n。]{4,120}?的(?:通知|意见|公告|决定|批复|函)(?=[（(][^（）()\n]{0,12}[〔\[])")


def _titles(text: str) -> Iterator[Citation]:
    for start, end in title_spans(text):
        yield from _title(text, start, end)


def _title(text: str, start: int, end: int) -> Iterator[Citation]:
    inner = text[start + 1 : end - 1] if text[end - 1] == "》" else text[start + 1 : end]
    title = inner.strip()
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
        bracket = _BRACKET.match(text, outer)
        if bracket is None:
            break
        content = bracket.group(1)
        found = next(find_numbers(content), None)
        named = list(_defined(content))
        if _OWN_ANNEX.match(content):
            own_annex = True
        elif found is not None and number is None:
            number, damaged = _whole_number(content, found.start, found.text), found.damaged
            issued_with = bool(_ISSUED_WITH.match(content, found.end))
            amending = list(_amending(content, found.end, bracket.start(1)))
        elif not named:
            break
        defines.extend(named)
        outer = bracket.end()
    if number is None and (direct := next(find_numbers(text, outer, min(len(text), outer + 30)), None)) is not None:
        if direct.start == outer:
            number, outer, damaged = direct.text, direct.end, direct.damaged
    citation = Citation(
        start,
        end,
        outer,
        Form.TITLE,
        title,
        number,
        kind_of(title),
        issued_with,
        own_annex,
        tuple(defines),
        damaged=damaged,
    )
    yield citation
    yield from amending
    if (details := _AND_DETAILS.match(text, outer)) is not None:
        base = re.sub(r"^中华人民共和国", "", title)
        yield Citation(
            details.start(1), details.end(), details.end(), Form.LAW, base + details.group(1), kind=kind_of(base + details.group(1)),
            inferred=True,
        )


def _amending(content: str, start: int, offset: int) -> Iterator[Citation]:
    """The numbers behind the first in a bracket: （2013年第65号，2018年第31号修改）."""
    for number in find_numbers(content, start):
        if re.match(r"文?件?(?:修改|修订|修正|公布|令)", content[number.end : number.end + 6]):
            at, end = offset + number.start, offset + number.end
            yield Citation(at, end, end, Form.NUMBER, None, number.text, damaged=number.damaged)


def _whole_number(content: str, start: int, found: str) -> str:
    """Inside the bracket behind a title everything before the year belongs to the number: （财政部 税务总局公告2020年第8号）."""
    lead = re.split(r"[，,；;]", content[:start])[-1]
    return normal(lead + found) if lead and len(lead) <= 40 and not re.search(r"以下|简称|见|第", lead) else found


def _defined(content: str) -> Iterator[str]:
    for match in _DEFINES.finditer(content):
        if match.group(1):
            yield match.group(1)
        else:
            name = (match.group(2) or match.group(3)).strip()
            if _ALIAS_WORTH.search(name):
                yield name


# -- numbers, laws ------------------------------------------------------------------------------------------------


def _bare_numbers(text: str, taken: list[tuple[int, int]]) -> Iterator[Citation]:
    place = 0
    for number in find_numbers(text):
        while place < len(taken) and taken[place][1] <= number.start:
            place += 1
        if place < len(taken) and taken[place][0] < number.end:
            continue
        if number.damaged and number.text.startswith("〔"):
            continue
        if not re.search(r"公告|令|通告|〔", number.text):
            continue
        line = text.rfind("\n", 0, number.start) + 1
        if text[line : number.start].strip("（( ") == "" and text[number.end : number.end + 2].strip("）) ") in ("", "\n"):
            continue  # the number line of a heading
        yield Citation(number.start, number.end, number.end, Form.NUMBER, None, number.text, damaged=number.damaged)


@dataclass(frozen=True, slots=True)
class _LawNames:
    """Bare names by length, so that each 法 is looked up and not each name searched for."""

    names: frozenset[str]
    lengths: tuple[int, ...]
    last: re.Pattern[str]
    before: frozenset[str]
    after: tuple[str, ...]


@cache
def _law_names() -> _LawNames:
    content: dict[str, Any] = load_yaml("relations/laws.yaml")
    names = frozenset([*content["laws"], *(entry["name"] for entry in content["known"])])
    endings = sorted({name[-2:] for name in names} - {name[-2:] for name in names if name.endswith("法")} | {"法"})
    return _LawNames(
        names,
        tuple(sorted({len(name) for name in names}, reverse=True)),
        re.compile("|".join(re.escape(ending) for ending in endings)),
        frozenset(content["not_before"]),
        tuple(content["not_after"]),
    )


def _laws(text: str, taken: list[tuple[int, int]]) -> Iterator[Citation]:
    table = _law_names()
    place = 0
    for match in table.last.finditer(text):
        end = match.end()
        length = next((size for size in table.lengths if text[end - size : end] in table.names and end >= size), 0)
        if not length:
            continue
        start = end - length
        if text[max(0, start - 7) : start] == "中华人民共和国":
            start -= 7
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        inside = place < len(taken) and taken[place][0] < end
        if inside or text[start - 1 : start] in table.before or text.startswith(table.after, end):
            continue
        if text[start:end] == "政府工作报告":
            of = _REPORT_OF.search(text, max(0, start - 20), start)
            start = of.start() if of is not None else start
        name = text[start:end]
        yield Citation(start, end, end, Form.LAW, name, None, kind_of(name), inferred=True)


@cache
def _unmarked_pattern() -> re.Pattern[str]:
    words: dict[str, Any] = load_yaml("relations/laws.yaml")["unmarked"]
    inside = "|".join(re.escape(word) for word in words["not_inside"])
    leads, endings, follows = (
        "|".join(re.escape(word) for word in sorted(words[name], key=len, reverse=True))
        for name in ("leads", "endings", "follows")
    )
    reach = f"{words['shortest'] - 4},{words['longest'] - 4}"
    return re.compile(f"(?:{leads})((?:(?!{inside})[\u4e00-\u9fffA-Za-z0-9]){{{reach}}}?(?:{endings}))(?={follows})")


def _unmarked(text: str, taken: list[tuple[int, int]]) -> Iterator[Citation]:
    """Plans and rules named without 《》 behind a word of carrying out."""
    for match in _unmarked_pattern().finditer(text):
        start, end = match.span(1)
        if any(at < end and start < stop for at, stop in taken):
            continue
        name = text[start:end]
        yield Citation(start, end, end, Form.LAW, name, None, kind_of(name), inferred=True)


_REPORT_OF = re.compile(r"(?:(?:19|20)\d{2}年|今年|本年)?(?:国务院|中央|[\u4e00-\u9fff]{2,3}省|省|全国|市)?$")


# -- titles without marks -----------------------------------------------------------------------------------------

_FORWARDED_TITLE = re.compile(r"(?:转发|批转)(?P<title>[^《》〈〉\n]{6,140}?)的(?:紧急)?通知$")


_WHOLE_TITLE = re.compile(r"(?:通知|意见|公告|办法|方案|规定|函|决定|措施|细则|计划|规划)$")


def forwarded_title(text: str, start: int, end: int) -> Citation | None:
    """The document that a heading forwards without 《》: 转发国务院办公厅关于…的意见的通知."""
    match = _FORWARDED_TITLE.search(text, start, end)
    if match is None:
        return None
    at, stop = match.span("title")
    title = match["title"]
    if not _WHOLE_TITLE.search(title):
        title += "的通知"  # 转发X关于Y的通知 stands for 转发《X关于Y的通知》的通知
    return Citation(at, stop, stop, Form.TITLE, title, None, kind_of(title))


# -- names that the text defines ----------------------------------------------------------------------------------


def with_aliases(text: str, citations: list[Citation]) -> list[Citation]:
    """Turn later uses of defined names into mentions of :attr:`Form.ALIAS`.

    A name counts from where it is defined on. ``《通知》`` is its use where 以下简称《通知》 came before; an undefined
    《通知》 stays a title, for the resolution to judge.
    """
    names: dict[str, int] = {}
    for citation in citations:
        for name in citation.defines:
            names.setdefault(name, citation.outer_end)
    group_names = dict(_enumerations(text, citations))
    for name, at in group_names.items():
        names.setdefault(name, at)
    if not names:
        return citations
    result: list[Citation] = []
    for citation in citations:
        title = citation.title
        if citation.form is Form.TITLE and title in names and citation.start >= names[title] and not citation.number:
            citation = replace(citation, form=Form.ALIAS, alias=title)
        result.append(citation)
    bare = [name for name in names if len(name) > 3 or re.search(r"\d|[个号]", name)]
    if bare:
        result.extend(_bare_uses(text, names, bare, result))
        result.sort(key=lambda citation: citation.start)
    return result


def _bare_uses(text: str, names: dict[str, int], bare: list[str], known: list[Citation]) -> Iterator[Citation]:
    taken = sorted((citation.start, citation.outer_end) for citation in known)
    place = 0
    pattern = re.compile("|".join(re.escape(name) for name in sorted(bare, key=len, reverse=True)))
    for match in pattern.finditer(text):
        while place < len(taken) and taken[place][1] <= match.start():
            place += 1
        if (place < len(taken) and taken[place][0] < match.end()) or match.start() < names[match.group()]:
            continue
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        yield Citation(match.start(), match.end(), match.end(), Form.ALIAS, alias=match.group())


def _enumerations(text: str, citations: list[Citation]) -> Iterator[tuple[str, int]]:
    """《A》、《B》、《C》三个公告 names the row: the later “三个公告” means all of it."""
    for last in citations:
        found = _ENUMERATION.match(text, last.outer_end)
        if found is not None and len(row_before(text, citations, last)) > 1:
            yield found.group(1), found.end()


def row_before(text: str, citations: list[Citation], last: Citation) -> list[Citation]:
    """The row of titles that ends with ``last``, only 、 和 and the like between them."""
    row = [last]
    for citation in reversed(citations[: citations.index(last)]):
        if _ROW_GAP.fullmatch(text, citation.outer_end, row[0].start) is None:
            break
        row.insert(0, citation)
    return row


_ROW_GAP = re.compile(r"[、，,和及与或]{0,3}(?:以及)?")


def enumeration_at(text: str, citation: Citation) -> str | None:
    """The name of the row that ``citation`` ends (三个公告), if it ends one."""
    found = _ENUMERATION.match(text, citation.outer_end)
    return found.group(1) if found else None


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two printings are of one number."""
    return bool(one) and bool(other) and key(one) == key(other)
