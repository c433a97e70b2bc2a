"""Agencies by name and their pages, against answers worked out by hand (see ``issuing``)."""

from __future__ import annotations

import pytest
from issuing import BRANCH, CITY, CITY_OFFICE, FIRST, GOVERNMENT, PROVINCE, SECOND, issuing

from api.questions.agencies import agency_page, find_agencies
from api.questions.network import joint_network
from api.questions.network.page import Line
from graph_builder.errors import NotFoundError
from graph_builder.model import Scope
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, issuing())
    return store


def lines(found: tuple[Line, ...]) -> list[tuple[str, bool, list[str]]]:
    return [(line.body.id, line.counterpart, [pair.source.id for pair in line.pairs]) for line in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲部", ["甲部"]),
        (" 示例省 甲厅", [FIRST]),
        ("示例省甲委", [FIRST]),  # signs under this name too
        ("省甲厅", [FIRST]),
        ("甲", ["甲部"]),  # a short name
        ("示例省", [FIRST, SECOND, BRANCH, GOVERNMENT]),
        ("旧乙", ["旧乙部"]),
        ("没有", []),
        ("", []),
        ("（）", []),
    ],
)
def test_agencies_are_found_by_a_name_or_a_part(loaded: Store, text: str, expected: list[str]) -> None:
    assert [found.agency.id for found in find_agencies(loaded, text)] == expected


def test_of_many_those_with_most_documents_are_listed(loaded: Store) -> None:
    # enclosed and cited ones count: P1, P1/1, P2, P3, P5, P6, P8 and P1, P1/1, P4
    found = find_agencies(loaded, "示例省", limit=2)
    assert [(each.agency.id, each.documents) for each in found] == [(FIRST, 7), (SECOND, 3)]


def test_a_departments_page(loaded: Store) -> None:
    page = agency_page(loaded, FIRST)
    issued = [(each.document.id, each.issuer, each.position) for each in page.documents]
    assert issued == [("P1", FIRST, 0), ("P2", FIRST, 0), ("P3", FIRST, 1), ("P5", FIRST, 0), ("P6", FIRST, 0)]
    assert page.cited == 1
    assert page.categories == (("类一", 2), ("类二", 1), (None, 2))
    partners = [(each.body.id, each.count, each.documents, each.categories) for each in page.partners]
    assert partners == [(BRANCH, 1, ("P3",), (("类二", 1),)), (SECOND, 1, ("P1",), (("类一", 1),))]
    assert page.counterpart is not None
    assert page.counterpart.id == "甲部"
    assert lines(page.follows) == [
        ("甲部", True, ["P1", "P5"]),
        ("乙部", False, ["P1", "P5"]),
        ("甲部办公厅", True, ["P2"]),
        ("丁局", False, ["P3"]),
        ("丙总局", False, ["P3"]),
    ]
    assert lines(page.followed_by) == [(CITY_OFFICE, False, ["M1"])]
    assert [body.id for body in page.superiors] == [GOVERNMENT]
    assert [region.name for region in page.region] == [PROVINCE]


def test_the_measures_that_an_agency_answers_for(loaded: Store) -> None:
    page = agency_page(loaded, FIRST)
    found = [(duty.measure.id, duty.document.id, duty.file, duty.agency, duty.position) for duty in page.duties]
    assert found == [("P1/一", "P1", "甲.txt", FIRST, 0), ("P1/二", "P1", "甲.txt", FIRST, 0)]
    assert page.duties_count == 2
    cut = agency_page(loaded, FIRST, duties=1)
    assert (len(cut.duties), cut.duties_count) == (1, 2)
    assert [duty.position for duty in agency_page(loaded, SECOND).duties] == [1]


def test_a_ministrys_page(loaded: Store) -> None:
    page = agency_page(loaded, "甲部")
    assert [each.document.id for each in page.documents] == ["N1"]
    assert [body.id for body in page.offices] == ["甲部办公厅"]
    assert [body.id for body in page.absorbed] == ["丁局"]
    assert [body.id for body in page.superiors] == ["国务院"]
    assert lines(page.followed_by) == [
        (FIRST, True, ["P1", "P5"]),
        (SECOND, False, ["P1", "P4"]),
        (CITY_OFFICE, True, ["M1"]),
    ]
    folded = agency_page(loaded, "甲部", fold_offices=True)
    assert [(each.document.id, each.issuer) for each in folded.documents] == [("N1", "甲部"), ("N2", "甲部办公厅")]
    assert lines(folded.followed_by)[0] == (FIRST, True, ["P1", "P5", "P2"])  # on N1, on N2


@pytest.mark.parametrize("name", ["乙部", "旧乙部"])
def test_former_and_later_names_lead_to_one_page(loaded: Store, name: str) -> None:
    page = agency_page(loaded, name, cited=True)
    assert (page.agency.id, page.body.names) == ("乙部", ("旧乙部",))
    assert [(each.document.id, each.issuer) for each in page.documents] == [("N1", "乙部"), ("N3", "旧乙部")]
    assert [each.id for each in page.former] == ["旧乙部"]
    assert (page.later, page.cited) == ((), 0)


def test_later_names_and_the_body_that_took_it_in(loaded: Store) -> None:
    assert [each.id for each in agency_page(loaded, "丙总局").later] == ["新丙局"]
    absorbed = agency_page(loaded, "丁局")
    assert absorbed.absorbed_by is not None
    assert (absorbed.absorbed_by.id, absorbed.later) == ("甲部", ())


def test_lines_of_work_without_documents_are_shown(loaded: Store) -> None:
    assert lines(agency_page(loaded, GOVERNMENT).follows) == [("国务院", True, [])]
    assert lines(agency_page(loaded, "国务院").followed_by) == [(GOVERNMENT, True, [])]
    assert [body.id for body in agency_page(loaded, GOVERNMENT).subordinates] == [SECOND, FIRST]


def test_a_region_is_shown_with_those_above_it(loaded: Store) -> None:
    assert [region.name for region in agency_page(loaded, CITY_OFFICE).region] == [CITY, PROVINCE]


def test_single_provisions_can_be_counted(loaded: Store) -> None:
    page = agency_page(loaded, SECOND, scopes=tuple(Scope))
    assert ("甲部办公厅", False, ["P4"]) in lines(page.follows)


def test_an_unknown_agency_is_refused(loaded: Store) -> None:
    with pytest.raises(NotFoundError, match="丑部: the graph holds no agency of this name"):
        agency_page(loaded, "丑部")


@pytest.mark.corpus
def test_pages_agree_with_the_network(compendium_store: Store) -> None:
    network = joint_network(compendium_store)
    for name in ("河北省财政厅", "财政部", "国家税务总局河北省税务局"):
        page = agency_page(compendium_store, name)
        edges = [edge for edge in network.edges if name in (edge.first, edge.second)]
        expected = {edge.first if edge.second == name else edge.second: edge.count for edge in edges}
        assert {partner.body.id: partner.count for partner in page.partners} == expected
        assert page.duties_count > 0
    partners = agency_page(compendium_store, "河北省财政厅").partners
    assert partners[0].body.id == "国家税务总局河北省税务局"
