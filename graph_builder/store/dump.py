"""The graph read back from the store."""

from __future__ import annotations

from collections import defaultdict

from graph_builder.model import Graph, Mention
from graph_builder.store import records
from graph_builder.store.connection import Store
from graph_builder.store.reading import Snapshot, ask, current_build


def dump(store: Store) -> Graph:
    """The whole graph that readers see, equal to the one that was loaded; an empty one where none was.

    Raises :class:`~graph_builder.errors.StoreError`.
    """
    return ask(store, _whole) if current_build(store) else Graph()


def _whole(build: Snapshot) -> Graph:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for row in build.read("all_mentions"):
        mentions[row["passage"]].append(records.mention(row))
    passages = (row["passage"] for row in build.read("all_passages"))
    return Graph(
        documents=tuple(records.document(row["document"]) for row in build.read("all_documents")),
        relations=tuple(
            records.relation(row["source"], row["target"], row["type"], row["relation"])
            for row in build.read("all_relations")
        ),
        agencies=tuple(records.agency(row["agency"]) for row in build.read("all_agencies")),
        regions=tuple(records.region(row["region"]) for row in build.read("all_regions")),
        passages=tuple(records.passage(row, tuple(mentions[row["id"]])) for row in passages),
        measures=tuple(records.measure(row["measure"]) for row in build.read("all_measures")),
        issues=tuple(records.issue(row["issue"]) for row in build.read("all_issues")),
        readings=tuple(records.reading(row["reading"]) for row in build.read("all_readings")),
    )
