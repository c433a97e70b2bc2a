"""What the questions about agencies and the speed of their work answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from api.questions.answers import DocumentRef
from graph_builder.model import Level, Relation


class Dating(StrEnum):
    """What the dates of two documents, of which one carries out the other, are good for."""

    KNOWN = "known"
    CONTRADICTING = "contradicting"
    """What carries out is older than what it carries out: a date or the relation is wrong."""
    SOURCE_UNKNOWN = "source_unknown"
    TARGET_UNKNOWN = "target_unknown"
    BOTH_UNKNOWN = "both_unknown"
    UNDECIDED = "undecided"
    """Several documents may be the target; none of them is guessed."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A document (``source``) that carries out or passes on another one, with all relations that say so.

    ``days`` run from the target's date of issue to the source's, ``None`` unless ``dating`` is known or contradicting
    (then below zero). ``category`` is the source's chapter.
    """

    source: DocumentRef
    target: DocumentRef
    relations: tuple[Relation, ...]
    days: int | None
    dating: Dating
    category: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as one body under all its names.

    ``names`` are the ids of the agencies of the graph that it stands for besides its own: those that it succeeded or
    that succeeded it, and, where they are folded into it, its offices.
    """

    id: str
    name: str
    level: Level
    region: str | None
    known: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A body of a network.

    ``documents`` are those that it issued (joint network) or whose relations join it to others (following), ``alone``
    those that it issued alone. ``degree`` is the number of other bodies it is joined to, ``strength`` the sum of the
    counts of these edges, ``betweenness`` (by hops) and ``pagerank`` (by counts) run from 0 to 1; ``community`` counts
    from 0, the largest first, ``None`` for a body without any edge.
    """

    body: Body
    documents: int
    alone: int
    degree: int
    strength: int
    betweenness: float
    pagerank: float
    community: int | None


@dataclass(frozen=True, slots=True)
class Joint:
    """Two bodies that issue together (ids, the lesser first): how often, which documents (ids), on what.

    ``categories`` are chapters with their counts, the most frequent first; ``None`` where the chapter is not known.
    """

    first: str
    second: str
    count: int
    documents: tuple[str, ...]
    categories: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """The days of issue that a network is limited to, both included; ``None``: open."""

    first: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether every day is in it, and a document without a date too."""
        return self.first is None and self.last is None

    def takes(self, day: date | None) -> bool:
        """Whether a document of this day of issue is in the period; one without a date is in an open one only."""
        if day is None:
            return self.is_open
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class JointNetwork:
    """Who issues with whom. ``nodes`` by id, ``edges`` by the ids of both ends, ``documents`` in the graph's order.

    ``undated`` are the documents that a period leaves out because their date is not known. ``pivots`` is the number of
    nodes from which the betweenness was estimated, ``None`` where it is exact.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Joint, ...]
    documents: tuple[DocumentRef, ...]
    period: Period
    undated: tuple[DocumentRef, ...]
    pivots: int | None


@dataclass(frozen=True, slots=True)
class Follows:
    """A body (``source``, an id) that carries out what a higher one (``target``) issued.

    ``pairs`` are places in the network's ``pairs``; ``counterpart``: the target is the head of the source's line of
    work, by the registers. Where only that is known, and no loaded document shows it, ``count`` is 0.
    """

    source: str
    target: str
    counterpart: bool
    count: int
    pairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FollowingNetwork:
    """Who follows whom. ``unattributed`` are pairs for which no edge stands: no body of the source is known to be
    below a body of the target, mostly because a cited document does not tell its issuers."""

    nodes: tuple[Node, ...]
    edges: tuple[Follows, ...]
    pairs: tuple[Carried, ...]
    unattributed: tuple[Carried, ...]
    period: Period
    undated: tuple[Carried, ...]
    pivots: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A network as a table, rows and columns in the order of communities; within one, the strongest first.

    ``counts[r][c]`` joins row r and column c, ``counterpart[r][c]`` marks a registered line of work.
    """

    rows: tuple[Node, ...]
    columns: tuple[Node, ...]
    counts: tuple[tuple[int, ...], ...]
    counterpart: tuple[tuple[bool, ...], ...]
