"""Documents that a list names without 《》, an entry a line or a row: title and number, and nothing else.

Knowledge: relations/listed.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.extraction.mention import Citation, Form, Taken
from graph_builder.extraction.numbers import NumberSpan, find_numbers
from graph_builder.extraction.targets import kind_of
from graph_builder.extraction.titles import is_issued_with
from graph_builder.knowledge import load_yaml
from graph_builder.structure.labels import read_label

_SHORTEST, _LONGEST = 5, 120
"""Characters of a title."""
_LONG_NUMBER = re.compile(r"\d{1,4}[.．、]|\d{1,3}(?=[\u4e00-\u9fff])(?!年)")
"""The number of an entry in a long list, or of a row whose cells were printed side by side, which no provision has."""
_LINE_END = re.compile(r"[）)][。；;，,、]?\Z")
_CELL = re.compile(r"[^\t ](?:[^\t]*[^\t ])?")
_MARKS = re.compile(r"[《》〈〉。；;，,：:！？]")


@dataclass(frozen=True, slots=True)
class _Words:
    ending: re.Pattern[str]
    not_first: tuple[str, ...]


@cache
def _words() -> _Words:
    content: dict[str, Any] = load_yaml("relations/listed.yaml")
    endings = "|".join(re.escape(word) for word in sorted(content["endings"], key=len, reverse=True))
    return _Words(re.compile(rf"(?:{endings})(?:[（(][^（）()]{{1,24}}[）)])?\Z"), tuple(content["not_first"]))


def find_listed(text: str, taken: Taken) -> Iterator[Citation]:
    """The documents of the entries of lists and of the rows of tables in ``text``, in order, each with its number."""
    at = 0
    for line in text.split("\n"):
        found = (_in_row(line) if "\t" in line else _in_entry(line)) if "号" in line else None
        if found is not None:
            start, end, outer_end, number = found
            span, title, kind = (at + start, at + end, at + outer_end), line[start:end], kind_of(line[start:end])
            if not taken.meets(at + start, at + outer_end):
                issued = is_issued_with(line, number.end, number.text)
                yield Citation(*span, Form.TITLE, title, number.text, kind, issued, damaged=number.damaged)
        at += len(line) + 1


def _in_entry(line: str) -> tuple[int, int, int, NumberSpan] | None:
    """Start and end of the title, the end of all that names the document, its number; ``None`` for any other line."""
    start, closed = _behind_number(line), _LINE_END.search(line)
    if not start or closed is None:
        return None
    opened = _opening(line, closed.start())
    if opened is None or not _is_title(line[start:opened]):
        return None
    number = next(find_numbers(line, opened + 1, closed.start()), None)
    return (start, opened, closed.start() + 1, number) if number else None


def _behind_number(line: str) -> int:
    """Where the entry begins behind its number in the list; 0 where it has none."""
    if (label := read_label(line)) is not None:
        return label.length
    long = _LONG_NUMBER.match(line)
    return long.end() if long else 0


def _in_row(line: str) -> tuple[int, int, int, NumberSpan] | None:
    """The same of a row of cells parted by tabs: its first title, and a number that is a later cell by itself."""
    cells = [match.span() for match in _CELL.finditer(line)]
    titled = next((place for place, (start, end) in enumerate(cells) if _is_title(line[start:end])), len(cells))
    for start, end in cells[titled + 1 :]:
        number = next(find_numbers(line, start, end), None)
        if number is not None and (number.start, number.end) == (start, end):
            first, last = cells[titled]
            return first, last, end, number
    return None


def _opening(line: str, closing: int) -> int | None:
    """Where the bracket opens that closes at ``closing``."""
    depth = 0
    for at in range(closing, max(-1, closing - _LONGEST), -1):
        depth += (line[at] in "）)") - (line[at] in "（(")
        if depth == 0:
            return at
    return None


def _is_title(text: str) -> bool:
    words = _words()
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not text.startswith(words.not_first)
        and _MARKS.search(text) is None
        and words.ending.search(text) is not None
    )
