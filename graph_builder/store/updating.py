"""The served graph changed into another one in its place: only what differs is written, in one transaction.

Three graphs, all in tables, are looked at: the base, which was loaded in full, the one that is served now, which is
the base or what updates made of it, and the new one. The places of both follow from the base alone (see
:mod:`graph_builder.tables.difference`), so that nothing else has to be known of what the store holds, and a graph that
was served before has the places again that it had.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar, cast

from graph_builder.errors import DifferenceError, UpdateError
from graph_builder.logs import stage
from graph_builder.model import LISTS, Agency, Document, Graph, Issue, Measure, Passage, Region, Relation, agency_ids
from graph_builder.progress import Progress, silent
from graph_builder.store.connection import Row, Store
from graph_builder.store.inplace import Work, hanging_on, stub, write
from graph_builder.store.load import batches
from graph_builder.store.reading import Snapshot, current
from graph_builder.store.rows import GAP, Step, index_of, issue_id, steps
from graph_builder.tables.difference import Difference, Differing
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows
from graph_builder.tables.workbench import Workbench

MOST = 10_000
"""So many rows may differ unless told otherwise. The store holds them all in memory until they are written, and the
embedded engine takes the longer to take a text out of its index the more texts share its words: thousands of passages
that go cost more than a full load."""

_IDS = 1_000
_KEYS: Mapping[str, tuple[str, ...]] = {
    "regions": ("name",),
    "agencies": ("id",),
    "documents": ("id",),
    "passages": ("id", "document"),
    "measures": ("id", "document"),
    "relations": ("source", "target", "type"),
    "issues": (),
}
"""The columns of each list of a graph that tell their rows apart. What came to another document is another row."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did: the build that is served, its revision, and by list how many rows differed."""

    build: str
    revision: str
    gone: dict[str, int]
    come: dict[str, int]
    changed: dict[str, int]
    moved: dict[str, int]


def update(
    store: Store,
    base: Graph,
    served: Graph,
    new: Graph,
    work: Folder,
    *,
    build: str,
    was: str | None,
    revision: str,
    most: int = MOST,
    progress: Progress = silent,
) -> UpdateReport:
    """Make ``new`` the graph that readers see by writing what it differs in from ``served``, which they see now.

    ``base`` was loaded in full as ``build``; ``was`` is the revision that an update to ``served`` gave it, ``None``
    where that is ``base`` itself. ``revision`` is what tells the new graph from every other one that this build was.
    ``work`` is a folder for what does not fit into memory, ``progress`` is called as the lists are compared.

    Raises :class:`UpdateError` where only a full load can make ``new`` the served graph: more than ``most`` rows
    differ, there is no room left between two of them, a graph holds judgements or is not in tables, or the store holds
    another build or revision. Raises :class:`~graph_builder.errors.StoreError` where the new graph lacks what it names,
    or the store fails. Nothing is written then.
    """
    with stage("update") as counted:
        changes = _changes(store, (base, served, new), work, most, progress)
        collections = _collections(changes["documents"], work)
        with store.exclusive():
            snapshot = _the_served(store, build, was)
            write(store, snapshot, _in_messages(_plan(changes, collections, snapshot)), revision)
        found = {name: change.difference for name, change in changes.items()}
        report = UpdateReport(
            build,
            revision,
            gone={name: len(each.gone) for name, each in found.items()},
            come={name: len(each.come) for name, each in found.items()},
            changed={name: len(each.changed) for name, each in found.items()},
            moved={name: len(each.moved) for name, each in found.items()},
        )
        counted.update(rows=sum(map(len, found.values())))
    return report


def _the_served(store: Store, build: str, was: str | None) -> Snapshot:
    served = current(store)
    if served is None or (served.build, served.revision) != (build, was):
        raise UpdateError(f"{store.place}: serves another graph than the one that is to be changed; load in full")
    gaps = {row["id"]: row["gap"] for row in store.read("builds")}
    if gaps.get(build) != GAP:
        raise UpdateError(f"{store.place}: the graph was loaded by an earlier version, without gaps; load in full")
    return served


# -- what differs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change(Generic[Item]):
    """The difference between two lists; of their rows only those are read that are asked for."""

    difference: Difference
    old: Rows[Item]
    new: Rows[Item]

    def gone(self) -> Iterator[Item]:
        return self.old.pick(list(self.difference.gone))

    def picked(self, places: Mapping[int, int]) -> Iterator[tuple[int, Item]]:
        """Rows of the new list with their places, which are given by their indices."""
        return zip(places.values(), self.new.pick(list(places)), strict=True)


def _changes(
    store: Store, graphs: Sequence[Graph], work: Folder, most: int, progress: Progress
) -> dict[str, _Change[Any]]:
    if any(len(graph.readings) for graph in graphs):
        raise UpdateError(f"{store.place}: the graph holds judgements; load in full")
    changes: dict[str, _Change[Any]] = {}
    with Workbench(work) as bench:
        differing = Differing(bench, GAP)
        for done, (name, key) in enumerate(_KEYS.items(), 1):
            lists = [_in_tables(getattr(graph, name), LISTS[name]) for graph in graphs]
            if None in lists:
                raise UpdateError(f"{store.place}: the {name} are not in tables; load in full")
            base, old, new = cast(list[Rows[Any]], lists)
            try:
                changes[name] = _Change(differing.of(base, old, new, key), old, new)
            except DifferenceError as error:
                raise UpdateError(f"{store.place}: {name}: {error}; load in full") from error
            if sum(len(change.difference) for change in changes.values()) > most:
                raise UpdateError(f"{store.place}: more than {most} rows differ; load in full")
            progress("difference", done, len(_KEYS))
    return changes


def _in_tables(rows: Sequence[Any], kind: type[Any]) -> Rows[Any] | None:
    return rows if isinstance(rows, Rows) and rows.kind is kind and not rows.bounded else None


@dataclass(frozen=True, slots=True)
class _Collections:
    """The names of the collections that come and of those that go."""

    come: Collection[str] = ()
    gone: Collection[str] = ()


def _collections(documents: _Change[Document], work: Folder) -> _Collections:
    if not len(documents.difference):
        return _Collections()
    with Workbench(work) as bench:
        old, new = (bench.distinct(each.tables, "collection") - {""} for each in (documents.old, documents.new))
    return _Collections(new - old, sorted(old - new))


@dataclass(frozen=True, slots=True)
class _Nodes(Generic[Item]):
    """The nodes of a list that differ, by their ids, with their places; ``items`` are those that come or change."""

    gone: list[str]
    come: dict[str, int]
    changed: dict[str, int]
    moved: dict[str, int]
    items: list[Item]

    @classmethod
    def of(cls, change: _Change[Item], id_of: Callable[[Item], str]) -> _Nodes[Item]:
        found = change.difference
        indices = sorted([*found.come, *found.changed])
        written = dict(zip(indices, change.new.pick(indices), strict=True))
        gone = [id_of(item) for item in change.gone()]
        come = {id_of(written[index]): place for index, place in found.come.items()}
        changed = {id_of(written[index]): place for index, place in found.changed.items()}
        moved = {id_of(item): place for place, item in change.picked(found.moved)}
        return cls(gone, come, changed, moved, list(written.values()))


# -- what is to be written --------------------------------------------------------------------------------------------


def _plan(changes: Mapping[str, _Change[Any]], collections: _Collections, build: Snapshot) -> Work:
    """The statements in order: what goes, what gets another place, what changes where it stands, what comes."""
    regions: _Nodes[Region] = _Nodes.of(changes["regions"], lambda each: each.name)
    agencies: _Nodes[Agency] = _Nodes.of(changes["agencies"], lambda each: each.id)
    documents: _Nodes[Document] = _Nodes.of(changes["documents"], lambda each: each.id)
    passages: _Nodes[Passage] = _Nodes.of(changes["passages"], lambda each: each.id)
    measures: _Nodes[Measure] = _Nodes.of(changes["measures"], lambda each: each.id)
    relations: _Change[Relation] = changes["relations"]
    issues: _Change[Issue] = changes["issues"]
    bodies = _bodies(changes["agencies"], changes["regions"])
    renamed, answering = _renamed(bodies, build, documents, measures)
    written = [*relations.picked(relations.difference.come), *relations.picked(relations.difference.changed)]
    light = _light(
        [*documents.items, *renamed],
        [relation for _, relation in written],
        bodies,
        passages.items,
        [*measures.items, *answering],
        [issue for _, issue in issues.picked(issues.difference.come)],
    )
    creating = _Creating(
        {
            "load_regions": regions,
            "load_agencies": agencies,
            "load_documents": documents,
            "load_passages": passages,
            "load_measures": measures,
        },
        collections.come,
        bodies,
        [place for place, _ in written],
        len(relations.difference.come),
        list(issues.difference.come.values()),
    )
    return [
        ("revise_single_relations", {"rows": [_ends(each) for each in relations.gone()]}),
        ("revise_passages", {"ids": passages.gone}),
        ("revise_measures", {"ids": measures.gone}),
        ("revise_mentions", {"ids": list(passages.changed)}),
        ("revise_issues", {"ids": [issue_id(place) for place in issues.difference.gone.values()]}),
        ("revise_contained", {"ids": list(documents.changed)}),
        ("revise_issued", {"ids": [*documents.changed, *(each.id for each in renamed)]}),
        ("revise_assigned", {"ids": [*measures.changed, *(each.id for each in answering)]}),
        ("revise_agency_links", {"ids": sorted(bodies.agencies)}),
        ("revise_region_links", {"ids": sorted(bodies.regions)}),
        ("revise_documents", {"ids": documents.gone}),
        ("revise_agencies", {"ids": agencies.gone}),
        ("revise_regions", {"ids": regions.gone}),
        ("revise_collections", {"ids": list(collections.gone)}),
        ("change_regions", {"rows": _moved(regions)}),
        ("change_agencies", {"rows": _moved(agencies)}),
        ("change_documents", {"rows": _moved(documents)}),
        ("change_passages", {"rows": _moved(passages)}),
        ("change_measures", {"rows": _moved(measures)}),
        (
            "change_relations",
            {
                "rows": [
                    _ends(each) | {"properties": {"at": place}}
                    for place, each in relations.picked(relations.difference.moved)
                ]
            },
        ),
        *creating.work(light),
    ]


def _moved(nodes: _Nodes[Any]) -> list[Row]:
    return [{"id": name, "at": place} for name, place in nodes.moved.items()]


def _ends(relation: Relation) -> Row:
    return {"source": relation.source, "target": relation.target, "type": relation.type.value}


def _light(
    documents: Sequence[Document],
    relations: Sequence[Relation],
    bodies: _Bodies,
    passages: Sequence[Passage],
    measures: Sequence[Measure],
    issues: Sequence[Issue],
) -> Graph:
    """A graph of what is to be written, in which stubs stand for all other documents that it names."""
    named: set[str] = set()
    for document in documents:
        named.update(document.encloses)
    for relation in relations:
        named |= {relation.source, relation.target}
    for passage in passages:
        named |= {passage.document, *(mention.target for mention in passage.mentions)}
    for measure in measures:
        named.add(measure.document)
    stubs = map(stub, sorted(named.difference(document.id for document in documents)))
    return Graph(
        (*documents, *stubs),
        relations,
        agencies=bodies.now.agencies,
        regions=bodies.now.regions,
        passages=passages,
        measures=measures,
        issues=issues,
    )


@dataclass(frozen=True, slots=True)
class _Creating:
    """The statements that write the rows of a light graph, each row with its place in the whole one."""

    nodes: Mapping[str, _Nodes[Any]]
    collections: Collection[str]
    bodies: _Bodies
    relations: Sequence[int]
    """The places of the relations, first of those that come, then of those that change."""
    come: int
    """How many come."""
    issues: Sequence[int]

    def work(self, light: Graph) -> Iterator[tuple[str, Row]]:
        for step in steps(light):
            rows: dict[str, list[Row]] = {}
            for row in step.rows:
                for statement, placed in self._placed(step, row):
                    rows.setdefault(statement, []).append(placed)
            for statement, given in rows.items():
                yield statement, {"rows": given}

    def _placed(self, step: Step, row: Row) -> Iterable[tuple[str, Row]]:
        """The row, and the statement that takes it; nothing for what the store holds already."""
        name = step.statement
        if name in self.nodes:
            return self._node(name, self.nodes[name], row)
        if name == "load_collections":
            return [(name, row)] if row["id"] in self.collections else ()
        if name == "load_issues":
            place = self.issues[index_of(row["at"])]
            return [(name, row | {"id": issue_id(place), "at": place})]
        if name in _LINKS:
            return [(name, row)] if row["source"] in self.bodies.linked(name) else ()
        if "at" in row.get("properties", {}):
            index = index_of(row["properties"]["at"])
            placed = row | {"properties": row["properties"] | {"at": self.relations[index]}}
            return [(name, placed) if index < self.come else ("change_relations", placed | {"type": step.kind})]
        return [(name, row)]

    def _node(self, name: str, nodes: _Nodes[Any], row: Row) -> Iterable[tuple[str, Row]]:
        if row["id"] in nodes.come:
            return [(name, row | {"at": nodes.come[row["id"]]})]
        if row["id"] in nodes.changed:
            return [(name.replace("load_", "change_"), row | {"at": nodes.changed[row["id"]]})]
        return ()


def _in_messages(work: Work) -> Work:
    """The same work in messages that the store takes."""
    return [message for name, params in work for message in _messages(name, params)]


def _messages(name: str, params: Row) -> Iterator[tuple[str, Row]]:
    if "rows" in params:
        for rows in batches(params["rows"]):
            yield name, {"rows": rows}
    else:
        ids = iter(params["ids"])
        while some := list(islice(ids, _IDS)):
            yield name, {"ids": some}


# -- agencies and regions: few, and tied to one another by names ------------------------------------------------------

_LINKS = ("load_part_of", "load_counterpart_of", "load_in_region", "load_region_part_of")


@dataclass(frozen=True, slots=True)
class _Bodies:
    """All agencies and regions before and after, where any of them differ; else only those that are there after."""

    was: Graph
    now: Graph
    agencies: Collection[str] = field(default_factory=frozenset)
    """The ids of the agencies that are joined to other bodies or another region than before."""
    regions: Collection[str] = field(default_factory=frozenset)
    """The names of the regions that are joined to another one."""

    def linked(self, statement: str) -> Collection[str]:
        """The sources of the edges that the statement is to create."""
        return self.regions if statement == "load_region_part_of" else self.agencies

    def lost(self) -> dict[str, str]:
        """The names that stand for another agency than before, or for none, with the ids of the former ones."""
        if self.was is self.now:
            return {}
        now = agency_ids(self.now.agencies)
        return {name: held for name, held in agency_ids(self.was.agencies).items() if now.get(name) != held}


def _bodies(agencies: _Change[Agency], regions: _Change[Region]) -> _Bodies:
    now = Graph(agencies=tuple(agencies.new), regions=tuple(regions.new))
    if not len(agencies.difference) and not len(regions.difference):
        return _Bodies(now, now)
    was = Graph(agencies=tuple(agencies.old), regions=tuple(regions.old))
    old, new = _joined(was), _joined(now)
    differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    regional = "load_region_part_of"
    return _Bodies(
        was,
        now,
        frozenset(source for statement, source in differing if statement != regional),
        frozenset(source for statement, source in differing if statement == regional),
    )


def _joined(graph: Graph) -> dict[tuple[str, str], str]:
    return {
        (step.statement, row["source"]): row["target"]
        for step in steps(graph)
        if step.statement in _LINKS
        for row in step.rows
    }


def _renamed(
    bodies: _Bodies, build: Snapshot, documents: _Nodes[Document], measures: _Nodes[Measure]
) -> tuple[list[Document], list[Measure]]:
    """The documents and measures that stay as they are, but whose names of agencies stand for others than before."""
    lost = bodies.lost()
    if not lost:
        return [], []
    signed, answered = hanging_on(build, sorted(set(lost.values())))
    written = (
        {*documents.gone, *documents.come, *documents.changed},
        {*measures.gone, *measures.come, *measures.changed},
    )
    return (
        [each for each in signed if each.id not in written[0] and not lost.keys().isdisjoint(each.issuers)],
        [each for each in answered if each.id not in written[1] and not lost.keys().isdisjoint(each.responsible)],
    )
