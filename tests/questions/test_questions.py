"""The first questions, on both engines, against answers worked out by hand (see ``graphs.every_type``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from engines import store_of
from graphs import (
    AMENDMENT,
    ANNEX,
    CITY,
    EXTENSION,
    FORWARD,
    LAW,
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
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.questions import find_documents, issues, search, show, stats, trace
from api.questions.answers import TraceStep
from graph_builder.errors import NotFoundError
from graph_builder.model import Graph, Level, Passage, PassageKind
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, every_type())
    return store


def ids(found: object) -> list[str]:
    return [getattr(item, "document", item).id for item in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROOT, [ROOT]),
        ("甲部发[2021]1号", [ROOT]),
        ("甲部发【２０２１】１ 号", [ROOT]),
        ("  甲部发(2021)1号 ", [ROOT]),
        (ANNEX, [ANNEX]),
        ("关于阶段性减免甲费的通知", [ROOT]),
        ("《关于减轻企业负担的意见》", [OPINION]),
        ("甲部丁总局关于阶段性减免甲费的通知", [ROOT]),
        ("减免通知", [ROOT]),
        ("延长减免", [SECOND_EXTENSION, EXTENSION]),
        ("甲部发〔2021〕", [EXTENSION, SUPPLEMENT, ROOT]),
        ("公告2022年第7号", [AMENDMENT]),
        ("2021〕20号", [EXTENSION]),
        ("再次", [SECOND_EXTENSION]),
        ("没有这样的文件", []),
        ("", []),
        ("《》", []),
    ],
)
def test_documents_are_found_by_number_title_or_part(loaded: Store, text: str, expected: list[str]) -> None:
    assert ids(find_documents(loaded, text)) == expected


def test_of_many_finds_the_first_are_listed(loaded: Store) -> None:
    assert ids(find_documents(loaded, "甲费", limit=2)) == [AMENDMENT, SECOND_EXTENSION]


def test_a_document_is_shown_with_all_that_is_known_of_it(loaded: Store) -> None:
    view = show(loaded, ROOT)
    graph = every_type()
    assert view.document == graph.documents[0]
    assert [(link.relation.type, link.document.id, link.days) for link in view.outgoing] == [
        (Kind.REPEALS, OLD, None),
        (Kind.IMPLEMENTS, OPINION, 62),
        (Kind.BASED_ON, LAW, None),
    ]
    assert [(link.relation.type, link.document.id, link.days) for link in view.incoming] == [
        (Kind.IMPLEMENTS, PROVINCE, 14),
        (Kind.IMPLEMENTS, CITY, 28),
        (Kind.FORWARDS, FORWARD, 19),
        (Kind.EXTENDS, EXTENSION, 139),
        (Kind.SUPPLEMENTS, SUPPLEMENT, 59),
        (Kind.AMENDS, AMENDMENT, 454),
    ]
    assert {link.relation for link in view.outgoing} | {link.relation for link in view.incoming} == {
        relation for relation in graph.relations if ROOT in (relation.source, relation.target)
    }
    assert view.measures == graph.measures
    assert (ids(view.enclosed), view.enclosing, view.passages) == ([ANNEX], None, 3)
    annex = show(loaded, ANNEX)
    assert annex.enclosing is not None
    assert (annex.enclosing.id, annex.passages) == (ROOT, 0)


def test_a_document_that_is_not_there_is_not_found(loaded: Store) -> None:
    for ask in (show, trace):
        with pytest.raises(NotFoundError, match="无此文件"):
            ask(loaded, "无此文件")


def outline(steps: tuple[TraceStep, ...]) -> list[object]:
    return [(step.relation.type.value, step.document.id, step.repeated, outline(step.children)) for step in steps]


def test_a_document_is_traced_down_and_up(loaded: Store) -> None:
    answer = trace(loaded, ROOT)
    assert outline(answer.down) == [
        ("IMPLEMENTS", PROVINCE, False, [("IMPLEMENTS", CITY, True, [])]),
        ("FORWARDS", FORWARD, False, []),
        ("IMPLEMENTS", CITY, False, []),
        ("SUPPLEMENTS", SUPPLEMENT, False, []),
        ("EXTENDS", EXTENSION, False, [("EXTENDS", SECOND_EXTENSION, False, [])]),
        ("AMENDS", AMENDMENT, False, []),
    ]
    assert outline(answer.up) == [("IMPLEMENTS", OPINION, False, []), ("REPEALS", OLD, False, [])]
    assert not answer.truncated
    extension = answer.down[4]
    assert (extension.days, extension.relation.until) == (139, date(2021, 12, 31))
    assert extension.children[0].days == 204
    assert extension.relation.evidence.line == 91
    assert outline(trace(loaded, CITY).up) == [
        ("IMPLEMENTS", ROOT, False, [("IMPLEMENTS", OPINION, False, []), ("REPEALS", OLD, False, [])]),
        ("IMPLEMENTS", PROVINCE, False, [("IMPLEMENTS", ROOT, True, [])]),
    ]


@pytest.mark.parametrize(
    ("options", "expected", "truncated"),
    [
        ({"types": [Kind.EXTENDS]}, [("EXTENDS", EXTENSION, False, [("EXTENDS", SECOND_EXTENSION, False, [])])], False),
        ({"types": [Kind.EXTENDS], "depth": 1}, [("EXTENDS", EXTENSION, False, [])], True),
        ({"types": [Kind.EXTENDS], "depth": 2}, [("EXTENDS", EXTENSION, False, [("EXTENDS", SECOND_EXTENSION, False, [])])], False),
        ({"limit": 2}, [("IMPLEMENTS", PROVINCE, False, []), ("FORWARDS", FORWARD, False, [])], True),
        ({"types": [Kind.CITES]}, [], False),
    ],
)  # fmt: skip
def test_a_trace_is_filtered_and_cut(
    loaded: Store, options: dict[str, object], expected: list[object], truncated: bool
) -> None:
    answer = trace(loaded, ROOT, **options)  # type: ignore[arg-type]
    assert (outline(answer.down), answer.truncated) == (expected, truncated)


def test_a_circle_is_traced_once_around(store: Store) -> None:
    load(store, circle())
    one, two, three = (found.id for found in circle().documents)
    answer = trace(store, one)
    assert outline(answer.down) == [("EXTENDS", two, False, [("EXTENDS", three, False, [("EXTENDS", one, True, [])])])]
    assert outline(answer.up) == [("EXTENDS", three, False, [("EXTENDS", two, False, [("EXTENDS", one, True, [])])])]
    assert not answer.truncated


def test_a_chain_deeper_than_any_real_one_is_cut(store: Store) -> None:
    names = [f"链发〔2021〕{at}号" for at in range(130)]
    links = [relation(name, Kind.EXTENDS, names[at]) for at, name in enumerate(names[1:])]
    load(store, Graph(tuple(document(name, name) for name in names), tuple(links)))
    answer = trace(store, names[0], depth=10**9)
    assert answer.truncated
    steps, depth = answer.down, 0
    while steps:
        steps, depth = steps[0].children, depth + 1
    assert depth == 100


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("社会保险费", [PROVINCE]),
        ("小微企业 免征", [ROOT]),
        ("小微企业 社会保险费", []),
        ("会社", []),
        ("补充", [SUPPLEMENT]),
        ("covid-19", [ROOT]),
        ("A类企业", [ROOT]),
        ("甲部发[2021]1号", [ROOT, PROVINCE]),
        ("“免征甲费”", [ROOT]),
        ("缓", [PROVINCE]),
        ("。+-*\"'《", []),
    ],
)
def test_search_finds_words_in_names_and_texts(loaded: Store, words: str, expected: list[str]) -> None:
    assert ids(search(loaded, words).hits) == expected


def test_search_puts_exact_numbers_and_titles_first_and_marks_the_words(loaded: Store) -> None:
    first, second = search(loaded, "甲部发〔2021〕1号").hits
    assert (first.exact, second.exact) == (True, False)
    (passage,) = second.passages
    assert [passage.text[start:end] for start, end in passage.spans] == ["甲部发", "2021", "1号"]
    found = search(loaded, "减轻企业负担").hits
    assert ids(found) == [OPINION, ROOT]
    assert (found[0].passages, found[1].passages[0].line) == ((), 5)
    assert len(search(loaded, "甲费", limit=3).hits) == 3


def test_only_the_served_build_is_searched(loaded: Store) -> None:
    load(loaded, circle())
    assert search(loaded, "社会保险费").hits == ()
    assert find_documents(loaded, "甲费") == []


def test_the_graph_is_counted(loaded: Store) -> None:
    answer = stats(loaded, top=2)
    assert answer.nodes["Document"] == 12
    assert answer.edges["IMPLEMENTS"] == 4
    assert answer.edges["MENTIONS"] == 3
    assert (answer.read, answer.cited, answer.enclosed) == (8, 3, 1)
    assert [(ranked.document.id, ranked.count) for ranked in answer.most_implemented] == [(ROOT, 2), (OPINION, 1)]
    national = stats(loaded, levels=[Level.NATIONAL]).most_implemented
    assert national and {ranked.document.level for ranked in national} == {Level.NATIONAL}
    assert stats(loaded, levels=[Level.COUNTY]).most_implemented == ()
    assert answer.undecided == {"ambiguous": 1, "ambiguous_citation": 1, "unreadable": 1}


def test_issues_are_listed(loaded: Store) -> None:
    known = list(every_type().issues)
    assert issues(loaded) == known
    assert issues(loaded, kind="unreadable") == known[1:]
    assert issues(loaded, limit=1) == known[:1]


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "question",
    [
        stats,
        issues,
        *(lambda store, text=text: find_documents(store, text) for text in ("甲", "通知", "2021", "减免甲费")),
        *(lambda store, text=text: search(store, text) for text in ("减免甲费", "企业", "通知 2021", "甲")),
        *(lambda store, name=found.id: show(store, name) for found in every_type().documents),
        *(lambda store, name=found.id: trace(store, name, types=list(Kind)) for found in every_type().documents),
    ],
)
def test_both_engines_give_one_answer(question: Callable[[Store], object]) -> None:
    stores = [store_of(engine) for engine in ("arcadedb", "neo4j")]
    for store in stores:
        load(store, every_type())
    assert question(stores[0]) == question(stores[1])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=40) | st.sampled_from(["\x00", "\ud800", "' OR 1=1 //", "甲" * 10_000, 'a"b\\', "the a of"])
)
def test_nothing_that_can_be_typed_is_an_error(store: Store, text: str) -> None:
    if not store.read("current_build"):
        load(store, every_type())
    find_documents(store, text)
    search(store, text)
    for ask in (show, trace):
        with pytest.raises(NotFoundError):
            ask(store, f"{text} 无此文件")


def test_a_word_whose_pairs_stand_apart_is_not_found(store: Store) -> None:
    """社会, 会保, 保险 and 险费 are all in the first text, 社会保险费 is in the second only."""
    texts = ("社会保障机构代收保险费", "社会保险费由税务机关征收，此处长一些")
    passages = tuple(Passage(f"p{at}", "d", at, at, PassageKind.CLAUSE, None, text) for at, text in enumerate(texts))
    documents = (document("d", "示例"), document("e", "社会保障与保险费"), document("f", "社会保险费"))
    load(store, Graph(documents, passages=passages))
    named, read = search(store, "社会保险费").hits
    assert (named.document.id, read.document.id) == ("f", "d")
    assert [passage.id for passage in read.passages] == ["p1"]
    assert ids(find_documents(store, "社会保险")) == ["f"]
    assert (named.found, read.found) == (0, 1)


def test_the_rarer_forms_of_text_are_found(store: Store) -> None:
    texts = ("涉及3.5万元、10,000户", "𠀀𠀁地区", "the end", "第六号令")
    passages = tuple(Passage(f"p{at}", "d", at, at, PassageKind.CLAUSE, None, text) for at, text in enumerate(texts))
    load(store, Graph((document("d", "示例"),), passages=passages))
    for words, at in (("3.5", 0), ("10,000户", 0), ("𠀀𠀁", 1), ("END", 2), ("第六", 3)):
        (hit,) = search(store, words).hits
        assert [passage.id for passage in hit.passages] == [f"p{at}"], words
