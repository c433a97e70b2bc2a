"""A mention of a document in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from graph_builder.extraction.targets import UNKNOWN, TargetKind


class Form(StrEnum):
    """How a document is mentioned."""

    TITLE = "title"
    NUMBER = "number"
    ALIAS = "alias"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention by half-open offsets of the text. ``outer`` spans the title with its number and what it defines."""

    start: int
    end: int
    outer_end: int
    form: Form
    title: str | None = None
    number: str | None = None
    kind: TargetKind = UNKNOWN
    issued_with: bool = False
    """The number is that of the document that issued this text: （财税〔2016〕36号印发）."""
    own_annex: bool = False
    """Followed by （附件1）: a paper of the citing document itself."""
    defines: tuple[str, ...] = ()
    """Names that the text gives it: 以下简称《通知》."""
    alias: str | None = None
    """For :attr:`Form.ALIAS`: the name used."""
    inferred: bool = False
    damaged: bool = False


class Taken:
    """Stretches of a text that are spoken for, so that no mention lies inside another."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        stretches = sorted((citation.start, citation.outer_end) for citation in citations)
        self._starts = [start for start, _ in stretches]
        self._ends = list(accumulate((end for _, end in stretches), max))  # a number may stand inside a title's bracket

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with ``text[start:end]``."""
        before = bisect_right(self._starts, end - 1) - 1
        return before >= 0 and self._ends[before] > start
