"""What is kept of a build: made once, never given for another state of the graph, and no more than there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from graphs import CITY, every_type, without

from api.questions import stats
from api.questions.agencies import find_agencies
from api.questions.keeping import Kept, frozen
from api.questions.listing import DocumentFilter, document_facets, list_documents
from api.questions.listing.answers import FacetValue
from graph_builder.errors import StoreError
from graph_builder.model import Level
from graph_builder.store import Store, load
from graph_builder.store.reading import Snapshot, current


class Counting:
    """Makes values, and counts how often."""

    def __init__(self, value: list[int]) -> None:
        self.value, self.made = value, 0

    def __call__(self) -> list[int]:
        self.made += 1
        return self.value


@pytest.fixture
def build(store: Store) -> Snapshot:
    load(store, every_type())
    found = current(store)
    assert found is not None
    return found


def test_a_value_is_made_once_for_a_name_in_a_build(build: Snapshot) -> None:
    kept, make = Kept(100), Counting([1, 2])
    assert kept.get(build, "a", make, len) == kept.get(build, "a", make, len) == [1, 2]
    assert make.made == 1
    kept.get(build, "b", make, len)
    assert make.made == 2


def test_another_revision_is_another_build(build: Snapshot, store: Store) -> None:
    kept, make = Kept(100), Counting([1])
    kept.get(build, "a", make, len)
    store.write("revise_build", build=build.build, revision="0a")
    revised = current(store)
    assert revised is not None and revised.fingerprint != build.fingerprint
    kept.get(revised, "a", make, len)
    assert make.made == 2


def test_what_was_read_while_the_graph_changed_is_not_kept(store: Store) -> None:
    kept = Kept(100)
    # From another graph, as the one that a judgement has changed would be loaded under another name.
    load(store, without(every_type(), [CITY]))
    load(store, every_type())
    build = current(store)
    assert build is not None

    def overtaken() -> list[int]:
        load(store, without(every_type(), [CITY]))
        return [1]

    assert kept.get(build, "a", overtaken, len) == [1]
    load(store, every_type())
    again = current(store)
    assert again is not None and again.fingerprint == build.fingerprint
    assert kept.get(again, "a", Counting([2]), len) == [2]


def test_what_fails_is_not_kept(build: Snapshot) -> None:
    kept = Kept(100)

    def fail() -> list[int]:
        raise StoreError("away")

    with pytest.raises(StoreError, match="away"):
        kept.get(build, "a", fail, len)
    assert kept.get(build, "a", Counting([3]), len) == [3]


def test_the_least_used_goes_when_there_is_no_room(build: Snapshot) -> None:
    kept = Kept(10)
    makers = {name: Counting([0] * 3) for name in "abc"}
    for name in "abacab":
        kept.get(build, name, makers[name], len)
    # Four items each: a and b fill it, c takes the place of b, and b that of c.
    assert {name: make.made for name, make in makers.items()} == {"a": 1, "b": 2, "c": 1}


def test_what_takes_half_of_the_room_is_given_but_not_kept(build: Snapshot) -> None:
    kept, large, small = Kept(10), Counting([0] * 9), Counting([0])
    kept.get(build, "small", small, len)
    for _ in range(2):
        assert len(kept.get(build, "large", large, len)) == 9
    kept.get(build, "small", small, len)
    assert (large.made, small.made) == (2, 1)


def test_several_threads_make_it_once(build: Snapshot) -> None:
    kept, make, together = Kept(100), Counting([5]), Barrier(4)
    found: list[list[int]] = []

    def ask() -> None:
        together.wait()
        found.append(kept.get(build, "a", make, len))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[5]] * 4
    assert make.made == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["a", "b"], ("a", "b"), True),
        ({"x": [1]}, {"x": (1,)}, True),
        ({"x": 1, "y": 2}, {"y": 2, "x": 1}, True),
        (DocumentFilter(levels=[Level.NATIONAL]), DocumentFilter(levels=(Level.NATIONAL,)), True),
        (DocumentFilter(), DocumentFilter(in_corpus=False), False),
        (1, True, False),
        (0, 0.0, False),
        (None, "", False),
        (["a", "b"], ["b", "a"], False),
        (date(2021, 1, 1), date(2021, 1, 2), False),
    ],
)
def test_equal_arguments_are_one_key(one: object, other: object, same: bool) -> None:
    assert (frozen(one) == frozen(other)) is same
    if same:
        assert hash(frozen(one)) == hash(frozen(other))


@pytest.fixture
def switched(store: Store) -> Iterator[Store]:
    """A store whose first graph was asked about before the second was loaded."""
    load(store, every_type())
    _answers(store)
    load(store, replace(without(every_type(), [CITY]), agencies=every_type().agencies))
    yield store


def _answers(store: Store) -> tuple[int, int, tuple[FacetValue, ...], int]:
    every = DocumentFilter()
    (found,) = find_agencies(store, "示例市丙局")
    return (
        list_documents(store, every).total,
        stats(store).nodes["Document"],
        document_facets(store, every).level,
        found.documents,
    )


def test_after_a_switch_nothing_is_answered_from_the_former_graph(switched: Store) -> None:
    total, nodes, levels, of_agency = _answers(switched)
    assert (total, nodes, of_agency) == (11, 11, 0)
    assert sum(value.count for value in levels) == 11
    load(switched, every_type())
    assert _answers(switched)[::3] == (12, 1)


def test_counts_of_a_filtered_list_are_those_of_its_documents(store: Store) -> None:
    load(store, every_type())
    wanted = DocumentFilter(levels=[Level.NATIONAL], in_corpus=True, enclosed=False)
    listed = list_documents(store, wanted, limit=50)
    assert listed.total == len(listed.items) == 5
    facets = document_facets(store, wanted)
    assert facets.in_corpus == (FacetValue(True, 5), FacetValue(False, 3))
    assert {value.value: value.count for value in facets.level} == {"national": 5, "provincial": 2, "municipal": 1}
