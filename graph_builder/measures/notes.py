"""Notes of responsibility: the brackets and sentences of a provision that say who answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph_builder.measures.lexicon import ResponsibilityLexicon, responsibility

_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_MARKS = re.compile(r"[（(【\[〔）)】\]〕\n]")
_CLOSING_BRACKET = re.compile(r"[（(]((?:[^（）()\n]|[（(][^（）()\n]{1,8}[）)]){3,300})[）)]。?(?=\n|$)")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_LABEL_REACH = 20
"""A label stands at the beginning of its note, behind 以上措施 or a deadline at most."""
_NOTE_LIMIT = 600
"""A bracket longer than this, in characters, is no note."""


@lru_cache(maxsize=64)  # a provision is asked for its notes, and its text without them, by turns
def find_notes(text: str) -> tuple[tuple[int, int], ...]:
    """The notes of responsibility in ``text``, by offsets: brackets and sentences that say who is responsible."""
    lexicon = responsibility()
    found = tuple(
        (start, end) for start, end in _brackets(text) if _is_note(text[start + 1 : end].rstrip(_CLOSE), lexicon)
    )
    return found or tuple(match.span() for match in lexicon.line.finditer(text))


def closing_brackets(text: str) -> list[tuple[int, int]]:
    """Brackets that end a paragraph."""
    return [(match.start(), match.end(1) + 1) for match in _CLOSING_BRACKET.finditer(text)]


def without_notes(text: str) -> str:
    """``text`` without its notes of responsibility."""
    parts: list[str] = []
    at = 0
    for start, end in find_notes(text):
        parts.append(text[at:start])
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets; one that is never closed ends with its line."""
    depth, start = 0, 0
    for mark in _MARKS.finditer(text):
        at, char = mark.start(), mark.group()
        if char in _OPEN:
            depth += 1
            if depth == 1:
                start = at
        elif char in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1
        elif char == "\n" and depth:
            yield start, at
            depth = 0
    if depth:
        yield start, len(text)


def _is_note(content: str, lexicon: ResponsibilityLexicon) -> bool:
    if not 3 < len(content) <= _NOTE_LIMIT:
        return False
    return (
        lexicon.label.search(content, 0, _LABEL_REACH) is not None
        or lexicon.duty.search(unbracketed(content)) is not None
    )


def contents(note: str) -> Iterator[str]:
    """What follows each label of a note; the whole note where it has none."""
    lexicon = responsibility()
    note = note.strip(_OPEN + _CLOSE)
    labels = list(lexicon.label.finditer(note))
    if not labels:
        yield note
        return
    yield note[: labels[0].start()]
    ends = [*(label.start() for label in labels[1:]), len(note)]
    for label, end in zip(labels, ends, strict=True):
        if label["who"]:
            yield note[label.end() : end]


def unbracketed(text: str) -> str:
    """``text`` without its brackets, inner ones included."""
    previous = None
    while previous != text:
        previous, text = text, _BRACKETS.sub("", text)
    return text
