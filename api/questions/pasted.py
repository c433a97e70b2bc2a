"""A pasted text as it is searched: without blanks and with broken lines joined, every character knowing its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from graph_builder.extraction.aliases import with_aliases
from graph_builder.extraction.citations import find_citations
from graph_builder.extraction.mention import Citation, Form, Taken
from graph_builder.extraction.numbers import find_numbers
from graph_builder.fields.dates import DATE_PATTERN, parse_date
from graph_builder.measures.dates import spans
from graph_builder.text import SourceText, clean

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which no index takes."""
_OPEN_TITLE = re.compile(r"《[^》]{0,200}\Z")
_OPEN_NUMBER = re.compile(r"(?:[〔\[［【（(][^〕\]］】）)]{0,60}|[〕\]］】）)]\d{0,4}|\d|年|月|第)\Z")
_GOES_ON = re.compile(r"[\d号年月日〕\]］】）)第]")
_TAIL = 220
_LONGEST_JOIN = 400
"""Characters of a joined paragraph: a mark that never closes must not swallow the text."""
_WHOLE_DATE = re.compile(rf"{DATE_PATTERN}|(?<!\d)(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date or a period, by half-open offsets; of a single day both bounds are the same, of a month its bounds."""

    start: int
    end: int
    first: date | None
    last: date | None


class Pasted:
    """A text that someone pasted, and what of it is searched (``text``)."""

    def __init__(self, original: str) -> None:
        self.original = original
        lines = tuple(_SURROGATE.sub("\ufffd", original).split("\n"))
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._offsets: list[int] = []
        self._places: list[int] = []
        parts: list[str] = []
        length, joined = 0, 0
        source = SourceText("", "", lines)
        for number in range(1, len(lines) + 1):
            line = clean(source, [number])
            if parts:
                tail = "".join(parts[-2:])[-_TAIL:]
                if joined < _LONGEST_JOIN and _broken(tail, line.text):
                    joined += len(line.text)
                else:
                    parts.append("\n")
                    length, joined = length + 1, 0
            for piece in line.pieces:
                self._offsets.append(length + piece.offset)
                self._places.append(starts[piece.line - 1] + piece.column)
            parts.append(line.text)
            length += len(line.text)
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the original for offsets of :attr:`text`."""
        return self._place(start), self._place(max(end - 1, start)) + 1

    def _place(self, offset: int) -> int:
        at = max(bisect_right(self._offsets, offset) - 1, 0)
        return self._places[at] + offset - self._offsets[at]

    def citations(self) -> list[Citation]:
        """All mentions of documents, in order; a number that stands alone on its line is one here."""
        found = find_citations(self.text)
        taken = Taken(found)
        alone = [
            Citation(number.start, number.end, number.end, Form.NUMBER, None, number.text, damaged=number.damaged)
            for number in find_numbers(self.text)
            if not taken.meets(number.start, number.end) and self._stands_alone(number.start, number.end)
        ]
        return with_aliases(self.text, sorted([*found, *alone], key=lambda citation: citation.start))

    def _stands_alone(self, start: int, end: int) -> bool:
        before = self.text[max(start - 2, self.text.rfind("\n", 0, start) + 1) : start]
        behind = self.text[end : end + 3].split("\n")[0]
        return not before.strip("（(") and not behind.strip("）)；;，,。、")

    def days(self) -> list[Day]:
        """All dates and periods, in order. One whose year its paragraph does not tell is left out."""
        found: list[Day] = []
        at = 0
        for paragraph in self.text.split("\n"):
            found.extend(_days(paragraph, at))
            at += len(paragraph) + 1
        return found


def _days(paragraph: str, at: int) -> Iterator[Day]:
    printed = [Day(at + one.start, at + one.end, one.first, one.last) for one in spans(paragraph, None)]
    whole = [(match.span(), parse_date(match.group())) for match in _WHOLE_DATE.finditer(paragraph)]
    others = [
        Day(at + start, at + end, day, day)
        for (start, end), day in whole
        if day and not any(one.start < at + end and at + start < one.end for one in printed)
    ]
    yield from sorted([*printed, *others], key=lambda day: day.start)


def _broken(tail: str, line: str) -> bool:
    """Whether a line break falls inside a title, a number or a date."""
    tail = tail.rsplit("\n", 1)[-1]
    if not tail or not line:
        return False
    if _OPEN_TITLE.search(tail):
        return True
    return _GOES_ON.match(line) is not None and _OPEN_NUMBER.search(tail) is not None
