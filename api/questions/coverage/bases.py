"""National documents that nothing below carries out, and lower ones that rest on no national document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.questions.answers import DocumentRef
from api.questions.coverage.carriers import CARRYING, below
from api.questions.snapshot import question
from graph_builder.model import Level, Relation, RelationType, Scope
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

_RESTING = (*CARRYING, RelationType.BASED_ON)


@dataclass(frozen=True, slots=True)
class InClauses:
    """A document that is joined by single clauses only, with the relation that says so and its evidence."""

    document: DocumentRef
    relation: Relation


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A national document that no loaded document of a lower level carries out as a whole.

    ``clauses`` are lower documents that carry out something of it in single clauses.
    """

    document: DocumentRef
    clauses: tuple[InClauses, ...]


@dataclass(frozen=True, slots=True)
class Baseless:
    """A document below the national level that carries out, extends, forwards or rests on no national document as a
    whole, neither itself nor through those that it carries out.

    ``clauses`` are national documents that single clauses of it carry out or rest on.
    """

    document: DocumentRef
    clauses: tuple[InClauses, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A relation between documents, texts enclosed in others taken for those."""

    source: DocumentRef
    target: DocumentRef
    relation: Relation


@question
def uncovered(build: Snapshot) -> list[Uncovered]:
    """The national documents read that no lower document carries out, in the order of the input.

    That is as far as the loaded documents say: a document that is not loaded carries out nothing here.
    """
    edges = _edges(build, CARRYING)
    lower = [edge for edge in edges if below(edge.source.level, edge.target.level)]
    covered = _as_a_whole(lower)
    clauses: dict[str, list[InClauses]] = {}
    for edge in lower:
        clauses.setdefault(edge.target.id, []).append(InClauses(edge.source, edge.relation))
    return [
        Uncovered(document, tuple(clauses.get(document.id, ())))
        for document in national_documents(build)
        if document.id not in covered
    ]


def carried(build: Snapshot) -> set[str]:
    """The ids of documents that a lower document carries out as a whole."""
    return _as_a_whole(edge for edge in _edges(build, CARRYING) if below(edge.source.level, edge.target.level))


def national_documents(build: Snapshot) -> list[DocumentRef]:
    """The national documents read, in the order of the input."""
    return _read(build, national=True)


@question
def baseless(build: Snapshot) -> list[Baseless]:
    """The lower documents read that rest on no national one, in the order of the input."""
    edges = _edges(build, _RESTING)
    founded = _founded(edges)
    clauses: dict[str, list[InClauses]] = {}
    for edge in edges:
        if edge.target.level is Level.NATIONAL:
            clauses.setdefault(edge.source.id, []).append(InClauses(edge.target, edge.relation))
    return [
        Baseless(document, tuple(clauses.get(document.id, ())))
        for document in _read(build, national=False)
        if document.id not in founded
    ]


def _as_a_whole(edges: Iterable[_Edge]) -> set[str]:
    return {edge.target.id for edge in edges if edge.relation.scope is Scope.DOCUMENT}


def _founded(edges: Iterable[_Edge]) -> set[str]:
    """The documents from which relations of document scope lead to a national one, in any number of steps."""
    sources: dict[str, list[str]] = {}
    pending: list[str] = []
    for edge in edges:
        if edge.relation.scope is Scope.DOCUMENT:
            sources.setdefault(edge.target.id, []).append(edge.source.id)
            if edge.target.level is Level.NATIONAL:
                pending.append(edge.target.id)
    found: set[str] = set()
    while pending:
        reached = [source for source in sources.get(pending.pop(), ()) if source not in found]
        found.update(reached)
        pending.extend(reached)
    return found


def _edges(build: Snapshot, types: Iterable[RelationType]) -> list[_Edge]:
    rows = build.read("relations_of_types", types=[kind.value for kind in types], scopes=[each.value for each in Scope])
    ends = [DocumentRef.of(row[end]) for row in rows for end in ("source", "target")]
    around = _around(build, ends)
    edges = []
    for row in rows:
        source, target = (DocumentRef.of(row[end]) for end in ("source", "target"))
        relation = records.relation(source.id, target.id, row["type"], row["relation"])
        edges.append(_Edge(around.get(source.id, source), around.get(target.id, target), relation))
    return edges


def _around(build: Snapshot, documents: Iterable[DocumentRef]) -> Mapping[str, DocumentRef]:
    """The document around each text that is enclosed in one of its own level; others speak for themselves."""
    inner = {document.id: document for document in documents if document.parent}
    rows = build.read("documents_by_id", ids=sorted({str(document.parent) for document in inner.values()}))
    outer = {row["document"]["id"]: DocumentRef.of(row["document"]) for row in rows}
    return {
        key: outer[str(document.parent)]
        for key, document in inner.items()
        if document.parent in outer and outer[document.parent].level is document.level
    }


def _read(build: Snapshot, *, national: bool) -> list[DocumentRef]:
    ids = [row["id"] for row in build.read("documents_read") if (row["level"] == Level.NATIONAL) is national]
    documents = {
        row["document"]["id"]: DocumentRef.of(row["document"]) for row in build.read("documents_by_id", ids=ids)
    }
    return [documents[document_id] for document_id in ids]
