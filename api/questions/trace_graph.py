"""A trace as a graph: the tree repeats what is reached in several ways, the graph does not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from api.questions.answers import Trace, TraceEdge, TraceGraph, TraceNode, TraceStep


def as_graph(answer: Trace) -> TraceGraph:
    """The documents and relations of a trace, each once.

    A document that lies both above and below the root is placed where it is nearer.
    """
    nodes = {answer.document.id: TraceNode(answer.document, 0, passed=False)}
    edges: dict[tuple[str, str, str], TraceEdge] = {}
    queue: deque[tuple[int, int, Iterable[TraceStep]]] = deque([(1, 1, answer.down), (1, -1, answer.up)])
    while queue:
        distance, side, steps = queue.popleft()
        for step in steps:
            relation = step.relation
            edges.setdefault((relation.source, relation.type, relation.target), TraceEdge(relation, step.days))
            nodes.setdefault(step.document.id, TraceNode(step.document, distance * side, step.passed))
            queue.append((distance + 1, side, step.children))
    return TraceGraph(
        answer.document.id, tuple(nodes.values()), tuple(edges.values()), answer.truncated, answer.left_out
    )
