"""The blocks of a part as an outline: numbered nodes with their unnumbered paragraphs and their children."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_builder.model import PassageKind
from graph_builder.structure import Block, Part, Position

_SENTENCE_END = re.compile(r"[。：:](?=.)")
HEADING_LIMIT = 45
"""A first sentence longer than this is no heading."""
_NO_HEADING = re.compile(
    r"[；《]|\d{4}年|^(?:根据|依据)|^对[^，]{2,40}，|应当|不得|可以|是指|下列|以下|，(?:可|应|须|将)|我[厅局委省市部]"
    r"|(?:各[^，]{0,12}|[门业府省市位构行关])(?:要|应|须)(?!求)"
)
_CIRCLED_RANK = 8


@dataclass(slots=True)
class Node:
    """A numbered block, the unnumbered ones behind it and the numbered ones under it."""

    block: Block
    parent: Node | None = None
    paragraphs: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def body(self) -> str:
        """Its own words, without its number."""
        return self.block.text.text[self.block.body :]

    @property
    def text(self) -> str:
        """Its own words and the unnumbered paragraphs behind it, one a line."""
        return "\n".join([self.body, *self.paragraphs])

    @property
    def heading(self) -> str | None:
        """Its heading sentence, without the mark at its end."""
        alone = self.block.kind is PassageKind.HEADING or (
            bool(self.paragraphs) and len(self.body) <= HEADING_LIMIT and not _SENTENCE_END.search(self.body)
        )
        return heading_of(self.body, alone=alone)

    def walk(self) -> Iterator[Node]:
        """It and all under it, in order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))


@dataclass(slots=True)
class Outline:
    """A part: the unnumbered paragraphs before the first number, and the outermost nodes."""

    opening: list[Block] = field(default_factory=list)
    roots: list[Node] = field(default_factory=list)


def heading_of(body: str, *, alone: bool) -> str | None:
    """The heading sentence that ``body`` begins with; ``alone``: nothing but a heading stands in its line."""
    if alone:
        return body.rstrip("。：:") or None
    end = _SENTENCE_END.search(body, 0, HEADING_LIMIT + 1)
    if end is None or (end.group() != "。" and end.start() > HEADING_LIMIT // 2):
        return None
    sentence = body[: end.start()]
    return None if not sentence or _NO_HEADING.search(sentence) else sentence


def outline(part: Part) -> Outline:
    """Read the blocks of ``part``. What stands behind its signature is left out, tables and annex lists too."""
    result = Outline()
    stack: list[Node] = []
    for block in part.blocks:
        if block.kind is PassageKind.SIGNATURE and block.position is Position.CLOSING:
            if stack or result.opening:
                break
            continue
        if block.rank is not None and not _is_circled(block, stack):
            while stack and (stack[-1].block.rank or 0) >= block.rank:
                stack.pop()
            node = Node(block, stack[-1] if stack else None)
            (stack[-1].children if stack else result.roots).append(node)
            stack.append(node)
        elif block.kind in (PassageKind.PARAGRAPH, PassageKind.CLAUSE, PassageKind.HEADING):
            if stack:
                stack[-1].paragraphs.append(block.text.text)
            else:
                result.opening.append(block)
    return result


def _is_circled(block: Block, stack: list[Node]) -> bool:
    """①②③ are parts of a sentence, never provisions of their own."""
    return block.rank == _CIRCLED_RANK and bool(stack)
