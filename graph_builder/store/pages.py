"""The served graph a page at a time: for a copy that must not hold the whole of it in memory.

What hangs on documents is read with them, by their ids, which both engines find by an index. Of one document all
passages are in memory at once, and of the graph the agencies and regions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from graph_builder.model import Mention, RelationType
from graph_builder.store import records
from graph_builder.store.connection import Row
from graph_builder.store.reading import Snapshot

Placed = tuple[int, Any]
"""An entity with its place in the graph's list of its kind; judgements may have given several the same place."""

_IDS = 20_000
"""The embedded engine sorts all ids that are left for every page of them, so that pages of ids are long."""
_DOCUMENTS = 50
_ROWS = 5_000


def documents(build: Snapshot) -> Iterator[Placed]:
    """All documents."""
    for ids in _document_ids(build):
        for row in build.read("documents_whole", ids=ids):
            yield row["document"]["at"], records.document(row["document"])


def passages(build: Snapshot) -> Iterator[Placed]:
    """All passages, with their mentions."""
    for ids in _document_ids(build):
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for row in build.read("mentions_of", ids=ids):
            mentions[row["passage"]].append(records.mention(row))
        for row in build.read("passages_in", ids=ids):
            passage = row["passage"]
            yield passage["at"], records.passage(passage, tuple(mentions[passage["id"]]))


def measures(build: Snapshot) -> Iterator[Placed]:
    """All measures."""
    for ids in _document_ids(build):
        for row in build.read("measures_in", ids=ids):
            yield row["measure"]["at"], records.measure(row["measure"])


def relations(build: Snapshot) -> Iterator[Placed]:
    """All relations."""
    for ids in _document_ids(build):
        for row in build.read("relations_out", ids=ids):
            made = records.relation(row["source"], row["target"], row["type"], row["relation"])
            yield row["relation"]["at"], made


def agencies(build: Snapshot) -> Iterator[Placed]:
    """All agencies."""
    for row in build.read("all_agencies"):
        yield row["agency"]["at"], records.agency(row["agency"])


def regions(build: Snapshot) -> Iterator[Placed]:
    """All regions."""
    for row in build.read("all_regions"):
        yield row["region"]["at"], records.region(row["region"])


def issues(build: Snapshot) -> Iterator[Placed]:
    """All issues."""
    for row in _after(build, "issues_after", "issue"):
        yield row["at"], records.issue(row)


def readings(build: Snapshot) -> Iterator[Placed]:
    """What judgements have replaced."""
    for at, row in enumerate(_after(build, "readings_after", "reading")):
        yield at, records.reading(row)


PAGES: dict[str, Callable[[Snapshot], Iterator[Placed]]] = {
    "documents": documents,
    "relations": relations,
    "agencies": agencies,
    "regions": regions,
    "passages": passages,
    "measures": measures,
    "issues": issues,
    "readings": readings,
}
"""How each list of a :class:`~graph_builder.model.Graph` is read."""


def counts(build: Snapshot) -> dict[str, int]:
    """How many entities of each kind the store counts itself; readings are not counted."""
    labels = {row["label"]: row["n"] for row in build.read("count_nodes")}
    kinds = ("documents", "Document"), ("passages", "Passage"), ("agencies", "Agency"), ("regions", "Region")
    more = ("measures", "Measure"), ("issues", "Issue")
    counted = {kind: labels.get(label, 0) for kind, label in (*kinds, *more)}
    types = set(RelationType)
    counted["relations"] = sum(row["n"] for row in build.read("count_edges") if row["type"] in types)
    return counted


def _document_ids(build: Snapshot) -> Iterator[list[str]]:
    after = ""
    while ids := [row["id"] for row in build.read("document_ids", after=after, limit=_IDS)]:
        for start in range(0, len(ids), _DOCUMENTS):
            yield ids[start : start + _DOCUMENTS]
        after = ids[-1]


def _after(build: Snapshot, statement: str, column: str) -> Iterator[Row]:
    after = ""
    while rows := [row[column] for row in build.read(statement, after=after, limit=_ROWS)]:
        yield from rows
        after = rows[-1]["id"]
