"""The parts of a document: its own text, the texts issued with it, the documents that stand in it in full, annexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph_builder.model import PassageKind
from graph_builder.text import DocumentText, Text


class Role(StrEnum):
    """What a part is to its document."""

    MAIN = "main"
    ENCLOSURE = "enclosure"
    """A text that the document issues: 方案, 办法, 措施. What it cites, the document cites."""
    EMBEDDED = "embedded"
    """Another document in full, with its own number or addressees. What it cites is its own."""
    ANNEX = "annex"
    """A form, a list, a table, a certificate."""


class Position(StrEnum):
    """Where a block stands in its part; it decides the scope of what is said there."""

    TITLE = "title"
    OPENING = "opening"
    """Unnumbered paragraphs before the first provision, and the whole of a text without numbers."""
    PURPOSE = "purpose"
    """第一条, or what stands in its place: 一、根据…，制定本规则。"""
    CLAUSE = "clause"
    CLOSING = "closing"
    """The sentence that ends the text: repeals, entry into force."""


@dataclass(frozen=True, slots=True)
class Block:
    """A passage in the making. ``label`` is the path of numbers, ``own_label`` the number it begins with."""

    kind: PassageKind
    position: Position
    text: Text
    label: str | None = None
    own_label: str | None = None
    rank: int | None = None
    """Rank of ``own_label``, 0 the outermost."""
    body: int = 0
    """Offset in ``text`` behind ``own_label``."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part, its printed title and number where it has them, and its blocks in order.

    ``owner`` is the index of the embedded part that issues this one; ``None``: the document itself.
    """

    role: Role
    title: str | None
    number: str | None
    blocks: tuple[Block, ...]
    owner: int | None = None

    @property
    def line(self) -> int:
        """1-based line that its own words start at, behind the mark 附件1."""
        return next((block for block in self.blocks if block.kind is not PassageKind.ANNEX), self.blocks[0]).text.line

    def of(self, *kinds: PassageKind) -> Iterator[Block]:
        """Its blocks of these kinds."""
        return (block for block in self.blocks if block.kind in kinds)


@dataclass(frozen=True, slots=True)
class Structure:
    """A document as parts; the first is its own text (:attr:`Role.MAIN`)."""

    document: DocumentText
    parts: tuple[Part, ...]

    @property
    def main(self) -> Part:
        """The document's own text."""
        return self.parts[0]
