"""Judgements as a function of the graph, against answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from graphs import CITY, EXTENSION, PROVINCE, ROOT, SUPPLEMENT, Kind
from hypothesis import given
from hypothesis import strategies as st
from judged import PLAN, STAND_IN, found, mentions, same, undecided

from graph_builder.judgements import UNMATCHED, Judgement, JudgementKind, apply, in_force, judge
from graph_builder.judgements.apply import put_back
from graph_builder.model import Evidence, Graph, Relation, Resolution

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
GRAPH = undecided()


def the(source: str, kind: Kind, target: str, graph: Graph = GRAPH) -> Relation:
    relation = found(graph, source, kind, target)
    assert relation is not None
    return relation


def given_at(minute: int, kind: JudgementKind, **subject: object) -> Judgement:
    return judge(kind, "李审", "原文如此", at=NOON + timedelta(minutes=minute), **subject)


CITY_ROOT = the(CITY, Kind.IMPLEMENTS, ROOT)
CONFIRM = given_at(0, JudgementKind.CONFIRM, relation=CITY_ROOT)
REJECT = given_at(1, JudgementKind.REJECT, relation=CITY_ROOT)
RETYPE = given_at(2, JudgementKind.RETYPE, relation=CITY_ROOT, type=Kind.CITES)
TARGET = given_at(3, JudgementKind.TARGET, relation=the(CITY, Kind.CITES, STAND_IN), target=EXTENSION)
MERGE = given_at(4, JudgementKind.MERGE, agency="丁总局", other="甲部")
SEPARATE = given_at(5, JudgementKind.SEPARATE, agency="示例省乙局", other="示例省乙厅")
INNER = given_at(6, JudgementKind.REJECT, relation=the(PLAN, Kind.IMPLEMENTS, ROOT))
ALL = (CONFIRM, REJECT, RETYPE, TARGET, MERGE, SEPARATE, INNER)


def test_a_confirmed_relation_is_certain_and_names_its_reviewer() -> None:
    graph, unmatched = apply(GRAPH, [CONFIRM])
    assert unmatched == ()
    assert found(graph, CITY, Kind.IMPLEMENTS, ROOT) == replace(CITY_ROOT, confidence=1.0, decided_by="李审")
    assert mentions(graph, f"{CITY}#2") == [(ROOT, Kind.IMPLEMENTS)]
    assert len(graph.relations) == len(GRAPH.relations)


def test_a_rejected_relation_is_gone_and_its_citation_a_mere_mention() -> None:
    graph, unmatched = apply(GRAPH, [REJECT])
    assert unmatched == ()
    assert found(graph, CITY, Kind.IMPLEMENTS, ROOT) is None
    assert mentions(graph, f"{CITY}#2") == [(ROOT, None)]
    assert mentions(graph, f"{CITY}#1") == [(PROVINCE, Kind.IMPLEMENTS)]


def test_a_retyped_relation_keeps_its_evidence() -> None:
    graph, _ = apply(GRAPH, [RETYPE])
    assert found(graph, CITY, Kind.IMPLEMENTS, ROOT) is None
    made = the(CITY, Kind.CITES, ROOT, graph)
    assert (made.evidence, made.rule, made.decided_by) == (CITY_ROOT.evidence, "judgement", "李审")
    assert mentions(graph, f"{CITY}#2") == [(ROOT, Kind.CITES)]


def test_the_target_of_a_name_is_set_wherever_the_source_uses_it() -> None:
    graph, unmatched = apply(GRAPH, [TARGET])
    assert unmatched == ()
    made = the(CITY, Kind.SUPPLEMENTS, EXTENSION, graph)
    assert (made.resolution, made.candidates, made.confidence, made.decided_by) == (Resolution.TITLE, (), 1.0, "李审")
    # A pair that has another type has no CITES, unless the reviewer judged just that.
    assert the(CITY, Kind.CITES, EXTENSION, graph).decided_by == "李审"
    assert mentions(graph, f"{CITY}#3") == [(EXTENSION, Kind.CITES), (ROOT, None)]
    assert mentions(graph, f"{CITY}#4") == [(EXTENSION, Kind.SUPPLEMENTS)]
    assert STAND_IN not in {document.id for document in graph.documents}
    assert [issue.kind for issue in graph.issues] == ["unreadable"]


def test_a_text_inside_another_is_judged_by_itself() -> None:
    graph, unmatched = apply(GRAPH, [INNER])
    assert unmatched == ()
    assert found(graph, PLAN, Kind.IMPLEMENTS, ROOT) is None
    assert found(graph, PROVINCE, Kind.IMPLEMENTS, ROOT) is not None
    assert [reading.document for reading in graph.readings] == [PROVINCE]


def test_agencies_are_merged_and_separated() -> None:
    graph, unmatched = apply(GRAPH, [MERGE, SEPARATE])
    assert unmatched == ()
    agencies = {agency.id: agency for agency in graph.agencies}
    assert agencies["甲部"].also == ("丁总局",)
    assert agencies["甲部"].short_names == ("丁局",)
    assert "丁总局" not in agencies
    assert agencies["示例省乙厅"].also == ()
    assert (agencies["示例省乙局"].region, agencies["示例省乙局"].counterpart) == ("示例省", "甲部")


def test_references_follow_a_merged_agency() -> None:
    graph, _ = apply(GRAPH, [given_at(0, JudgementKind.MERGE, agency="甲部", other="丁总局")])
    agencies = {agency.id: agency for agency in graph.agencies}
    assert agencies["示例省乙厅"].counterpart == "丁总局"
    assert agencies["丁总局"].parent is None


def changed(**fields: object) -> Graph:
    """The graph with the city's relation to the root as another build may give it; ``None`` takes it away."""
    others = tuple(relation for relation in GRAPH.relations if relation != CITY_ROOT)
    return replace(GRAPH, relations=(*others, replace(CITY_ROOT, **fields)) if fields else others)


def moved(line: int, quote: str) -> Evidence:
    return replace(CITY_ROOT.evidence, line=line, quote=quote)


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("the line moved", moved(70, CITY_ROOT.evidence.quote)),
        ("the words are cut otherwise", moved(CITY_ROOT.evidence.line, "依据甲部发")),
    ],
)
def test_a_judgement_finds_its_relation_after_another_build(name: str, evidence: Evidence) -> None:
    graph, unmatched = apply(changed(evidence=evidence), [CONFIRM])
    assert unmatched == ()
    assert the(CITY, Kind.IMPLEMENTS, ROOT, graph).decided_by == "李审"


def test_rules_that_change_their_mind_do_not_outrank_the_reviewer() -> None:
    graph, unmatched = apply(changed(type=Kind.AMENDS), [CONFIRM])
    assert unmatched == ()
    assert found(graph, CITY, Kind.AMENDS, ROOT) is None
    assert the(CITY, Kind.IMPLEMENTS, ROOT, graph).decided_by == "李审"


def test_a_confirmed_relation_that_the_rules_lost_is_put_back_while_its_words_stand() -> None:
    words = replace(CITY_ROOT, evidence=moved(63, "落实甲部发〔2021〕1号"))
    seen = replace(GRAPH, relations=tuple(words if each == CITY_ROOT else each for each in GRAPH.relations))
    judgement = given_at(0, JudgementKind.CONFIRM, relation=words)
    lost = put_back(apply(seen, [given_at(0, JudgementKind.REJECT, relation=words)]).graph)
    lost = replace(lost, relations=tuple(each for each in lost.relations if each != words))
    graph, unmatched = apply(lost, [judgement])
    assert unmatched == ()
    assert the(CITY, Kind.IMPLEMENTS, ROOT, graph).decided_by == "李审"
    assert mentions(graph, f"{CITY}#2") == [(ROOT, Kind.IMPLEMENTS)]


@pytest.mark.parametrize(
    ("graph", "judgement", "why"),
    [
        (changed(), CONFIRM, "no longer found"),
        (changed(), REJECT, "no longer found"),
        (changed(evidence=moved(99, "别的话")), REJECT, "other words"),
        (changed(evidence=moved(99, "别的话")), CONFIRM, "other words"),
        (GRAPH, given_at(0, JudgementKind.TARGET, relation=CITY_ROOT, target="无此文件"), "no document 无此文件"),
        (GRAPH, given_at(0, JudgementKind.TARGET, relation=CITY_ROOT, target=CITY), "itself"),
        (GRAPH, given_at(0, JudgementKind.MERGE, agency="无此机关", other="甲部"), "no agency 无此机关"),
        (GRAPH, given_at(0, JudgementKind.MERGE, agency="示例省乙局", other="示例省乙厅"), "one agency already"),
        (GRAPH, given_at(0, JudgementKind.SEPARATE, agency="甲部", other="丁总局"), "two agencies already"),
    ],
)
def test_what_matches_nothing_is_listed_and_changes_nothing(graph: Graph, judgement: Judgement, why: str) -> None:
    applied = apply(graph, [judgement])
    assert [(each.judgement, why in each.why) for each in applied.unmatched] == [(judgement, True)]
    (issue,) = [issue for issue in applied.graph.issues if issue.kind == UNMATCHED]
    assert issue.text.startswith(f"{judgement.id} {judgement.kind} 李审: ")
    assert put_back(applied.graph) == graph


def test_the_later_judgement_counts() -> None:
    assert found(apply(GRAPH, [REJECT, CONFIRM]).graph, CITY, Kind.IMPLEMENTS, ROOT) is None
    later = given_at(
        9, JudgementKind.RETYPE, relation=the(CITY, Kind.CITES, ROOT, apply(GRAPH, [RETYPE]).graph), type=Kind.AMENDS
    )
    graph, unmatched = apply(GRAPH, [later, RETYPE])
    assert unmatched == ()
    assert found(graph, CITY, Kind.CITES, ROOT) is None
    assert the(CITY, Kind.AMENDS, ROOT, graph).decided_by == "李审"


def test_an_undone_judgement_does_not_count_and_an_undone_undoing_does() -> None:
    undo = given_at(20, JudgementKind.UNDO, undoes=REJECT.id)
    redo = given_at(21, JudgementKind.UNDO, undoes=undo.id)
    assert in_force([undo, REJECT, CONFIRM, CONFIRM]) == (CONFIRM,)
    assert in_force([redo, undo, REJECT]) == (REJECT,)
    assert apply(GRAPH, [REJECT, undo]).graph == GRAPH


@given(st.lists(st.sampled_from(ALL)), st.lists(st.sampled_from(ALL)))
def test_judgements_can_be_applied_again_and_taken_back(first: list[Judgement], second: list[Judgement]) -> None:
    once = apply(GRAPH, first).graph
    assert same(apply(once, first).graph, once)
    assert same(apply(once, second).graph, apply(GRAPH, second).graph)
    assert same(put_back(once), GRAPH)
    assert same(apply(GRAPH, reversed(first)).graph, once)


@given(st.lists(st.sampled_from(ALL)))
def test_a_decided_graph_names_nothing_that_it_does_not_hold(judgements: list[Judgement]) -> None:
    graph = apply(GRAPH, judgements).graph
    held = {document.id for document in graph.documents}
    keys = [(each.source, each.type, each.target) for each in graph.relations]
    assert len(set(keys)) == len(keys)
    assert {name for each in graph.relations for name in (each.source, each.target)} <= held
    for passage in graph.passages:
        for mention in passage.mentions:
            assert mention.target in held
            assert mention.relation is None or (passage.document, mention.relation, mention.target) in keys


def test_an_undecided_citation_stays_so_when_it_is_only_retyped() -> None:
    judgement = given_at(0, JudgementKind.RETYPE, relation=the(CITY, Kind.SUPPLEMENTS, STAND_IN), type=Kind.AMENDS)
    graph, _ = apply(GRAPH, [judgement])
    made = the(CITY, Kind.AMENDS, STAND_IN, graph)
    assert (made.resolution, made.candidates, made.confidence) == (Resolution.AMBIGUOUS, (SUPPLEMENT, EXTENSION), 0.4)
