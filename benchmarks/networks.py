"""Figures of a large network of agencies beside networkx: ``python -m benchmarks.networks --edges 1000000``.

Ranks, betweenness and communities of a generated network, in processor seconds. networkx is asked for the betweenness
from a few nodes only (``--pivots``); ours is an estimate from more than a hundred.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

import networkx as nx

from api.questions.network import measuring
from benchmarks.tables import markdown

Counts = dict[tuple[str, str], int]

_GROUP = 40
"""Bodies of one place, which issue together more often."""


def network(nodes: int, edges: int, seed: int = 0) -> Counts:
    """So many joined pairs of bodies: three in ten of one place, the others with a body that many are joined to."""
    draw = random.Random(seed)
    found: Counts = {}
    while len(found) < edges:
        first = draw.randrange(nodes)
        near = first // _GROUP * _GROUP + draw.randrange(_GROUP)
        second = near if draw.random() < 0.3 else int(nodes * draw.random() ** 2)
        if first != second and second < nodes:
            ends = f"{min(first, second):06}", f"{max(first, second):06}"
            found[ends] = found.get(ends, 0) + 1
    return found


def measure(counts: Counts, pivots: int, *, communities: bool) -> list[tuple[str, float]]:
    """What each part takes, ours and networkx's; of networkx the ``communities`` only where they are asked for."""
    names = {end for ends in counts for end in ends}
    made = [("all figures, ours", _seconds(lambda: measuring.measure(names, counts, directed=False, seed=0)))]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([(a, b, count) for (a, b), count in counts.items()], weight="count")
    made.append(("ranks, networkx", _seconds(lambda: nx.pagerank(graph, weight="count"))))
    sought = f"betweenness from {pivots} nodes, networkx"
    made.append((sought, _seconds(lambda: nx.betweenness_centrality(graph, k=pivots, seed=0))))
    if communities:
        found = _seconds(lambda: nx.community.louvain_communities(graph, weight="count", seed=0))
        made.append(("communities, networkx", found))
    return made


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=8_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--pivots", type=int, default=4, help="nodes that networkx begins at")
    parser.add_argument("--communities", action="store_true", help="those of networkx too, which take minutes")
    given = parser.parse_args()
    times = measure(network(given.nodes, given.edges), given.pivots, communities=given.communities)
    ours = times[0][1]
    rows = [[name, f"{spent:.1f}", f"{spent / ours:.1f}"] for name, spent in times]
    print(f"{given.nodes} bodies, {given.edges} edges\n")
    print(markdown(["processor seconds", "s", "in times of ours"], rows))


if __name__ == "__main__":
    main()
