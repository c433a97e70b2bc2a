"""A trace as a graph with what was opened in it (see ``graphs.every_type``)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from graphs import AMENDMENT, CITY, EXTENSION, FORWARD, OLD, PROVINCE, ROOT, SECOND_EXTENSION, Kind, every_type

from api.questions import as_graph, trace, widen
from api.questions.answers import TraceGraph
from graph_builder.model import Level
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, every_type())
    return store


def near(store: Store, start: str, opened: tuple[str, ...] = (), **filters: Any) -> TraceGraph:
    return widen(store, as_graph(trace(store, start, depth=1, **filters)), opened, **filters)


def counts(graph: TraceGraph) -> dict[str, tuple[int, int | None]]:
    return {node.document.id: (node.distance, node.more) for node in graph.nodes}


def test_what_lies_behind_each_document_is_counted(loaded: Store) -> None:
    assert counts(near(loaded, PROVINCE)) == {PROVINCE: (0, 0), CITY: (1, 1), ROOT: (-1, 7)}
    assert counts(near(loaded, SECOND_EXTENSION)) == {SECOND_EXTENSION: (0, 0), EXTENSION: (-1, 1)}


def test_opening_brings_in_neighbours_on_all_sides(loaded: Store) -> None:
    graph = near(loaded, PROVINCE, (ROOT,))
    found = counts(graph)
    assert (found[FORWARD], found[OLD], found[EXTENSION]) == ((-2, 0), (-2, 0), (-2, 1))
    assert (found[ROOT], found[CITY]) == ((-1, 0), (1, 0))
    keys = [(edge.relation.source, edge.relation.type, edge.relation.target) for edge in graph.edges]
    assert len(keys) == len(set(keys)) == 9


def test_what_opening_brought_in_can_be_opened(loaded: Store) -> None:
    assert SECOND_EXTENSION in counts(near(loaded, PROVINCE, (EXTENSION, ROOT)))
    assert counts(near(loaded, PROVINCE, (EXTENSION, "无此号"))) == counts(near(loaded, PROVINCE))


def test_opening_the_root_tells_above_from_below(loaded: Store) -> None:
    bare = TraceGraph(PROVINCE, near(loaded, PROVINCE).nodes[:1], (), truncated=False, left_out=0)
    assert counts(widen(loaded, bare, (PROVINCE,))) == {PROVINCE: (0, 0), CITY: (1, 1), ROOT: (-1, 7)}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"types": [Kind.EXTENDS]}, {EXTENSION}),
        ({"levels": [Level.PROVINCIAL]}, {FORWARD, PROVINCE}),
        ({"issued_from": date(2022, 1, 1)}, {AMENDMENT}),
        ({"confidence": 0.95}, set()),
    ],
)
def test_opening_keeps_to_the_filters(loaded: Store, filters: dict[str, Any], found: set[str]) -> None:
    bare = as_graph(trace(loaded, ROOT, depth=1, types=[Kind.BASED_ON], levels=[Level.COUNTY]))
    assert counts(widen(loaded, bare, (ROOT,), **filters)).keys() == found | {ROOT}
