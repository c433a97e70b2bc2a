"""Judgements applied to a graph: a pure function between the build and the load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from graph_builder.judgements.agencies import decide_agencies
from graph_builder.judgements.desk import Desk, Papers
from graph_builder.judgements.log import FILE
from graph_builder.judgements.model import ON_AGENCIES, Judgement, in_force
from graph_builder.model import Document, Graph, Issue, IssueLevel, Mention, Passage, Reading, Relation
from graph_builder.tables.lazy import Lazy

UNMATCHED = "judgement_unmatched"
"""Kind of the issue of a judgement that finds nothing to decide."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A judgement that finds nothing to decide in a graph, and why."""

    judgement: Judgement
    why: str


class Applied(NamedTuple):
    """The decided graph, and the judgements that found nothing to decide; these are among its issues, too."""

    graph: Graph
    unmatched: tuple[Unmatched, ...]


def apply(graph: Graph, judgements: Iterable[Judgement]) -> Applied:
    """The graph with all judgements that stand carried out, oldest first.

    A relation that a reviewer confirmed or changed carries the reviewer's name (``decided_by``) and confidence 1. It
    is found by its ends, its type and its words (the same quote, or the same line); where the rules now give the same
    citation another type or target, or have dropped it while its words still stand in the source, the reviewer's
    decision takes its place. What was replaced is kept in ``graph.readings``; a graph to which judgements were applied
    before is first put back, so that applying twice is applying once, and one that was undone is gone.
    """
    standing = in_force(judgements)
    built = put_back(graph)
    on_agencies = [judgement for judgement in standing if judgement.kind in ON_AGENCIES]
    agencies, failed = decide_agencies(built.agencies, on_agencies)
    readings: list[Reading] = []
    if agencies != tuple(built.agencies):
        readings.append(Reading("", agencies=tuple(built.agencies)))
    desks = _desks(built, [judgement for judgement in standing if judgement.kind not in ON_AGENCIES])
    unmatched = [Unmatched(judgement, why) for judgement, why in failed]
    unmatched += [Unmatched(judgement, why) for desk in desks for judgement, why in desk.unmatched]
    changed = [(desk, reading) for desk in desks if (reading := desk.reading())]
    readings += [reading for _, reading in changed]
    decided = _collected(replace(built, agencies=agencies, readings=tuple(readings)), changed)
    issues = tuple(map(issue_of, unmatched))
    return Applied(replace(decided, issues=(*decided.issues, *issues)) if issues else decided, tuple(unmatched))


def issue_of(unmatched: Unmatched) -> Issue:
    """An unmatched judgement as an entry of the issue list; its candidates are the ends of the relation."""
    judgement = unmatched.judgement
    relation = judgement.relation
    ends = (relation.source, relation.target) if relation else ()
    text = f"{judgement.id} {judgement.kind} {judgement.by}: {unmatched.why}"
    return Issue(IssueLevel.WARNING, UNMATCHED, FILE, None, text, ends)


def put_back(graph: Graph) -> Graph:
    """The graph as the reader made it, before any judgement."""
    issues = tuple(issue for issue in graph.issues if issue.kind != UNMATCHED)
    if not graph.readings:
        return graph if len(issues) == len(graph.issues) else replace(graph, issues=issues)
    by_document = {reading.document: reading for reading in graph.readings if reading.document}
    of_agencies = next((reading.agencies for reading in graph.readings if not reading.document), None)
    returned = {document.id: document for reading in by_document.values() for document in reading.documents}
    for document in graph.documents:
        returned.pop(document.id, None)
    whose = homes(graph.documents, {passage.document for passage in graph.passages})
    blocks = {name: reading.relations for name, reading in by_document.items()}
    before = {passage: mentions for reading in by_document.values() for passage, mentions in reading.mentions}
    return replace(
        graph,
        documents=Lazy(lambda: chain(graph.documents, returned.values())),
        relations=_in_blocks(graph.relations, whose, blocks),
        agencies=graph.agencies if of_agencies is None else of_agencies,
        passages=_with_mentions(graph.passages, before),
        issues=(*issues, *(issue for reading in by_document.values() for issue in reading.issues)),
        readings=(),
    )


def homes(documents: Iterable[Document], speaking: set[str]) -> dict[str, str]:
    """For each text without passages of its own, the document in whose passages it stands, by ids.

    ``speaking`` are the documents that have passages; of several around one text, the first by id counts.
    """
    around: dict[str, str] = {}
    for document in documents:
        for inner in (*document.encloses, *([document.id] if document.parent else [])):
            outer = document.id if inner != document.id else str(document.parent)
            if inner not in speaking:
                around[inner] = min(around.get(inner, outer), outer)
    return {inner: _outermost(inner, around) for inner in around}


def _outermost(inner: str, around: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while inner in around and inner not in seen:
        seen.add(inner)
        inner = around[inner]
    return inner


def _desks(graph: Graph, judgements: Sequence[Judgement]) -> list[Desk]:
    """A desk for each document that is judged, its judgements carried out."""
    if not judgements:
        return []
    documents = {document.id: document for document in graph.documents}
    whose = homes(graph.documents, {passage.document for passage in graph.passages})
    judged: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.relation is not None:
            source = judgement.relation.source
            judged.setdefault(whose.get(source, source), []).append(judgement)
    relations: dict[str, list[Relation]] = {home: [] for home in judged}
    for relation in graph.relations:
        home = whose.get(relation.source, relation.source)
        if home in judged:
            relations[home].append(relation)
    passages: dict[str, list[Passage]] = {home: [] for home in judged}
    for passage in graph.passages:
        if passage.document in judged:
            passages[passage.document].append(passage)
    desks = []
    for home, found in judged.items():
        issues = [issue for issue in graph.issues if _in_text_of(documents.get(home), issue)]
        desk = Desk(home, Papers(relations[home], passages[home], issues, documents))
        for judgement in found:
            desk.decide(judgement)
        desks.append(desk)
    return desks


def _in_text_of(document: Document | None, issue: Issue) -> bool:
    source = document.source if document else None
    if source is None or issue.line is None:
        return False
    return issue.file == source.file and source.line_start <= issue.line <= source.line_end


def _collected(graph: Graph, changed: Sequence[tuple[Desk, Reading]]) -> Graph:
    if not changed:
        return graph
    desks = [desk for desk, _ in changed]
    whose = homes(graph.documents, {passage.document for passage in graph.passages})
    blocks = {desk.home: sorted(desk.relations.values(), key=_place) for desk in desks}
    mentions = {passage: found for desk in desks for passage, found in desk.mentions.items()}
    gone = {name for desk in desks for name in desk.gone}
    closed = [issue for _, reading in changed for issue in reading.issues]
    return replace(
        graph,
        documents=Lazy(lambda: (document for document in graph.documents if document.id not in gone)),
        relations=_in_blocks(graph.relations, whose, blocks),
        passages=_with_mentions(graph.passages, mentions),
        issues=tuple(issue for issue in graph.issues if issue not in closed) if closed else graph.issues,
    )


def _place(relation: Relation) -> tuple[str, int, str, str]:
    return relation.source, relation.evidence.line, relation.target, relation.type


def _in_blocks(
    relations: Sequence[Relation], whose: Mapping[str, str], blocks: Mapping[str, Sequence[Relation]]
) -> Sequence[Relation]:
    """The relations with those of some documents replaced, each block where the document's first relation stood."""

    def replaced() -> Iterator[Relation]:
        left = dict(blocks)
        for relation in relations:
            home = whose.get(relation.source, relation.source)
            if home not in blocks:
                yield relation
            else:
                yield from left.pop(home, ())
        for block in left.values():
            yield from block

    return Lazy(replaced)


def _with_mentions(passages: Sequence[Passage], mentions: Mapping[str, tuple[Mention, ...]]) -> Sequence[Passage]:
    return Lazy(
        lambda: (
            replace(passage, mentions=mentions[passage.id])
            if mentions.get(passage.id, passage.mentions) != passage.mentions
            else passage
            for passage in passages
        )
    )
