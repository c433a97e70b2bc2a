"""How documents stand on a day: small graphs worked out by hand, and two chains of the real compendium."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from graphs import (
    AMENDMENT,
    ANNEX,
    EXTENSION,
    LAW,
    OLD,
    ROOT,
    SECOND_EXTENSION,
    SUPPLEMENT,
    Kind,
    circle,
    document,
    every_type,
    relation,
)

from api.questions import expiring, standing, status, statuses
from api.questions.standing.answers import Conflict, Doubtful, Reach, Reason, State, Status
from graph_builder.errors import NotFoundError
from graph_builder.model import (
    Document,
    Graph,
    Level,
    Measure,
    Mention,
    Passage,
    PassageKind,
    Relation,
    Resolution,
    Source,
)
from graph_builder.store import Store, load

X, BY, OTHER = "甲发〔2021〕1号", "甲发〔2021〕2号", "甲发〔2021〕3号"


def day(text: str) -> date:
    return date.fromisoformat(text)


def held(number: str, issued: str | None, **fields: Any) -> Document:
    """A document that was read."""
    here: dict[str, Any] = {"in_corpus": True, "collection": "示例", "source": Source("甲.txt", 1, 9)}
    return document(number, f"关于{number}的通知", issued_on=day(issued) if issued else None, **(here | fields))


def measure(of: str, at: int, label: str, text: str, last: str | None = None, **fields: Any) -> Measure:
    return Measure(f"{of}#{at}", of, at, label, None, text, valid_to=day(last) if last else None, **fields)


def ask(store: Store, documents: Sequence[Document], relations: Iterable[Relation], on: str, **more: Any) -> Status:
    """The status of the first document."""
    load(store, Graph(documents=tuple(documents), relations=tuple(relations), **more))
    return status(store, documents[0].id, day(on))


def reasons(answer: Status) -> list[tuple[Reason, str | None, str | None]]:
    return [(step.reason, step.day and str(step.day), step.until and str(step.until)) for step in answer.why]


def conflicts(answer: Status) -> list[Conflict]:
    return [each.conflict for each in answer.contradictions]


# ROOT of 2021-02-01 holds to 2021-06-30; EXTENSION of 2021-06-20 prolongs it to 2021-12-31, SECOND_EXTENSION of
# 2022-01-10 prolongs that to 2022-12-31; SUPPLEMENT of 2021-04-01, AMENDMENT of 2022-05-01.
@pytest.mark.parametrize(
    ("on", "state", "also", "later"),
    [
        ("2021-01-31", State.NOT_YET, (), {ROOT, SUPPLEMENT, EXTENSION, SECOND_EXTENSION, AMENDMENT}),
        ("2021-02-01", State.IN_FORCE, (), {SUPPLEMENT, EXTENSION, SECOND_EXTENSION, AMENDMENT}),
        ("2021-06-20", State.EXTENDED, (), {SECOND_EXTENSION, AMENDMENT}),
        ("2021-07-01", State.EXTENDED, (), {SECOND_EXTENSION, AMENDMENT}),
        ("2022-01-05", State.EXTENDED, (), {SECOND_EXTENSION, AMENDMENT}),
        ("2022-05-01", State.EXTENDED, (State.AMENDED,), set()),
        ("2022-12-31", State.EXTENDED, (State.AMENDED,), set()),
        ("2023-01-01", State.EXPIRED, (), set()),
    ],
)
def test_a_chain_of_extensions_is_followed(
    store: Store, on: str, state: State, also: tuple[State, ...], later: set[str]
) -> None:
    load(store, every_type())
    answer = status(store, ROOT, day(on))
    assert (answer.state, answer.also) == (state, also)
    assert (answer.first, answer.last) == (date(2021, 2, 1), date(2022, 12, 31))
    assert {step.document.id for step in answer.why if step.later} == later
    assert [step.until for step in answer.why if step.reason == Reason.EXTENDED] == [
        date(2021, 12, 31),
        date(2022, 12, 31),
    ]
    assert answer.contradictions == answer.doubts == ()


def test_every_step_has_its_evidence(store: Store) -> None:
    load(store, every_type())
    answer = status(store, ROOT, date(2022, 6, 1))
    assert [step.reason for step in answer.why] == ["issued", "ends", "extended", "extended", "supplemented", "amended"]
    issued, ends, first, second, *_ = answer.why
    assert issued.proof and (issued.proof.file, issued.proof.line) == ("甲.txt", 1)
    assert ends.proof and ends.until == date(2021, 6, 30)
    assert first.relation and first.relation.evidence.line == 91
    assert second.relation and second.relation.target == EXTENSION
    (clause,) = answer.clauses
    assert (clause.label, clause.state, clause.stated, clause.last) == (
        "一、",
        State.EXTENDED,
        date(2021, 6, 30),
        date(2022, 12, 31),
    )


@pytest.mark.parametrize(
    ("asked", "on", "state", "why"),
    [
        (OLD, "2021-01-31", State.UNKNOWN, [Reason.NOT_LOADED, Reason.REPEALED]),
        (OLD, "2021-02-01", State.REPEALED, [Reason.NOT_LOADED, Reason.REPEALED]),
        (LAW, "2021-02-01", State.UNKNOWN, [Reason.NOT_LOADED]),
        (ANNEX, "2021-03-01", State.IN_FORCE, [Reason.ENCLOSED, Reason.ISSUED, Reason.ENDS]),
        (ANNEX, "2021-08-01", State.EXTENDED, [Reason.ENCLOSED, Reason.ISSUED, Reason.ENDS, Reason.EXTENDED]),
    ],
)
def test_cited_and_enclosed_texts(store: Store, asked: str, on: str, state: State, why: list[Reason]) -> None:
    load(store, every_type())
    answer = status(store, asked, day(on))
    assert answer.state == state
    assert [step.reason for step in answer.why][: len(why)] == why


def test_the_bounds_of_the_knowledge_are_told(store: Store) -> None:
    load(store, every_type())
    answers = {on: status(store, ROOT, day(on)) for on in ("2021-01-31", "2022-05-01", "2022-05-02")}
    known = answers["2022-05-01"].known
    assert (known.earliest, known.latest) == (date(2021, 2, 1), date(2022, 5, 1))
    (collected,) = known.collections
    assert (collected.collection, collected.documents, collected.dated) == ("示例", 8, 8)
    assert [answer.reach for answer in answers.values()] == [Reach.BEFORE, Reach.WITHIN, Reach.AFTER]
    assert [str(answer.known_until) for answer in answers.values()] == ["2021-01-31", "2022-05-01", "2022-05-01"]


def test_an_open_end_is_told_as_no_end_stated(store: Store) -> None:
    answer = ask(store, [held(X, "2021-03-01")], [], "2030-01-01")
    assert (answer.state, answer.last, answer.reach) == (State.IN_FORCE, None, Reach.AFTER)
    assert reasons(answer) == [(Reason.ISSUED, "2021-03-01", None), (Reason.NO_END, None, None)]
    assert answer.known_until == date(2021, 3, 1)


def test_an_extension_without_a_day_leaves_the_end_open(store: Store) -> None:
    documents = [held(X, "2021-03-01", effective_to=day("2021-06-30")), held(BY, "2021-06-01")]
    answer = ask(store, documents, [relation(BY, Kind.EXTENDS, X)], "2022-01-01")
    assert (answer.state, answer.last) == (State.EXTENDED, None)


def test_what_states_a_day_before_its_issue_reaches_back(store: Store) -> None:
    stated = "本通知自2021年1月1日起施行。"
    passages = (Passage("p", X, 1, 7, PassageKind.PARAGRAPH, None, stated),)
    documents = [held(X, "2021-03-01", effective_from=day("2021-01-01"))]
    answer = ask(store, documents, [], "2021-02-01", passages=passages)
    (effective, _) = answer.why
    assert answer.state == State.IN_FORCE
    assert (effective.reason, effective.later) == (Reason.EFFECTIVE, True)
    assert effective.proof and (effective.proof.line, effective.proof.words) == (7, stated.rstrip("。"))


@pytest.mark.parametrize(
    ("on", "state"),
    [("2021-04-30", State.IN_FORCE), ("2021-05-01", State.SUPERSEDED), ("2022-01-01", State.SUPERSEDED)],
)
def test_a_new_edition_supersedes_from_the_day_it_takes_effect(store: Store, on: str, state: State) -> None:
    old = document(X, "示例准入目录（2020年版）", in_corpus=True, collection="示例", issued_on=day("2020-03-01"))
    new = document(
        BY,
        "示例准入目录（2021年版）",
        in_corpus=True,
        collection="示例",
        issued_on=day("2021-04-01"),
        effective_from=day("2021-05-01"),
    )
    assert ask(store, [old, new], [relation(BY, Kind.REPEALS, X)], on).state == state


def test_where_all_measures_state_an_end_the_document_ends_with_the_last(store: Store) -> None:
    measures = (
        measure(X, 3, "一", "免征示例费，执行至2021年6月30日。", "2021-06-30"),
        measure(X, 4, "二", "减征另一费，执行至2021年9月30日。", "2021-09-30"),
    )
    one = [held(X, "2021-03-01")]
    answer = ask(store, one, [], "2021-08-01", measures=measures)
    assert (answer.state, answer.last) == (State.IN_FORCE, date(2021, 9, 30))
    assert answer.why[-1].reason == Reason.MEASURES_END
    assert [clause.state for clause in answer.clauses] == [State.EXPIRED, State.IN_FORCE]
    answer = ask(store, one, [], "2021-10-01", measures=(*measures, measure(X, 5, "三", "加强管理。")))
    assert (answer.state, answer.last) == (State.IN_FORCE, None)
    assert {clause.state for clause in answer.clauses} == {State.EXPIRED}


def test_an_extension_counts_for_the_clauses_that_it_concerns(store: Store) -> None:
    documents = [held(X, "2021-02-10"), held(BY, "2021-06-22")]
    start = day("2021-02-01")
    measures = (
        measure(
            X,
            3,
            "一",
            "自2021年2月起，免征小微企业示例费，免征期限不超过5个月；对大型企业示例费减半征收，减征期限不超过3个月。",
            valid_from=start,
        ),
        measure(X, 4, "二", "自2021年2月起，丙省免征各类企业示例费，免征期限不超过5个月。", valid_from=start),
        measure(
            BY,
            5,
            "一",
            "对小微企业免征的政策，延长执行到2021年12月底。对大型企业减半征收的政策，延长执行到2021年6月底。",
            "2021-12-31",
        ),
    )
    extends = [relation(BY, Kind.EXTENDS, X, until=day("2021-12-31"))]
    expected = {
        "2021-05-01": [State.IN_FORCE, State.EXTENDED, State.IN_FORCE],
        "2021-08-01": [State.EXTENDED, State.EXPIRED, State.EXTENDED],
        "2022-02-01": [State.EXPIRED, State.EXPIRED, State.EXPIRED],
    }
    for on, states in expected.items():
        answer = ask(store, documents, extends, on, measures=measures)
        assert [clause.state for clause in answer.clauses] == states, on
    assert [str(clause.last) for clause in answer.clauses] == ["2021-12-31", "2021-06-30", "2021-12-31"]
    assert [str(clause.stated) for clause in answer.clauses] == ["2021-06-30", "2021-04-30", "2021-06-30"]
    assert [clause.at_most for clause in answer.clauses] == [True, True, True]
    assert answer.doubts == ()


def test_an_extension_of_something_else_does_not_reach_the_clauses(store: Store) -> None:
    documents = [held(X, "2021-02-10"), held(BY, "2021-06-22")]
    measures = (
        measure(X, 3, "一", "免征小微企业示例费，执行至2021年6月30日。", "2021-06-30"),
        measure(BY, 5, "一", "对大型企业减半征收的政策，延长执行到2021年12月底。", "2021-12-31"),
    )
    answer = ask(
        store, documents, [relation(BY, Kind.EXTENDS, X, until=day("2021-12-31"))], "2021-08-01", measures=measures
    )
    assert [clause.state for clause in answer.clauses] == [State.EXPIRED]
    assert [doubt.why for doubt in answer.doubts] == [Doubtful.CLAUSES_UNMATCHED]


def test_provisions_that_are_ended_by_name_end_alone(store: Store) -> None:
    documents = [held(X, "2021-02-10"), held(BY, "2021-03-12")]
    measures = (
        measure(X, 3, "一", "办理期延长至2021年3月底。", "2021-03-31"),
        measure(X, 4, "二、（一）", "缓缴期限延长至2021年9月底。", "2021-09-30"),
    )
    cited = f"《关于甲的通知》（{X}）第二条废止执行。"
    passages = (Passage("p", BY, 1, 8, PassageKind.CLAUSE, "七", cited, (Mention(0, 8, X, Kind.AMENDS),)),)
    answer = ask(
        store, documents, [relation(BY, Kind.AMENDS, X, 8)], "2021-05-01", measures=measures, passages=passages
    )
    assert answer.state == State.AMENDED
    assert answer.why[-1].articles == ("第二条",)
    assert [clause.state for clause in answer.clauses] == [State.EXPIRED, State.REPEALED]


# X is of 2021-01-01 in all of them
@pytest.mark.parametrize(
    ("own", "others", "conflict", "states"),
    [
        pytest.param(
            {},
            [(BY, "2021-03-01", Kind.REPEALS, {}), (OTHER, "2021-04-01", Kind.EXTENDS, {"until": day("2021-12-31")})],
            Conflict.EXTENDED_AFTER_REPEAL,
            {"2021-02-01": State.IN_FORCE, "2021-05-01": State.UNKNOWN, "2022-01-01": State.REPEALED},
            id="extended after it was repealed",
        ),
        pytest.param(
            {"effective_to": day("2021-12-31")},
            [(BY, "2021-05-01", Kind.EXTENDS, {"until": day("2021-06-30")})],
            Conflict.EXTENDED_BACKWARDS,
            {"2021-02-01": State.IN_FORCE, "2021-07-01": State.UNKNOWN, "2022-01-01": State.EXPIRED},
            id="extended to an earlier day",
        ),
        pytest.param(
            {"effective_to": day("2021-06-30")},
            [(BY, "2021-09-01", Kind.IMPLEMENTS, {})],
            Conflict.PAST_ITS_END,
            {"2021-06-30": State.IN_FORCE, "2021-07-01": State.EXPIRED},
            id="in force past its end",
        ),
        pytest.param(
            {},
            [(BY, "2021-03-01", Kind.REPEALS, {}), (OTHER, "2021-04-01", Kind.AMENDS, {})],
            Conflict.PAST_ITS_END,
            {"2021-05-01": State.REPEALED},
            id="amended after its repeal",
        ),
        pytest.param(
            {},
            [(BY, "2021-03-01", Kind.REPEALS, {}), (OTHER, "2021-04-01", Kind.REPEALS, {})],
            Conflict.REPEALED_TWICE,
            {"2021-03-15": State.REPEALED},
            id="repealed twice",
        ),
        pytest.param(
            {"effective_to": day("2020-12-31")}, [], Conflict.DATES, {"2021-02-01": State.EXPIRED}, id="ends before it begins"
        ),
        pytest.param(
            {},
            [(BY, "2020-06-01", Kind.EXTENDS, {"until": day("2021-12-31")})],
            Conflict.DATES,
            {"2020-12-01": State.NOT_YET},
            id="extended before it was issued",
        ),
    ],
)  # fmt: skip
def test_contradictions_are_flagged_and_not_decided(
    store: Store,
    own: dict[str, Any],
    others: list[tuple[str, str, Kind, dict[str, Any]]],
    conflict: Conflict,
    states: dict[str, State],
) -> None:
    documents = [held(X, "2021-01-01", **own), *(held(number, issued) for number, issued, _, _ in others)]
    relations = [relation(number, kind, X, **fields) for number, _, kind, fields in others]
    for on, state in states.items():
        answer = ask(store, documents, relations, on)
        assert answer.state == state, on
        assert conflict in conflicts(answer)
        assert all(each.sides for each in answer.contradictions)
        assert (answer.why[-1].reason == Reason.DISPUTED) is (state == State.UNKNOWN)


def test_an_extension_to_the_day_that_stood_is_no_contradiction(store: Store) -> None:
    documents = [held(X, "2021-01-01", effective_to=day("2021-06-30")), held(BY, "2021-05-01")]
    answer = ask(store, documents, [relation(BY, Kind.EXTENDS, X, until=day("2021-06-30"))], "2021-06-01")
    assert answer.contradictions == ()


def test_a_clause_that_runs_past_its_document_is_flagged(store: Store) -> None:
    documents = [held(X, "2021-01-01", effective_to=day("2021-06-30"))]
    measures = (measure(X, 3, "一", "免征示例费，执行至2021年12月31日。", "2021-12-31"),)
    assert conflicts(ask(store, documents, [], "2021-05-01", measures=measures)) == [Conflict.CLAUSE_PAST_END]


def test_documents_that_prolong_each_other_are_flagged(store: Store) -> None:
    load(store, circle())
    answer = status(store, "圆发〔2021〕1号", date(2021, 5, 1))
    assert Conflict.CIRCLE in conflicts(answer)
    assert answer.state == State.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "source", "why", "state"),
    [
        (
            {"resolution": Resolution.AMBIGUOUS, "candidates": (X, OTHER)},
            "2021-03-01",
            Doubtful.AMBIGUOUS,
            State.IN_FORCE,
        ),
        ({"confidence": 0.3}, "2021-03-01", Doubtful.UNSURE, State.IN_FORCE),
        ({}, None, Doubtful.UNDATED, State.UNKNOWN),
    ],
)
def test_what_is_not_certain_does_not_decide(
    store: Store, fields: dict[str, Any], source: str | None, why: Doubtful, state: State
) -> None:
    documents = [held(X, "2021-01-01"), held(BY, source), held(OTHER, "2021-01-01"), document("某通知", "某通知")]
    target = "某通知" if "candidates" in fields else X
    answer = ask(store, documents, [relation(BY, Kind.REPEALS, target, **fields)], "2021-05-01")
    assert answer.state == state
    assert [(doubt.why, doubt.document.id) for doubt in answer.doubts] == [(why, BY)]


def test_an_extension_that_was_repealed_itself_is_doubtful(store: Store) -> None:
    documents = [held(X, "2021-01-01"), held(BY, "2021-03-01"), held(OTHER, "2021-04-01")]
    relations = [relation(BY, Kind.EXTENDS, X, until=day("2021-12-31")), relation(OTHER, Kind.REPEALS, BY)]
    answer = ask(store, documents, relations, "2021-05-01")
    assert [(doubt.why, doubt.document.id) for doubt in answer.doubts] == [(Doubtful.EXTENSION_REPEALED, OTHER)]


def test_without_any_date_nothing_is_known(store: Store) -> None:
    answer = ask(store, [held(X, None)], [], "2021-05-01")
    assert (answer.state, answer.reach, answer.known_until) == (State.UNKNOWN, Reach.AFTER, None)
    assert answer.why[0].reason == Reason.UNDATED


def test_a_list_is_answered_in_its_order_with_as_many_reads_as_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = every_type()
    load(store, graph)
    asked = [each.id for each in graph.documents]
    one = status(store, ROOT, date(2021, 7, 1))
    reads: list[str] = []
    read = Store.read
    monkeypatch.setattr(
        Store, "read", lambda self, name, /, **params: (reads.append(name), read(self, name, **params))[1]
    )
    statuses(store, [ROOT], date(2021, 7, 1))
    few = len(reads)
    answers = statuses(store, asked[::-1], date(2021, 7, 1))
    assert len(reads) <= 2 * few + 2
    assert [answer.document.id for answer in answers] == asked[::-1]
    assert one in answers
    assert "knowledge" not in reads, "what holds for the whole build is read once"


def test_unknown_documents_are_refused(store: Store) -> None:
    load(store, every_type())
    with pytest.raises(NotFoundError, match="没有"):
        statuses(store, [ROOT, "没有"], date(2021, 7, 1))


def test_documents_are_listed_by_state_and_level(store: Store) -> None:
    load(store, every_type())
    on = date(2021, 7, 1)
    assert [each.document.id for each in standing(store, on, states=[State.EXTENDED])] == [ROOT]
    assert {each.document.level for each in standing(store, on, levels=[Level.PROVINCIAL])} == {Level.PROVINCIAL}
    assert len(standing(store, on, limit=3)) == 3
    assert standing(store, on, collections=["无"]) == ()


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        ("2022-12-01", 30, [("2022-12-31", ROOT)]),
        ("2022-12-01", 29, []),
        ("2021-06-01", 60, []),
        ("2022-12-31", 0, [("2022-12-31", ROOT)]),
    ],
)
def test_what_ends_soon_counts_prolongations(
    store: Store, first: str, days: int, expected: list[tuple[str, str]]
) -> None:
    load(store, every_type())
    answer = expiring(store, day(first), days)
    assert [(str(each.day), each.document.id) for each in answer.endings if each.document.id != EXTENSION] == expected
    assert answer.truncated is False


def test_clauses_that_end_before_their_document_are_listed(store: Store) -> None:
    measures = (measure(X, 3, "一", "免征示例费，执行至2021年6月30日。", "2021-06-30"),)
    load(store, Graph(documents=(held(X, "2021-01-01", effective_to=day("2021-12-31")),), measures=measures))
    answer = expiring(store, day("2021-06-01"), 365)
    assert [(str(each.day), each.clause and each.clause.label) for each in answer.endings] == [
        ("2021-06-30", "一"),
        ("2021-12-31", None),
    ]
    assert expiring(store, day("2021-06-01"), 365, limit=1).truncated


# --- the real compendium -------------------------------------------------------------------------------------------

TAX = "财政部税务总局公告2020年第8号"
INSURANCE = "人社部发〔2020〕11号"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("on", "state", "reach"),
    [
        ("2020-05-01", State.IN_FORCE, Reach.WITHIN),
        ("2020-08-01", State.EXTENDED, Reach.AFTER),
        ("2021-02-01", State.EXPIRED, Reach.AFTER),
    ],
)
def test_the_chain_of_announcement_8(compendium_store: Store, on: str, state: State, reach: Reach) -> None:
    """Line 1177: from 2020-01-01, the end to be announced; line 2992 (announcement 28): to 2020-12-31."""
    answer = status(compendium_store, TAX, day(on))
    assert (answer.state, answer.reach) == (state, reach)
    assert (answer.first, answer.last) == (date(2020, 1, 1), date(2020, 12, 31))
    effective, no_end, extended = answer.why
    assert effective.proof and effective.proof.line == 1177
    assert no_end.reason == Reason.NO_END
    assert extended.document.id == "财政部税务总局公告2020年第28号"
    assert extended.relation and extended.relation.evidence.line == 2992
    assert extended.later is (on == "2020-05-01")
    assert answer.contradictions == answer.doubts == ()


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("on", "state", "clauses"),
    [
        ("2020-05-01", State.IN_FORCE, [State.IN_FORCE, State.EXTENDED, State.IN_FORCE, State.IN_FORCE]),
        ("2020-08-01", State.EXTENDED, [State.EXTENDED, State.EXPIRED, State.EXTENDED, State.EXTENDED]),
        ("2021-02-01", State.EXPIRED, [State.EXPIRED] * 4),
    ],
)
def test_the_chain_of_the_insurance_notice(
    compendium_store: Store, on: str, state: State, clauses: list[State]
) -> None:
    """Lines 3006 (small: five months from 2020-02, large: three), 3008 (Hubei: five), 3010 (deferral: six months).

    Line 3042 prolongs it for small enterprises to 2020-12, for large ones and those of Hubei to 2020-06, line 3046 the
    deferral to 2020-12; line 3040 cites the notice.
    """
    answer = status(compendium_store, INSURANCE, day(on))
    assert answer.state == state
    assert answer.last == date(2020, 12, 31)
    assert [clause.state for clause in answer.clauses] == clauses
    assert [clause.line for clause in answer.clauses] == [3006, 3006, 3008, 3010]
    assert [clause.stated and str(clause.stated) for clause in answer.clauses] == [
        "2020-06-30",
        "2020-04-30",
        "2020-06-30",
        None,
    ]
    assert [str(clause.last) for clause in answer.clauses] == ["2020-12-31", "2020-06-30", "2020-12-31", "2020-12-31"]
    assert [clause.partly for clause in answer.clauses] == [False, False, on == "2020-08-01", False]
    proofs = [
        [(step.proof.line, str(step.until)) for step in clause.why[1:] if step.proof] for clause in answer.clauses
    ]
    assert proofs == [
        [(3042, "2020-12-31")],
        [(3042, "2020-06-30")],
        [(3042, "2020-12-31"), (3042, "2020-06-30")],
        [(3046, "2020-12-31")],
    ]
    extended = answer.why[-1]
    assert extended.document.id == "人社部发〔2020〕49号"
    assert extended.relation and extended.relation.evidence.line == 3040
    assert answer.contradictions == answer.doubts == ()
