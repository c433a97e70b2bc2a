"""Several graphs as one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from graph_builder.model import Agency, Document, Graph

Item = TypeVar("Item")


def merge(graphs: Sequence[Graph]) -> Graph:
    """One graph of all documents, agencies, relations … of the given ones, earlier graphs first.

    What has the same id (a relation: the same source, type and target) is kept once. A document that one graph read
    outranks the same document that another one only cites, and a known agency one that was built by pattern; that is
    how a citation in one graph meets its target in another. A single graph is given back as it is.
    """
    if len(graphs) == 1:
        return graphs[0]
    return Graph(
        documents=_unique((g.documents for g in graphs), lambda d: d.id, _better_document),
        relations=_unique((g.relations for g in graphs), lambda r: (r.source, r.type, r.target)),
        agencies=_unique((g.agencies for g in graphs), lambda a: a.id, _better_agency),
        regions=_unique((g.regions for g in graphs), lambda r: r.name),
        passages=_unique((g.passages for g in graphs), lambda p: p.id),
        measures=_unique((g.measures for g in graphs), lambda m: m.id),
        issues=_unique((g.issues for g in graphs), lambda i: i),
        readings=_unique((g.readings for g in graphs), lambda r: r.document),
    )


def _first(one: Item, _other: Item) -> Item:
    return one


def _better_document(one: Document, other: Document) -> Document:
    return other if other.in_corpus and not one.in_corpus else one


def _better_agency(one: Agency, other: Agency) -> Agency:
    return other if other.known and not one.known else one


def _unique(
    lists: Iterable[Sequence[Item]],
    key: Callable[[Item], Hashable],
    better: Callable[[Item, Item], Item] = _first,
) -> tuple[Item, ...]:
    kept: dict[Hashable, Item] = {}
    for item in chain.from_iterable(lists):
        name = key(item)
        kept[name] = better(kept[name], item) if name in kept else item
    return tuple(kept.values())
