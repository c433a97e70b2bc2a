"""The entities that the stages hand on, and that the export contract names.

Every stage reads and returns these types and knows nothing of the other stages. All of them are immutable;
dates are :class:`datetime.date`, lines are 1-based lines of the input file, offsets are 0-based and half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """Level of government of a document or an agency."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    COUNTY = "county"


class RelationType(StrEnum):
    """What a document does to, or takes from, another one. Strongest first."""

    FORWARDS = "FORWARDS"
    EXTENDS = "EXTENDS"
    IMPLEMENTS = "IMPLEMENTS"
    REPEALS = "REPEALS"
    AMENDS = "AMENDS"
    SUPPLEMENTS = "SUPPLEMENTS"
    BASED_ON = "BASED_ON"
    CITES = "CITES"


class Scope(StrEnum):
    """Where the words of a relation stand: for the whole document, or in a single provision."""

    DOCUMENT = "document"
    CLAUSE = "clause"


class Resolution(StrEnum):
    """How the target of a citation was found."""

    NUMBER = "number"
    TITLE = "title"
    ALIAS = "alias"
    INFERRED = "inferred"
    CITED = "cited"
    AMBIGUOUS = "ambiguous"


class PassageKind(StrEnum):
    """What a passage of a document is."""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEES = "addressees"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CLAUSE = "clause"
    TABLE = "table"
    SIGNATURE = "signature"
    ANNEX = "annex"


class IssueLevel(StrEnum):
    """How much an entry of the issue list matters."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document stands in the input; ``page`` is the printed page, if the input tells it."""

    file: str
    line_start: int
    line_end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a relation. ``quote`` stands verbatim in line ``line`` of ``file``."""

    file: str
    line: int
    quote: str
    cue: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document: one whose text was read, one enclosed in such a text, or one known by its citations only."""

    id: str
    title: str
    level: Level
    in_corpus: bool = False
    catalog_no: int | None = None
    parent: str | None = None
    collection: str | None = None
    aliases: tuple[str, ...] = ()
    doc_number: str | None = None
    doc_type: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    category: str | None = None
    enclosures: tuple[str, ...] = ()
    encloses: tuple[str, ...] = ()
    """Ids of the documents whose text stands in this one: its own enclosures and forwarded texts."""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge between two documents, with its evidence. One per (source, type, target)."""

    source: str
    target: str
    type: RelationType
    scope: Scope
    inferred: bool
    confidence: float
    rule: str
    resolution: Resolution
    evidence: Evidence
    candidates: tuple[str, ...] = ()
    until: date | None = None
    """For EXTENDS: the new end date, where the evidence states one."""
    decided_by: str | None = None
    """The reviewer who confirmed or changed it; ``None`` where the reader alone decided."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that issues documents or answers for measures. ``known`` is false for a name built by pattern.

    ``also`` are the other full names that it signs with: 中华人民共和国石家庄海关 for 石家庄海关.
    """

    id: str
    name: str
    level: Level
    short_names: tuple[str, ...] = ()
    region: str | None = None
    parent: str | None = None
    counterpart: str | None = None
    known: bool = True
    founded: int | None = None
    dissolved: int | None = None
    successor: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division. ``code`` is its code by GB/T 2260, ``parent`` the name of the higher one."""

    name: str
    level: Level
    code: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation inside a passage, by character offsets of its text."""

    start: int
    end: int
    target: str
    relation: RelationType | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One joined paragraph, heading or table of a document that was read."""

    id: str
    document: str
    ordinal: int
    line: int
    kind: PassageKind
    label: str | None
    text: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """An operative provision at the lowest numbered level."""

    id: str
    document: str
    line: int
    label: str | None
    heading: str | None
    text: str | None
    action: str | None = None
    object: str | None = None
    beneficiary: str | None = None
    value: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that the build could not read or decide."""

    level: IssueLevel
    kind: str
    file: str
    line: int | None
    text: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader alone made of a document, or of the agencies, that reviewers have since decided otherwise about.

    With it a judgement can be taken back without reading the texts again. ``document`` is empty for the agencies; of
    ``mentions`` each entry is a passage's id with its mentions, ``documents`` and ``issues`` are those that the
    judgements made superfluous.
    """

    document: str
    relations: tuple[Relation, ...] = ()
    mentions: tuple[tuple[str, tuple[Mention, ...]], ...] = ()
    documents: tuple[Document, ...] = ()
    issues: tuple[Issue, ...] = ()
    agencies: tuple[Agency, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole build, every list in a fixed order. ``readings``: what judgements have replaced, by document."""

    documents: Sequence[Document] = field(default_factory=tuple)
    relations: Sequence[Relation] = field(default_factory=tuple)
    agencies: Sequence[Agency] = field(default_factory=tuple)
    regions: Sequence[Region] = field(default_factory=tuple)
    passages: Sequence[Passage] = field(default_factory=tuple)
    measures: Sequence[Measure] = field(default_factory=tuple)
    issues: Sequence[Issue] = field(default_factory=tuple)
    readings: Sequence[Reading] = field(default_factory=tuple)


LISTS: dict[str, type[Any]] = {
    "documents": Document,
    "relations": Relation,
    "agencies": Agency,
    "regions": Region,
    "passages": Passage,
    "measures": Measure,
    "issues": Issue,
}
"""The lists of a graph that a build makes, by name, and what is in them."""


def agency_ids(agencies: Iterable[Agency]) -> dict[str, str]:
    """The id of the agency that each full name stands for: its id, its name, and the other names it signs with."""
    agencies = tuple(agencies)
    ids = {name: agency.id for agency in agencies for name in agency.also}
    ids |= {agency.name: agency.id for agency in agencies}
    return ids | {agency.id: agency.id for agency in agencies}
