"""Who follows whom: departments and the bodies whose documents they carry out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.questions.keeping import kept
from api.questions.network.answers import Carried, FollowingNetwork, Follows, Node, Period
from api.questions.network.bodies import Bodies, is_lower, read_bodies
from api.questions.network.joint import EVERY_DAY
from api.questions.network.measuring import measure
from api.questions.network.pairs import CARRYING, read_pairs
from api.questions.snapshot import question
from graph_builder.model import Level, RelationType, Scope
from graph_builder.store.reading import Snapshot


@question
@kept(lambda network: len(network.pairs) + len(network.nodes) + sum(edge.count for edge in network.edges))
def following_network(
    build: Snapshot,
    *,
    period: Period = EVERY_DAY,
    levels: Collection[Level] = tuple(Level),
    types: Collection[RelationType] = CARRYING,
    scopes: Collection[Scope] = (Scope.DOCUMENT,),
    confidence: float = 0.0,
    fold_offices: bool = False,
    seed: int = 0,
) -> FollowingNetwork:
    """The bodies of lower levels, joined to the higher ones whose documents they carry out or pass on.

    ``period`` and ``levels`` are of the document that carries out. A pair of joint documents counts once for each body
    of the one and each higher body of the other. Registered lines of work of bodies that issued anything stand in it
    too, with the count 0 where no document shows them; figures do not count these.
    """
    bodies = read_bodies(build, fold_offices=fold_offices)
    found = [
        each
        for each in read_pairs(build, types, scopes, confidence)
        if each.source.level in levels and _may_follow(bodies, each)
    ]
    kept = [each for each in found if period.takes(each.source.issued_on)]
    undated = [each for each in found if each.source.issued_on is None and not period.is_open]
    joined = Joined.of(bodies, kept)
    edges = tuple(_edges(bodies, joined, levels))
    figures, pivots = measure(
        {end for edge in edges for end in (edge.source, edge.target)},
        {(edge.source, edge.target): edge.count for edge in edges},
        directed=True,
        seed=seed,
    )
    held = joined.documents()
    nodes = (
        Node(bodies.body(key), held[key], 0, f.degree, f.strength, f.betweenness, f.pagerank, f.community)
        for key, f in sorted(figures.items())
    )
    unattributed = tuple(kept[place] for place in joined.unattributed)
    return FollowingNetwork(tuple(nodes), edges, tuple(kept), unattributed, period, tuple(undated), pivots)


def _may_follow(bodies: Bodies, each: Carried) -> bool:
    """Whether the source is below the target, by their issuers, or where these are not known by their own levels."""
    sources, targets = bodies.issuers(each.source), bodies.issuers(each.target)
    if not sources or not targets:
        return is_lower(each.source.level, each.target.level)
    return any(bodies.is_below(source, target) for source in sources for target in targets)


@dataclass(frozen=True, slots=True)
class Joined:
    """Places of pairs by the ids of the two bodies, and of those pairs that join no bodies."""

    pairs: Sequence[Carried]
    places: dict[tuple[str, str], list[int]]
    unattributed: tuple[int, ...]

    @classmethod
    def of(cls, bodies: Bodies, pairs: Sequence[Carried]) -> Joined:
        """Give each pair to its bodies, the lower first."""
        places: dict[tuple[str, str], list[int]] = {}
        unattributed = []
        for place, each in enumerate(pairs):
            ends = [
                (lower, upper)
                for lower in bodies.issuers(each.source)
                for upper in bodies.issuers(each.target)
                if bodies.is_below(lower, upper)
            ]
            for end in ends:
                places.setdefault(end, []).append(place)
            if not ends:
                unattributed.append(place)
        return cls(pairs, places, tuple(unattributed))

    def documents(self) -> Counter[str]:
        """How many documents of each body the pairs hold."""
        found: dict[str, set[str]] = {}
        for (lower, upper), places in self.places.items():
            found.setdefault(lower, set()).update(self.pairs[place].source.id for place in places)
            found.setdefault(upper, set()).update(self.pairs[place].target.id for place in places)
        return Counter({body_id: len(documents) for body_id, documents in found.items()})


def _edges(bodies: Bodies, joined: Joined, levels: Collection[Level]) -> Iterator[Follows]:
    ends = set(joined.places) | set(_lines(bodies, levels))
    for lower, upper in sorted(ends):
        places = joined.places.get((lower, upper), [])
        yield Follows(lower, upper, bodies.is_line(lower, upper), len(places), tuple(places))


def _lines(bodies: Bodies, levels: Collection[Level]) -> Iterable[tuple[str, str]]:
    """The registered lines of the bodies that issued anything."""
    for body_id, members in bodies.members.items():
        if bodies.agencies[body_id].level in levels and any(bodies.documents[member] for member in members):
            head = bodies.line(body_id)
            if head is not None and bodies.is_below(body_id, head):
                yield body_id, head
