"""Every mention of a document in a text: titles, numbers, documents named without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.extraction.listed import find_listed
from graph_builder.extraction.mention import Citation, Form, Taken
from graph_builder.extraction.named import find_laws, find_unmarked
from graph_builder.extraction.numbers import NumberSpan, find_numbers
from graph_builder.extraction.titles import find_titles

_TELLING = re.compile(r"公告|令|通告|〔")
"""Without one of these 2020年第8号 may be the eighth issue of anything."""


def find_citations(text: str) -> list[Citation]:
    """All mentions in ``text``, in order, none inside another. Line breaks part passages; no title crosses one."""
    found: list[Citation] = []
    end = 0
    for citation in find_titles(text):
        if citation.form is not Form.TITLE or citation.start >= end:
            found.append(citation)
            end = max(end, citation.outer_end)
    found.extend(find_listed(text, Taken(found)))
    found.extend(_bare_numbers(text, Taken(found)))
    found.extend(find_laws(text, Taken(found)))
    found.extend(find_unmarked(text, Taken(found)))
    return sorted(found, key=lambda citation: citation.start)


def _bare_numbers(text: str, titles: Taken) -> Iterator[Citation]:
    for number in find_numbers(text):
        if titles.meets(number.start, number.end) or _stands_alone(text, number):
            continue
        if (number.damaged and number.text.startswith("〔")) or not _TELLING.search(number.text):
            continue
        yield Citation(number.start, number.end, number.end, Form.NUMBER, None, number.text, damaged=number.damaged)


def _stands_alone(text: str, number: NumberSpan) -> bool:
    """Whether it is the number line of a heading."""
    line = text.rfind("\n", 0, number.start) + 1
    before, after = text[line : number.start], text[number.end : number.end + 2]
    return not before.strip("（( ") and after.strip("）) ") in ("", "\n")
