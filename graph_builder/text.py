"""Text that knows where it came from.

A :class:`SourceText` is the input as lines. A :class:`Text` is a cleaned, joined passage: every run of its characters
knows the line and column that it stands at in the input, so that any part of it can be shown in its place, verbatim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

QUOTE_LIMIT = 120
"""Longest quote of an evidence, in characters (export contract)."""

# A blank is noise beside a Chinese character, a full-width mark or a digit; between two Latin words it separates them.
_NOISE = re.compile(r"[ \t\u00a0\u3000\u200b\ufeff]++(?![A-Za-z])|(?<![A-Za-z,.;:])[ \t\u00a0\u3000\u200b\ufeff]+|\*\*")

_MARK = re.compile(r"- |#{1,6}[ \u3000]+")
"""A list bullet or the mark of a Markdown heading."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One input file as text.

    ``file`` is the name to show, ``collection`` the collection it belongs to, ``lines`` its lines without line ends
    (line n of the file is ``lines[n - 1]``), ``pages`` the page of each line where the format tells it.
    """

    file: str
    collection: str
    lines: tuple[str, ...]
    pages: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The lines ``first`` to ``last`` (1-based, inclusive) of a source that hold one document.

    The catalogue fields are what a table of contents says of it; all are ``None`` for a document without one.
    """

    source: SourceText
    first: int
    last: int
    catalog_no: int | None = None
    catalog_title: str | None = None
    """With the issuers in front, as printed, lines joined; spaces between issuers kept."""
    catalog_number: str | None = None
    category: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters taken unchanged from one line: ``text[offset:]`` stands at ``column`` of ``line``."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text and the places that its characters came from."""

    text: str
    pieces: tuple[Piece, ...]
    _offsets: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_offsets", tuple(piece.offset for piece in self.pieces))

    def __len__(self) -> int:
        return len(self.text)

    def piece_at(self, offset: int) -> int:
        """Index of the piece that holds the character at ``offset``."""
        return max(bisect_right(self._offsets, offset) - 1, 0)

    def line_at(self, offset: int) -> int:
        """1-based input line of the character at ``offset``."""
        return self.pieces[self.piece_at(offset)].line

    @property
    def line(self) -> int:
        """1-based input line where the text starts."""
        return self.pieces[0].line

    def quote(self, source: SourceText, start: int, end: int, limit: int = QUOTE_LIMIT) -> tuple[int, str]:
        """The input's own words for ``text[start:end]``: its line and what of it stands in that line, verbatim.

        What runs on to a later line is left out, and never more than ``limit`` characters are quoted.
        """
        first = self.pieces[self.piece_at(start)]
        begin = first.column + (start - first.offset)
        stop = begin + 1
        index = self.piece_at(start)
        while index < len(self.pieces) and self.pieces[index].line == first.line and self.pieces[index].offset < end:
            piece = self.pieces[index]
            piece_end = self.pieces[index + 1].offset if index + 1 < len(self.pieces) else len(self.text)
            stop = piece.column + (min(piece_end, end) - piece.offset)
            index += 1
        return first.line, source.lines[first.line - 1][begin : min(stop, begin + limit)]


_WIDE_DIGIT = re.compile(r"[０-９﹝﹞]")
_NARROW = str.maketrans("０１２３４５６７８９﹝﹞", "0123456789〔〕")
_ODD_BRACKETS = re.compile(r"[„‹〈「『｛<＜]((?:19|20)\d{2})[‟”›〉」』｝>＞](?=\d{1,5}号)")
"""What stands for the brackets of a year where a font without 〔〕 was copied: 示政发„2009‟3号."""
_ALIKE = str.maketrans("OolI", "0011")
_MISREAD = re.compile(
    r"(?<=[〔\[［【（(﹝])[12lI][0-9OolI]{3}(?=年?[〕\]］】）)﹞])"
    r"|(?<=[第〕\]］】）)﹞])(?=[OolI]*[0-9]|l号)[0-9OolI]{1,5}(?=号)"
    r"|(?<![0-9A-Za-z])(?=[OolI]*[0-9])[12lI][0-9OolI]{3}(?=年)"
)
"""Where a letter may stand for a digit: the year and the running number of a document number, the year of a date."""


def plain_signs(text: str) -> str:
    """``text`` with full-width digits as half-width ones, ﹝﹞ as 〔〕, and letters read for digits as those digits.

    Letters are corrected in years and document numbers only (国办发〔2O20〕l2号), and so are other signs that stand for
    〔〕. The length stays the same.
    """
    if _WIDE_DIGIT.search(text):
        text = text.translate(_NARROW)
    if "号" in text:
        text = _ODD_BRACKETS.sub(r"〔\1〕", text)
    if any(letter in text for letter in "OolI"):
        text = _MISREAD.sub(lambda match: match.group().translate(_ALIKE), text)
    return text


def clean(source: SourceText, lines: Iterable[int]) -> Text:
    """Join lines (1-based numbers, in order) of a source into one text without layout.

    Blanks beside Chinese characters, bold marks, list bullets (``- ``) and heading marks (``# ``) go, full-width digits
    become half-width ones; everything kept knows its place.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for number in lines:
        raw = source.lines[number - 1]
        start = len(raw) - len(raw.lstrip())
        end = len(raw.rstrip())
        mark = _MARK.match(raw, start)
        if mark is not None:
            start = mark.end()
        at = start
        for noise in _NOISE.finditer(raw, start, end):
            if noise.start() > at:
                pieces.append(Piece(length, number, at))
                parts.append(raw[at : noise.start()])
                length += noise.start() - at
            at = noise.end()
        if at < end:
            pieces.append(Piece(length, number, at))
            parts.append(raw[at:end])
            length += end - at
    if not pieces:
        pieces.append(Piece(0, next(iter(lines), 1), 0))
    text = "".join(parts)
    return Text(plain_signs(text), tuple(pieces))


def clean_rows(source: SourceText, lines: Iterable[int]) -> Text:
    """The rows of a table as they stand, one a line, cells parted by tabs."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for number in lines:
        row = source.lines[number - 1].rstrip()
        pieces.append(Piece(length, number, 0))
        parts.append(row)
        length += len(row) + 1
    return Text("\n".join(parts), tuple(pieces))
