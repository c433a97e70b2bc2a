"""What the ``read`` statements return, as the entities of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from graph_builder.model import (
    Agency,
    Document,
    Evidence,
    Issue,
    IssueLevel,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Reading,
    Region,
    Relation,
    RelationType,
    Resolution,
    Scope,
    Source,
)

Properties = Mapping[str, Any]

_READING: TypeAdapter[Reading] = TypeAdapter(Reading)


def document(row: Properties) -> Document:
    """A document from all properties of its node."""
    source = None
    if row.get("source_file") is not None:
        source = Source(row["source_file"], row["source_line_start"], row["source_line_end"], row.get("source_page"))
    return Document(
        id=row["id"],
        title=row["title"],
        level=Level(row["level"]),
        in_corpus=row["in_corpus"],
        catalog_no=row.get("catalog_no"),
        parent=row.get("parent"),
        collection=row.get("collection"),
        aliases=tuple(row["aliases"]),
        doc_number=row.get("doc_number"),
        doc_type=row.get("doc_type"),
        issuers=tuple(row["issuers"]),
        addressees=tuple(row["addressees"]),
        issued_on=row.get("issued_on"),
        effective_from=row.get("effective_from"),
        effective_to=row.get("effective_to"),
        category=row.get("category"),
        enclosures=tuple(row["enclosures"]),
        encloses=tuple(row["encloses"]),
        source=source,
    )


def relation(source: str, target: str, kind: str, row: Properties) -> Relation:
    """A relation from the ids of its ends, its type and the properties of its edge."""
    return Relation(
        source=source,
        target=target,
        type=RelationType(kind),
        scope=Scope(row["scope"]),
        inferred=row["inferred"],
        confidence=float(row["confidence"]),
        rule=row["rule"],
        resolution=Resolution(row["resolution"]),
        evidence=Evidence(row["evidence_file"], row["evidence_line"], row["evidence_quote"], row["evidence_cue"]),
        candidates=tuple(row["candidates"]),
        until=row.get("until"),
        decided_by=row.get("decided_by"),
    )


def agency(row: Properties) -> Agency:
    """An agency from all properties of its node."""
    return Agency(
        id=row["id"],
        name=row["name"],
        level=Level(row["level"]),
        short_names=tuple(row["short_names"]),
        also=tuple(row["also"]),
        region=row.get("region"),
        parent=row.get("parent"),
        counterpart=row.get("counterpart"),
        known=row["known"],
        founded=row.get("founded"),
        dissolved=row.get("dissolved"),
        successor=row.get("successor"),
    )


def region(row: Properties) -> Region:
    """A region from all properties of its node."""
    return Region(row["name"], Level(row["level"]), row.get("code"), row.get("parent"))


def mention(row: Properties) -> Mention:
    """A mention from the columns of ``all_mentions``."""
    kind = row["relation"]
    return Mention(row["start"], row["end"], row["target"], RelationType(kind) if kind else None)


def passage(row: Properties, mentions: tuple[Mention, ...]) -> Passage:
    """A passage from all properties of its node and its mentions."""
    return Passage(
        id=row["id"],
        document=row["document"],
        ordinal=row["ordinal"],
        line=row["line"],
        kind=PassageKind(row["kind"]),
        label=row.get("label"),
        text=row["text"],
        mentions=mentions,
    )


def measure(row: Properties) -> Measure:
    """A measure from all properties of its node."""
    return Measure(
        id=row["id"],
        document=row["document"],
        line=row["line"],
        label=row.get("label"),
        heading=row.get("heading"),
        text=row.get("text"),
        action=row.get("action"),
        object=row.get("object"),
        beneficiary=row.get("beneficiary"),
        value=row.get("value"),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        responsible=tuple(row["responsible"]),
    )


def issue(row: Properties) -> Issue:
    """An issue from all properties of its node."""
    return Issue(
        IssueLevel(row["level"]), row["kind"], row["file"], row.get("line"), row["text"], tuple(row["candidates"])
    )


def reading(row: Properties) -> Reading:
    """A reading from the properties of its node."""
    return _READING.validate_json(row["content"])
