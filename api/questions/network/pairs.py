"""Documents that carry out others, as pairs: read once, each pair with all its relations and the days between."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from api.questions.answers import DocumentRef
from api.questions.network.answers import Carried, Dating
from graph_builder.model import Relation, RelationType, Resolution, Scope
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

CARRYING = (RelationType.IMPLEMENTS, RelationType.FORWARDS)
"""The relations by which a document is carried out."""


@dataclass(frozen=True, slots=True)
class Found:
    """A relation with its documents, and the source's chapter."""

    source: DocumentRef
    target: DocumentRef
    relation: Relation
    category: str | None


def read_pairs(
    build: Snapshot, types: Collection[RelationType], scopes: Collection[Scope], confidence: float
) -> tuple[Carried, ...]:
    """All pairs that relations of these types and scopes join, at least so sure, in the order of their sources."""
    rows = build.read("relations_of_types", types=sorted(types), scopes=sorted(scopes))
    found = []
    for row in rows:
        source, target = DocumentRef.of(row["source"]), DocumentRef.of(row["target"])
        relation = records.relation(source.id, target.id, row["type"], row["relation"])
        if relation.confidence >= confidence:
            found.append(Found(source, target, relation, row["category"]))
    return pair(build, found)


def pair(build: Snapshot, found: Iterable[Found]) -> tuple[Carried, ...]:
    """Join the relations of the same two documents.

    A text enclosed in another one is issued with it: its relations count as those of the document around it.
    """
    relations = list(found)
    parents = {ref.parent for each in relations for ref in (each.source, each.target) if ref.parent}
    rows = build.read("documents_by_id", ids=sorted(parents)) if parents else []
    around = {row["document"]["id"]: DocumentRef.of(row["document"]) for row in rows}
    joined: dict[tuple[str, str], list[Found]] = {}
    for each in relations:
        source, target = (_outer(ref, around) for ref in (each.source, each.target))
        joined.setdefault((source.id, target.id), []).append(Found(source, target, each.relation, each.category))
    return tuple(_carried(group) for (source_id, target_id), group in joined.items() if source_id != target_id)


def _outer(ref: DocumentRef, around: dict[str, DocumentRef]) -> DocumentRef:
    return around.get(ref.parent, ref) if ref.parent else ref


def _carried(group: list[Found]) -> Carried:
    source, target = group[0].source, group[0].target
    dating = _dating(source, target, group)
    known = dating in (Dating.KNOWN, Dating.CONTRADICTING)
    return Carried(
        source,
        target,
        tuple(each.relation for each in group),
        (source.issued_on - target.issued_on).days if known and source.issued_on and target.issued_on else None,
        dating,
        next((each.category for each in group if each.category), None),
    )


def _dating(source: DocumentRef, target: DocumentRef, group: list[Found]) -> Dating:
    if all(each.relation.resolution == Resolution.AMBIGUOUS for each in group):
        return Dating.UNDECIDED
    if source.issued_on and target.issued_on:
        return Dating.CONTRADICTING if source.issued_on < target.issued_on else Dating.KNOWN
    if source.issued_on:
        return Dating.TARGET_UNKNOWN
    return Dating.SOURCE_UNKNOWN if target.issued_on else Dating.BOTH_UNKNOWN
