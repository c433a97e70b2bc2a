"""Heading and signature lines: several names with blanks, 、 or nothing between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from graph_builder.agencies.context import AgencySpan, Context
from graph_builder.model import Agency

_LAYOUT = re.compile(r"[\s\u3000*]+")
_SEPARATOR = re.compile(r"[、，,；;和]+")
_MOST_PIECES = 40
_LONGEST_SPACED = 24

Spans = Callable[[str, Context], list[AgencySpan]]
Resolve = Callable[[str, Context], Agency | None]


@dataclass(frozen=True)
class Line:
    """A line without its blanks, whose characters know where they stood."""

    text: str
    squashed: str = field(init=False)
    _places: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        places = tuple(i for i, char in enumerate(self.text) if not (char.isspace() or char in "*\u3000"))
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "squashed", "".join(self.text[i] for i in places))

    def leading(self, spans: list[AgencySpan]) -> list[AgencySpan]:
        """Those of ``spans`` (of the squashed line) that begin it without a gap, in offsets of the text."""
        found: list[AgencySpan] = []
        end = 0
        for span in spans:
            if span.start != end and not _SEPARATOR.fullmatch(self.squashed, end, span.start):
                break
            found.append(replace(span, start=self._places[span.start], end=self._places[span.end - 1] + 1))
            end = span.end
        return found


def read_line(
    text: str, spans: Spans, resolve: Resolve, context: Context, count_hint: int | None = None
) -> list[Agency]:
    """The agencies of a line, in order; ``[]`` where any part of it cannot be read."""
    whole = _covered(Line(text).squashed, spans, context)
    if whole and count_hint in (None, len(whole)):
        return whole
    pieces = _pieced(text, spans, resolve, context)
    if pieces and (not whole or count_hint == len(pieces)):
        return pieces
    return whole


def _covered(text: str, spans: Spans, context: Context) -> list[Agency]:
    """The agencies of a squashed line if they and separators fill it."""
    found = spans(text, context)
    if context.region is None:
        region = next((span.agency.region for span in found if span.agency.region), None)
        if region is not None:
            found = spans(text, replace(context, region=region))
    end = 0
    for span in found:
        if span.start != end and not _SEPARATOR.fullmatch(text, end, span.start):
            return []
        end = span.end
    return [span.agency for span in found] if found and end == len(text) else []


def _pieced(text: str, spans: Spans, resolve: Resolve, context: Context) -> list[Agency]:
    """Read the line piece by piece between its blanks, joining pieces of names that are spaced out."""
    pieces = [piece for chunk in _SEPARATOR.split(text) for piece in _LAYOUT.split(chunk) if piece]
    if not pieces or len(pieces) > _MOST_PIECES:
        return []
    found: list[Agency] = []
    at = 0
    while at < len(pieces):
        for stop in range(min(len(pieces), at + _LONGEST_SPACED), at, -1):
            name = "".join(pieces[at:stop])
            several = _covered(name, spans, context) if stop == at + 1 else []
            one = resolve(name, context) if stop == at + 1 or len(name) <= _LONGEST_SPACED else None
            if several or one:
                found += several or ([one] if one else [])
                at = stop
                break
        else:
            return []
    return found
