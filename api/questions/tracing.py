"""How a document is carried on, and what it carries out, over any number of steps."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypedDict, Unpack

from api.questions.answers import DocumentRef, Link, Trace, TraceStep
from api.questions.snapshot import links, question, the_document
from api.questions.standing.articles import covers
from api.questions.standing.facts import read_named
from graph_builder.errors import NotFoundError
from graph_builder.model import Level, Measure, RelationType, Scope
from graph_builder.store import records
from graph_builder.store.reading import Snapshot

CARRIED = (
    RelationType.FORWARDS,
    RelationType.IMPLEMENTS,
    RelationType.EXTENDS,
    RelationType.SUPPLEMENTS,
    RelationType.AMENDS,
    RelationType.REPEALS,
)
"""The relations that carry a document on. Those that only take authority from it or mention it are left out."""


_DEEPEST = 100


class Filters(TypedDict, total=False):
    """What a trace may be narrowed by.

    ``types``, ``scopes`` and ``confidence`` (0 to 1, at least) are of relations: others are not followed. ``levels``,
    ``issued_from`` and ``issued_to`` (both included) are of documents: others are shown only where they lie on the way
    to one that fits, and marked as ``passed``. A document without a date fits no date.
    """

    types: Collection[RelationType]
    scopes: Collection[Scope]
    confidence: float
    levels: Collection[Level]
    issued_from: date | None
    issued_to: date | None


@question
def trace(
    build: Snapshot, document_id: str, *, depth: int = 10, limit: int = 1000, **filters: Unpack[Filters]
) -> Trace:
    """Follow relations (by default :data:`CARRIED`) from a document: down to their sources, up to their targets.

    At most ``depth`` steps (never more than 100) and ``limit`` relations in each direction are followed; where there
    are more, the answer is marked as truncated. A document that is reached in several ways has its own steps where it
    is nearest to the root.
    """
    return _traced(build, the_document(build, document_id), depth, limit, filters)


@question
def trace_measure(
    build: Snapshot, measure_id: str, *, depth: int = 10, limit: int = 1000, **filters: Unpack[Filters]
) -> Trace:
    """Follow relations from a measure, as :func:`trace` does from a document.

    Up, it goes from the relations that rest in the measure's own lines and from those of the document as a whole; down,
    from the relations to the document, without those that name other provisions of it than the measure's.
    Raises :class:`NotFoundError` where the graph holds no such measure.
    """
    found = build.read("measure", id=measure_id)
    if not found:
        raise NotFoundError(f"{measure_id}: the graph holds no measure of this id; `policygraph show` lists them")
    measure = records.measure(found[0]["measure"])
    root = the_document(build, measure.document)
    narrowed = _Narrowed(build, measure, filters.get("types", CARRIED))
    answer = _traced(build, root, depth, limit, filters, (narrowed.down, narrowed.up))
    return replace(answer, measure=measure)


def followed(
    build: Snapshot, documents: dict[str, date | None], filters: Filters, *, outgoing: bool
) -> dict[str, list[Link]]:
    """The relations of documents (ids with their dates of issue) that a trace with such filters follows, by id."""
    types = filters.get("types", CARRIED)
    scopes, least = filters.get("scopes"), filters.get("confidence", 0.0)
    return {
        document_id: [
            link
            for link in found
            if (scopes is None or link.relation.scope in scopes) and link.relation.confidence >= least
        ]
        for document_id, found in links(build, documents, types, outgoing=outgoing).items()
    }


def wanted(document: DocumentRef, filters: Filters) -> bool:
    """Whether a document is one that such filters ask for."""
    levels = filters.get("levels")
    if levels is not None and document.level not in levels:
        return False
    after, before, day = filters.get("issued_from"), filters.get("issued_to"), document.issued_on
    if day is None:
        return after is None and before is None
    return (after is None or day >= after) and (before is None or day <= before)


def _everything(_: Link) -> bool:
    return True


def _traced(
    build: Snapshot,
    root: DocumentRef,
    depth: int,
    limit: int,
    filters: Filters,
    first: tuple[Callable[[Link], bool], Callable[[Link], bool]] = (_everything, _everything),
) -> Trace:
    walks = [
        _Walk(build, filters, limit, outgoing=outgoing, first=taken)
        for outgoing, taken in zip((False, True), first, strict=True)
    ]
    for walk in walks:
        walk.follow(root, min(depth, _DEEPEST))
    down, up = (walk.tree(root.id) for walk in walks)
    left_out = sum(walk.left_out for walk in walks)
    return Trace(root, down, up, left_out > 0, left_out)


class _Narrowed:
    """Which relations of its document concern a measure."""

    def __init__(self, build: Snapshot, measure: Measure, types: Collection[RelationType]) -> None:
        self._measure = measure
        self._named = read_named(build, [measure.document], types)
        lines = [row["measure"]["line"] for row in build.read("measures_below", ids=[measure.document])]
        self._next = min((line for line in lines if line > measure.line), default=None)

    def up(self, link: Link) -> bool:
        line = link.relation.evidence.line
        inside = line >= self._measure.line and (self._next is None or line < self._next)
        return link.relation.scope == Scope.DOCUMENT or inside

    def down(self, link: Link) -> bool:
        relation = link.relation
        named = self._named.get((relation.source, relation.target, relation.type))
        return named is None or not _whole(named.articles) or covers(named.articles, self._measure.label)


def _whole(articles: tuple[str, ...]) -> bool:
    """Whether only whole articles are named; whether a part of one concerns a measure cannot be told."""
    return bool(articles) and all(article.endswith("条") for article in articles)


@dataclass(slots=True)
class _Walk:
    """What is reached in one direction.

    ``steps`` are those from each document, in the order of the distance from the root; ``places`` tell for each
    document which step reaches it first: the step's start and its number there. ``first`` says which relations of the
    root are followed.
    """

    build: Snapshot
    filters: Filters
    left: int
    outgoing: bool
    first: Callable[[Link], bool]
    steps: dict[str, list[Link]] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    left_out: int = 0

    def follow(self, root: DocumentRef, depth: int) -> None:
        """Breadth first, one statement per distance: the work grows with the relations, not with the ways."""
        front: dict[str, date | None] = {root.id: root.issued_on}
        self.places[root.id] = ("", 0)
        taken = self.first
        for _ in range(depth):
            reached: dict[str, date | None] = {}
            for document_id, found in self._links(front).items():
                for number, step in enumerate(self._keep(document_id, [link for link in found if taken(link)])):
                    self.places.setdefault(step.document.id, (document_id, number))
                    reached[step.document.id] = step.document.issued_on
            front = {key: issued for key, issued in reached.items() if key not in self.steps}
            taken = _everything
            if not front:
                return
        self.left_out += sum(taken(link) for found in self._links(front).values() for link in found)

    def _links(self, front: dict[str, date | None]) -> dict[str, list[Link]]:
        return followed(self.build, front, self.filters, outgoing=self.outgoing)

    def _keep(self, document_id: str, found: list[Link]) -> list[Link]:
        kept = sorted(found, key=_order)[: self.left]
        self.left_out += len(found) - len(kept)
        self.left -= len(kept)
        self.steps[document_id] = kept
        return kept

    def tree(self, document_id: str) -> tuple[TraceStep, ...]:
        """The steps from a document with all that follows them, as far as they lead to what was asked for."""
        grown = []
        for number, step in enumerate(self.steps.get(document_id, ())):
            first = self.places[step.document.id] == (document_id, number)
            children = self.tree(step.document.id) if first else ()
            fits = wanted(step.document, self.filters)
            if fits or children:
                grown.append(TraceStep(step.document, step.relation, step.days, not first, children, not fits))
        return tuple(grown)


def _order(step: Link) -> tuple[str, str, str]:
    return str(step.document.issued_on or "9999"), step.document.id, step.relation.type
