"""Places of a text where a document may be headed: runs of short lines, and the lines in them that end a title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_builder.splitting.forms import LineKind, bare, ends_in_kind, kind_of, squash, tight
from graph_builder.splitting.numbers import Number, parse_number

LONGEST_TITLE_LINES = 12
_WIDEST_GAP = 4
_NUMBER_REACH = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line of a run: its 1-based number, its kind, its text without blanks and its squashed text."""

    number: int
    kind: LineKind
    text: str
    squashed: str


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring short lines and number lines that no prose, date, table or addressee parts.

    ``opened_by`` is the kind of the last non-blank line before it, ``closed_by`` that of the first one after it.
    """

    lines: tuple[Line, ...]
    opened_by: LineKind | None
    closed_by: LineKind | None

    def number_near(self, end: int) -> Number | None:
        """The document number that belongs to a title ending at index ``end``: just below it, or above the title."""
        for line in self.lines[end + 1 : end + 1 + _NUMBER_REACH]:
            if line.kind is LineKind.NUMBER:
                return parse_number(line.text)
        for line in reversed(self.lines[max(end - LONGEST_TITLE_LINES, 0) : end]):
            if line.kind is LineKind.NUMBER:
                return parse_number(line.text)
        return None


@dataclass(frozen=True, slots=True)
class Ending:
    """A line (``run.lines[index]``) that may be the last one of a title, and the number that stands by it."""

    run: Run
    index: int
    number: Number | None

    @property
    def line(self) -> int:
        """1-based number of the line."""
        return self.run.lines[self.index].number

    def window(self) -> tuple[Line, ...]:
        """The lines that the title may consist of, the ending last."""
        return self.run.lines[max(self.index + 1 - LONGEST_TITLE_LINES, 0) : self.index + 1]


def runs(lines: tuple[str, ...], numbers: Iterable[int]) -> Iterator[Run]:
    """The runs among the lines with the given 1-based numbers, in order."""
    current: list[Line] = []
    opened_by: LineKind | None = None
    before: LineKind | None = None
    last = 0
    for number in numbers:
        kind = kind_of(lines[number - 1])
        if kind is LineKind.BLANK:
            continue
        if kind is LineKind.SHORT or kind is LineKind.NUMBER:
            if current and number - last > _WIDEST_GAP:
                yield Run(tuple(current), opened_by, kind)
                current = []
            if not current:
                opened_by = before
            text = tight(bare(lines[number - 1]))
            current.append(Line(number, kind, text, squash(text)))
        elif current:
            yield Run(tuple(current), opened_by, kind)
            current = []
        before = kind
        last = number
    if current:
        yield Run(tuple(current), opened_by, None)


def endings(run: Run) -> Iterator[Ending]:
    """The lines of a run that a title may end in: a kind of document, before a number, or last of the run."""
    for index, line in enumerate(run.lines):
        if line.kind is LineKind.NUMBER and index + 1 < len(run.lines):
            continue
        last = index + 1 == len(run.lines)
        tail = index > 0 and line.text[:1] in "(（" and ends_in_kind(run.lines[index - 1].text)
        if last or tail or run.lines[index + 1].kind is LineKind.NUMBER or ends_in_kind(line.text):
            yield Ending(run, index, run.number_near(index))
