"""Who issues with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations

from api.questions.answers import DocumentRef
from api.questions.keeping import kept
from api.questions.network.answers import Joint, JointNetwork, Node, Period
from api.questions.network.bodies import Bodies, read_bodies
from api.questions.network.measuring import measure
from api.questions.snapshot import question
from graph_builder.model import Level
from graph_builder.store.reading import Snapshot

EVERY_DAY = Period()


@question
@kept(lambda network: len(network.documents) + len(network.nodes) + sum(edge.count for edge in network.edges))
def joint_network(
    build: Snapshot,
    *,
    period: Period = EVERY_DAY,
    levels: Collection[Level] = tuple(Level),
    cited: bool = False,
    fold_offices: bool = False,
    seed: int = 0,
) -> JointNetwork:
    """The bodies that issued documents, joined where they issued one together.

    Counted are documents of these ``levels`` (a document's level is its first issuer's) that were read, with ``cited``
    also those only cited, whose issuers are what the citation tells. A document of n bodies counts once for each two of
    them. ``fold_offices`` counts an office's documents as those of the agency that it is in. ``seed`` decides the
    communities.
    """
    bodies = read_bodies(build, fold_offices=fold_offices)
    rows = build.read("documents_with_issuers", levels=sorted(levels), cited=cited)
    documents = [(DocumentRef.of(row["document"]), row["category"]) for row in rows]
    kept = [each for each in documents if period.takes(each[0].issued_on)]
    undated = [ref for ref, _ in documents if ref.issued_on is None and not period.is_open]
    edges = joint_edges(bodies, kept)
    issued, alone = Counter[str](), Counter[str]()
    for ref, _ in kept:
        issuers = bodies.issuers(ref)
        issued.update(issuers)
        alone.update(issuers if len(issuers) == 1 else ())
    figures, pivots = measure(issued, {(e.first, e.second): e.count for e in edges}, directed=False, seed=seed)
    nodes = (
        Node(bodies.body(key), issued[key], alone[key], f.degree, f.strength, f.betweenness, f.pagerank, f.community)
        for key, f in sorted(figures.items())
    )
    return JointNetwork(tuple(nodes), edges, tuple(ref for ref, _ in kept), period, tuple(undated), pivots)


def joint_edges(
    bodies: Bodies, documents: Iterable[tuple[DocumentRef, str | None]], of: str | None = None
) -> tuple[Joint, ...]:
    """Every two bodies that issued one of the documents (with their chapters) together; only those ``of`` one body."""
    joined: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
    for ref, category in documents:
        for first, second in combinations(sorted(bodies.issuers(ref)), 2):
            if of in (None, first, second):
                joined.setdefault((first, second), []).append((ref.id, category))
    return tuple(
        Joint(*ends, len(found), tuple(document_id for document_id, _ in found), count_categories(c for _, c in found))
        for ends, found in sorted(joined.items())
    )


def count_categories(categories: Iterable[str | None]) -> tuple[tuple[str | None, int], ...]:
    """Chapters with their counts, the most frequent first, the unknown one last."""
    counted = Counter(categories)
    return tuple(sorted(counted.items(), key=lambda item: (item[0] is None, -item[1], item[0] or "")))
