"""Speed of implementation, against answers worked out by hand (see ``issuing``)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issuing import BRANCH, FIRST, SECOND, issuing

from api.questions.lag import Grouping, LagRow, Spread, Summary, lag, spread_of
from api.questions.network.answers import Dating
from graph_builder.model import Graph, Level, RelationType, Scope
from graph_builder.store import Store, load


@pytest.fixture
def loaded(store: Store) -> Store:
    load(store, issuing())
    return store


def days(rows: tuple[LagRow, ...]) -> list[tuple[str | None, list[int | None]]]:
    return [(row.key, [pair.days for pair in row.pairs]) for row in rows]


def test_the_days_of_all_pairs_are_summed_up(loaded: Store) -> None:
    # P2-N2 4 days, P1-N1 10, P4-N1 50; P3 is older than N4; N3 and P5 have no date; what P6 means is not decided
    answer = lag(loaded)
    assert answer.overall == Summary(Spread(3, 4, 7.0, 10.0, 30.0, 50, 23.0), 7, 1, 2, 1)


@pytest.mark.parametrize(
    ("by", "fold", "expected"),
    [
        # rows with most known days first, then the faster
        ("issuer", False, [(FIRST, [-9, 4, 10, None, None]), (SECOND, [10, 50, None]), (BRANCH, [-9])]),
        ("counterpart", False, [("甲部", [-9, 4, 10, None, None]), ("乙部", [10, 50, None]), ("丙总局", [-9])]),
        ("ministry", False, [("乙部", [10, 50, None, None]), ("甲部", [10, 50, None]), ("甲部办公厅", [4]), ("丁局", [-9]), ("丙总局", [-9]), (None, [None])]),
        ("ministry", True, [("甲部", [4, 10, 50, None]), ("乙部", [10, 50, None, None]), ("丁局", [-9]), ("丙总局", [-9]), (None, [None])]),
        ("category", False, [("类一", [4, 10]), ("类二", [-9, 50, None]), (None, [None, None])]),
        ("doc_type", False, [("通知", [4, 10, 50, None, None, None]), ("意见", [-9])]),
    ],
)  # fmt: skip
def test_pairs_are_grouped(loaded: Store, by: str, fold: bool, expected: list[tuple[str, list[int]]]) -> None:
    assert days(lag(loaded, by=Grouping(by), fold_offices=fold).rows) == expected


def test_each_row_says_how_its_days_lie_and_what_is_not_in_them(loaded: Store) -> None:
    rows = {row.key: row.summary for row in lag(loaded).rows}
    assert rows[FIRST] == Summary(Spread(2, 4, 5.5, 7.0, 8.5, 10, 3.0), 5, 1, 1, 1)
    assert rows[SECOND] == Summary(Spread(2, 10, 20.0, 30.0, 40.0, 50, 20.0), 3, 0, 1, 0)
    assert rows[BRANCH] == Summary(None, 1, 1, 0, 0)


def test_every_pair_says_what_its_dates_are_good_for(loaded: Store) -> None:
    found = {(p.source.id, p.target.id): p.dating for row in lag(loaded).rows for p in row.pairs}
    assert found == {
        ("P1", "N1"): Dating.KNOWN,
        ("P2", "N2"): Dating.KNOWN,
        ("P3", "N4"): Dating.CONTRADICTING,
        ("P4", "N1"): Dating.KNOWN,
        ("P4", "N3"): Dating.TARGET_UNKNOWN,
        ("P5", "N1"): Dating.SOURCE_UNKNOWN,
        ("P6", "X1"): Dating.UNDECIDED,
    }


def test_a_pair_counts_once_with_all_its_relations(loaded: Store) -> None:
    # P1 implements and forwards N1, and the plan that it issues implements it too
    (pair,) = (p for row in lag(loaded).rows if row.key == FIRST for p in row.pairs if p.source.id == "P1")
    found = [(relation.source, relation.type.value) for relation in pair.relations]
    assert found == [("P1", "IMPLEMENTS"), ("P1", "FORWARDS"), ("P1/1", "IMPLEMENTS")]
    assert pair.relations[0].evidence.quote == "为落实N1"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"types": [RelationType.FORWARDS]}, [10]),
        ({"scopes": list(Scope)}, [4, 10, 28, 50]),
        ({"levels": [Level.MUNICIPAL]}, [111]),
        ({"levels": [Level.NATIONAL]}, []),
        ({"types": [RelationType.EXTENDS]}, []),
    ],
)
def test_what_counts_can_be_chosen(loaded: Store, filters: dict[str, object], expected: list[int]) -> None:
    rows = lag(loaded, by=Grouping.DOC_TYPE, **filters).rows  # type: ignore[arg-type]
    found = [p.days for row in rows for p in row.pairs if p.days is not None and p.days >= 0]
    assert sorted(found) == expected


def test_weak_relations_can_be_left_out(loaded: Store) -> None:
    assert lag(loaded, confidence=0.5).overall.undated == 1


def test_nothing_carried_out_has_no_days(store: Store) -> None:
    load(store, Graph(documents=issuing().documents, agencies=issuing().agencies))
    answer = lag(store)
    assert (answer.overall, answer.rows) == (Summary(None, 0, 0, 0, 0), ())


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_a_spread_lies_between_the_least_and_the_most(numbers: list[int]) -> None:
    spread = spread_of(numbers)
    assert spread is not None
    assert (spread.n, spread.least, spread.most) == (len(numbers), min(numbers), max(numbers))
    assert spread.least <= spread.lower <= spread.median <= spread.upper <= spread.most
    assert sum(number <= spread.median for number in numbers) * 2 >= len(numbers)
    assert sum(number >= spread.median for number in numbers) * 2 >= len(numbers)
    assert spread.iqr == spread.upper - spread.lower
    assert spread_of(reversed(numbers)) == spread


@pytest.mark.corpus
def test_the_days_of_the_compendium_are_those_of_its_dates(compendium_store: Store, compendium: Graph) -> None:
    documents = {document.id: document for document in compendium.documents}
    expected = set()
    for relation in compendium.relations:
        source, target = documents[relation.source], documents[relation.target]
        levels = source.level, target.level
        if relation.type not in (RelationType.IMPLEMENTS, RelationType.FORWARDS) or relation.scope != Scope.DOCUMENT:
            continue
        if levels == (Level.PROVINCIAL, Level.NATIONAL):
            ends = source.parent or source.id, target.parent or target.id
            last, first = (documents[end].issued_on for end in ends)
            expected.add((*ends, (last - first).days if first and last else None))
    answer = lag(compendium_store)
    found = {(p.source.id, p.target.id, p.days) for row in answer.rows for p in row.pairs}
    assert found == expected
    assert answer.overall.pairs == len(expected)
    assert answer.overall.spread is not None
    assert answer.overall.spread.n > 20
