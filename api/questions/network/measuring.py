"""Figures of a network, the same for the same network in whatever order it was read.

Ranks and betweenness are products of sparse matrices, which take a small part of networkx's time for a million edges
(``benchmarks/networks.py``). The results are those of networkx, which the tests compare them with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from graspologic_native import leiden  # type: ignore[import-untyped]
from scipy import sparse

_DIGITS = 6
_STEPS = 2_000_000_000
"""How many steps the betweenness may take (some seconds); beyond that fewer nodes stand for all."""
_STEPS_OF_NODE = 6
"""What a node costs at each distance from a pivot, in times of an edge."""
_AT_ONCE = 32
"""Nodes from which the shortest ways are sought together; no estimate rests on fewer."""
_DAMPING, _ROUNDS, _CLOSE = 0.85, 100, 1e-6
_TRIED_EDGES, _MOST_TRIALS = 1_000_000, 20
"""Edges that the communities may be sought over: of a small network the best of several trials is taken."""

Matrix = Any
"""A sparse array of scipy, which has no types."""
Vector = np.ndarray[Any, np.dtype[np.float64]]


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

    ``counts`` are the weights of the edges by (source, target), each pair once; edges without weight do not count. The
    communities are those of Leiden over the undirected network. Inside, nodes are numbers in the order of their ids.
    """
    ids = sorted(nodes)
    if not ids:
        return {}, None
    number = {node: place for place, node in enumerate(ids)}
    edges = sorted((number[a], number[b], count) for (a, b), count in counts.items() if count)
    weights = _matrix(edges, len(ids))
    joined = weights + weights.T
    shown = weights if directed else joined
    betweenness, pivots = _betweenness(shown, seed)
    ranks = _pagerank(shown)
    communities = _communities(joined, seed)
    degrees = np.diff(joined.indptr)
    strengths = joined.sum(axis=1)
    return {
        node: Figures(
            degree=int(degrees[at]),
            strength=int(strengths[at]),
            betweenness=round(float(betweenness[at]), _DIGITS),
            pagerank=round(float(ranks[at]), _DIGITS),
            community=communities.get(at),
        )
        for node, at in number.items()
    }, pivots


def _matrix(edges: list[tuple[int, int, int]], size: int) -> Matrix:
    rows, columns, weights = np.array(edges, dtype=np.int64).reshape(-1, 3).T
    return sparse.csr_array((weights.astype(np.float64), (rows, columns)), shape=(size, size))


def _pagerank(weights: Matrix) -> Vector:
    """The share of a walker's time by power iteration, started and ended as networkx does.

    A walker who comes to a node without way out goes on anywhere.
    """
    size = weights.shape[0]
    out = weights.sum(axis=1)
    onward = sparse.diags_array(np.divide(1.0, out, out=np.zeros(size), where=out != 0)) @ weights
    ends = np.flatnonzero(out == 0)
    ranks = np.full(size, 1.0 / size)
    for _ in range(_ROUNDS):
        before = ranks
        ranks = _DAMPING * (before @ onward + before[ends].sum() / size) + (1 - _DAMPING) / size
        if np.abs(ranks - before).sum() < size * _CLOSE:
            break
    return ranks


def _betweenness(weights: Matrix, seed: int) -> tuple[Vector, int | None]:
    """The share of all shortest ways (by hops) that lead over each node, by Brandes' sums.

    The nodes are taken in an order that the seed decides, some at once, until all are done (then the sums are exact and
    the second value is ``None``) or the steps are spent.
    """
    size = weights.shape[0]
    total = np.zeros(size)
    if size < 3:
        return total, None
    edges = weights.astype(bool).astype(np.float64)
    backward = edges.T.tocsr()
    order = np.random.default_rng(seed).permutation(size)
    done = steps = 0
    while done < size and (done == 0 or steps < _STEPS):
        pivots = order[done : done + _AT_ONCE]
        sums, levels = _dependencies(edges, backward, pivots)
        total += sums
        done += len(pivots)
        steps += 2 * levels * len(pivots) * (edges.nnz + _STEPS_OF_NODE * size)
    shares = total * (size / done) / ((size - 1) * (size - 2))
    return np.minimum(shares, 1.0), None if done == size else done


def _dependencies(edges: Matrix, backward: Matrix, pivots: np.ndarray[Any, Any]) -> tuple[Vector, int]:
    """What the shortest ways from some nodes add to the sums of all, and the length of the longest."""
    shape = edges.shape[0], len(pivots)
    columns = np.arange(len(pivots))
    distance = np.full(shape, -1, dtype=np.int32)
    distance[pivots, columns] = 0
    ways = (distance == 0).astype(np.float64)
    front, level = ways, 0
    while front.any():
        level += 1
        front = backward @ front
        front[distance >= 0] = 0
        distance[front > 0] = level
        ways += front
    sums = np.zeros(shape)
    for above in range(level - 1, 0, -1):
        share = np.divide(1.0 + sums, ways, out=np.zeros(shape), where=distance == above)
        sums += np.where(distance == above - 1, ways * (edges @ share), 0.0)
    sums[pivots, columns] = 0
    return sums.sum(axis=1), level


def _communities(joined: Matrix, seed: int) -> dict[int, int]:
    """The number of each node's community, the largest first, then by the first node; none for a node without edge."""
    half = sparse.triu(joined).tocoo()
    edges = [(str(a), str(b), float(n)) for a, b, n in zip(half.row, half.col, half.data, strict=True)]
    if not edges:
        return {}
    _, found = leiden(edges, seed=seed, trials=max(1, min(_MOST_TRIALS, _TRIED_EDGES // len(edges))))
    groups: dict[int, list[int]] = {}
    for node, community in found.items():
        groups.setdefault(community, []).append(int(node))
    ordered = sorted((sorted(group) for group in groups.values()), key=lambda group: (-len(group), group[0]))
    return {node: place for place, group in enumerate(ordered) for node in group}
