"""Numbers of provisions (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; 立法技术规范: 编 章 节 条) and their paths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HAN = "一二三四五六七八九十百零〇"

# Rank 0 is the outermost. One alternative per rank, so that the group that matched is the rank.
_LABEL = re.compile(
    rf"(?P<r0>第[{_HAN}\d]{{1,5}}[编部]分?)(?![{_HAN}\d])"
    rf"|(?P<r1>第[{_HAN}\d]{{1,5}}章)"
    rf"|(?P<r2>第[{_HAN}\d]{{1,5}}节)"
    rf"|(?P<r3>第[{_HAN}\d]{{1,6}}条)(?!第|规定|至|、|和|，|款|的)"
    rf"|(?P<r4>[{_HAN}]{{1,4}})[、.．]"
    rf"|(?P<r5>[（(][{_HAN}]{{1,4}}[）)])"
    rf"|(?P<r6>\d{{1,2}})(?:[.．](?![\d])|、)"
    rf"|(?P<r7>[（(]\d{{1,2}}[）)])"
    rf"|(?P<r8>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"
)

ARTICLE_RANK = 3


@dataclass(frozen=True, slots=True)
class Label:
    """The number that a line begins with: its printed form, its rank (0 outermost) and the characters it takes."""

    text: str
    rank: int
    length: int


def read_label(text: str) -> Label | None:
    """The label that ``text`` begins with, or ``None``."""
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None
    rank = int(match.lastgroup[1:])
    printed = match.group(match.lastgroup)
    if rank == 4:
        printed += "、"
    elif rank == 6:
        printed += "."
    elif rank in (5, 7):
        printed = f"（{printed[1:-1]}）"
    return Label(printed, rank, match.end())


@dataclass(slots=True)
class LabelPath:
    """Follows labels down a text and gives the path of each: 二、（三）."""

    _stack: list[Label] = field(default_factory=list)

    def enter(self, label: Label) -> str:
        """Go to ``label``; returns its path, without the last 、."""
        while self._stack and self._stack[-1].rank >= label.rank:
            self._stack.pop()
        self._stack.append(label)
        return self.current or ""

    @property
    def current(self) -> str | None:
        """Path of the provision that the reader stands in, chapters left out, or ``None`` before the first."""
        if not self._stack:
            return None
        inner = [label for label in self._stack if label.rank >= ARTICLE_RANK] or self._stack
        return "".join(label.text for label in inner).rstrip("、")

    @property
    def started(self) -> bool:
        """Whether a label has been met."""
        return bool(self._stack)
