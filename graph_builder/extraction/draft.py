"""What is known of a document that has been read alone: its mentions of others name no document of the graph yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_builder.extraction.mention import Form
from graph_builder.extraction.targets import TargetKind
from graph_builder.fields import Fields
from graph_builder.model import Evidence, Issue, Measure, PassageKind, RelationType, Scope, Source


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A passage before its mentions are resolved; ``part`` is the index of the part that it stands in."""

    part: int
    line: int
    kind: PassageKind
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class DraftMention:
    """A citation as printed, judged by its words.

    ``owner`` is the part whose document cites: ``None`` the document itself, else the index of an embedded part.
    ``refers`` are the places in the list of mentions that a defined name stands for. ``issuers`` are the agencies that
    the words before the citation name as its issuers; ``passage`` is the index of the passage, ``start`` and ``end``
    half-open offsets in its text.
    """

    owner: int | None
    passage: int
    start: int
    end: int
    form: Form
    title: str | None
    number: str | None
    kind: TargetKind
    issuers: tuple[str, ...]
    refers: tuple[int, ...]
    issued_with: bool
    inferred: bool
    damaged: bool
    in_title: bool
    type: RelationType
    rule: str
    scope: Scope
    confidence: float
    until: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Request:
    """按照文化和旅游部通知要求: the document of an agency that is carried out, named by neither title nor number."""

    agency: str
    scope: Scope
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EmbeddedDocument:
    """Another document that stands in full in a part."""

    part: int
    fields: Fields
    source: Source


@dataclass(frozen=True, slots=True)
class EnclosedText:
    """A text that the document issues, or that an embedded document (part ``owner``) issues.

    ``line`` and ``line_end`` tell where it stands in the input; ``None`` where only its title is there.
    """

    title: str
    owner: int | None
    line: int | None
    line_end: int | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document of the input, read alone. Everything in it can be pickled."""

    collection: str
    catalog_no: int | None
    fields: Fields
    source: Source
    own_titles: tuple[str, ...]
    """Titles of what it issues itself, the announced ones included."""
    passages: tuple[DraftPassage, ...]
    mentions: tuple[DraftMention, ...]
    requests: tuple[Request, ...]
    embedded: tuple[EmbeddedDocument, ...]
    enclosed: tuple[EnclosedText, ...]
    measures: tuple[Measure, ...]
    issues: tuple[Issue, ...]
