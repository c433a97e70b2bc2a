"""The command line's answers as short text: the same words, without the layout that only a terminal needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

_MOST_LINES = 150
_MOST_CHARACTERS = 20_000
_LONGEST_LINE = 2_000
_CELLS = "｜"


def plain(answer: Iterable[RenderableType]) -> str:
    """What the command line would print, as lines: a tree indented, a row of a table with marks between its cells.

    Long lines are cut, and so is a long answer; its last line then says how many lines are left out.
    """
    lines = [line[:_LONGEST_LINE] + "…" * (len(line) > _LONGEST_LINE) for part in answer for line in _lines(part)]
    ends = accumulate(len(line) + 1 for line in lines)
    kept = sum(end <= _MOST_CHARACTERS and number < _MOST_LINES for number, end in enumerate(ends))
    if kept < len(lines):
        left = len(lines) - kept
        lines[kept:] = [f"……另有{left}行，见结构化结果 {left} more lines; the structured answer has them"]
    return "\n".join(lines)


def _lines(part: RenderableType) -> Iterator[str]:
    if isinstance(part, Tree):
        yield from _branch(part, 0)
    elif isinstance(part, Table):
        yield from _rows(part)
    elif _cell(part):
        yield _cell(part)


def _branch(tree: Tree, depth: int) -> Iterator[str]:
    for line in _cell(tree.label).splitlines():
        yield "  " * depth + line
    for child in tree.children:
        yield from _branch(child, depth + 1)


def _rows(table: Table) -> Iterator[str]:
    if table.title is not None:
        yield str(table.title)
    if not table.row_count:
        return
    if table.show_header:
        yield _CELLS.join(_cell(column.header) for column in table.columns)
    for row in zip(*(column.cells for column in table.columns), strict=True):
        yield _CELLS.join(" ".join(_cell(cell).split()) for cell in row)


def _cell(value: RenderableType) -> str:
    return value.plain if isinstance(value, Text) else str(value)
