"""Copies of a graph are joined as it is, a mix answers, reports add up; no test asserts a time."""

from __future__ import annotations

import json

from engines import store_of
from web_graph import GRAPH, PROVINCE, ROOT

from benchmarks.many import many_times
from benchmarks.serving import Timing, mix_of, serving_table, statements_of, timings
from graph_builder.store import load


def test_copies_are_joined_as_the_first() -> None:
    copies = many_times(GRAPH, 3)
    assert len(copies.documents) == 3 * len(GRAPH.documents)
    assert len({document.id for document in copies.documents}) == len(copies.documents)
    pairs = {(each.source, each.target) for each in copies.relations}
    assert {(PROVINCE, ROOT), (f"{PROVINCE}·1", f"{ROOT}·1"), (f"{PROVINCE}·2", f"{ROOT}·2")} <= pairs
    ids = {document.id for document in copies.documents}
    assert {end for pair in pairs for end in pair} <= ids
    assert {mention.target for passage in copies.passages for mention in passage.mentions} <= ids
    assert {measure.document for measure in copies.measures} <= ids
    assert copies.agencies == GRAPH.agencies
    assert many_times(GRAPH, 1) == GRAPH


def test_every_question_of_the_mix_is_answered_by_statements() -> None:
    store = store_of("arcadedb")
    load(store, GRAPH)
    mix = mix_of(store)
    assert {"trace", "status", "read", "search"} <= {name for name, _ in mix}
    for (name, _), (same, statements) in zip(mix, statements_of(store, mix), strict=True):
        assert name == same
        assert statements
        for statement, params in statements:
            store.read(statement, **params)


def test_a_report_is_read_by_percentiles() -> None:
    rows = [{"name": "trace", "num_requests": 100, "num_failures": 1, "response_times": {"10": 50, "20": 45, "90": 5}}]
    found = timings(json.dumps(rows))
    assert found == {"trace": Timing(100, 1, 10, 20, 90)}
    table = serving_table(found, {"trace": Timing(200, 0, 5, 8, 9)}, 10)
    row = [cell.strip() for cell in table.splitlines()[2].strip("|").split("|")]
    assert row == ["trace", "10.0", "1", "10", "20", "90", "5", "8", "9", "2.5", "≤ 3"]
