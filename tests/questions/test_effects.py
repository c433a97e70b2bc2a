"""Effects in both directions, against answers worked out by hand (see ``graphs.every_type``)."""

from __future__ import annotations

from datetime import date

import pytest
from graphs import (
    AMENDMENT,
    CITY,
    EXTENSION,
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
)

from api.questions import effects
from api.questions.effects import Effect
from graph_builder.errors import NotFoundError
from graph_builder.model import Graph, Mention, Passage, PassageKind, RelationType, Resolution
from graph_builder.store import Store, load

X, BY, OTHER = "甲发〔2021〕1号", "甲发〔2021〕2号", "甲发〔2021〕3号"


def rows(found: tuple[Effect, ...]) -> list[tuple[str, str, str, str | None]]:
    return [(row.type, row.document.id, str(row.day), row.until and str(row.until)) for row in found]


def test_effects_are_listed_both_ways_in_the_order_of_the_days(store: Store) -> None:
    load(store, every_type())
    answer = effects(store, ROOT)
    assert rows(answer.made) == [("REPEALS", OLD, "2021-02-01", None)]
    assert rows(answer.received) == [
        ("SUPPLEMENTS", SUPPLEMENT, "2021-04-01", None),
        ("EXTENDS", EXTENSION, "2021-06-20", "2021-12-31"),
        ("AMENDS", AMENDMENT, "2022-05-01", None),
    ]
    assert [row.relation.evidence.line for row in answer.received] == [111, 91, 121]
    assert all(row.decided for row in (*answer.made, *answer.received))


def test_other_types_are_listed_when_asked_for(store: Store) -> None:
    load(store, every_type())
    answer = effects(store, ROOT, types=[RelationType.IMPLEMENTS, RelationType.BASED_ON])
    assert {row.document.id for row in answer.made} == {OPINION, LAW}
    assert [(row.document.id, row.relation.scope) for row in answer.received] == [
        (PROVINCE, "document"),
        (CITY, "clause"),
    ]


@pytest.mark.parametrize("asked", [SUPPLEMENT, EXTENSION])
def test_an_undecided_effect_is_listed_with_every_candidate(store: Store, asked: str) -> None:
    load(store, every_type())
    undecided = [row for row in effects(store, asked, types=[Kind.CITES]).received if not row.decided]
    assert {row.document.id for row in undecided} == {CITY}
    assert {row.relation.candidates for row in undecided} == {(SUPPLEMENT, EXTENSION)}


def test_the_provisions_on_both_sides_are_named(store: Store) -> None:
    """BY, in force from 2021-05-01, ends article 2 of X in its own article 7 (line 8), and amends it as a whole in 8."""
    ended, whole = f"{X}第二条、第三条同时废止。", f"与{X}不一致的，以本通知为准。"
    passages = (
        Passage("p1", BY, 1, 3, PassageKind.PARAGRAPH, None, f"根据{X}。", (Mention(2, 12, X),)),
        Passage("p2", BY, 2, 8, PassageKind.CLAUSE, "七", ended, (Mention(0, len(X), X, Kind.AMENDS),)),
        Passage("p3", BY, 3, 9, PassageKind.CLAUSE, "八", whole, (Mention(1, 1 + len(X), X, Kind.AMENDS),)),
    )
    documents = (
        document(X, "关于甲的通知", issued_on=date(2021, 1, 1)),
        document(BY, "关于乙的通知", issued_on=date(2021, 3, 1), effective_from=date(2021, 5, 1)),
    )
    for line, clause, articles in ((8, "七", ("第二条", "第三条")), (9, "八", ())):
        load(store, Graph(documents, (relation(BY, Kind.AMENDS, X, line),), passages=passages))
        (row,) = effects(store, X).received
        assert (row.day, row.clause, row.articles) == (date(2021, 5, 1), clause, articles)
        assert effects(store, BY).made[0].clause == clause


def test_an_undecided_repeal_is_marked(store: Store) -> None:
    doubtful = relation(BY, Kind.REPEALS, "某通知", resolution=Resolution.AMBIGUOUS, candidates=(X, OTHER))
    names = (X, BY, OTHER, "某通知")
    load(store, Graph(tuple(document(name, f"关于{name}") for name in names), (doubtful,)))
    (row,) = effects(store, X).received
    assert (row.type, row.document.id, row.decided, row.day) == ("REPEALS", BY, False, None)
    assert effects(store, BY).made[0].decided is False


def test_a_document_without_effects_has_empty_lists(store: Store) -> None:
    load(store, every_type())
    answer = effects(store, LAW)
    assert answer.made == answer.received == ()
    with pytest.raises(NotFoundError):
        effects(store, "没有")
