"""Paths between documents, worked out by hand (see ``graphs.every_type``)."""

from __future__ import annotations

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
    Kind,
    document,
    every_type,
    relation,
)

from api.questions import paths
from api.questions.paths import Paths
from graph_builder.errors import NotFoundError
from graph_builder.model import Graph
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, every_type())
    return store


def walked(answer: Paths) -> list[list[str]]:
    return [[path[0].start.id, *(step.end.id for step in path)] for path in answer.paths]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (FORWARD, ROOT, [[FORWARD, ROOT]]),
        (OLD, LAW, [[OLD, ROOT, LAW]]),
        (SECOND_EXTENSION, OPINION, [[SECOND_EXTENSION, EXTENSION, ROOT, OPINION]]),
        (CITY, OPINION, [[CITY, ROOT, OPINION], [CITY, PROVINCE, ROOT, OPINION], [CITY, SUPPLEMENT, ROOT, OPINION]]),
        (ANNEX, ROOT, []),
        (ROOT, ROOT, []),
    ],
)
def test_paths_are_found_the_shortest_first(loaded: Store, start: str, end: str, expected: list[list[str]]) -> None:
    answer = paths(loaded, start, end)
    assert walked(answer) == expected
    assert [way[::-1] for way in sorted(walked(paths(loaded, end, start)))] == sorted(
        expected, key=lambda way: way[::-1]
    )
    assert answer.truncated is False


def test_a_step_shows_its_relations_with_their_direction_and_evidence(loaded: Store) -> None:
    answer = paths(loaded, OLD, AMENDMENT)
    ((first, second),) = answer.paths
    (repeals,), (amends,) = first.links, second.links
    assert (repeals.relation.source, repeals.relation.target, repeals.relation.type) == (ROOT, OLD, "REPEALS")
    assert (amends.relation.source, amends.relation.target) == (AMENDMENT, ROOT)
    assert (repeals.relation.evidence.line, amends.relation.evidence.line) == (30, 121)
    assert (repeals.document.id, repeals.days) == (ROOT, None)
    assert amends.days == 454


def test_two_relations_between_the_same_documents_are_one_step(store: Store) -> None:
    names = ("甲", "乙", "丙")
    made = (
        relation("甲", Kind.FORWARDS, "乙"),
        relation("甲", Kind.IMPLEMENTS, "乙"),
        relation("乙", Kind.CITES, "甲"),
    )
    load(
        store, Graph(tuple(document(name, f"关于{name}") for name in names), (*made, relation("甲", Kind.CITES, "甲")))
    )
    ((step,),) = paths(store, "甲", "乙").paths
    assert [(link.relation.source, link.relation.type) for link in step.links] == [
        ("甲", "FORWARDS"),
        ("甲", "IMPLEMENTS"),
        ("乙", "CITES"),
    ]


def test_paths_are_bounded(loaded: Store) -> None:
    assert walked(paths(loaded, SECOND_EXTENSION, OPINION, steps=2)) == []
    assert walked(paths(loaded, CITY, OPINION, steps=2)) == [[CITY, ROOT, OPINION]]
    cut = paths(loaded, CITY, OPINION, limit=1)
    assert (walked(cut), cut.truncated) == ([[CITY, ROOT, OPINION]], True)


def test_only_the_types_asked_for_are_followed(loaded: Store) -> None:
    assert walked(paths(loaded, CITY, OPINION, types=[Kind.IMPLEMENTS])) == [
        [CITY, ROOT, OPINION],
        [CITY, PROVINCE, ROOT, OPINION],
    ]
    assert walked(paths(loaded, OLD, OPINION, types=[Kind.IMPLEMENTS])) == []


def test_a_hub_does_not_run_away(store: Store) -> None:
    """A hundred documents that cite one law: every two are two steps apart, by that way and no other within two."""
    names = [f"发〔2021〕{number}号" for number in range(100)]
    documents = tuple(document(name, f"关于{name}") for name in (*names, "甲法"))
    load(store, Graph(documents, tuple(relation(name, Kind.CITES, "甲法") for name in names)))
    assert walked(paths(store, names[0], names[99], steps=10)) == [[names[0], "甲法", names[99]]]


@pytest.mark.parametrize("ends", [(ROOT, "没有"), ("没有", ROOT)])
def test_unknown_documents_are_refused(loaded: Store, ends: tuple[str, str]) -> None:
    with pytest.raises(NotFoundError, match="没有"):
        paths(loaded, *ends)
