"""The text of a part as the pipeline reads it, and the way back from its offsets to passages and lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from graph_builder.extraction.cues import Place
from graph_builder.extraction.pipeline import BlockSpan
from graph_builder.model import PassageKind
from graph_builder.structure import Block, Part, Position, Role

_READ = (
    PassageKind.TITLE,
    PassageKind.PARAGRAPH,
    PassageKind.CLAUSE,
    PassageKind.HEADING,
    PassageKind.TABLE,
    PassageKind.ANNEX,
)
_PLACES = {
    Position.TITLE: Place.TITLE,
    Position.OPENING: Place.OPENING,
    Position.PURPOSE: Place.PURPOSE,
    Position.CLAUSE: Place.CLAUSE,
    Position.CLOSING: Place.CLAUSE,
}
_FIRST = re.compile(r"第?[（(]?[一1①][）)]?[条、.．]?")
"""The number that a list begins with."""
_BETWEEN = 0.5
"""What parts a list's heading from its entries, and both from the rank above."""


@dataclass(frozen=True, slots=True)
class PartText:
    """The joined text of a part. ``blocks[i]`` starts at ``starts[i]``; ``indexes[i]`` is its place in the part."""

    text: str
    blocks: tuple[Block, ...]
    indexes: tuple[int, ...]
    starts: tuple[int, ...]
    spans: tuple[BlockSpan, ...]

    def locate(self, offset: int) -> tuple[int, int]:
        """The place in :attr:`blocks` that holds ``offset``, and the offset inside that block."""
        place = bisect_right(self.starts, offset) - 1
        return place, offset - self.starts[place]


def part_text(part: Part) -> PartText:
    """Join the blocks of a part: title lines without a break (a title may run over them), others line by line."""
    pieces: list[str] = []
    blocks: list[Block] = []
    indexes: list[int] = []
    starts: list[int] = []
    spans: list[BlockSpan] = []
    length = 0
    headings = _Headings(part.title or "" if part.role is Role.ANNEX else "")
    for index, block in enumerate(part.blocks):
        if block.kind not in _READ:
            continue
        title = block.kind is PassageKind.TITLE
        if blocks:
            joined = title and blocks[-1].kind is PassageKind.TITLE
            if not joined:
                pieces.append("\n")
                length += 1
        starts.append(length)
        pieces.append(block.text.text)
        blocks.append(block)
        indexes.append(index)
        end = length + len(block.text.text)
        place = _place(part, block)
        if spans and place is Place.TITLE and spans[-1].place is Place.TITLE:
            spans[-1] = BlockSpan(spans[-1].start, end, place)
        else:
            spans.append(BlockSpan(length, end, place, headings.of(block), part.role is Role.ANNEX))
        length = end
    return PartText("".join(pieces), tuple(blocks), tuple(indexes), tuple(starts), tuple(spans))


@dataclass(slots=True)
class _Headings:
    """Follows the headings down a part: what a passage stands under is the nearest one of an outer rank.

    An unnumbered paragraph that ends with a colon is the heading of the numbered list that begins behind it.
    """

    title: str
    """What the part is called, if it is a list that another text hangs on."""
    ranked: list[tuple[float, str]] = field(default_factory=list)
    colon: str = ""
    """The last unnumbered paragraph, if it ends with a colon."""

    def of(self, block: Block) -> tuple[str, ...]:
        """The headings over ``block``, the nearest first; it becomes one itself for those behind it."""
        text = block.text.text
        if block.rank is None:
            headings = self._present()
            self.colon = text if text.endswith(("：", ":")) else ""
            return headings
        begins = not self.ranked or _FIRST.fullmatch(block.own_label or "") is not None
        over = block.rank - _BETWEEN
        while self.ranked and self.ranked[-1][0] >= (over if begins else block.rank):
            self.ranked.pop()
        if begins and self.colon:
            self.ranked.append((over, self.colon))
        headings = self._present()
        self.ranked.append((block.rank, text))
        self.colon = ""
        return headings

    def _present(self) -> tuple[str, ...]:
        nearest = self.ranked[-1][1] if self.ranked else self.colon
        return tuple(filter(None, (nearest, self.title)))


def _place(part: Part, block: Block) -> Place:
    if block.kind is PassageKind.ANNEX:
        return Place.ANNEX_LIST
    if part.role is Role.ANNEX and block.position is not Position.TITLE:
        return Place.CLAUSE
    return _PLACES[block.position]
