"""Which documents of a lower level carry a document out as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from api.questions.answers import DocumentRef, Link
from api.questions.snapshot import links
from graph_builder.model import Level, RelationType, Scope
from graph_builder.store.reading import Snapshot

CARRYING = (RelationType.FORWARDS, RelationType.IMPLEMENTS, RelationType.EXTENDS)
"""The relations by which a document carries another one out."""

_ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document and its relations to the one that it carries out, or to a text enclosed in that one."""

    document: DocumentRef
    relations: tuple[Link, ...]


def below(lower: Level, higher: Level) -> bool:
    """Whether a level of government lies below another one."""
    return _ORDER.index(lower) > _ORDER.index(higher)


def carriers(build: Snapshot, root: DocumentRef) -> list[Carrier]:
    """The documents below ``root`` that carry it out at document scope, the earliest first.

    A text enclosed in a document counts as that document.
    """
    inside = [DocumentRef.of(row["document"]) for row in build.read("enclosed_in", id=root.id)]
    texts = {text.id: text.issued_on for text in (root, *inside) if text.level is root.level}
    found: dict[str, list[Link]] = {}
    for steps in links(build, texts, CARRYING, outgoing=False).values():
        for step in steps:
            if step.relation.scope is Scope.DOCUMENT and below(step.document.level, root.level):
                found.setdefault(step.document.parent or step.document.id, []).append(step)
    rows = build.read("documents_by_id", ids=list(found))
    documents = sorted((DocumentRef.of(row["document"]) for row in rows), key=_earliest)
    return [Carrier(document, tuple(found[document.id])) for document in documents if document.id != root.id]


def _earliest(document: DocumentRef) -> tuple[str, str]:
    return str(document.issued_on or "9999"), document.id
