"""Names that a text defines for the documents it cites, and their later uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.mention import Citation, Form, Taken

_ENUMERATION = re.compile(r"(?:等)?[“\"]?([两二三四五六七八九十\d]{1,2}个(?:公告|文件|通知|办法|意见|方案|规定))[”\"]?")
_FORMER = re.compile(
    r"(?P<name>原(?P<kind>办法|规定|细则|通知|意见|公告|方案|措施|条例|规则))"
    r"(?=[^《》。；\n]{0,16}(?:废止|停止执行|失效|作废|不再执行))"
)
_LAST_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_ROW_GAP = re.compile(r"[、，,和及与或]{0,3}(?:以及)?")


def with_aliases(text: str, citations: list[Citation]) -> list[Citation]:
    """Turn later uses of defined names into mentions of :attr:`Form.ALIAS`.

    A name counts from where it is defined on. ``《通知》`` is its use where 以下简称《通知》 came before; an undefined
    《通知》 stays a title, for the resolution to judge.
    """
    names: dict[str, int] = {}
    citations = _with_former(text, citations)
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
            result.append(replace(citation, form=Form.ALIAS, alias=title))
        else:
            result.append(citation)
    bare = [name for name in names if len(name) > 3 or re.search(r"\d|[个号]|^原", name)]
    if bare:
        result.extend(_bare_uses(text, names, bare, result))
        result.sort(key=lambda citation: citation.start)
    return result


def bare_title(citation: Citation) -> str:
    """The title without a bracket at its end: （试行）, （2030年版）; empty where it names none."""
    return _LAST_BRACKET.sub("", citation.title or "")


def _with_former(text: str, citations: list[Citation]) -> list[Citation]:
    """Let the one document of a kind that was cited go by 原办法 where that is said to end (原办法同时废止)."""
    result = list(citations)
    for match in _FORMER.finditer(text):
        meant: dict[str, int] = {}
        for place, citation in enumerate(result):
            title = bare_title(citation)
            if citation.outer_end <= match.start() and title.endswith(match["kind"]):
                known = meant.setdefault(title, place)
                if citation.number and not result[known].number:
                    meant[title] = place
        if len(meant) == 1:
            (place,) = meant.values()
            defines = dict.fromkeys((*result[place].defines, match["name"]))
            result[place] = replace(result[place], defines=tuple(defines))
    return result


def _bare_uses(text: str, names: dict[str, int], bare: list[str], known: list[Citation]) -> Iterator[Citation]:
    taken = Taken(known)
    pattern = re.compile("|".join(re.escape(name) for name in sorted(bare, key=len, reverse=True)))
    for match in pattern.finditer(text):
        if taken.meets(*match.span()) or match.start() < names[match.group()]:
            continue
        if text[match.start() - 1 : match.start()].isdigit():
            continue
        yield Citation(match.start(), match.end(), match.end(), Form.ALIAS, alias=match.group())


def _enumerations(text: str, citations: list[Citation]) -> Iterator[tuple[str, int]]:
    """《A》、《B》、《C》三个公告 names the row: the later “三个公告” means all of it."""
    for place, last in enumerate(citations):
        found = _ENUMERATION.match(text, last.outer_end)
        if found is not None and row_length(text, citations, place) > 1:
            yield found.group(1), found.end()


def row_length(text: str, citations: Sequence[Citation], last: int) -> int:
    """How many titles stand in the row that ends at place ``last``, only 、 和 and the like between them."""
    first = last
    while first and _ROW_GAP.fullmatch(text, citations[first - 1].outer_end, citations[first].start):
        first -= 1
    return last + 1 - first


def enumeration_at(text: str, citation: Citation) -> str | None:
    """The name of the row that ``citation`` ends (三个公告), if it ends one."""
    found = _ENUMERATION.match(text, citation.outer_end)
    return found.group(1) if found else None
