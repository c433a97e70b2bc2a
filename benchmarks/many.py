"""A graph many times over: copies of its documents under other ids and numbers, each copy joined as the first is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from graph_builder.model import Document, Graph, Mention, Passage, Relation

Item = TypeVar("Item")


def many_times(graph: Graph, times: int) -> Graph:
    """A graph with ``times`` copies of its documents, relations, passages and measures; agencies are the same ones."""
    copies = [_copy(graph, number) for number in range(1, times)]
    return replace(
        graph,
        documents=_joined(graph.documents, (copy.documents for copy in copies)),
        relations=_joined(graph.relations, (copy.relations for copy in copies)),
        passages=_joined(graph.passages, (copy.passages for copy in copies)),
        measures=_joined(graph.measures, (copy.measures for copy in copies)),
    )


def _joined(first: Iterable[Item], others: Iterable[Iterable[Item]]) -> tuple[Item, ...]:
    return (*first, *(item for other in others for item in other))


def _copy(graph: Graph, number: int) -> Graph:
    def name(id: str) -> str:
        return f"{id}·{number}"

    return replace(
        graph,
        documents=tuple(_document(each, number) for each in graph.documents),
        relations=tuple(_relation(each, number) for each in graph.relations),
        passages=tuple(_passage(each, number) for each in graph.passages),
        measures=tuple(replace(each, id=name(each.id), document=name(each.document)) for each in graph.measures),
    )


def _document(document: Document, number: int) -> Document:
    return replace(
        document,
        id=f"{document.id}·{number}",
        doc_number=f"{document.doc_number}·{number}" if document.doc_number else None,
        parent=f"{document.parent}·{number}" if document.parent else None,
        encloses=tuple(f"{each}·{number}" for each in document.encloses),
    )


def _relation(relation: Relation, number: int) -> Relation:
    return replace(
        relation,
        source=f"{relation.source}·{number}",
        target=f"{relation.target}·{number}",
        candidates=tuple(f"{each}·{number}" for each in relation.candidates),
    )


def _passage(passage: Passage, number: int) -> Passage:
    mentions = tuple(_mention(each, number) for each in passage.mentions)
    return replace(passage, id=f"{passage.id}·{number}", document=f"{passage.document}·{number}", mentions=mentions)


def _mention(mention: Mention, number: int) -> Mention:
    return replace(mention, target=f"{mention.target}·{number}")
