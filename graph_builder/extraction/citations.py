"""Every mention of a document in a text: titles, numbers, documents named without marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph_builder.extraction.listed import find_listed
from graph_builder.extraction.mention import Citation, Form, Taken
from graph_builder.extraction.named import find_laws, find_unmarked
from graph_builder.extraction.numbers import NumberSpan, find_numbers
from graph_builder.extraction.targets import kind_of_number
from graph_builder.extraction.titles import find_titles, is_issued_with

_TELLING = re.compile(r"公告|令|通告|〔")
"""Without one of these 2020年第8号 may be the eighth issue of anything."""

_MAKES_PUBLIC = re.compile(r"文?件?(?:发布|公布|颁布|印发|下发)的?(?=《)")


def find_citations(text: str) -> list[Citation]:
    """All mentions in ``text``, in order, none inside another. Line breaks part passages; no title crosses one."""
    found: list[Citation] = []
    end = 0
    for citation in find_titles(text):
        if citation.form is not Form.TITLE or citation.start >= end:
            found.append(citation)
            end = max(end, citation.outer_end)
    found.extend(find_listed(text, Taken(found)))
    found.extend(_beside_titles(text, found, _bare_numbers(text, Taken(found))))
    found.extend(find_laws(text, Taken(found)))
    found.extend(find_unmarked(text, Taken(found)))
    return sorted(found, key=lambda citation: citation.start)


def _beside_titles(text: str, found: list[Citation], numbers: Iterable[Citation]) -> Iterator[Citation]:
    """The numbers that stand alone; one that names what a title among ``found`` names is put into that.

    示例市人民政府令第143号发布的《某办法》 is one document.
    """
    places = {each.start: place for place, each in enumerate(found) if each.form is Form.TITLE and not each.number}
    for number in numbers:
        made_public = _MAKES_PUBLIC.match(text, number.end)
        place = places.get(made_public.end()) if made_public else None
        if place is None:
            yield number
            continue
        issued_with = is_issued_with(text, number.end, number.number or "")
        found[place] = replace(found[place], number=number.number, issued_with=issued_with, damaged=number.damaged)


def _bare_numbers(text: str, titles: Taken) -> Iterator[Citation]:
    for number in find_numbers(text):
        if titles.meets(number.start, number.end) or _stands_alone(text, number):
            continue
        if (number.damaged and number.text.startswith("〔")) or not _TELLING.search(number.text):
            continue
        kind = kind_of_number(number.text)
        yield Citation(
            number.start, number.end, number.end, Form.NUMBER, None, number.text, kind, damaged=number.damaged
        )


def _stands_alone(text: str, number: NumberSpan) -> bool:
    """Whether it is the number line of a heading."""
    line = text.rfind("\n", 0, number.start) + 1
    before, after = text[line : number.start], text[number.end : number.end + 2]
    return not before.strip("（( ") and after.strip("）) ") in ("", "\n")
