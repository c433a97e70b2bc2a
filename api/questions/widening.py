"""A trace as a graph, with the neighbours of documents that a reader opened in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Unpack

from api.questions.answers import Link, TraceEdge, TraceGraph, TraceNode
from api.questions.snapshot import question
from api.questions.tracing import Filters, followed, wanted
from graph_builder.store.reading import Snapshot

_Key = tuple[str, str, str]


@question
def widen(build: Snapshot, graph: TraceGraph, opened: Collection[str] = (), **filters: Unpack[Filters]) -> TraceGraph:
    """A trace with the neighbours of its documents ``opened`` (ids), and with ``more`` counted on every document.

    ``filters`` are the trace's own. A document may be opened that only the opening of another one brought in; one that
    is not in the trace changes nothing. What opening brings in is one step further from the root than what was opened.
    """
    nodes = {node.document.id: node for node in graph.nodes}
    edges = {_key(edge): edge for edge in graph.edges}
    left = set(opened)
    while here := [key for key in nodes if key in left]:
        left.difference_update(here)
        for key, link in _around(build, [nodes[key] for key in here], filters):
            edges.setdefault(_key(link), TraceEdge(link.relation, link.days))
            distance = nodes[key].distance
            further = distance + (1 if distance > 0 or (distance == 0 and link.relation.target == key) else -1)
            nodes.setdefault(link.document.id, TraceNode(link.document, further, passed=False))
    more = dict.fromkeys(nodes, 0)
    for key, link in _around(build, list(nodes.values()), filters):
        more[key] += _key(link) not in edges
    counted = tuple(replace(node, more=more[key]) for key, node in nodes.items())
    return replace(graph, nodes=counted, edges=tuple(edges.values()))


def _around(build: Snapshot, nodes: Collection[TraceNode], filters: Filters) -> Iterator[tuple[str, Link]]:
    """The relations of documents, in both directions, with the document each was found at."""
    days = {node.document.id: node.document.issued_on for node in nodes}
    for outgoing in (True, False):
        for key, found in followed(build, days, filters, outgoing=outgoing).items():
            yield from ((key, link) for link in found if wanted(link.document, filters))


def _key(edge: TraceEdge | Link) -> _Key:
    return edge.relation.source, edge.relation.type, edge.relation.target
