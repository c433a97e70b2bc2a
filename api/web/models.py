"""What the addresses answer that no question answers as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from api.questions.answers import DocumentRef, TraceGraph, TraceStep
from api.questions.coverage.bases import Baseless, Uncovered
from api.questions.listing.answers import (
    Collection,
    DocumentFacets,
    IssueCount,
    ListedAgency,
    ListedDocument,
    ListedMeasure,
    ListedRelation,
)
from api.questions.network.answers import FollowingNetwork, JointNetwork
from api.questions.standing.answers import Status
from api.questions.suggesting import Suggestion
from graph_builder.model import Issue, Measure, Passage


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of documents.

    ``total`` counts all that fit, ``next`` is the cursor of the next page; the facets come with the first page.
    """

    items: tuple[ListedDocument, ...]
    total: int
    next: str | None
    facets: DocumentFacets | None


@dataclass(frozen=True, slots=True)
class PassagePage:
    """A page of a document's passages; ``cited`` are the documents that their mentions name."""

    document: DocumentRef
    items: tuple[Passage, ...]
    cited: tuple[DocumentRef, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class RelationPage:
    """A page of relations."""

    items: tuple[ListedRelation, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A page of measures."""

    items: tuple[ListedMeasure, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class AgencyList:
    """A page of agencies."""

    items: tuple[ListedAgency, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page of what could not be read or decided, and how many there are of each kind."""

    items: tuple[Issue, ...]
    total: int
    kinds: tuple[IssueCount, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class CollectionList:
    """The collections."""

    items: tuple[Collection, ...]


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """What someone may be about to type."""

    items: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class StatusList:
    """How documents stand on a day. ``truncated``: there are more than ``limit`` let through."""

    items: tuple[Status, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class TraceAnswer:
    """A trace as trees (``down`` and ``up``) and as a graph (each document and relation once).

    ``truncated`` says that there is more than the depth or the limit let through, and ``left_out`` how many relations
    were not followed. ``measure`` is the one that was traced, if it was one.
    """

    document: DocumentRef
    measure: Measure | None
    down: tuple[TraceStep, ...]
    up: tuple[TraceStep, ...]
    graph: TraceGraph
    truncated: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class UncoveredList:
    """National documents that nothing carries out; ``total`` counts them all."""

    items: tuple[Uncovered, ...]
    total: int


@dataclass(frozen=True, slots=True)
class BaselessList:
    """Lower documents that rest on no national one; ``total`` counts them all."""

    items: tuple[Baseless, ...]
    total: int


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """A network of agencies: the one that ``kind`` names."""

    kind: Literal["joint", "following"]
    joint: JointNetwork | None
    following: FollowingNetwork | None


@dataclass(frozen=True, slots=True)
class Health:
    """The server is alive."""

    status: str
    version: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """The store answers. ``state`` changes whenever an answer may."""

    status: str
    engine: str
    state: str
