"""Updates of the served graph in its place, on both engines: as a full load leaves it, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from typing import Any

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
    SUPPLEMENT,
    Kind,
    document,
    every_type,
    relation,
    without,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_tables import in_tables

from api import questions as ask
from api.questions import listing, network
from graph_builder.errors import StoreError, UpdateError
from graph_builder.model import (
    Agency,
    Graph,
    Issue,
    IssueLevel,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Reading,
    Region,
    Resolution,
    Source,
)
from graph_builder.store import Store, dump, load
from graph_builder.store.updating import UpdateReport, update
from graph_builder.tables.folder import Folder
from graph_builder.tables.rows import Rows

Change = Callable[[Graph], Graph]

DAY = date(2021, 5, 1)
QUESTIONS: dict[str, Callable[[Store], object]] = {
    "trace": lambda store: ask.trace(store, ROOT),
    "status": lambda store: ask.status(store, ROOT, DAY),
    "coverage": lambda store: ask.coverage(store, ROOT),
    "read": lambda store: ask.read(store, PROVINCE),
    "search": lambda store: ask.search(store, "减免甲费"),
    "search anew": lambda store: ask.search(store, "新增缓缴"),
    "documents": lambda store: listing.list_documents(store, listing.DocumentFilter(), limit=50),
    "network": lambda store: network.joint_network(store, seed=1),
}
"""Those that are asked while graphs are switched, and one for words that only a changed graph has."""


def base_graph() -> Graph:
    """Every type; one document and one measure name an agency by another name that it signs with."""
    graph = every_type()
    return replace(
        graph,
        documents=tuple(
            replace(each, issuers=("示例省乙局",)) if each.id == FORWARD else each for each in graph.documents
        ),
        measures=(graph.measures[0], replace(graph.measures[1], responsible=("示例省乙局", "甲部"))),
    )


def edited(items: Any, **by_id: Any) -> tuple[Any, ...]:
    """The items, some of them with other fields."""
    return tuple(replace(each, **by_id.get(each.id, {})) for each in items)


# -- the changes ------------------------------------------------------------------------------------------------------


def cited_becomes_read(graph: Graph) -> Graph:
    own = {
        "in_corpus": True,
        "collection": "sample",
        "issuers": ("甲部", "示例省乙厅"),
        "title": "关于征收和新增缓缴甲费的通知",
        "encloses": (SUPPLEMENT,),
        "source": Source("乙.txt", 1, 9),
    }
    return replace(
        graph,
        documents=edited(graph.documents, **{OLD: own}),
        relations=(
            *(
                replace(each, resolution=Resolution.TITLE, confidence=1.0, candidates=(OLD,))
                if each.target == OLD
                else each
                for each in graph.relations
            ),
            relation(OLD, Kind.BASED_ON, LAW, 4),
        ),
        passages=(
            *graph.passages,
            Passage(
                f"{OLD}#1", OLD, 1, 2, PassageKind.PARAGRAPH, None, "根据《甲法》，征收甲费。", (Mention(2, 6, LAW),)
            ),
        ),
        measures=(*graph.measures, Measure(f"{OLD}/一", OLD, 5, "一、", "征收", None, responsible=("示例省乙厅",))),
    )


def documents_come(graph: Graph) -> Graph:
    new = document(
        "新发〔2022〕7号", "关于新增缓缴的通知", collection="added", issuers=("新局",), in_corpus=True, issued_on=DAY
    )
    inner = document("新发〔2022〕7号/1", "新增缓缴实施方案", parent=new.id, doc_number=None)
    at = 4
    return replace(
        graph,
        documents=(*graph.documents[:at], replace(new, encloses=(inner.id,)), inner, *graph.documents[at:]),
        relations=(
            relation(new.id, Kind.IMPLEMENTS, ROOT, 3),
            *graph.relations,
            relation(inner.id, Kind.CITES, OLD, 9),
        ),
        agencies=(*graph.agencies, Agency("新局", "新局", Level.COUNTY, region="新县", parent="示例市丙局")),
        regions=(*graph.regions, Region("新县", Level.COUNTY, None, "示例市")),
        passages=(
            *graph.passages[:1],
            Passage(
                f"{new.id}#1",
                new.id,
                1,
                1,
                PassageKind.CLAUSE,
                "一、",
                "新增缓缴甲费。",
                (Mention(0, 2, ROOT), Mention(2, 4, ROOT)),
            ),
            *graph.passages[1:],
        ),
    )


def documents_go(graph: Graph) -> Graph:
    return without(graph, [CITY, ROOT, ANNEX])


def a_mention_changes(graph: Graph) -> Graph:
    said = (Mention(3, 15, OPINION, Kind.CITES),)
    return replace(graph, passages=edited(graph.passages, **{f"{ROOT}#2": {"mentions": said}}))


def a_text_changes(graph: Graph) -> Graph:
    return replace(
        graph,
        passages=edited(
            graph.passages, **{f"{PROVINCE}#1": {"text": "按照要求，新增缓缴社会保险费。", "mentions": ()}}
        ),
    )


def a_text_belongs_elsewhere(graph: Graph) -> Graph:
    return replace(
        graph,
        passages=edited(graph.passages, **{f"{PROVINCE}#1": {"document": CITY}}),
        measures=edited(graph.measures, **{f"{ROOT}/一": {"document": PROVINCE}}),
    )


def agencies_change(graph: Graph) -> Graph:
    # One goes; one has another higher body, and what it had to say is gone; a name becomes another agency's own, so
    # that a document and a measure that are the same as before are that one's.
    kept = [each for each in graph.agencies if each.id != "丁总局"]
    told = edited(
        kept,
        甲部={"founded": None, "short_names": ("部",)},
        示例省乙厅={"also": (), "counterpart": None},
        示例市丙局={"parent": "示例省乙局", "region": None},
    )
    return replace(
        graph,
        documents=edited(graph.documents, **{ROOT: {"issuers": ("甲部",)}}),
        agencies=(*told[:1], Agency("示例省乙局", "示例省乙局", Level.PROVINCIAL, region="示例省"), *told[1:]),
    )


def an_agency_takes_a_name(graph: Graph) -> Graph:
    # No agency that goes or changes loses the name, which only stands for another one from now on.
    return replace(graph, agencies=(*graph.agencies, Agency("示例省乙局", "示例省乙局", Level.PROVINCIAL)))


def regions_change(graph: Graph) -> Graph:
    return replace(
        graph, regions=(Region("示例国", Level.NATIONAL), replace(graph.regions[0], code=None, parent="示例国"))
    )


def a_collection_goes(graph: Graph) -> Graph:
    told = {
        each.id: {"collection": None if each.id == ROOT else "other"} for each in graph.documents if each.collection
    }
    return replace(graph, documents=edited(graph.documents, **told))


def other_issues(graph: Graph) -> Graph:
    new = Issue(IssueLevel.WARNING, "unreadable", "坏.pdf", 3, "没有文字层")
    return replace(graph, issues=(graph.issues[1], new, graph.issues[0], graph.issues[1]))


def other_order(graph: Graph) -> Graph:
    return replace(
        graph,
        documents=(*graph.documents[5:8], *graph.documents[:5], *graph.documents[:7:-1]),
        relations=graph.relations[::-1],
        passages=(*graph.passages[1:], graph.passages[0]),
        measures=graph.measures[::-1],
        agencies=graph.agencies[::-1],
        regions=graph.regions[::-1],
    )


def other_values(graph: Graph) -> Graph:
    return replace(
        graph,
        documents=edited(
            graph.documents,
            **{
                ROOT: {"encloses": (), "effective_to": None, "source": None, "aliases": ()},
                AMENDMENT: {"category": "减负类", "issuers": ()},
            },
        ),
        measures=edited(
            graph.measures, **{f"{ROOT}/一": {"responsible": ("示例市丙局",), "valid_to": None, "heading": None}}
        ),
        relations=tuple(
            replace(each, until=None, decided_by="李审") if each.source == EXTENSION else each
            for each in graph.relations
        ),
    )


def all_at_once(graph: Graph) -> Graph:
    for change in (
        cited_becomes_read,
        documents_come,
        a_text_changes,
        agencies_change,
        regions_change,
        other_issues,
        other_order,
    ):
        graph = change(graph)
    return graph


CHANGES: list[Change] = [
    cited_becomes_read,
    documents_come,
    documents_go,
    a_mention_changes,
    a_text_changes,
    a_text_belongs_elsewhere,
    agencies_change,
    an_agency_takes_a_name,
    regions_change,
    a_collection_goes,
    other_issues,
    other_order,
    other_values,
    all_at_once,
]


# -- what a store holds -----------------------------------------------------------------------------------------------


def everything(store: Store, *, places: bool = True) -> list[str]:
    """All nodes and edges of the served build with all their properties but the build's name, and the places if so."""
    (served,) = store.read("current_build")
    left_out = {"build"} if places else {"build", "at"}
    found: list[str] = []
    for asked in (
        "MATCH (n:{label}) WHERE n.build = $build AND n.id >= '' RETURN '{label}', n {{.*}}",
        "MATCH (a:{label})-[r]->(b) WHERE a.build = $build AND a.id >= '' RETURN '{label}', a.id, type(r), properties(r), b.id, b.build = $build",
    ):
        for label in ("Document", "Passage", "Measure", "Agency", "Region", "Collection", "Issue"):
            records, _, _ = store._driver.execute_query(
                asked.format(label=label), build=served["build"], database_=store._database
            )
            for record in records:
                values = [
                    sorted((key, repr(item)) for key, item in value.items() if key not in left_out and item is not None)
                    if isinstance(value, dict)
                    else value
                    for value in record.values()
                ]
                if not places and values[0] == "Issue":
                    values[1] = [each for each in values[1] if each[0] != "id"]
                found.append(repr(values))
    return sorted(found)


def answers(store: Store) -> dict[str, object]:
    """The answers of all questions; where one is refused, why."""
    found: dict[str, object] = {}
    for name, question in QUESTIONS.items():
        try:
            found[name] = question(store)
        except Exception as error:
            found[name] = str(error)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder.of(tmp_path)


@pytest.fixture
def base(folder: Folder) -> Graph:
    return in_tables(base_graph(), folder)


Update = Callable[..., UpdateReport]


@pytest.fixture
def served(store: Store, base: Graph) -> str:
    """The build of the base, loaded in full."""
    return load(store, base).build


@pytest.fixture
def updated(store: Store, base: Graph, folder: Folder, served: str) -> Update:
    """Makes updates one after the other; each takes what it is to be, and what is to be different from the truth."""
    state: list[Any] = [base, None]

    def run(new: Graph, **other: Any) -> UpdateReport:
        now = state[0] if other.get("served") is None else other.pop("served")
        given = {"build": served, "was": state[1], "revision": token_hex(6)} | other
        report = update(store, base, now, new, folder, **given)
        state[:] = [new, report.revision]
        return report

    return run


# -- updates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_update_is_as_good_as_a_load(
    store: Store, base: Graph, folder: Folder, updated: Update, change: Change
) -> None:
    new = change(base_graph())
    before = everything(store)
    told = answers(store)
    updated(in_tables(new, folder))
    after, said = everything(store, places=False), answers(store)
    assert dump(store) == new
    updated(base)
    assert everything(store) == before
    assert answers(store) == told
    load(store, new)
    assert after == everything(store, places=False)
    assert said == answers(store)


def test_the_index_of_texts_follows(store: Store, folder: Folder, updated: Update) -> None:
    def hits() -> list[object]:
        return [QUESTIONS["search anew"](store), QUESTIONS["documents"](store)]

    first = hits()
    updated(in_tables(a_text_changes(base_graph()), folder))
    assert hits()[0] != first[0]
    updated(in_tables(documents_come(base_graph()), folder))
    assert hits()[1] != first[1]


def test_only_what_differs_is_counted(store: Store, folder: Folder, updated: Update) -> None:
    found = updated(in_tables(a_text_changes(base_graph()), folder))
    assert (sum(found.gone.values()), sum(found.come.values()), sum(found.moved.values())) == (0, 0, 0)
    assert {name: rows for name, rows in found.changed.items() if rows} == {"passages": 1}
    (told,) = store.read("current_build")
    assert (told["build"], told["revision"]) == (found.build, found.revision)


def test_the_same_graph_again_changes_but_the_revision(
    store: Store, base: Graph, folder: Folder, updated: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, written = everything(store), []
    write = store.write_together

    def watched(work: list[tuple[str, Any]]) -> None:
        written.extend(name for name, _ in work)
        write(work)

    monkeypatch.setattr(store, "write_together", watched)
    updated(base)
    updated(in_tables(base_graph(), folder, 2))
    assert written == ["revise_build"] * 2
    assert everything(store) == before


def test_updates_one_after_the_other(store: Store, base: Graph, folder: Folder, updated: Update) -> None:
    before, graph = everything(store), base_graph()
    for change in (documents_come, other_issues, cited_becomes_read, a_mention_changes):
        graph = change(graph)
        updated(in_tables(graph, folder))
    assert dump(store) == graph
    updated(base)
    assert everything(store) == before


def test_a_reader_sees_one_graph_or_the_other(store: Store, base: Graph, folder: Folder, updated: Update) -> None:
    graphs = [all_at_once(base_graph()), base_graph()]
    done, odd = Event(), []

    def watch() -> None:
        while not done.is_set():
            if (seen := dump(store)) not in graphs:
                odd.append(seen)

    reader = Thread(target=watch)
    reader.start()
    try:
        for new in [in_tables(graphs[0], folder), base] * 3:
            updated(new)
    finally:
        done.set()
        reader.join()
    assert odd == []


# -- what is refused --------------------------------------------------------------------------------------------------


def refused(store: Store, run: Callable[[], object], says: str, error: type[Exception] = UpdateError) -> None:
    """Check that something is refused with nothing written."""
    before, (served,) = everything(store), store.read("current_build")
    with pytest.raises(error, match=says):
        run()
    assert everything(store) == before
    assert store.read("current_build") == [served]


def test_too_many_differences_are_refused(store: Store, folder: Folder, updated: Update) -> None:
    new = in_tables(documents_go(base_graph()), folder)
    refused(store, lambda: updated(new, most=5), "more than 5 rows differ; load in full")
    updated(new)


@pytest.mark.parametrize("other", [{"was": "r"}, {"build": "b"}])
def test_another_graph_than_was_said_is_refused(
    store: Store, folder: Folder, updated: Update, other: dict[str, str]
) -> None:
    new = in_tables(documents_go(base_graph()), folder)
    refused(store, lambda: updated(new, **other), "serves another graph than the one that is to be changed")


def test_what_was_updated_is_not_updated_from_the_base_again(
    store: Store, base: Graph, folder: Folder, served: str, updated: Update
) -> None:
    new = in_tables(documents_go(base_graph()), folder)
    updated(new)
    refused(
        store,
        lambda: update(store, base, base, new, folder, build=served, was=None, revision="x"),
        "serves another graph",
    )


def test_a_build_without_gaps_is_refused(store: Store, base: Graph, served: str, updated: Update) -> None:
    store.write("begin_build", build=served, gap=None)
    refused(store, lambda: updated(base), "without gaps; load in full")
    store.write("begin_build", build=served, gap=1 << 20)
    updated(base)


def test_graphs_that_cannot_be_compared_are_refused(store: Store, base: Graph, updated: Update) -> None:
    refused(store, lambda: updated(base_graph()), "the regions are not in tables")
    bounded = Rows(base.documents.kind, base.documents.tables[0][0], ["x"], 1)  # type: ignore[attr-defined]
    refused(store, lambda: updated(replace(base, documents=bounded)), "the documents are not in tables")
    judged = replace(base, readings=(Reading(ROOT),))
    refused(store, lambda: updated(judged), "holds judgements")
    twice = replace(base, documents=Rows.over(base.documents.kind, base.documents.tables * 2))  # type: ignore[attr-defined]
    refused(store, lambda: updated(twice), "documents: a table is in a list twice; load in full")


_STRAY = "不在图中"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda graph: replace(graph, documents=edited(graph.documents, **{OLD: {"issuers": (_STRAY,)}})), "the agency"),
        (lambda graph: replace(graph, documents=edited(graph.documents, **{OLD: {"encloses": (_STRAY,)}})), "load_encloses took 0 rows of 1"),
        (lambda graph: replace(graph, relations=(*graph.relations, relation(OLD, Kind.CITES, _STRAY))), "load_cites took 0 rows of 1"),
        (lambda graph: replace(graph, documents=(*graph.documents, graph.documents[0])), "two rows|refuses|twice"),
    ],
)  # fmt: skip
def test_a_graph_that_would_lose_something_is_refused(
    store: Store, folder: Folder, updated: Update, change: Change, says: str
) -> None:
    new = in_tables(change(a_text_changes(base_graph())), folder)
    refused(store, lambda: updated(new), says, StoreError)


# -- any subsets ------------------------------------------------------------------------------------------------------

_IDS = [each.id for each in every_type().documents]


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=st.sets(st.sampled_from(_IDS)), turns=st.lists(st.sets(st.sampled_from(_IDS)), min_size=1, max_size=3))
def test_any_documents_come_and_go(tmp_path: Path, first: set[str], turns: list[set[str]]) -> None:
    store, folder = store_of("arcadedb"), Folder.of(tmp_path)
    base = in_tables(_without(first), folder)
    build = load(store, base).build
    before, now, was = everything(store), base, None
    for gone in turns:
        new = in_tables(_without(gone), folder)
        was = update(store, base, now, new, folder, build=build, was=was, revision=token_hex(6)).revision
        assert dump(store) == _without(gone)
        now = new
    update(store, base, now, base, folder, build=build, was=was, revision=token_hex(6))
    assert everything(store) == before


def _without(gone: set[str]) -> Graph:
    """The graph without documents, and without what names them."""
    graph = without(base_graph(), gone)
    left = tuple(
        replace(each, encloses=tuple(name for name in each.encloses if name not in gone)) for each in graph.documents
    )
    return replace(graph, documents=left)
