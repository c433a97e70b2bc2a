"""Figures of a network by networkx, the same for the same network in whatever order it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

import networkx as nx

_DIGITS = 6
_STEPS = 1_000_000
"""How many steps along edges the betweenness may take (about a second); beyond that fewer nodes stand for all."""
_LEAST_PIVOTS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one node; see :class:`~api.questions.network.answers.Node`."""

    degree: int
    strength: int
    betweenness: float
    pagerank: float
    community: int | None


def measure(
    nodes: Iterable[str], counts: Mapping[tuple[str, str], int], *, directed: bool, seed: int
) -> tuple[dict[str, Figures], int | None]:
    """The figures of every node, by id, and the number of pivots where the betweenness is an estimate.

    ``counts`` are the weights of the edges by (source, target); edges without weight do not count. The communities are
    those of Louvain over the undirected network. Inside, nodes are numbers in the order of their ids: sets of numbers,
    other than sets of strings, have the same order in every process.
    """
    ids = sorted(nodes)
    number = {node: place for place, node in enumerate(ids)}
    graph: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(len(ids)))
    weighted = sorted((number[a], number[b], count) for (a, b), count in counts.items() if count)
    graph.add_weighted_edges_from(weighted, weight="count")
    if not ids:
        return {}, None
    pivots = _pivots(graph)
    betweenness = nx.betweenness_centrality(graph, k=pivots, seed=seed)
    ranks = nx.pagerank(graph, weight="count")
    communities = _communities(graph, seed)
    neighbours: Mapping[int, Any] = graph.to_undirected(as_view=True).adj if directed else graph.adj
    strength = dict(graph.degree(weight="count"))
    return {
        node: Figures(
            degree=len(neighbours[at]),
            strength=int(strength[at]),
            betweenness=round(float(betweenness[at]), _DIGITS),
            pagerank=round(float(ranks[at]), _DIGITS),
            community=communities.get(at),
        )
        for node, at in number.items()
    }, pivots


def _pivots(graph: nx.Graph[int]) -> int | None:
    size = graph.number_of_nodes()
    pivots = max(_STEPS // (size + 2 * graph.number_of_edges()), _LEAST_PIVOTS)
    return pivots if pivots < size else None


def _communities(graph: nx.Graph[int], seed: int) -> dict[int, int]:
    """The number of each node's community, the largest first, then by the first node; none for a node without edge."""
    joined: nx.Graph[int] = nx.Graph()
    ends = sorted(set(chain.from_iterable(graph.edges())))
    joined.add_nodes_from(ends)
    edges: list[tuple[int, int, int]] = sorted(graph.edges(data="count"))
    for first, second, count in edges:
        before = joined.edges[first, second]["count"] if joined.has_edge(first, second) else 0
        joined.add_edge(first, second, count=before + count)
    found = nx.community.louvain_communities(joined, weight="count", seed=seed) if ends else []
    ordered = sorted((sorted(community) for community in found), key=lambda nodes: (-len(nodes), nodes[0]))
    return {node: place for place, nodes in enumerate(ordered) for node in nodes}
