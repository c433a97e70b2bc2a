"""What the questions answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_builder.model import Document, Level, Measure, Relation


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as it is listed."""

    id: str
    title: str
    doc_number: str | None
    doc_type: str | None
    level: Level
    issuers: tuple[str, ...]
    issued_on: date | None
    in_corpus: bool
    collection: str | None
    parent: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> DocumentRef:
        """From the map ``document`` that the ``read`` statements return."""
        return cls(
            id=row["id"],
            title=row["title"],
            doc_number=row["doc_number"],
            doc_type=row["doc_type"],
            level=Level(row["level"]),
            issuers=tuple(row["issuers"]),
            issued_on=row["issued_on"],
            in_corpus=row["in_corpus"],
            collection=row["collection"],
            parent=row["parent"],
        )


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of a document, seen from it: the document at the other end, and the days between the two.

    ``days`` are counted from the target's date of issue to the source's, ``None`` where one of them is unknown.
    """

    document: DocumentRef
    relation: Relation
    days: int | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that is known of one document. ``passages`` is their number, 0 for a document that is only cited."""

    document: Document
    outgoing: tuple[Link, ...]
    incoming: tuple[Link, ...]
    measures: tuple[Measure, ...]
    enclosed: tuple[DocumentRef, ...]
    enclosing: DocumentRef | None
    passages: int


@dataclass(frozen=True, slots=True)
class TraceStep:
    """A document reached in a trace, and the relation that leads to it.

    ``days`` are counted from the target's date of issue to the source's; below zero, the dates contradict the
    relation. ``repeated`` marks a document whose own steps are shown elsewhere in the tree: a second way to it, or a
    circle. ``passed`` marks one that was not asked for (by level or date) and only lies on the way to one that was.
    """

    document: DocumentRef
    relation: Relation
    days: int | None
    repeated: bool
    children: tuple[TraceStep, ...]
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """A document with what carries it on (``down``) and what it carries out (``up``).

    ``truncated`` says that there is more than the depth or the limit let through, and ``left_out`` how many relations
    of the documents that are shown were not followed. ``measure`` is the one that was traced, if it was one.
    """

    document: DocumentRef
    down: tuple[TraceStep, ...]
    up: tuple[TraceStep, ...]
    truncated: bool
    left_out: int = 0
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class TraceNode:
    """A document of a trace. ``distance`` is the number of steps from the root, below zero for what lies above it.

    ``more`` is how many of its relations the trace does not hold, whichever way they run; ``None`` where they were not
    counted.
    """

    document: DocumentRef
    distance: int
    passed: bool
    more: int | None = None


@dataclass(frozen=True, slots=True)
class TraceEdge:
    """A relation between two documents of a trace; they are the ends that it names."""

    relation: Relation
    days: int | None


@dataclass(frozen=True, slots=True)
class TraceGraph:
    """A trace with every document and every relation once, the root first, the nearest before the others."""

    root: str
    nodes: tuple[TraceNode, ...]
    edges: tuple[TraceEdge, ...]
    truncated: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that holds the words, and where: half-open offsets in ``text``."""

    id: str
    line: int
    label: str | None
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document with a count."""

    document: DocumentRef
    count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What the graph holds.

    ``nodes`` by label and ``edges`` by type; of the documents, those ``read``, ``enclosed`` in another one and only
    ``cited``; ``undecided``: issues by kind, and ``ambiguous`` relations.
    """

    build: str
    nodes: dict[str, int]
    edges: dict[str, int]
    read: int
    cited: int
    enclosed: int
    most_implemented: tuple[Ranked, ...]
    undecided: dict[str, int]
