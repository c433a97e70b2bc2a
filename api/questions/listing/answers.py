"""What is answered to the wish for a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.questions.answers import DocumentRef
from api.questions.listing.paging import Place
from graph_builder.model import Agency, Issue, Level, Measure, Passage, Relation


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document of a list, with its chapter of the compendium."""

    document: DocumentRef
    category: str | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and the number of documents that have it; ``None``: they have none."""

    value: str | int | bool | None
    count: int


@dataclass(frozen=True, slots=True)
class DocumentFacets:
    """What the documents that fit are like. Each facet counts those that fit all filters but its own.

    The most frequent value comes first, the years in their order; of the issuers only the first hundred are given.
    """

    level: tuple[FacetValue, ...]
    issuer: tuple[FacetValue, ...]
    doc_type: tuple[FacetValue, ...]
    category: tuple[FacetValue, ...]
    year: tuple[FacetValue, ...]
    collection: tuple[FacetValue, ...]
    in_corpus: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """A page of documents. ``total`` counts all that fit, ``next`` is where the next page begins."""

    items: tuple[ListedDocument, ...]
    total: int
    next: Place | None


@dataclass(frozen=True, slots=True)
class Month:
    """How many documents of a level were issued in a month."""

    year: int
    month: int
    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Documents by month of issue and level; months without any are left out. ``undated`` have no date of issue."""

    months: tuple[Month, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class ListedRelation:
    """A relation with both of its documents, and the days from the target's date of issue to the source's."""

    relation: Relation
    source: DocumentRef
    target: DocumentRef
    days: int | None


@dataclass(frozen=True, slots=True)
class Relations:
    """A page of relations."""

    items: tuple[ListedRelation, ...]
    total: int
    next: Place | None


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """A measure with the document that it stands in."""

    measure: Measure
    document: DocumentRef


@dataclass(frozen=True, slots=True)
class Measures:
    """A page of measures."""

    items: tuple[ListedMeasure, ...]
    total: int
    next: Place | None


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency with the number of documents that it issued, those only cited among them."""

    agency: Agency
    documents: int


@dataclass(frozen=True, slots=True)
class Agencies:
    """A page of agencies."""

    items: tuple[ListedAgency, ...]
    total: int
    next: Place | None


@dataclass(frozen=True, slots=True)
class Collection:
    """What was loaded together: its documents, the texts enclosed in them, the first and the last date of issue."""

    name: str
    documents: int
    enclosed: int
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class IssueCount:
    """How many issues of a kind there are."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Issues:
    """A page of issues, and how many there are of each kind."""

    items: tuple[Issue, ...]
    total: int
    kinds: tuple[IssueCount, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Passages:
    """A page of a document's passages; ``cited`` are the documents that their mentions name."""

    document: DocumentRef
    items: tuple[Passage, ...]
    cited: tuple[DocumentRef, ...]
    total: int
    next: Place | None
