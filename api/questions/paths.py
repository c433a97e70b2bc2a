"""How two documents are joined: the shortest path of relations, and further ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from api.questions.answers import DocumentRef, Link
from api.questions.snapshot import links, question, the_document
from graph_builder.model import RelationType
from graph_builder.store.reading import Snapshot

_MOST_RELATIONS = 20_000
"""Relations that are read at most; documents with thousands of relations lie between almost any two others."""

_LONGEST = 10


@dataclass(frozen=True, slots=True)
class PathStep:
    """From one document of a path to the next, by all relations that join them.

    A link's document is the relation's source; ``days`` are counted as everywhere, from the target's date of issue.
    """

    start: DocumentRef
    end: DocumentRef
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths between two documents, the shortest first; each visits a document once.

    ``truncated`` says that there are more than were asked for, or more relations than were read.
    """

    start: DocumentRef
    end: DocumentRef
    paths: tuple[tuple[PathStep, ...], ...]
    truncated: bool


@question
def paths(
    build: Snapshot,
    start_id: str,
    end_id: str,
    *,
    types: Collection[RelationType] = tuple(RelationType),
    steps: int = 4,
    limit: int = 10,
) -> Paths:
    """The paths of relations ``types``, in whichever direction each runs, between two documents.

    At most ``limit`` paths of at most ``steps`` relations (never more than 10). A document has no path to itself.
    Raises :class:`~graph_builder.errors.NotFoundError` where the graph holds one of them not.
    """
    start, end = the_document(build, start_id), the_document(build, end_id)
    if start.id == end.id:
        return Paths(start, end, (), truncated=False)
    web = _Web(build, types)
    web.documents |= {start.id: start, end.id: end}
    longest = max(1, min(steps, _LONGEST))
    web.spread(start, end, longest)
    found: list[tuple[PathStep, ...]] = []
    for path in web.between(start.id, end.id, longest):
        if len(found) == limit:
            return Paths(start, end, tuple(found), truncated=True)
        found.append(tuple(web.step(*pair) for pair in pairwise(path)))
    return Paths(start, end, tuple(found), web.truncated)


@dataclass(slots=True)
class _Web:
    """The relations around two documents."""

    build: Snapshot
    types: Collection[RelationType]
    documents: dict[str, DocumentRef] = field(default_factory=dict)
    joined: dict[tuple[str, str], dict[RelationType, Link]] = field(default_factory=dict)
    """By source and target."""
    truncated: bool = False
    read: int = 0

    def spread(self, start: DocumentRef, end: DocumentRef, longest: int) -> None:
        """Read the relations around both, the smaller front first, until the steps from both sides make ``longest``."""
        fronts: list[dict[str, date | None]] = [{start.id: start.issued_on}, {end.id: end.issued_on}]
        seen: list[set[str]] = [set(), set()]
        for _ in range(longest):
            side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
            if not fronts[side]:
                return
            seen[side] |= set(fronts[side])
            reached = self._read(fronts[side])
            fronts[side] = {key: issued for key, issued in reached.items() if key not in seen[side]}
            if self.read > _MOST_RELATIONS:
                self.truncated = True
                return

    def _read(self, front: dict[str, date | None]) -> dict[str, date | None]:
        reached: dict[str, date | None] = {}
        for outgoing in (True, False):
            for found in links(self.build, front, self.types, outgoing=outgoing).values():
                self.read += len(found)
                for link in found:
                    other, relation = link.document, link.relation
                    self.documents.setdefault(other.id, other)
                    reached[other.id] = other.issued_on
                    self.joined.setdefault((relation.source, relation.target), {})[relation.type] = link
        return reached

    def between(self, start: str, end: str, longest: int) -> Iterator[list[str]]:
        """The paths as ids, the shortest first; of equally long ones in a fixed order."""
        # imported here: it is slow to import, and no other question needs it
        import networkx as nx  # noqa: PLC0415

        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((start, end))
        graph.add_edges_from(sorted((min(pair), max(pair)) for pair in self.joined if pair[0] != pair[1]))
        near = nx.single_source_shortest_path_length(graph, start, cutoff=longest)
        far = nx.single_source_shortest_path_length(graph, end, cutoff=longest)
        kept = [key for key in graph if key in near and key in far and near[key] + far[key] <= longest]
        if start not in kept or end not in kept:
            return
        for path in nx.shortest_simple_paths(graph.subgraph(kept), start, end):
            if len(path) - 1 > longest:
                return
            yield path

    def step(self, start: str, end: str) -> PathStep:
        """One step with all its relations, those that run along it first."""
        found = []
        for source, target in ((start, end), (end, start)):
            for kind in sorted(joining := self.joined.get((source, target), {})):
                found.append(Link(self.documents[source], joining[kind].relation, joining[kind].days))
        return PathStep(self.documents[start], self.documents[end], tuple(found))
