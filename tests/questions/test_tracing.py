"""Filters of a trace, traces from a measure, and the trace as a graph (see ``graphs.every_type``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from graphs import (
    AMENDMENT,
    CITY,
    EXTENSION,
    FORWARD,
    OLD,
    OPINION,
    PROVINCE,
    ROOT,
    SECOND_EXTENSION,
    SUPPLEMENT,
    Kind,
    circle,
    document,
    every_type,
    relation,
)

from api.questions import as_graph, trace, trace_measure
from api.questions.answers import TraceStep
from graph_builder.errors import NotFoundError
from graph_builder.model import Graph, Level, Measure, Mention, Passage, PassageKind, Scope
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, every_type())
    return store


def tree(steps: Iterable[TraceStep]) -> dict[str, Any]:
    """Ids with what follows them; a document that is only passed has its name in brackets."""
    return {f"({step.document.id})" if step.passed else step.document.id: tree(step.children) for step in steps}


@pytest.mark.parametrize(
    ("filters", "down"),
    [
        ({"types": [Kind.EXTENDS]}, {EXTENSION: {SECOND_EXTENSION: {}}}),
        ({"types": [Kind.IMPLEMENTS], "scopes": [Scope.DOCUMENT]}, {PROVINCE: {CITY: {}}}),
        ({"types": [Kind.IMPLEMENTS], "scopes": [Scope.CLAUSE]}, {CITY: {}}),
        ({"types": [Kind.EXTENDS], "confidence": 0.95}, {}),
        ({"types": [Kind.IMPLEMENTS], "levels": [Level.PROVINCIAL]}, {PROVINCE: {}}),
        ({"types": [Kind.EXTENDS], "issued_from": date(2022, 1, 10)}, {f"({EXTENSION})": {SECOND_EXTENSION: {}}}),
        ({"types": [Kind.EXTENDS], "issued_to": date(2021, 6, 20)}, {EXTENSION: {}}),
        ({"types": [Kind.EXTENDS], "issued_from": date(2021, 6, 21), "issued_to": date(2022, 1, 9)}, {}),
        ({"levels": [Level.COUNTY]}, {}),
    ],
)
def test_a_trace_is_narrowed(loaded: Store, filters: dict[str, Any], down: dict[str, Any]) -> None:
    answer = trace(loaded, ROOT, **filters)
    assert tree(answer.down) == down
    assert (answer.truncated, answer.left_out) == (False, 0)


def test_a_date_filter_leaves_out_what_has_no_date(loaded: Store) -> None:
    assert tree(trace(loaded, ROOT, issued_from=date(2000, 1, 1)).up) == {OPINION: {}}


def test_what_is_left_out_is_counted(loaded: Store) -> None:
    answer = trace(loaded, ROOT, limit=2)
    assert (answer.truncated, answer.left_out) == (True, 4 + 1)
    assert trace(loaded, ROOT, depth=1).left_out == 2


def test_a_trace_as_a_graph_has_everything_once(loaded: Store) -> None:
    answer = as_graph(trace(loaded, ROOT))
    assert answer.root == answer.nodes[0].document.id == ROOT
    assert {node.document.id: node.distance for node in answer.nodes} == {
        ROOT: 0, PROVINCE: 1, CITY: 1, FORWARD: 1, EXTENSION: 1, SUPPLEMENT: 1, AMENDMENT: 1, SECOND_EXTENSION: 2, OLD: -1, OPINION: -1,
    }  # fmt: skip
    edges = [(edge.relation.source, edge.relation.type, edge.relation.target) for edge in answer.edges]
    assert len(edges) == len(set(edges)) == 10
    assert (CITY, Kind.IMPLEMENTS, PROVINCE) in edges
    assert answer.truncated is False


def test_a_circle_as_a_graph_ends(store: Store) -> None:
    load(store, circle())
    answer = as_graph(trace(store, "圆发〔2021〕1号"))
    assert (len(answer.nodes), len(answer.edges)) == (3, 3)


NOTICE, ENDER, FOLLOWER = "甲发〔2021〕1号", "甲发〔2021〕2号", "乙发〔2021〕3号"


def articles() -> Graph:
    """NOTICE carries out an opinion as a whole and, in its article 2 (lines 5-8), a plan.

    ENDER ends article 1 of NOTICE, FOLLOWER carries NOTICE out as a whole.
    """
    ending = f"{NOTICE}第一条废止。"
    return Graph(
        documents=tuple(document(name, f"关于{name}的文件") for name in (NOTICE, ENDER, FOLLOWER, "意见", "规划")),
        relations=(
            relation(NOTICE, Kind.IMPLEMENTS, "意见", 2),
            relation(NOTICE, Kind.IMPLEMENTS, "规划", 6, scope=Scope.CLAUSE),
            relation(ENDER, Kind.AMENDS, NOTICE, 30),
            relation(FOLLOWER, Kind.IMPLEMENTS, NOTICE, 40),
        ),
        passages=(Passage("p", ENDER, 1, 30, PassageKind.CLAUSE, "三", ending, (Mention(0, len(NOTICE), NOTICE, Kind.AMENDS),)),),
        measures=(Measure("m1", NOTICE, 3, "一", None, None), Measure("m2", NOTICE, 5, "二", None, None), Measure("m3", NOTICE, 9, "三", None, None)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "up", "down"),
    [
        ("m1", {"意见": {}}, {ENDER: {}, FOLLOWER: {}}),
        ("m2", {"意见": {}, "规划": {}}, {FOLLOWER: {}}),
        ("m3", {"意见": {}}, {FOLLOWER: {}}),
    ],
)
def test_a_measure_is_traced(store: Store, measure: str, up: dict[str, Any], down: dict[str, Any]) -> None:
    load(store, articles())
    answer = trace_measure(store, measure)
    assert (answer.document.id, answer.measure and answer.measure.id) == (NOTICE, measure)
    assert (tree(answer.up), tree(answer.down)) == (up, down)
    assert tree(trace_measure(store, measure, types=[Kind.AMENDS]).up) == {}


def test_an_unknown_measure_is_refused(store: Store) -> None:
    load(store, articles())
    with pytest.raises(NotFoundError, match="m9"):
        trace_measure(store, "m9")
