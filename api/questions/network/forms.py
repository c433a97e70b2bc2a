"""A network in other forms: a graph of networkx, a matrix."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from api.questions.network.answers import FollowingNetwork, JointNetwork, Matrix, Node

Network = JointNetwork | FollowingNetwork


def as_graph(network: Network) -> nx.Graph[str]:
    """A graph whose nodes are the bodies' ids, directed for a network of following; attributes are plain values.

    Edges have ``count``, joint ones ``documents`` (ids, one a line), others ``counterpart``. It can be written by
    networkx as GraphML or GEXF.
    """
    graph: nx.Graph[str] = nx.DiGraph() if isinstance(network, FollowingNetwork) else nx.Graph()
    for node in network.nodes:
        graph.add_node(node.body.id, **_attributes(node))
    for first, second, attributes in _edges(network):
        graph.add_edge(first, second, **attributes)
    return graph


def as_matrix(network: Network) -> Matrix:
    """The counts as a table.

    For who follows whom, the rows are the bodies that are followed and the columns those that follow (ministries and
    departments); for who issues with whom, both are all bodies that issue with another one.
    """
    if isinstance(network, FollowingNetwork):
        rows = _ordered(network, {edge.target for edge in network.edges})
        columns = _ordered(network, {edge.source for edge in network.edges})
        cells = {(edge.target, edge.source): (edge.count, edge.counterpart) for edge in network.edges}
    else:
        rows = columns = _ordered(network, {end for edge in network.edges for end in (edge.first, edge.second)})
        cells = {(edge.first, edge.second): (edge.count, False) for edge in network.edges}
        cells |= {(second, first): cell for (first, second), cell in cells.items()}
    table = [[cells.get((row.body.id, column.body.id), (0, False)) for column in columns] for row in rows]
    return Matrix(
        rows,
        columns,
        tuple(tuple(count for count, _ in line) for line in table),
        tuple(tuple(counterpart for _, counterpart in line) for line in table),
    )


def _attributes(node: Node) -> dict[str, str | int | float]:
    body = node.body
    given: dict[str, str | int | float | None] = {
        "name": body.name,
        "level": body.level.value,
        "region": body.region,
        "documents": node.documents,
        "degree": node.degree,
        "strength": node.strength,
        "betweenness": node.betweenness,
        "pagerank": node.pagerank,
        "community": node.community,
    }
    return {key: value for key, value in given.items() if value is not None}


def _edges(network: Network) -> Iterator[tuple[str, str, dict[str, str | int | bool]]]:
    if isinstance(network, FollowingNetwork):
        for edge in network.edges:
            yield edge.source, edge.target, {"count": edge.count, "counterpart": edge.counterpart}
    else:
        for joint in network.edges:
            yield joint.first, joint.second, {"count": joint.count, "documents": "\n".join(joint.documents)}


def _ordered(network: Network, ids: set[str]) -> tuple[Node, ...]:
    """Nodes by their communities, those without one last; within one, the strongest first."""
    nodes = [node for node in network.nodes if node.body.id in ids]
    alone = len(nodes)
    return tuple(
        sorted(
            nodes,
            key=lambda node: (alone if node.community is None else node.community, -node.strength, node.body.id),
        )
    )
