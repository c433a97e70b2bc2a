"""A document to read, on both engines, against answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from graphs import CITY, EXTENSION, LAW, OPINION, PROVINCE, ROOT, SUPPLEMENT, Kind, every_type, relation

from api.questions import read
from api.questions.standing.answers import State
from graph_builder.errors import NotFoundError
from graph_builder.judgements import JudgementKind, apply, judge
from graph_builder.model import Document, Graph, Level, Mention, Passage, PassageKind, Resolution, Source
from graph_builder.store import Store, load

PLAN = f"{PROVINCE}#落实方案"


def graph() -> Graph:
    """The province's document (lines 41-60) holds a plan (lines 50-58); the city's cites what may be two documents."""
    made = every_type()
    documents = tuple(replace(each, encloses=(PLAN,)) if each.id == PROVINCE else each for each in made.documents)
    plan = Document(
        PLAN, "落实方案", Level.PROVINCIAL, in_corpus=True, parent=PROVINCE, source=Source("甲.txt", 50, 58)
    )
    passages = (
        Passage(f"{PROVINCE}#2", PROVINCE, 2, 50, PassageKind.TITLE, None, "落实方案"),
        Passage(f"{PROVINCE}#3", PROVINCE, 3, 51, PassageKind.PARAGRAPH, None, "按照甲部发〔2021〕1号和甲法。", (Mention(14, 16, LAW), Mention(2, 13, ROOT))),
        Passage(f"{PROVINCE}#4", PROVINCE, 4, 59, PassageKind.SIGNATURE, None, "示例省乙厅"),
        Passage(f"{CITY}#1", CITY, 1, 64, PassageKind.CLAUSE, "二、", "参照《通知》办理。", (Mention(2, 6, SUPPLEMENT, Kind.CITES),)),
    )  # fmt: skip
    relations = (*made.relations, relation(PLAN, Kind.IMPLEMENTS, ROOT, 51))
    return replace(made, documents=(*documents, plan), passages=(*made.passages, *passages), relations=relations)


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, graph())
    return store


def test_a_document_is_read_in_order_with_its_lines(loaded: Store) -> None:
    answer = read(loaded, ROOT)
    assert [(each.line, each.next_line, each.kind.value, each.label) for each in answer.passages] == [
        (2, 5, "title", None),
        (5, 9, "paragraph", None),
        (9, None, "clause", "一、"),
    ]
    assert answer.document == graph().documents[0]
    assert answer.measures == graph().measures
    assert [each.measures for each in answer.passages] == [(), (), (f"{ROOT}/一", f"{ROOT}/二")]
    assert (answer.enclosing, answer.status) == (None, None)


def test_citations_stand_in_their_places(loaded: Store) -> None:
    first, second = read(loaded, ROOT).passages[1].mentions
    assert (first.start, first.end) == (3, 15)
    assert (first.target.id, first.type, first.resolution) == (OPINION, Kind.IMPLEMENTS, Resolution.INFERRED)
    assert first.relation is not None
    assert (first.relation.evidence.line, first.relation.decided_by) == (5, None)
    assert (second.target.id, second.type, second.resolution) == (LAW, Kind.BASED_ON, Resolution.CITED)
    assert second.decided


def test_an_undecided_citation_shows_what_it_may_mean(loaded: Store) -> None:
    (passage,) = read(loaded, CITY).passages
    (mention,) = passage.mentions
    assert (mention.decided, mention.resolution) == (False, Resolution.AMBIGUOUS)
    assert [each.id for each in mention.candidates] == [SUPPLEMENT, EXTENSION]


def test_the_texts_inside_a_document_are_parts_of_it(loaded: Store) -> None:
    answer = read(loaded, PROVINCE)
    parts = [(each.document.id, each.line_start, each.line_end) for each in answer.parts]
    assert parts == [(PROVINCE, 41, 60), (PLAN, 50, 58)]
    assert [(each.line, each.part) for each in answer.passages] == [(42, 0), (50, 1), (51, 1), (59, 0)]
    inner = answer.passages[2].mentions
    # In the order of their places; the relation is the plan's, and the law is merely mentioned.
    told = [(each.target.id, each.type, each.relation is not None) for each in inner]
    assert told == [(ROOT, None, True), (LAW, None, False)]


def test_a_text_inside_is_read_by_itself(loaded: Store) -> None:
    answer = read(loaded, PLAN)
    assert answer.enclosing is not None
    assert answer.enclosing.id == PROVINCE
    assert [each.line for each in answer.passages] == [50, 51]
    assert [each.document.id for each in answer.parts] == [PLAN]
    assert [(each.type, each.outgoing, each.count) for each in answer.effects] == [(Kind.IMPLEMENTS, True, 1)]


def test_effects_are_counted_both_ways(loaded: Store) -> None:
    counted = {(each.type, each.outgoing): each.count for each in read(loaded, ROOT).effects}
    assert counted == {
        (Kind.REPEALS, True): 1,
        (Kind.IMPLEMENTS, True): 1,
        (Kind.BASED_ON, True): 1,
        (Kind.IMPLEMENTS, False): 3,
        (Kind.FORWARDS, False): 1,
        (Kind.EXTENDS, False): 1,
        (Kind.SUPPLEMENTS, False): 1,
        (Kind.AMENDS, False): 1,
    }


def test_the_status_on_a_day_is_told_where_it_is_asked_for(loaded: Store) -> None:
    status = read(loaded, ROOT, on=date(2023, 2, 1)).status
    assert status is not None
    assert status.state is State.EXPIRED


def test_a_document_that_is_only_cited_has_no_text(loaded: Store) -> None:
    answer = read(loaded, LAW)
    assert (answer.passages, answer.measures) == ((), ())
    assert [(each.document.id, each.line_start) for each in answer.parts] == [(LAW, None)]
    with pytest.raises(NotFoundError, match="无此文件"):
        read(loaded, "无此文件")


def test_who_decided_is_told(store: Store) -> None:
    judged = next(each for each in graph().relations if (each.source, each.type) == (ROOT, Kind.BASED_ON))
    load(store, apply(graph(), [judge(JudgementKind.CONFIRM, "李审", "原文如此", relation=judged)]).graph)
    mention = read(store, ROOT).passages[1].mentions[1]
    assert mention.relation is not None
    assert (mention.relation.decided_by, mention.relation.confidence) == ("李审", 1.0)


def test_every_document_of_the_compendium_can_be_read(compendium_store: Store, compendium: Graph) -> None:
    for document in compendium.documents[::25]:
        for passage in read(compendium_store, document.id).passages:
            assert all(0 <= each.start < each.end <= len(passage.text) for each in passage.mentions)
