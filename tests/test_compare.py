"""Gains and losses between two builds."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.compare import Fate, FieldChange, compare
from graph_builder.export.facts import facts_of
from graph_builder.model import Graph, RelationType


def test_the_same_build_has_no_differences(small_graph: Graph) -> None:
    found = compare(small_graph, small_graph)
    assert found.relations == ()
    assert found.documents == ()
    nothing = {"gained": 0, "lost": 0, "changed": 0}
    assert found.counts() == {"relations": nothing, "documents": nothing}


def test_facts_differ_in_nothing_from_their_build(small_graph: Graph) -> None:
    assert compare(facts_of(small_graph), small_graph) == compare(small_graph, small_graph)


def test_a_retyped_relation_is_a_gain_and_a_loss(small_graph: Graph) -> None:
    first, *rest = small_graph.relations
    retyped = replace(first, type=RelationType.CITES)
    found = compare(small_graph, replace(small_graph, relations=(retyped, *rest)))
    assert [(change.fate, change.relation) for change in found.relations] == [
        (Fate.GAINED, retyped),
        (Fate.LOST, first),
    ]
    assert found.relations[0].source_title == "关于落实支持示例企业政策的通知"
    assert found.relations[0].target_title == "关于支持示例企业的通知"


def test_a_moved_evidence_is_a_change(small_graph: Graph) -> None:
    first, *rest = small_graph.relations
    moved = replace(first, confidence=0.5, evidence=replace(first.evidence, line=26, quote="别处"))
    found = compare(small_graph, replace(small_graph, relations=(moved, *rest)))
    assert [change.fate for change in found.relations] == [Fate.CHANGED]
    assert found.relations[0].changes == (
        FieldChange("confidence", 0.95, 0.5),
        FieldChange("evidence.line", 24, 26),
    )


def test_documents_come_go_and_change(small_graph: Graph) -> None:
    national, plan, provincial, extension, law = small_graph.documents
    renamed = replace(provincial, issued_on=None, issuers=())
    other = replace(law, id="另一法", title="另一法")
    new = Graph(documents=(national, plan, renamed, extension, other), relations=())
    found = compare(replace(small_graph, relations=()), new)
    assert [(change.fate, change.id) for change in found.documents] == [
        (Fate.CHANGED, provincial.id),
        (Fate.GAINED, "另一法"),
        (Fate.LOST, law.id),
    ]
    assert found.documents[0].changes == (
        FieldChange("issuers", ["示例省示例厅"], []),
        FieldChange("issued_on", "2021-03-03", None),
        FieldChange("measures", 1, 0),
    )
