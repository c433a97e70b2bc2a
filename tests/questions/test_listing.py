"""Lists and near names on both engines, on the web side's small graph."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from web_graph import CITY, EXTENSION, GRAPH, LAW, PLAN, PROVINCE, ROOT

from api.questions.listing import (
    AgencyFilter,
    DocumentFilter,
    MeasureFilter,
    PlaceError,
    RelationFilter,
    collections,
    document_facets,
    list_agencies,
    list_documents,
    list_issues,
    list_measures,
    list_passages,
    list_relations,
    timeline,
)
from api.questions.listing.paging import Place
from api.questions.near import near_agencies, near_documents
from graph_builder.errors import NotFoundError, StoreLimitError
from graph_builder.judgements import JudgementKind, apply, judge
from graph_builder.model import IssueLevel, Level, RelationType, Resolution
from graph_builder.store import Store, load


@pytest.fixture
def filled(store: Store) -> Store:
    load(store, GRAPH)
    return store


def ids(found: Any) -> list[str]:
    return [item.document.id for item in found.items]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("order", [ROOT, PROVINCE, CITY, EXTENSION, PLAN, LAW]),
        ("issued_on", [ROOT, PROVINCE, EXTENSION, CITY, PLAN, LAW]),
        ("-issued_on", [CITY, EXTENSION, PROVINCE, ROOT, PLAN, LAW]),
        ("level", [ROOT, EXTENSION, PLAN, LAW, PROVINCE, CITY]),
        ("doc_number", [CITY, PROVINCE, ROOT, EXTENSION, PLAN, LAW]),
        ("title", [CITY, LAW, EXTENSION, ROOT, PROVINCE, PLAN]),
    ],
)
def test_pages_of_documents(filled: Store, sort: str, expected: list[str]) -> None:
    if sort == "title":
        titles = {document.id: document.title for document in GRAPH.documents}
        expected = sorted(expected, key=lambda name: titles[name])
    found: list[str] = []
    after = None
    while True:
        page = list_documents(filled, DocumentFilter(), sort=sort, after=after, limit=2)
        found += ids(page)
        assert page.total == 6
        if (after := page.next) is None:
            break
    assert found == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (DocumentFilter(levels=[Level.NATIONAL], years=[2021]), [ROOT, EXTENSION]),
        (DocumentFilter(issuers=["丁总局", "示例市丙局"]), [ROOT, CITY]),
        (DocumentFilter(doc_types=["方案", "法律"]), [PLAN, LAW]),
        (DocumentFilter(categories=["减负类"]), [ROOT, PROVINCE]),
        (DocumentFilter(collections=["别的"]), []),
        (DocumentFilter(in_corpus=False), [LAW]),
        (DocumentFilter(enclosed=True), [PLAN]),
        (DocumentFilter(issued_from=date(2021, 2, 15)), [PROVINCE, CITY, EXTENSION]),
        (DocumentFilter(issued_to=date(2021, 2, 15)), [ROOT, PROVINCE]),
        (DocumentFilter(issued_from=date(2021, 2, 2), issued_to=date(2021, 6, 19)), [PROVINCE]),
        (DocumentFilter(issuers=["' OR 1=1 //"]), []),
    ],
)
def test_filters_of_documents(filled: Store, wanted: DocumentFilter, expected: list[str]) -> None:
    assert ids(list_documents(filled, wanted, sort="order")) == expected


def test_an_agency_that_a_reviewer_merged_counts_as_one(store: Store) -> None:
    merge = judge(JudgementKind.MERGE, "李审", "同一机关", agency="丁总局", other="甲部")
    load(store, apply(GRAPH, [merge]).graph)
    for name in ("丁总局", "甲部"):
        assert ids(list_documents(store, DocumentFilter(issuers=[name]), sort="order")) == [ROOT, EXTENSION]
    issuers = document_facets(store, DocumentFilter(levels=[Level.NATIONAL])).issuer
    assert [(each.value, each.count) for each in issuers] == [("甲部", 2)]


def test_facets(filled: Store) -> None:
    facets = document_facets(filled, DocumentFilter(levels=[Level.NATIONAL], in_corpus=False))
    assert [(each.value, each.count) for each in facets.in_corpus] == [(True, 3), (False, 1)]
    assert [(each.value, each.count) for each in facets.level] == [("national", 1)]
    whole = document_facets(filled, DocumentFilter())
    assert [(each.value, each.count) for each in whole.year] == [(2021, 3), (2022, 1), (None, 2)]
    assert next((each.value, each.count) for each in whole.issuer) == ("甲部", 2)
    assert [(each.value, each.count) for each in whole.category] == [("减负类", 2), (None, 4)]


def test_months_by_level(filled: Store) -> None:
    found = timeline(filled, DocumentFilter())
    assert [(each.year, each.month, each.level, each.count) for each in found.months] == [
        (2021, 2, Level.NATIONAL, 1),
        (2021, 2, Level.PROVINCIAL, 1),
        (2021, 6, Level.NATIONAL, 1),
        (2022, 3, Level.MUNICIPAL, 1),
    ]
    assert found.undated == 2
    narrow = timeline(filled, DocumentFilter(issuers=["甲部"], in_corpus=True, enclosed=False))
    assert [(each.year, each.month, each.count) for each in narrow.months] == [(2021, 2, 1), (2021, 6, 1)]
    assert narrow.undated == 0


def test_relations(filled: Store) -> None:
    assert [item.relation.type for item in list_relations(filled, RelationFilter()).items] == [
        *("IMPLEMENTS", "IMPLEMENTS", "EXTENDS", "BASED_ON", "CITES")
    ]
    (item,) = list_relations(filled, RelationFilter(types=[RelationType.EXTENDS])).items
    assert (item.source.id, item.target.id, item.days, item.relation.until) == (
        EXTENSION,
        ROOT,
        139,
        date(2021, 12, 31),
    )
    doubtful = list_relations(filled, RelationFilter(most=0.7), sort="confidence")
    assert [each.relation.confidence for each in doubtful.items] == [0.3, 0.6]
    assert list_relations(filled, RelationFilter(resolutions=[Resolution.AMBIGUOUS])).total == 1
    page = list_relations(filled, RelationFilter(), sort="-confidence", limit=2)
    rest = list_relations(filled, RelationFilter(), sort="-confidence", after=page.next)
    assert [each.relation.confidence for each in (*page.items, *rest.items)] == [0.9, 0.9, 0.9, 0.6, 0.3]


def test_measures_agencies_issues_and_collections(filled: Store) -> None:
    (measure,) = list_measures(filled, MeasureFilter(valid_on=date(2021, 6, 30)), sort="valid_to").items
    assert (measure.measure.action, measure.document.id) == ("免征", ROOT)
    assert list_measures(filled, MeasureFilter(valid_on=date(2021, 7, 1))).total == 0
    agencies = list_agencies(filled, AgencyFilter(part="乙"))
    assert [(each.agency.id, each.documents) for each in agencies.items] == [("示例省乙厅", 1)]
    page = list_agencies(filled, AgencyFilter(), limit=1)
    assert [each.agency.id for each in page.items] == ["甲部"]
    assert len(list_agencies(filled, AgencyFilter(), after=page.next).items) == 3
    issues = list_issues(filled, levels=[IssueLevel.ERROR])
    assert ([issue.kind for issue in issues.items], issues.total) == (["unreadable"], 1)
    (collection,) = collections(filled)
    assert (collection.documents, collection.enclosed, collection.latest) == (4, 1, date(2022, 3, 1))


def test_passages_are_those_that_were_loaded(filled: Store) -> None:
    page = list_passages(filled, ROOT, limit=2)
    rest = list_passages(filled, ROOT, after=page.next)
    assert (*page.items, *rest.items) == GRAPH.passages
    assert [document.id for document in page.cited] == [LAW]
    with pytest.raises(NotFoundError):
        list_passages(filled, "nothing")


def test_places_of_other_lists_are_refused(filled: Store) -> None:
    place = list_documents(filled, DocumentFilter(), sort="title", limit=1).next
    assert place is not None
    with pytest.raises(PlaceError, match="sorted"):
        list_documents(filled, DocumentFilter(), sort="level", after=place)
    with pytest.raises(PlaceError, match="changed"):
        list_documents(filled, DocumentFilter(), sort="title", after=Place("x", "title", place.key, place.at))


@pytest.mark.parametrize("key", [None, 1, 1.5, "x", 2**52])
def test_a_place_of_any_kind_of_key_is_no_error(filled: Store, key: Any) -> None:
    place = list_documents(filled, DocumentFilter(), sort="title", limit=1).next
    assert place is not None
    list_documents(filled, DocumentFilter(), sort="title", after=Place(place.state, "title", key, 0))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("甲部发[2021]1号", ROOT),
        ("甲部发〔2021〕11号", ROOT),
        ("乙厅发2021 5", PROVINCE),
        ("关于减免甲费的通告", ROOT),
    ],
)
def test_near_documents(filled: Store, text: str, first: str) -> None:
    assert near_documents(filled, text)[0].id == first


@pytest.mark.parametrize("text", ["", "完全不同", "?", "\x00", "\ud800", "减免" * 5000])
def test_nothing_is_near(filled: Store, text: str) -> None:
    assert len(near_documents(filled, text)) <= 5


def test_near_agencies(filled: Store) -> None:
    assert near_agencies(filled, "示例省乙局")[0] == "示例省乙厅"
    assert near_agencies(filled, "无") == ()


def test_bounds(filled: Store) -> None:
    assert list_documents(filled.bounded(seconds=10, rows=100), DocumentFilter()).total == 6
    with pytest.raises(StoreLimitError, match="rows"):
        list_documents(filled.bounded(seconds=10, rows=2), DocumentFilter())
    with pytest.raises(StoreLimitError, match="longer"):
        list_documents(filled.bounded(seconds=-1, rows=100), DocumentFilter())
    assert list_documents(filled, DocumentFilter()).total == 6
