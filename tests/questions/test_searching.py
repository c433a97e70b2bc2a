"""Search with facets, filters and pages, on both engines, against answers worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
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
    document,
    every_type,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.questions import search, suggest
from api.questions.listing.answers import FacetValue
from api.questions.listing.documents import DocumentFilter
from api.questions.searching import SORTS, SearchAnswer
from api.questions.standing.answers import State
from api.questions.suggesting import SuggestionKind
from graph_builder.judgements import JudgementKind, apply, judge
from graph_builder.model import Graph, Level, Passage, PassageKind
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, every_type())
    return store


def ids(answer: SearchAnswer) -> list[str]:
    return [hit.document.id for hit in answer.hits]


def counts(facet: Sequence[FacetValue]) -> dict[object, int]:
    return {each.value: each.count for each in facet}


@pytest.mark.parametrize("typed", ["甲部发〔2021〕1号", "甲部发[2021]1号", "甲部发（２０２１） 1 号"])
def test_a_number_typed_exactly_comes_first(loaded: Store, typed: str) -> None:
    answer = search(loaded, typed)
    first = answer.hits[0]
    assert (first.document.id, first.exact, first.score) == (ROOT, True, 1.0)
    # The province's text holds the number, too: it comes behind.
    assert PROVINCE in ids(answer)
    assert not any(hit.exact for hit in answer.hits[1:])


def test_part_of_a_number_and_words_of_titles_are_found(loaded: Store) -> None:
    assert ids(search(loaded, "2021〕20号")) == [EXTENSION]
    assert set(ids(search(loaded, "延长 减免"))) == {EXTENSION, SECOND_EXTENSION}


@pytest.mark.parametrize("most", [1, 4000])
def test_years_are_found_whether_or_not_the_index_is_asked_for_them(
    store: Store, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = every_type()
    texts = [
        "依据甲部发〔2021〕77号办理",
        "依据甲部发（２０２１）77号办理",
        "依据甲部发〔2020〕77号办理",
        "甲部发77号，12021件",
    ]
    passages = [replace(each, text=text) for each, text in zip(graph.passages, texts, strict=False)]
    load(store, replace(graph, passages=(*passages, *graph.passages[len(texts) :])))
    monkeypatch.setattr("api.questions.searching._PASSAGES", most)
    answer = search(store, "甲部发〔2021〕77号")
    found = {passage.id for hit in answer.hits for passage in hit.passages}
    assert found == {each.id for each in passages[:2]}
    assert sum(hit.found for hit in answer.hits) == len(found)
    assert answer.truncated == (most == 1)


def test_where_names_are_more_than_the_limit_texts_are_shown_but_not_asked_for_others(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = [
        Passage(name, name, at, at, PassageKind.CLAUSE, None, "社会保险费由税务机关征收")
        for at, name in enumerate("abc")
    ]
    named = document("a", "关于社会保险费的通知"), document("b", "社会保险费征收办法")
    load(store, Graph((*named, document("c", "另一件")), passages=tuple(passages)))
    whole = search(store, "社会保险费")
    assert (set(ids(whole)), whole.truncated) == ({"a", "b", "c"}, False)
    monkeypatch.setattr("api.questions.searching._DOCUMENTS", 2)
    cut = search(store, "社会保险费")
    assert (set(ids(cut)), cut.truncated) == ({"a", "b"}, True)
    assert {(hit.found, passage.id) for hit in cut.hits for passage in hit.passages} == {(1, "a"), (1, "b")}


def test_names_that_hold_only_the_pairs_do_not_keep_texts_from_being_asked(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = Passage("p", "d", 1, 1, PassageKind.CLAUSE, None, "社会保险费由税务机关征收")
    load(store, Graph((document("d", "示例"), document("e", "社会保障与保险费")), passages=(passage,)))
    monkeypatch.setattr("api.questions.searching._DOCUMENTS", 1)
    assert ids(search(store, "社会保险费")) == ["d"]


def test_passages_are_shown_with_the_words_marked(loaded: Store) -> None:
    (hit,) = search(loaded, "社会保险费").hits
    (passage,) = hit.passages
    assert (hit.document.id, hit.found, passage.line) == (PROVINCE, 1, 42)
    assert [passage.text[start:end] for start, end in passage.spans] == ["社会保险费"]
    assert hit.score == round(5 / len(passage.text), 3)
    covid = search(loaded, "covid-19 a类").hits[0].passages[0]
    assert "COVID" in {covid.text[start:end] for start, end in covid.spans}


def test_without_words_all_that_fits_is_listed_newest_first(loaded: Store) -> None:
    answer = search(loaded, "")
    assert answer.total == 12
    assert ids(answer)[:2] == [AMENDMENT, SECOND_EXTENSION]
    assert search(loaded, "", wanted=DocumentFilter(enclosed=False)).total == 11
    assert ids(search(loaded, "", wanted=DocumentFilter(enclosed=True))) == [ANNEX]
    oldest = ids(search(loaded, "", sort="issued_on"))
    assert oldest[:2] == [OPINION, ROOT]
    assert oldest[-3:] == sorted([OLD, LAW, ANNEX])


def test_facets_count_what_fits_all_other_filters(loaded: Store) -> None:
    answer = search(loaded, "甲费", wanted=DocumentFilter(levels=[Level.NATIONAL]))
    assert set(ids(answer)) == {ROOT, EXTENSION, SECOND_EXTENSION, SUPPLEMENT, AMENDMENT, OLD, ANNEX}
    facets = answer.facets
    assert counts(facets.level) == {Level.NATIONAL: 7, Level.PROVINCIAL: 2, Level.MUNICIPAL: 1}
    assert [(each.value, each.count) for each in facets.year] == [(2021, 3), (2022, 2), (None, 2)]
    assert counts(facets.doc_type) == {"通知": 5, "公告": 1, "方案": 1}
    assert counts(facets.issuer) == {"甲部": 6, "丁总局": 1}
    assert counts(facets.category) == {"减负类": 1, None: 6}
    assert facets.status == ()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (DocumentFilter(levels=[Level.MUNICIPAL]), [CITY]),
        (DocumentFilter(issuers=["示例省乙厅"]), [FORWARD, PROVINCE]),
        (DocumentFilter(issuers=["示例省乙局"]), [FORWARD, PROVINCE]),  # another name that it signs with
        (DocumentFilter(doc_types=["意见", "公告"]), [AMENDMENT, OPINION]),
        (DocumentFilter(categories=["减负类"]), [ROOT]),
        (DocumentFilter(years=[2022]), [AMENDMENT, SECOND_EXTENSION]),
        (DocumentFilter(collections=["示例"], years=[2020]), []),
        (DocumentFilter(in_corpus=False), [OPINION, LAW, OLD]),
        (DocumentFilter(years=[2021], levels=[Level.PROVINCIAL]), [FORWARD, PROVINCE]),
        (DocumentFilter(issued_from=date(2022, 1, 1), issued_to=date(2022, 12, 31)), [AMENDMENT, SECOND_EXTENSION]),
        (DocumentFilter(issued_to=date(1900, 1, 1)), []),
    ],
)
def test_filters_leave_what_fits(loaded: Store, wanted: DocumentFilter, expected: list[str]) -> None:
    answer = search(loaded, "", wanted=wanted)
    assert sorted(ids(answer)) == sorted(expected)
    assert answer.total == len(expected)


def test_the_state_on_a_day_is_a_filter_and_a_facet(loaded: Store) -> None:
    answer = search(loaded, "阶段性减免", on=date(2023, 2, 1), states=[State.EXPIRED])
    assert ROOT in ids(answer)
    assert {hit.state for hit in answer.hits} == {State.EXPIRED}
    assert counts(answer.facets.status)[State.EXPIRED] == answer.total
    with pytest.raises(ValueError, match="states need a day"):
        search(loaded, "", states=[State.EXPIRED])


def test_pages_follow_each_other(loaded: Store) -> None:
    for sort in SORTS:
        whole = search(loaded, "甲费", sort=sort, limit=100)
        starts = range(0, whole.total, 4)
        pages = [search(loaded, "甲费", sort=sort, limit=4, offset=at).hits for at in starts]
        assert tuple(hit for page in pages for hit in page) == whole.hits
    assert search(loaded, "甲费", offset=1000).hits == ()
    with pytest.raises(ValueError, match="sort"):
        search(loaded, "甲费", sort="id; DROP")


def test_an_agency_that_a_reviewer_merged_counts_as_one(store: Store) -> None:
    merge = judge(JudgementKind.MERGE, "李审", "同一机关", agency="丁总局", other="甲部")
    load(store, apply(every_type(), [merge]).graph)
    answer = search(store, "", wanted=DocumentFilter(issuers=["丁总局"]))
    assert set(ids(answer)) == {ROOT, EXTENSION, SECOND_EXTENSION, SUPPLEMENT, AMENDMENT, OLD, ANNEX} - {ANNEX}
    assert counts(answer.facets.issuer) == {"甲部": 6, "示例省乙厅": 2, "示例市丙局": 1}


_NUMBER, _TITLE, _AGENCY = SuggestionKind.NUMBER, SuggestionKind.TITLE, SuggestionKind.AGENCY


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("甲部发〔2021", {(_NUMBER, ROOT), (_NUMBER, EXTENSION), (_NUMBER, SUPPLEMENT)}),
        ("甲部发[2021]2", {(_NUMBER, EXTENSION)}),
        ("关于减轻", {(_TITLE, OPINION)}),
        ("企业负担", {(_TITLE, OPINION)}),
        ("示例省", {(_AGENCY, "示例省乙厅")}),
        ("丁局", {(_AGENCY, "丁总局")}),
        ("", set()),
        ("》", set()),
        ("没有这样的", set()),
    ],
)
def test_suggestions_are_what_may_be_meant(
    loaded: Store, typed: str, expected: set[tuple[SuggestionKind, str]]
) -> None:
    assert {(each.kind, each.id) for each in suggest(loaded, typed)} == expected


def test_suggestions_keep_to_their_number(loaded: Store) -> None:
    found = suggest(loaded, "甲", limit=3)
    assert len(found) == 3
    assert all(each.text for each in found)


_HOSTILE = ["'", '"', "\\", "`", "*:*", "甲 OR 乙", "\x00", "\ud800", "甲" * 3000, "a~2 AND (", "+-&&||!(){}[]^"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.sampled_from(_HOSTILE))
def test_any_words_are_answered(store: Store, words: str) -> None:
    load(store, every_type())
    wanted = DocumentFilter(issuers=[words], doc_types=[words], categories=[words], collections=[words])
    assert search(store, words).total >= 0
    assert search(store, "", wanted=wanted).total == 0
    assert len(suggest(store, words)) <= 10


def test_the_compendium_is_searched_as_a_whole(compendium_store: Store) -> None:
    answer = search(compendium_store, "企业")
    assert answer.total > 100
    assert not answer.truncated
    assert sum(each.count for each in answer.facets.level) == answer.total
    assert suggest(compendium_store, "人社部发〔2020〕4")[0].id == "人社部发〔2020〕49号"
