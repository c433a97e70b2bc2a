"""Split a text without a table of contents: one document, or several one after another.

A notice is followed by what it issues or forwards; the two are one document. So a heading opens a new document only if
its form is beyond doubt and nothing before it announces it as an enclosure. What stays in doubt is kept together and
reported.
"""

from __future__ import annotations

import re
from itertools import accumulate

from graph_builder.model import Issue, IssueLevel
from graph_builder.splitting.enclosures import announced
from graph_builder.splitting.forms import LineKind, bare, ends_in_kind, kind_of, tight
from graph_builder.splitting.furniture import without_furniture
from graph_builder.splitting.openings import Opening, find_openings
from graph_builder.text import DocumentText, SourceText

_TITLE_LINES = 15
_CERTAIN_SIGNS = 2
_ENTRY = re.compile(r"(?:\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]).{6}")


def split_separate(
    source: SourceText, noise: frozenset[int], first: int, last: int
) -> tuple[list[DocumentText], list[Issue]]:
    """Split the lines ``first`` to ``last`` (1-based, inclusive)."""
    numbers = [number for number in range(first, last + 1) if number not in noise]
    openings = find_openings(source.lines, numbers)
    if not openings and not _has_title(source, numbers):
        return [], []
    starts, issues = _starts(source, openings, first, last)
    documents: list[DocumentText] = []
    for start, stop in zip(starts, [*starts[1:], last + 1], strict=True):
        begin, end = without_furniture(source.lines, noise, start, stop - 1)
        documents.append(DocumentText(source, begin, max(end, begin)))
    return documents, issues


def _has_title(source: SourceText, numbers: list[int]) -> bool:
    """Whether one of the first lines ends as a title does, or a document number stands in a line of its own."""
    filled = 0
    for number in numbers:
        raw = source.lines[number - 1]
        kind = kind_of(raw)
        if kind is LineKind.BLANK:
            continue
        filled += 1
        text = tight(bare(raw))
        if kind is LineKind.NUMBER and any("\u4e00" <= character <= "\u9fff" for character in text[:-1]):
            return True
        if kind is LineKind.SHORT and len(text) > 3 and ends_in_kind(text):
            return True
        if filled > _TITLE_LINES:
            break
    return False


def _starts(source: SourceText, openings: list[Opening], first: int, last: int) -> tuple[list[int], list[Issue]]:
    prose = [0, *accumulate(_is_body(raw) for raw in source.lines[first - 1 : last])]
    starts = [first]
    issues: list[Issue] = []
    current: Opening | None = None
    among_annexes = False
    for opening in openings:
        body_from = current.last if current else first
        if prose[max(opening.first - first, 0)] - prose[body_from - first] == 0:
            if current is None or opening.last > current.last:
                title = (current.title if current else "") + opening.title
                current = Opening(current.first if current else opening.first, opening.last, title)
            continue
        known = announced(source.lines, starts[-1], opening.first, current.title if current else "")
        if opening.enclosed or known.covers(opening.title, opening.number):
            among_annexes = among_annexes or opening.enclosed
            continue
        sure = opening.signs >= _CERTAIN_SIGNS and (opening.number is not None or not among_annexes)
        if opening.certain or sure:
            starts.append(opening.first)
            current, among_annexes = opening, False
        elif opening.signs:
            issues.append(_doubt(source, opening))
    return starts, issues


def _is_body(raw: str) -> bool:
    """Whether a line stands in no heading: a sentence, or the entry of a list, which may be all that a text has."""
    return kind_of(raw) is LineKind.PROSE or _ENTRY.match(tight(bare(raw))) is not None


def _doubt(source: SourceText, opening: Opening) -> Issue:
    return Issue(
        IssueLevel.WARNING,
        "uncertain_boundary",
        source.file,
        opening.first,
        f"{source.lines[opening.last - 1].strip()[:80]}: may open a document of its own; kept with the one before",
    )
