"""Loading a graph, on both engines."""

from __future__ import annotations

import dataclasses
from threading import Event, Thread

import pytest
from graphs import CITY, EXTENSION, PROVINCE, ROOT, Kind, circle, document, every_type, relation, without
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.errors import StoreError
from graph_builder.model import (
    Agency,
    Document,
    Graph,
    Issue,
    IssueLevel,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Region,
    Relation,
)
from graph_builder.store import Store, dump, load
from graph_builder.store.load import batches
from graph_builder.store.rows import GAP, index_of, issue_id, place_of, steps


def builds(store: Store) -> list[str]:
    return [row["id"] for row in store.read("builds")]


def test_what_was_loaded_is_read_back(store: Store) -> None:
    report = load(store, every_type())
    assert dump(store) == every_type()
    assert report.nodes == {
        "Document": 12,
        "Passage": 4,
        "Agency": 4,
        "Measure": 2,
        "Region": 2,
        "Collection": 1,
        "Issue": 2,
    }
    kinds = ("IMPLEMENTS", "EXTENDS", "FORWARDS", "SUPPLEMENTS", "AMENDS", "REPEALS", "BASED_ON", "CITES")
    assert [report.edges[kind] for kind in kinds] == [4, 2, 1, 1, 1, 1, 1, 1]
    assert report.edges["ISSUED"] == 10
    assert report.edges["PART_OF"] == 2
    assert report.edges["MENTIONS"] == 3
    for label, count in report.nodes.items():
        counted = {row["label"]: row["n"] for row in store.read("count_nodes", build=report.build)}
        assert counted[label] == count
    counts: dict[str, int] = {}
    for row in store.read("count_edges", build=report.build):
        counts[row["type"]] = counts.get(row["type"], 0) + row["n"]
    assert counts == {kind: count for kind, count in report.edges.items() if count}


def test_places_leave_room_for_other_rows(store: Store) -> None:
    report = load(store, every_type())
    assert store.read("builds") == [{"id": report.build, "gap": GAP}]
    documents = store.read("all_documents", build=report.build)
    assert [row["document"]["at"] for row in documents] == [GAP * nth for nth in range(1, 13)]
    ids = [issue_id(place_of(index)) for index in (0, 1, 9, 10, 10**6, 10**9)]
    assert ids == sorted(ids)
    assert len({len(each) for each in ids}) == 1
    assert [index_of(place_of(index)) for index in range(3)] == [0, 1, 2]


def test_the_same_input_again_changes_nothing(store: Store) -> None:
    first = load(store, every_type())
    seen: list[str] = []
    again = load(store, every_type(), progress=lambda kind, _done, _total: seen.append(kind))
    assert (again.build, again.changed, again.nodes, again.edges) == (first.build, False, first.nodes, first.edges)
    assert seen == []
    assert builds(store) == [first.build]
    assert dump(store) == every_type()


def test_documents_that_left_the_input_leave_the_graph(store: Store) -> None:
    load(store, every_type())
    fewer = without(every_type(), [CITY, EXTENSION])
    assert load(store, fewer).changed
    assert dump(store) == fewer
    assert len(builds(store)) == 1


def test_an_empty_graph_replaces_a_full_one(store: Store) -> None:
    load(store, every_type())
    load(store, Graph())
    assert dump(store) == Graph()


def test_progress_counts_up_to_all_rows(store: Store) -> None:
    load(store, circle())
    seen: list[tuple[str, int, int]] = []
    load(store, every_type(), progress=lambda *told: seen.append(told))
    assert ("Document", 12, 12) in seen
    assert ("former graph", 3, 0) in seen


def test_batches_hold_as_much_as_one_message_takes() -> None:
    sizes = [10, 1_500_000, 600_000, 3_000_000, *[1] * 600]
    rows = [{"at": at, "text": "甲" * size} for at, size in enumerate(sizes)]
    made = list(batches(rows))
    assert [row for batch in made for row in batch] == rows
    assert [len(batch) for batch in made] == [2, 1, 1, 500, 100]
    assert not list(batches([]))


@pytest.mark.parametrize(
    ("statement", "kind", "elsewhere"),
    [
        ("load_documents", Document, {"source"}),
        ("load_agencies", Agency, set()),
        ("load_regions", Region, set()),
        ("load_passages", Passage, {"mentions"}),
        ("load_measures", Measure, set()),
        ("load_issues", Issue, set()),
        ("load_implements", Relation, {"source", "target", "type", "evidence"}),
    ],
)
def test_every_field_of_the_model_is_stored(statement: str, kind: type, elsewhere: set[str]) -> None:
    (step,) = (step for step in steps(every_type()) if step.statement == statement)
    stored = step.rows[0].get("properties", step.rows[0])
    assert {field.name for field in dataclasses.fields(kind)} - elsewhere <= stored.keys()


def test_names_of_any_length_are_loaded(store: Store) -> None:
    # longer than an index of whole values takes
    long = Graph((document("长", "长" * 20_000, doc_number="号" * 20_000),))
    load(store, long)
    assert dump(store) == long


_STRAY = "不在图中"


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Graph((document(ROOT, "甲", issuers=(_STRAY,)),)), "the agency"),
        (Graph((document(ROOT, "甲", encloses=(_STRAY,)),)), "the document"),
        (Graph((document(ROOT, "甲"),), (relation(ROOT, Kind.CITES, _STRAY),)), "the document"),
        (Graph((document(ROOT, "甲"),), (relation(_STRAY, Kind.CITES, ROOT),)), "the document"),
        (Graph(passages=(Passage("p", _STRAY, 0, 1, PassageKind.CLAUSE, None, ""),)), "the document"),
        (
            Graph(
                (document(ROOT, "甲"),),
                passages=(Passage("p", ROOT, 0, 1, PassageKind.CLAUSE, None, "", (Mention(0, 1, _STRAY),)),),
            ),
            "the document",
        ),
        (Graph((document(_STRAY, "甲"), document(_STRAY, "乙"))), "twice"),
    ],
)
def test_a_graph_that_would_lose_something_is_refused(store: Store, broken: Graph, says: str) -> None:
    load(store, circle())
    with pytest.raises(StoreError, match=says) as refused:
        load(store, broken)
    assert _STRAY in str(refused.value)
    assert dump(store) == circle()


def test_a_measure_of_an_agency_that_is_not_there_is_refused(store: Store) -> None:
    whole = every_type()
    responsible = dataclasses.replace(whole.measures[0], responsible=(_STRAY,))
    with pytest.raises(StoreError, match="the agency"):
        load(store, dataclasses.replace(whole, measures=(responsible,)))


def test_a_load_that_fails_leaves_the_former_graph(store: Store) -> None:
    load(store, every_type())

    def fail(kind: str, _done: int, _total: int) -> None:
        if kind == "EXTENDS":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, circle(), progress=fail)
    assert len(builds(store)) == 2
    assert dump(store) == every_type()
    load(store, circle())
    assert dump(store) == circle()
    assert len(builds(store)) == 1


def test_a_reader_sees_one_graph_or_the_other(store: Store) -> None:
    graphs = every_type(), circle()
    load(store, graphs[0])
    done, odd = Event(), []

    def watch() -> None:
        while not done.is_set():
            if (seen := dump(store)) not in graphs:
                odd.append(seen)

    reader = Thread(target=watch)
    reader.start()
    try:
        for turn in range(4):
            load(store, graphs[(turn + 1) % 2])
    finally:
        done.set()
        reader.join()
    assert odd == []


def test_two_loads_at_once_take_turns(store: Store) -> None:
    graphs = every_type(), without(every_type(), [PROVINCE]), circle()
    workers = [Thread(target=load, args=(store, graph)) for graph in graphs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert dump(store) in graphs
    assert len(builds(store)) == 1


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.lists(text.filter(bool), min_size=1, max_size=4, unique=True)


@st.composite
def any_graph(draw: st.DrawFn) -> Graph:
    ids = draw(names)
    one = st.sampled_from(ids)
    lists = st.lists(text, max_size=3).map(tuple)
    dates = st.none() | st.dates()
    documents = tuple(
        document(
            name,
            draw(text),
            doc_number=draw(st.none() | text),
            aliases=draw(lists),
            issued_on=draw(dates),
            effective_to=draw(dates),
            catalog_no=draw(st.none() | st.integers(0, 2**31)),
            in_corpus=draw(st.booleans()),
        )
        for name in ids
    )
    relations = {
        (source, kind, target): relation(
            source, kind, target, draw(st.integers(1, 10**6)), confidence=draw(st.floats(0, 1)), candidates=draw(lists)
        )
        for source, kind, target in draw(st.lists(st.tuples(one, st.sampled_from(Kind), one), max_size=4))
    }
    mention = st.builds(Mention, st.integers(0, 9), st.integers(9, 99), one, st.none() | st.sampled_from(Kind))
    passages = tuple(
        Passage(f"{at}", draw(one), at, 1, PassageKind.CLAUSE, draw(st.none() | text), draw(text), tuple(found))
        for at, found in enumerate(draw(st.lists(st.lists(mention, max_size=3), max_size=3)))
    )
    issues = tuple(
        Issue(IssueLevel.ERROR, draw(text), draw(text), None, draw(text)) for _ in range(draw(st.integers(0, 2)))
    )
    return Graph(documents, tuple(relations.values()), passages=passages, issues=issues)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(graph=any_graph())
def test_any_graph_is_read_back_as_it_was_loaded(store: Store, graph: Graph) -> None:
    load(store, graph)
    assert dump(store) == graph
