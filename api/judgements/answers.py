"""What recording, listing and the queue answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from api.questions.answers import DocumentRef
from graph_builder.judgements import Damage, Judgement
from graph_builder.model import Relation


@dataclass(frozen=True, slots=True)
class Recorded:
    """A judgement that was kept, what it made of the relation (``None`` where it took it away), and the graph's state.

    ``fingerprint`` is what the store now answers with. ``unmatched`` are other judgements on the same document that
    find nothing to decide any more, now that this one stands.
    """

    judgement: Judgement
    relation: Relation | None
    fingerprint: str
    unmatched: tuple[str, ...]


class Standing(StrEnum):
    """How a kept judgement stands: carried out, undone, or without anything to decide in the loaded graph."""

    IN_FORCE = "in_force"
    UNDONE = "undone"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Entry:
    """A judgement of the file. ``why`` says why it is unmatched, ``undone_by`` names the judgement that undid it."""

    judgement: Judgement
    standing: Standing
    why: str | None
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """All judgements, newest first, and the lines of the file that are none."""

    entries: tuple[Entry, ...]
    damaged: tuple[Damage, ...]


class WhyWaiting(StrEnum):
    """Why a relation waits for a reviewer: several documents may be meant, or its rule is not sure."""

    AMBIGUOUS = "ambiguous"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that holds the citation, and where in it: half-open offsets of ``text``."""

    passage: str
    line: int
    label: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A relation that waits for a reviewer, with all that is needed to decide it."""

    doubt: WhyWaiting
    source: DocumentRef
    target: DocumentRef
    relation: Relation
    candidates: tuple[DocumentRef, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, from ``offset`` on, and how many wait in all."""

    items: tuple[Waiting, ...]
    total: int
    offset: int
