"""Documents named without 《》: laws, plans, the yearly 政府工作报告, the document that a heading forwards.

Knowledge: relations/laws.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.extraction.mention import Citation, Form, Taken
from graph_builder.extraction.numbers import find_numbers
from graph_builder.extraction.targets import kind_of
from graph_builder.fields import forwarded_name
from graph_builder.knowledge import load_yaml

# The name of a province holds none of the words that may stand before it.
_REPORT_OF = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:国务院|中央|(?:(?![落实贯彻按照根据执行合围绕今本年我全各的和及])[\u4e00-\u9fff]){2,3}省|省|全国|市)?\Z"
)
YEARLY = ("政府工作报告", "中央一号文件")
"""Documents that there is one of a year, named without it."""
_FORWARDED_TITLE = re.compile(r"(?:转发|批转)(?P<title>[^《》〈〉\n]{6,140}?)的(?:紧急)?通知$")


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
    endings = {name[-1] if name.endswith("法") else name[-2:] for name in names}
    return _LawNames(
        names,
        tuple(sorted({len(name) for name in names}, reverse=True)),
        re.compile("|".join(re.escape(ending) for ending in sorted(endings, key=len, reverse=True))),
        frozenset(content["not_before"]),
        tuple(content["not_after"]),
    )


def find_laws(text: str, taken: Taken) -> Iterator[Citation]:
    """Laws, and what else everyone knows by name."""
    table = _law_names()
    for match in table.last.finditer(text):
        end = match.end()
        length = next((size for size in table.lengths if text[end - size : end] in table.names and end >= size), 0)
        if not length:
            continue
        start = end - length
        if text[max(0, start - 7) : start] == "中华人民共和国":
            start -= 7
        if taken.meets(start, end) or text[start - 1 : start] in table.before or text.startswith(table.after, end):
            continue
        if text[start:end] in YEARLY:
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


def find_unmarked(text: str, taken: Taken) -> Iterator[Citation]:
    """Plans and rules named without 《》 behind a word of carrying out."""
    for match in _unmarked_pattern().finditer(text):
        start, end = match.span(1)
        if taken.meets(start, end):
            continue
        name = text[start:end]
        yield Citation(start, end, end, Form.LAW, name, None, kind_of(name), inferred=True)


def forwarded_title(text: str, start: int, end: int) -> Citation | None:
    """The document that a heading forwards without 《》: 转发国务院办公厅关于…的意见的通知."""
    match = _FORWARDED_TITLE.search(text, start, end)
    if match is None or match["title"].endswith("文件") or next(find_numbers(match["title"]), None) is not None:
        return None
    at, stop = match.span("title")
    title = forwarded_name(match["title"])
    return Citation(at, stop, stop, Form.TITLE, title, None, kind_of(title))
