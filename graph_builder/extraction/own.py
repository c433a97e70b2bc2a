"""A document's own titles, by which it is told from those that it cites, and the texts that it issues."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph_builder.extraction.draft import EnclosedText
from graph_builder.fields import Fields, passes_on
from graph_builder.structure import Part, Role, Structure, squash

_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_PLAIN_BRACKET = re.compile(r"[（(][^（）()\d]*[）)]")
_SHORT_NAME = 8
"""A name of so many characters can stand for a longer title."""


class OwnTitles:
    """The titles of a document, with and without its issuers, and of what it issues or has behind it."""

    def __init__(self, of_document: Iterable[str], of_texts: Iterable[str]) -> None:
        names = tuple(of_document)
        self.printed = (*names, *of_texts)
        self._of_document = frozenset(map(own_key, names))
        self._keys = frozenset(
            [*map(own_key, self.printed), *(squash(_BRACKET.sub("", title)) for title in self.printed)]
        )

    def has(self, title: str) -> bool:
        """Whether ``title`` is one of them."""
        return own_key(title) in self._keys

    def is_of_document(self, title: str) -> bool:
        """Whether ``title`` is that of the document itself."""
        return own_key(title) in self._of_document

    def ends_with(self, title: str) -> bool:
        """Whether ``title`` is the last words of one of them."""
        key = squash(title)
        return any(own.endswith(key) for own in self._keys)

    def has_short(self, title: str) -> bool:
        """Whether ``title`` is short for one of them: 《分工方案》 in a document that issues a 分工方案."""
        return len(squash(title)) <= _SHORT_NAME and self.ends_with(title)


def own_titles(read: Structure, fields: Fields, enclosed: Iterable[EnclosedText]) -> OwnTitles:
    """The titles that a document goes by or issues itself; embedded documents and what they issue are others'."""
    parts = (part for part in read.parts[1:] if part.role is not Role.EMBEDDED and part.owner is None)
    return OwnTitles(
        [fields.title, fields.full_title],
        [
            *(part.title for part in parts if part.title),
            *(text.title for text in enclosed if text.owner is None),
        ],
    )


def own_key(title: str) -> str:
    """A title as its document compares it with its own: brackets left out, since headings and text differ in them.

    A bracket with a year stays: （2019年版） and （2020年版） are two documents.
    """
    return squash(_PLAIN_BRACKET.sub("", title)) or squash(title)


def enclosed_texts(read: Structure, fields: Fields) -> tuple[EnclosedText, ...]:
    """The texts that the header lists as issued with the document, with their places; embedded documents are none.

    Nor is what a document passes on, where its text is not at hand: that is another's document, which is cited.
    """
    result: list[EnclosedText] = []
    for title in fields.enclosures:
        wanted = own_key(title)
        part = next((part for part in read.parts[1:] if part.title and _alike(own_key(part.title), wanted)), None)
        if part is None:
            if not passes_on(fields.title):
                result.append(EnclosedText(title, None, None, None))
        elif part.role is not Role.EMBEDDED:
            result.append(EnclosedText(title, part.owner, part.line, last_line(part)))
    return tuple(result)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 6 and short in long and len(short) >= 0.7 * len(long))


def last_line(part: Part) -> int:
    """The last input line of a part."""
    return max((piece.line for block in part.blocks for piece in block.text.pieces), default=part.line)
