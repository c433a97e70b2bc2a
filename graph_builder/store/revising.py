"""A small part of the served graph changed in its place: what one document says, or the agencies.

A reader takes out the part, decides on it and has the difference written in one transaction, which also gives the
build another revision: questions that were overtaken by it are asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_builder.model import Agency, Document, Graph, Issue, Mention, Relation, RelationType
from graph_builder.store import records
from graph_builder.store.connection import Row, Store
from graph_builder.store.inplace import Work, hanging_on, stub, write
from graph_builder.store.reading import Snapshot
from graph_builder.store.rows import index_of, steps

_TYPES = [kind.value for kind in RelationType]
_LAST = 1 << 52
"""Place of a document or issue that came back: behind all that were loaded."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph, and the ids and places of its nodes and edges in the store."""

    graph: Graph
    home: str
    sources: tuple[str, ...]
    issue_ids: dict[Issue, list[str]]
    at: int


def take_out(build: Snapshot, source: str, also: Iterable[str], unmatched: str) -> Part:
    """What the graph holds of the document in whose passages ``source`` speaks: relations, mentions, issues, reading.

    ``also`` are further documents that are to be in it where the graph holds them, ``unmatched`` is the kind of the
    issues that name the document first among their candidates.
    """
    home = _home(build, source)
    around = _around(build, _group(build, home))
    sources = tuple(row["document"]["id"] for row in around if not row["passages"] or row["document"]["id"] == home)
    relations, at = _relations(build, sources)
    mentions: dict[str, list[Mention]] = {}
    for row in build.read("mentions_of", ids=[home]):
        mentions.setdefault(row["passage"], []).append(records.mention(row))
    passages = tuple(
        records.passage(row["passage"], tuple(mentions.get(row["passage"]["id"], ())))
        for row in build.read("passages_in", ids=[home])
    )
    readings = tuple(records.reading(row["reading"]) for row in build.read("reading", id=home))
    # what was judged away may be all that named a document
    said = [relations, *(reading.relations for reading in readings)]
    named = {relation.target for each in said for relation in each}
    named |= {mention.target for found in mentions.values() for mention in found}
    wanted = [*sources, *sorted((named | {source, *also}) - set(sources))]
    documents = [records.document(row["document"]) for row in _around(build, wanted)]
    outer = {each for row in around for each in row["outer"]} - {document.id for document in documents}
    documents += [records.document(row["document"]) for row in _around(build, sorted(outer))]
    rows = list(_issues(build, documents, home, set(sources), unmatched))
    ids: dict[Issue, list[str]] = {}
    for row in rows:
        ids.setdefault(records.issue(row), []).append(row["id"])
    graph = Graph(
        tuple(documents), relations, passages=passages, issues=tuple(map(records.issue, rows)), readings=readings
    )
    return Part(graph, home, sources, ids, at)


def put_in(store: Store, build: Snapshot, part: Part, new: Graph, revision: str) -> None:
    """Write what ``new`` says in place of ``part.graph``. Raises :class:`~graph_builder.errors.StoreError`."""
    old = part.graph
    held, left = {each.id for each in old.documents}, {each.id for each in new.documents}
    created = left - held
    before = {passage.id: passage.mentions for passage in old.passages}
    touched = [passage for passage in new.passages if passage.mentions != before[passage.id]]
    issues = _more(new.issues, old.issues)
    light = Graph(
        documents=tuple(
            replace(each, encloses=(), collection=None, issuers=each.issuers if each.id in created else ())
            for each in new.documents
        ),
        relations=new.relations,
        agencies=_agencies(build) if created else (),
        passages=touched,
        issues=issues,
        readings=new.readings,
    )
    gone = [(issue, issue_id) for issue, ids in part.issue_ids.items() for issue_id in ids]
    closed = [issue_id for issue, issue_id in gone if issue in set(_more(old.issues, new.issues))]
    work: Work = [
        ("revise_relations", {"ids": list(part.sources)}),
        ("revise_mentions", {"ids": [passage.id for passage in touched]}),
        ("revise_issues", {"ids": closed}),
        ("revise_reading", {"ids": [part.home]}),
        ("revise_documents", {"ids": sorted(held - left)}),
    ]
    for step in steps(light):
        placed = (_placed(row, step.statement, part.at, created) for row in step.rows)
        kept = [row for row in placed if row is not None]
        if kept and step.statement not in ("load_passages", "load_agencies"):
            work.append((step.statement, {"rows": kept}))
    write(store, build, work, revision)


def _placed(row: Row, statement: str, at: int, created: Collection[str]) -> Row | None:
    """A row of a light graph with its place in the whole one; ``None`` for what is there already."""
    if statement == "load_documents":
        return row | {"at": _LAST} if row["id"] in created else None
    if statement == "load_issued":
        return row if row["target"] in created else None
    if statement == "load_issues":
        name = repr([row[key] for key in ("kind", "file", "line", "text", "candidates")])
        digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]
        return row | {"id": f"judged-{digest}-{index_of(row['at'])}", "at": _LAST}
    properties = row.get("properties", {})
    if "at" in properties:
        # close together behind the first, so that they stay before what follows them
        return row | {"properties": properties | {"at": at + index_of(properties["at"])}}
    return row


def take_out_agencies(build: Snapshot) -> Graph:
    """All agencies, and what is kept of them before judgements."""
    readings = tuple(records.reading(row["reading"]) for row in build.read("reading", id="agencies"))
    return Graph(agencies=_agencies(build), readings=readings)


def put_in_agencies(store: Store, build: Snapshot, old: Graph, new: Graph, revision: str) -> None:
    """Write the agencies of ``new`` in place of those of ``old``, with what they issued and answer for."""
    was = {agency.id: agency for agency in old.agencies}
    now = {agency.id: agency for agency in new.agencies}
    touched = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    ids = sorted(touched & was.keys())
    signed, measures = hanging_on(build, ids)
    documents = {measure.document: stub(measure.document) for measure in measures} | {each.id: each for each in signed}
    light = Graph(
        tuple(documents.values()),
        agencies=new.agencies,
        regions=tuple(records.region(row["region"]) for row in build.read("all_regions")),
        measures=measures,
        readings=new.readings,
    )
    work: Work = [("revise_agencies", {"ids": ids}), ("revise_reading", {"ids": ["agencies"]})]
    places = _places(build, new.agencies)
    for step in steps(light):
        kept = [row for row in step.rows if _hangs_on(step.statement, row, touched)]
        if step.statement == "load_agencies":
            kept = [row | {"at": places[row["id"]]} for row in kept]
        if kept:
            work.append((step.statement, {"rows": kept}))
    write(store, build, work, revision)


def _places(build: Snapshot, agencies: Iterable[Agency]) -> dict[str, int]:
    """The places that agencies have in the store; one that came back has one behind the agency before it."""
    held = {row["agency"]["id"]: int(row["agency"]["at"]) for row in build.read("all_agencies")}
    places: dict[str, int] = {}
    place = 0
    for agency in agencies:
        place = held.get(agency.id, place + 1)
        places[agency.id] = place
    return places


_ENDS = {
    "load_issued": ("source",),
    "load_assigned_to": ("target",),
    "load_in_region": ("source",),
    "load_part_of": ("source", "target"),
    "load_counterpart_of": ("source", "target"),
}
"""Which ends of an edge are agencies."""


def _hangs_on(statement: str, row: Row, agencies: Collection[str]) -> bool:
    if statement == "load_agencies":
        return row["id"] in agencies
    return statement == "load_readings" or any(row[end] in agencies for end in _ENDS.get(statement, ()))


# -- reading the part -------------------------------------------------------------------------------------------------


def _around(build: Snapshot, ids: Sequence[str]) -> list[Row]:
    """Documents with those around them, which the store tells by its edges and by the field ``parent``."""
    rows = build.read("documents_around", ids=list(dict.fromkeys(ids))) if ids else []
    for row in rows:
        parent = row["document"].get("parent")
        row["outer"] = sorted({*row["outer"], *([parent] if parent else [])})
    return rows


def _home(build: Snapshot, source: str) -> str:
    seen: set[str] = set()
    while source not in seen:
        seen.add(source)
        for row in _around(build, [source]):
            if not row["passages"] and row["outer"]:
                source = row["outer"][0]
    return source


def _group(build: Snapshot, home: str) -> list[str]:
    """The document, and the texts inside it that speak in its passages."""
    group = [home]
    for each in group:
        for row in build.read("enclosed_in", id=each):
            inner = row["document"]["id"]
            if inner not in group and _home(build, inner) == home:
                group.append(inner)
    return group


def _relations(build: Snapshot, sources: Sequence[str]) -> tuple[tuple[Relation, ...], int]:
    rows = build.read("relations_from", ids=list(sources), types=_TYPES)
    made = [records.relation(row["id"], row["document"]["id"], row["type"], row["relation"]) for row in rows]
    places = [row["relation"]["at"] for row in rows]
    return tuple(made), min(places) if places else _place_for(build, min(sources, default=""))


def _place_for(build: Snapshot, source: str) -> int:
    """The place for relations of a document that has none left: they are in the order of the documents' ids."""
    (row,) = build.read("relations_before", id=source)
    return 0 if row["at"] is None else int(row["at"]) + 1


def _issues(
    build: Snapshot, documents: Sequence[Document], home: str, sources: Collection[str], unmatched: str
) -> Iterator[Row]:
    source = next((each.source for each in documents if each.id == home), None)
    if source is not None:
        first, last = source.line_start, source.line_end
        for row in build.read("issues_in", file=source.file, first=first, last=last):
            yield row["issue"]
    for row in build.read("issues_of_kind", kind=unmatched):
        if set(row["issue"]["candidates"][:1]) & set(sources):
            yield row["issue"]


def _agencies(build: Snapshot) -> tuple[Agency, ...]:
    return tuple(records.agency(row["agency"]) for row in build.read("all_agencies"))


def _more(these: Iterable[Issue], those: Iterable[Issue]) -> tuple[Issue, ...]:
    known = set(those)
    return tuple(issue for issue in these if issue not in known)
